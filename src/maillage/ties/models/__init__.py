"""The records of this room, one subject a file."""

from .declared import Declared, Mention, Statement, Wave
from .tie import Tie

__all__ = ["Declared", "Mention", "Statement", "Tie", "Wave"]
