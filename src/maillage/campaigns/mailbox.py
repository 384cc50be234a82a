"""The letters that a demonstration writes to files instead of sending them, read back for the pilot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

BETWEEN = b"\n" + b"-" * 79 + b"\n"
MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it was written: from whom, to whom, its lines (``link``: an address of ours, without the host)."""

    sender: str
    to: str
    title: str
    at: datetime
    kind: str
    lines: tuple[Line, ...]

    @property
    def link(self) -> str:
        """Its first link: the page of the person it was written to."""
        return next((line.link for line in self.lines if line.link), "")


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    link: str = ""


def letters_of(slug: str) -> list[Letter]:
    """The letters written for this space, newest first."""
    found = [_letter(message) for message in _messages() if message["X-Maillage-Space"] == slug]
    return sorted(found, key=lambda letter: letter.at, reverse=True)


def _messages() -> Iterator[EmailMessage]:
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return
    for file in sorted(folder.glob("*.log"), reverse=True)[:MOST_FILES]:
        for raw in file.read_bytes().split(BETWEEN):
            if raw.strip():
                yield message_from_bytes(raw, policy=policy.default)


def _letter(message: EmailMessage) -> Letter:
    lines = tuple(Line(text, _path(text)) for text in message.get_content().splitlines())
    return Letter(
        sender=str(message["From"]),
        to=str(message["To"]),
        title=str(message["Subject"]),
        at=_here(parsedate_to_datetime(message["Date"])),
        kind=str(message["X-Maillage-Letter"]),
        lines=lines,
    )


def _here(sent: datetime) -> datetime:
    """The hour of this country; a date without its zone is universal time."""
    return timezone.localtime(sent if sent.tzinfo else sent.replace(tzinfo=UTC))


def _path(line: str) -> str:
    """The address on this server when the whole line is a link to it."""
    return line.removeprefix(settings.PUBLIC_ADDRESS) if line.startswith(settings.PUBLIC_ADDRESS) else ""
