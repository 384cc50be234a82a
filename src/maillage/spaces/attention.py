"""What needs the pilot's team: rooms name what is late or missing; the front page shows the five most urgent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from .models import Space

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Need:
    """One line: a sentence, where to go, and how urgent it is (0 = today, larger = can wait)."""

    sentence: str
    url: str
    urgency: int


NeedsOf = Callable[[Space, date], Iterable[Need]]
_NEEDS: list[NeedsOf] = []


def register(needs_of: NeedsOf) -> None:
    _NEEDS.append(needs_of)


def most_urgent(space: Space, *, on: date) -> list[Need]:
    needs = chain.from_iterable(needs_of(space, on) for needs_of in _NEEDS)
    return sorted(needs, key=lambda need: need.urgency)[:MOST_SHOWN]
