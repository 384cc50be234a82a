"""One partnership over the years: a series for each version of the grid, a wave for each year in which people answered.

Versions are never compared: a new one starts a new series.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from .. import queries
from ..models import GridVersion, Partnership
from ..queries import Sheet
from ..readings import PartnershipReading
from .reading import read_sheets


@dataclass(frozen=True, slots=True)
class Wave:
    """What was answered in one year under one version, read alone."""

    year: int
    reading: PartnershipReading


@dataclass(frozen=True, slots=True)
class Series:
    """The waves under one version, oldest first: the only figures that may be compared."""

    version: GridVersion
    waves: tuple[Wave, ...]

    @property
    def by_dimension(self) -> list[tuple[str, list, list]]:
        """(dimension, its line in each wave, then each of its criteria: (criterion, its line in each wave))."""
        return [
            (
                first.name,
                [wave.reading.dimensions[place] for wave in self.waves],
                [(line.words, [wave.reading.by_id[line.id] for wave in self.waves]) for line in first.lines],
            )
            for place, first in enumerate(self.waves[0].reading.dimensions)
        ]


def read_series(partnership: Partnership, *, fewest_answers: int) -> tuple[Series, ...]:
    """Every series of a partnership, the latest version first; each year is read on its own (4 queries)."""
    sheets = queries.submitted_sheets([partnership]).get(partnership.pk, [])
    typologies = queries.typologies_for([partnership])[partnership.pk]
    by_version: dict[int, dict[int, list[Sheet]]] = {}
    for sheet in sheets:
        by_version.setdefault(sheet.assessment.grid_id, {}).setdefault(_year(sheet), []).append(sheet)
    series = []
    for years in by_version.values():
        waves = tuple(
            Wave(year, read_sheets(partnership, of_year, typologies, fewest_answers))
            for year, of_year in sorted(years.items())
        )
        series.append(Series(next(iter(years.values()))[0].assessment.grid, waves))
    return tuple(sorted(series, key=_latest, reverse=True))


def _year(sheet: Sheet) -> int:
    return timezone.localtime(sheet.assessment.submitted_at).year


def _latest(series: Series) -> tuple[int, int]:
    return series.waves[-1].year, series.version.pk
