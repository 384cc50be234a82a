"""6 · Assess: partnerships, the reading grid, the type and why."""
