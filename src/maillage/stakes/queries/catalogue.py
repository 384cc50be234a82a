"""The stakes of a space: ours as it words them, and its own."""

from __future__ import annotations

from maillage.spaces.models import Space
from maillage.stakes.catalogue import Catalogue, adapted
from maillage.stakes.models import CatalogueEntry


def catalogue_of(space: Space) -> Catalogue:
    """One question to the database."""
    return adapted(entry.stake for entry in CatalogueEntry.objects.in_space(space))
