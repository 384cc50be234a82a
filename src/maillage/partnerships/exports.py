"""The portfolio as a table for a spreadsheet: what the page shows this person, and nothing more."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from . import grid
from .readings import Portfolio, PortfolioRow


def columns(portfolio: Portfolio) -> list[str]:
    """Names of the columns; a criterion's is its id, so that ``maillage analyse grid`` reads the file as it is."""
    dimensions = [column for id, name in grid.dimensions().items() for column in (name, f"{name} : {_('se lit')}")]
    return [
        _("partenariat"),
        _("étape"),
        _("lien"),
        _("type"),
        _("type retenu ou suggéré"),
        _("cadre"),
        _("début"),
        _("terme"),
        _("organisations"),
        _("répondants"),
        *dimensions,
        _("désaccords"),
        _("à traiter"),
        _("points forts"),
        _("version de la grille"),
        *_criteria(portfolio),
    ]


def rows(portfolio: Portfolio) -> list[list]:
    """One row per partnership; a median stands where this person sees it on the page."""
    criteria = _criteria(portfolio)
    return [[*_row(row), *_medians(row, criteria)] for row in portfolio.rows]


def _criteria(portfolio: Portfolio) -> list[str]:
    """The 22 criteria that we ship, then those of the space's own that were read."""
    read = (line.id for row in portfolio.read for line in row.reading.lines)
    return list(dict.fromkeys([*(words.id for words in grid.shipped_criteria()), *read]))


def _medians(row: PortfolioRow, criteria: Sequence[str]) -> list[float | None]:
    lines = row.reading.by_id if row.reading else {}
    return [lines[id].median if id in lines else None for id in criteria]


def _row(row: PortfolioRow) -> list:
    partnership, reading = row.partnership, row.reading
    shown = reading is not None and reading.shows_something
    return [
        partnership.name,
        partnership.get_stage_display(),
        partnership.bond,
        " / ".join(str(each.name) for each in reading.types_shown) if shown else None,
        (_("retenu") if reading.chosen else _("suggéré")) if shown and reading.types_shown else None,
        str(reading.framing.frame.name) if shown and reading.framing.frame else None,
        partnership.started_on,
        partnership.ends_on,
        row.organisations,
        reading.raters if reading is not None else None,
        *_dimensions(reading.dimensions if shown else ()),
        len(reading.disagreements) if shown else None,
        len(reading.to_treat) if shown else None,
        len(reading.strong) if shown else None,
        reading.grid_version.number if shown else None,
    ]


def _dimensions(lines: Sequence) -> list:
    by_id = {line.id: line for line in lines}
    cells: list = []
    for id in grid.dimensions():
        line = by_id.get(id)
        cells += [line.mean, str(line.band.label)] if line and line.mean is not None else [None, None]
    return cells
