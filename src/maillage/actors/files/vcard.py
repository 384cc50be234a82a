"""vCard 3.0 (RFC 2426), which every address book reads: contacts in their function."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.toolkit.content_lines import escaped, folded_line
from maillage.toolkit.words import printable

from ..models import Contact


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
        f"FN:{_one_line(contact.name)}",
        f"N:{_one_line(last)};{_one_line(first)};;;" if last else f"N:{_one_line(first)};;;;",
        f"ORG:{_one_line(organisation.name)}",
        f"TITLE:{_one_line(contact.function)}",
    ]
    if contact.email:
        lines.append(f"EMAIL;TYPE=INTERNET,WORK:{_one_line(contact.email)}")
    if contact.phone:
        lines.append(f"TEL;TYPE=WORK,VOICE:{_one_line(contact.phone)}")
    if organisation.website:
        lines.append(f"URL:{_one_line(organisation.website)}")
    lines.append("END:VCARD")
    return "".join(f"{folded_line(line)}\r\n" for line in lines)


def _one_line(text: str) -> str:
    return escaped(" ".join(printable(text).split()))
