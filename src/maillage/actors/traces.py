"""What other rooms keep about a contact: each says it here when the application starts.

The access that a person asks for is whole only if every room answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .models import Contact


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing kept: where, a sentence, and the same as names and values for a file."""

    where: str
    sentence: str
    data: dict[str, str] = field(default_factory=dict)


_FINDERS: list[Callable[[Contact], Iterable[Trace]]] = []


def register(finder: Callable[[Contact], Iterable[Trace]]) -> None:
    """``finder(contact)`` gives what a room keeps about this person."""
    if finder not in _FINDERS:
        _FINDERS.append(finder)


def traces_of(contact: Contact) -> list[Trace]:
    return [trace for finder in _FINDERS for trace in finder(contact)]
