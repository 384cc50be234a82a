"""vCard 3.0 (RFC 2426), which every address book reads: contacts in their function."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.toolkit.words import printable

from ..models import Contact

LONGEST_LINE = 75  # bytes; a longer line goes on after a line feed and a space


def to_vcards(contacts: Iterable[Contact]) -> str:
    """One card each, in their order. Read with ``organisation``."""
    return "".join(_card(contact) for contact in contacts)


def _card(contact: Contact) -> str:
    first, _space, last = contact.name.partition(" ")
    organisation = contact.organisation
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:maillage-contact-{contact.pk}",
        f"FN:{_escaped(contact.name)}",
        f"N:{_escaped(last)};{_escaped(first)};;;" if last else f"N:{_escaped(first)};;;;",
        f"ORG:{_escaped(organisation.name)}",
        f"TITLE:{_escaped(contact.function)}",
    ]
    if contact.email:
        lines.append(f"EMAIL;TYPE=INTERNET,WORK:{_escaped(contact.email)}")
    if contact.phone:
        lines.append(f"TEL;TYPE=WORK,VOICE:{_escaped(contact.phone)}")
    if organisation.website:
        lines.append(f"URL:{_escaped(organisation.website)}")
    lines.append("END:VCARD")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(text: str) -> str:
    one_line = " ".join(printable(text).split())
    return one_line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Cut between characters, never inside one."""
    pieces, piece, size = [], "", 0
    for char in line:
        weight = len(char.encode())
        if size + weight > LONGEST_LINE:
            pieces.append(piece)
            piece, size = "", 1  # the space that begins the next line
        piece, size = piece + char, size + weight
    return "\r\n ".join([*pieces, piece])
