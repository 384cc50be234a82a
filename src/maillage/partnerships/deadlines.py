"""Dates that wait for a partnership besides its own end: the review of a text, its end.

A room registers what it knows from its AppConfig.ready: a function of the space, of some of its partnerships and of who
reads, that tells them all in a number of queries that does not depend on how many they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from maillage.accounts.models import User
from maillage.spaces.models import Space

from .models import Partnership

REVIEW, END = "review", "end"


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is due on a day, in words (« revue de « Charte » »), and the page that says more.

    ``kind`` is ``REVIEW`` or ``END``: the shape it takes in a drawing. ``partnership`` is its id.
    """

    partnership: int
    on: date
    kind: str
    words: str
    url: str


Source = Callable[[Space, Sequence[Partnership], User], Iterable[Deadline]]
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    _SOURCES.append(source)


def deadlines_of(space: Space, partnerships: Sequence[Partnership], user: User) -> dict[int, tuple[Deadline, ...]]:
    """By id of partnership, the earliest first: what this person may see of them."""
    found: dict[int, list[Deadline]] = defaultdict(list)
    if partnerships:
        for source in _SOURCES:
            for deadline in source(space, partnerships, user):
                found[deadline.partnership].append(deadline)
    return {pk: tuple(sorted(own, key=lambda one: (one.on, one.kind, one.words))) for pk, own in found.items()}
