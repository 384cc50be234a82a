"""What may be written in a version of the grid or of the typology before it serves, and what it would change."""
