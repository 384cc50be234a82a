"""Files of the grid, of the typology and of the answers: written, and read back the same."""
