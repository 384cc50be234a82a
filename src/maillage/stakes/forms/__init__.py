"""Forms of this room, one subject a file."""

from .said import AskForm, ResourceForm, StakeForm

__all__ = ["AskForm", "ResourceForm", "StakeForm"]
