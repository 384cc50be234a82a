"""What the directory says, and which of its sheets speak of one organisation."""

from .completion import COMPLETED, News, Proposal, compare_with, propose_completions
from .directory import DirectoryReading, Share, read_directory
from .doubles import Alike, DoublesReading, find_alike, in_words, join_alike, read_doubles, weigh_two, why
from .namesakes import Namesake

__all__ = [
    "COMPLETED",
    "Alike",
    "DirectoryReading",
    "DoublesReading",
    "Namesake",
    "News",
    "Proposal",
    "Share",
    "compare_with",
    "find_alike",
    "in_words",
    "join_alike",
    "propose_completions",
    "read_directory",
    "read_doubles",
    "weigh_two",
    "why",
]
