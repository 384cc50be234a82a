"""The lines of vCard and iCalendar files (RFC 6350, RFC 5545): never too long, never broken by what people wrote."""

from __future__ import annotations

LONGEST_LINE = 75  # octets; a longer line goes on after a line feed and a space


def escaped(text: str) -> str:
    """A value with its separators told apart from those of the file."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def folded_line(line: str) -> str:
    """Cut between characters, never inside one.

    >>> folded_line("NOTE:" + "a" * 72)
    'NOTE:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\r\\n aa'
    """
    pieces, piece, size = [], "", 0
    for char in line:
        weight = len(char.encode())
        if size + weight > LONGEST_LINE:
            pieces.append(piece)
            piece, size = "", 1  # the space that begins the next line
        piece, size = piece + char, size + weight
    return "\r\n ".join([*pieces, piece])
