"""What changes the records of this room, one subject a file."""

from .said import edit_resource, edit_stake, remove_resource, remove_stake, say_resource, say_stake

__all__ = ["edit_resource", "edit_stake", "remove_resource", "remove_stake", "say_resource", "say_stake"]
