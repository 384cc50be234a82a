"""The pages of this room, one subject a file."""
