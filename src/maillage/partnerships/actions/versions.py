"""Versions of the grid that a space uses."""

from __future__ import annotations

from django.utils import timezone

from maillage.spaces.models import Space

from .. import grid, queries, typology
from ..models import GridVersion, TypologyVersion


def grid_to_use(space: Space) -> GridVersion:
    """The space's own version, else the one we ship, written down the first time it serves."""
    version = queries.current_grid(space)
    if version is None:
        version, _created = GridVersion.objects.get_or_create(
            space=None,
            number=grid.VERSION,
            defaults={"criteria": grid.shipped()["criteria"], "sealed_at": timezone.now()},
        )
    return version


def typology_to_use(space: Space) -> TypologyVersion:
    """The same for the typology: a type is never kept without the version it was chosen under."""
    version = queries.current_typology(space)
    if version is None:
        version, _created = TypologyVersion.objects.get_or_create(
            space=None,
            number=typology.VERSION,
            defaults={"content": typology.shipped_content(), "sealed_at": timezone.now()},
        )
    return version
