"""What is planted beside the story's own tables, one subject a file: each goes through its room's actions."""
