"""What the space already shows of a partnership's life: « vu dans l'espace », which a person still confirms.

A room registers a detector from its AppConfig.ready: a function of the space and of some of its partnerships that
tells what it sees, for all of them in a number of queries that does not depend on how many they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from maillage.spaces import permissions as spaces
from maillage.spaces.enums import EVERYONE, Reading
from maillage.spaces.models import Space

from .models import Partnership
from .stages import DELIVERABLES


@dataclass(frozen=True, slots=True)
class Seen:
    """A deliverable that a page of the space shows: what is seen, in words, and where.

    ``partnership``: its id, or None when what is seen serves every partnership of the space. ``reading``: what is
    seen is told to members only once that reading is published. ``roles``: those whom the page is open to.
    """

    code: str
    words: str
    url: str
    partnership: int | None = None
    reading: Reading | None = None
    roles: frozenset[str] = EVERYONE


Detector = Callable[[Space, Sequence[Partnership]], Iterable[Seen]]
_DETECTORS: list[Detector] = []


def register(detector: Detector) -> None:
    _DETECTORS.append(detector)


def seen_in(space: Space, partnerships: Sequence[Partnership], *, role: str | None) -> dict[int, dict[str, Seen]]:
    """For each partnership, by code of deliverable, what this role may know to be seen; the first detector wins."""
    hidden = spaces.hidden_readings(role, space)
    found: dict[int, dict[str, Seen]] = defaultdict(dict)
    if not partnerships:
        return found
    everyone = [partnership.pk for partnership in partnerships]
    for detector in _DETECTORS:
        for seen in detector(space, partnerships):
            if seen.code not in DELIVERABLES:
                raise LookupError(f"No step leaves a deliverable called {seen.code!r}.")
            if seen.reading in hidden or role not in seen.roles:
                continue
            for partnership in everyone if seen.partnership is None else [seen.partnership]:
                found[partnership].setdefault(seen.code, seen)
    return found
