"""4 · Compose: working groups, seats, what is missing."""
