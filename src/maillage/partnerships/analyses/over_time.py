"""One partnership over the years: a series for each version of the grid, a wave for each year in which people answered.

Versions are never compared: a new one starts a new series.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from .. import queries
from ..models import GridVersion, Partnership
from ..queries import Sheet
from ..readings import CriterionLine, PartnershipReading
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
        """(dimension, its line in each wave, then its criteria: (criterion, (line, change) in each wave))."""
        return [
            (
                first.name,
                [wave.reading.dimensions[place] for wave in self.waves],
                [(line.words, self._line_and_change(line.id)) for line in first.lines],
            )
            for place, first in enumerate(self.waves[0].reading.dimensions)
        ]

    def _line_and_change(self, criterion: str) -> list[tuple[CriterionLine, float | None]]:
        """In each wave, and what the median did since the one before; None where either is unknown."""
        lines = [wave.reading.by_id[criterion] for wave in self.waves]
        return [(line, _change(before, line)) for before, line in zip([None, *lines], lines, strict=False)]

    @property
    def moved(self) -> list[tuple[str, float]]:
        """Criteria whose median moved by a level or more between the last two waves, the widest moves first."""
        changes = [
            (words.name, lines[-1][1]) for _name, _means, criteria in self.by_dimension for words, lines in criteria
        ]
        return sorted(
            [(name, by) for name, by in changes if by is not None and abs(by) >= 1], key=lambda one: -abs(one[1])
        )


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


def _change(before: CriterionLine | None, now: CriterionLine) -> float | None:
    if before is None or before.median is None or now.median is None:
        return None
    return now.median - before.median


def _year(sheet: Sheet) -> int:
    return timezone.localtime(sheet.assessment.submitted_at).year


def _latest(series: Series) -> tuple[int, int]:
    return series.waves[-1].year, series.version.pk
