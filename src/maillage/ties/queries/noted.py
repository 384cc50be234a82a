"""Which ties and which actors a person may see here."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from maillage.spaces.models import Space

from ..models import Tie
from .declared import said_pairs


def current_ties(space: Space, *, touching: Collection[int] | None = None) -> QuerySet[Tie]:
    """Ties between actors of the directory; with ``touching``, only those of these organisations."""
    ties = Tie.objects.filter(space=space, source__archived_at=None, target__archived_at=None)
    if touching is not None:
        ties = ties.filter(Q(source__in=touching) | Q(target__in=touching))
    return ties.order_by("source__name", "target__name", "nature", "pk")


def count_links(space: Space) -> int:
    """Pairs of present actors tied by what the team noted or by what they say (three queries)."""
    noted = current_ties(space).order_by().values_list("source", "target").distinct()
    return len(set(noted) | said_pairs(space))


def has_ties(space: Space) -> bool:
    """Whether anything is noted or said."""
    return current_ties(space).exists() or bool(said_pairs(space))
