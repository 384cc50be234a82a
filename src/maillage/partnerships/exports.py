"""The portfolio as a table for a spreadsheet: what the page shows this person, and nothing more."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from . import grid
from .readings import Portfolio, PortfolioRow


def columns() -> list[str]:
    dimensions = [column for id, name in grid.dimensions().items() for column in (name, f"{name} : {_('se lit')}")]
    return [
        _("partenariat"),
        _("étape"),
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
    ]


def rows(portfolio: Portfolio) -> list[list]:
    return [_row(row) for row in portfolio.rows]


def _row(row: PortfolioRow) -> list:
    partnership, reading = row.partnership, row.reading
    shown = reading is not None and reading.shows_something
    return [
        partnership.name,
        partnership.get_stage_display(),
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
