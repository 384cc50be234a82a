"""Pages of the directory: list and map, sheets, contacts, files brought in."""
