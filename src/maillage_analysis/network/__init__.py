"""Relations between actors."""
