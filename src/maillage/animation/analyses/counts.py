"""The numbers of a partnership, by period and source; those that could point at someone stay with the pilot's team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.partnerships.models import Partnership
from maillage.toolkit.words import long_date, number
from maillage_analysis.disclosure import SMALLEST_PUBLISHED_COUNT, publishable_count

from ..catalogue import COUNTS, Counted
from ..models import CountSheet

FIRST_SAID = ("contracts", "kept_45", "young_met", "companies_visited")


@dataclass(frozen=True, slots=True)
class CountCell:
    """One number: ``value`` is None when it is unknown, or hidden (``is_hidden``) because it is too small."""

    value: int | None
    is_hidden: bool = False

    @property
    def words(self) -> str:
        if self.is_hidden:
            return _("protégé")
        return number(self.value)


@dataclass(frozen=True, slots=True)
class CountRow:
    counted: Counted
    cells: tuple[CountCell, ...]

    @property
    def is_said(self) -> bool:
        return any(cell.value is not None or cell.is_hidden for cell in self.cells)


@dataclass(frozen=True, slots=True)
class CountsReading:
    """``sheets``: periods and sources, the latest first; ``rows``: what was counted at least once."""

    partnership: Partnership
    sheets: tuple[CountSheet, ...]
    rows: tuple[CountRow, ...]

    @property
    def has_hidden(self) -> bool:
        return any(cell.is_hidden for row in self.rows for cell in row.cells)

    @property
    def groups(self) -> list[tuple[str, list[CountRow]]]:
        """(« Les jeunes » or « Les entreprises », its rows)."""
        grouped: dict[str, list[CountRow]] = {}
        for row in self.rows:
            grouped.setdefault(str(row.counted.group), []).append(row)
        return list(grouped.items())

    @property
    def sentence(self) -> str:
        """What the latest period says first."""
        if not self.sheets:
            return _("Aucun chiffre n'est encore gardé : ni pour les jeunes, ni pour les entreprises.")
        sheet = self.sheets[0]
        latest = {row.counted.code: row.cells[0] for row in self.rows}
        said = [
            f"{number(latest[counted.code].value)} {counted.label}"
            for code in FIRST_SAID
            for counted in COUNTS
            if counted.code == code and code in latest and latest[code].value is not None
        ]
        period = {"first": long_date(sheet.starts_on), "last": long_date(sheet.ends_on)}
        head = _("Du %(first)s au %(last)s") % period
        return _("%(head)s : %(found)s.") % {"head": head, "found": ", ".join(said[:3])} if said else f"{head}."


def read_counts(partnership: Partnership, *, protected: bool) -> CountsReading:
    """Read the numbers of a partnership (two queries).

    ``protected``: for anybody outside of the pilot's team, numbers from 1 to 4 are hidden, and so is a part whose
    whole would let such a number be computed.
    """
    sheets = tuple(CountSheet.objects.filter(partnership=partnership).prefetch_related("counts"))
    told = [_cells({count.indicator: count.value for count in sheet.counts.all()}, protected) for sheet in sheets]
    rows = (CountRow(counted, tuple(cells[counted.code] for cells in told)) for counted in COUNTS)
    return CountsReading(partnership, sheets, tuple(row for row in rows if row.is_said))


def _cells(values: Mapping[str, int], protected: bool) -> dict[str, CountCell]:
    if not protected:
        return {counted.code: CountCell(values.get(counted.code)) for counted in COUNTS}
    shown = {code: publishable_count(value, smallest=SMALLEST_PUBLISHED_COUNT) for code, value in values.items()}
    for counted in COUNTS:
        whole, part = shown.get(counted.part_of), shown.get(counted.code)
        if whole is not None and part is not None and publishable_count(whole - part) is None:
            shown[counted.code] = None
    return {
        counted.code: CountCell(shown.get(counted.code), counted.code in values and shown[counted.code] is None)
        for counted in COUNTS
    }
