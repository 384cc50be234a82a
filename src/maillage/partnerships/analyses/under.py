"""What another typology would change, before it is put in service."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.spaces.models import Space

from ..models import Partnership
from ..readings import Suggestion
from ..typology import Typology
from .reading import read_partnerships, suggested_under


@dataclass(frozen=True, slots=True)
class MovedPartnership:
    """A partnership whose suggestion would differ: now, then under the other typology."""

    partnership: Partnership
    before: Suggestion
    after: Suggestion


def moves_under(space: Space, typology: Typology, *, fewest_answers: int = 1) -> list[MovedPartnership]:
    """The current partnerships whose suggested type would change if this typology were put in service."""
    found = list(Partnership.objects.filter(space=space).current().select_related("space"))
    moves = []
    for reading in read_partnerships(found, fewest_answers=fewest_answers):
        after = suggested_under(reading, typology)
        if _told(reading.suggestion) != _told(after):
            moves.append(MovedPartnership(reading.partnership, reading.suggestion, after))
    return moves


def _told(suggestion: Suggestion) -> tuple:
    return suggestion.status, tuple(entry.name for entry in suggestion.types)
