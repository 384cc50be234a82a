"""Many partnerships together: which look alike, whatever the seven types say."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache

from maillage_analysis.errors import InputError
from maillage_analysis.grid import Families, read_families
from maillage_analysis.grid.families import FEWEST_PARTNERSHIPS

from ..readings import PartnershipReading
from .reliability import KEPT_FOR, METHOD, SEED

SHOWN_TRAITS = 4


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group: its partnerships, the most central one, what is higher and lower than elsewhere, how stable it is."""

    partnerships: tuple[PartnershipReading, ...]
    heart: PartnershipReading
    higher: tuple[str, ...]
    lower: tuple[str, ...]
    stability: float
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FamiliesReading:
    """``missing`` is how many more partnerships must be read first (0 when groups are shown); ``left_out`` are those
    of which too little is known. ``agreement`` and the like are adjusted Rand indices, None when undefined."""

    read: int
    missing: int
    medoids: tuple[GroupLine, ...]
    ward: tuple[GroupLine, ...]
    left_out: tuple[PartnershipReading, ...]
    agreement: float | None
    with_types: float | None
    axes: int
    version: int | None


def read_many_together(readings: Sequence[PartnershipReading]) -> FamiliesReading:
    """Groups of the partnerships read under the same version of the grid (the most used one)."""
    comparable = _same_version([reading for reading in readings if reading.has_medians])
    missing = max(0, FEWEST_PARTNERSHIPS - len(comparable))
    found = None if missing else _kept(comparable)
    if found is None:
        return FamiliesReading(len(comparable), max(missing, 0), (), (), (), None, None, 0, None)
    by_name = {str(reading.partnership.pk): reading for reading in comparable}
    medoids, ward = ([_line(group, by_name) for group in grouping.groups] for grouping in found.groupings)
    return FamiliesReading(
        read=len(found.names),
        missing=0,
        medoids=tuple(medoids),
        ward=tuple(ward),
        left_out=tuple(by_name[name] for name in found.left_out),
        agreement=found.agreement["medoids", "ward"],
        with_types=found.agreement.get(("medoids", "prototypes")),
        axes=found.axes,
        version=comparable[0].grid_version.number,
    )


def _same_version(readings: Sequence[PartnershipReading]) -> list[PartnershipReading]:
    versions = [reading.grid_version.pk for reading in readings]
    most_used = max(versions, key=lambda pk: (versions.count(pk), pk), default=None)
    return [reading for reading in readings if reading.grid_version.pk == most_used]


def _line(group, by_name: dict[str, PartnershipReading]) -> GroupLine:
    members = tuple(sorted((by_name[name] for name in group.members), key=lambda each: each.partnership.name))
    words = by_name[group.heart].by_id
    types = {type.name for reading in members for type in reading.types_shown[:1]}
    return GroupLine(
        partnerships=members,
        heart=by_name[group.heart],
        higher=tuple(words[trait.column].name for trait in group.high[:SHOWN_TRAITS]),
        lower=tuple(words[trait.column].name for trait in group.low[:SHOWN_TRAITS]),
        stability=group.stability,
        types=tuple(sorted(str(name) for name in types)),
    )


def _kept(readings: Sequence[PartnershipReading]) -> Families | None:
    """Computed once for the same profiles; None when too few are known well enough, or all read the same."""
    columns = [line.id for line in readings[0].lines]
    profiles = {str(r.partnership.pk): {line.id: line.median for line in r.lines} for r in readings}
    types = {str(r.partnership.pk): r.suggestion.nearest.code if r.suggestion.nearest else "" for r in readings}
    mark = hashlib.sha256(repr((METHOD, SEED, columns, profiles, types)).encode()).hexdigest()
    key = f"families:{mark}"
    if (known := cache.get(key)) is not None:
        return known
    try:
        found = read_families(profiles, columns, seed=SEED, types=types)
    except InputError:
        return None
    cache.set(key, found, timeout=KEPT_FOR)
    return found
