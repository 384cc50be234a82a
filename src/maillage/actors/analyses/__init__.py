"""What the directory says, and which of its sheets speak of one organisation."""

from .directory import DirectoryReading, Share, read_directory
from .doubles import Alike, DoublesReading, find_alike, join_alike, read_doubles, weigh_two, why

__all__ = [
    "Alike",
    "DirectoryReading",
    "DoublesReading",
    "Share",
    "find_alike",
    "join_alike",
    "read_directory",
    "read_doubles",
    "weigh_two",
    "why",
]
