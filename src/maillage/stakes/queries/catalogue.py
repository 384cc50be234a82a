"""The stakes of a space: ours as it words them, and its own; the tensions that it keeps between them."""

from __future__ import annotations

from maillage.spaces.models import Space
from maillage.stakes.catalogue import PAIRS, Catalogue, TensionPair, adapted
from maillage.stakes.models import CatalogueEntry, PairEntry


def catalogue_of(space: Space) -> Catalogue:
    """One question to the database."""
    return adapted(entry.stake for entry in CatalogueEntry.objects.in_space(space))


def pairs_of(space: Space, known: Catalogue) -> tuple[TensionPair, ...]:
    """The tensions that every reading of the space looks for: ours but those set aside, then its own.

    One question to the database.
    """
    entries = list(PairEntry.objects.in_space(space))
    aside = {entry.key for entry in entries if entry.is_archived}
    own = (entry.pair_in(known) for entry in entries if entry.is_own and not entry.is_archived)
    return (*(pair for pair in PAIRS if pair.key not in aside), *(pair for pair in own if pair))
