"""The perimeter of a space, as it was drawn, and what it is made of."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.spaces.models import Space
from maillage.territory import gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.models import Perimeter
from maillage.territory.readings import Part


def perimeter_of(space: Space) -> Perimeter | None:
    return getattr(space, "perimeter", None)


def parts(codes: Sequence[str], zoning: Zoning) -> tuple[Part, ...]:
    """The perimeter cut by département or by intercommunality, largest population first."""
    touched = {Zoning.DEPARTEMENT: gazetteer.departements_of, Zoning.GROUPING: gazetteer.groupings_of}[zoning](codes)
    inside, whole = set(codes), gazetteer.population(codes)
    found = []
    for zone, count in touched:
        here = gazetteer.population(inside.intersection(zone.codes))
        found.append(Part(zone, count, here, here / whole if here is not None and whole else None))
    return tuple(sorted(found, key=lambda part: (-(part.population or 0), part.zone.code)))
