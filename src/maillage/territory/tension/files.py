"""The tension as a file: families, trades, official classes, limits and sources."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from maillage.toolkit import spreadsheets
from maillage.toolkit.words import listed

from . import tables
from .readings import TensionReading

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Content = tuple[bytes, str, str]  # content, media type, ending


def to_csv(reading: TensionReading) -> Content:
    """The families, one row each, with the sources."""
    columns, rows = tables.families(reading)
    told = listed([*tables.sources(reading), reading.travelling.words])
    return spreadsheets.to_csv([*columns, _("Sources")], ([*row, told] for row in rows)), CSV, "csv"


def to_xlsx(reading: TensionReading) -> Content:
    """Families, trades, official classes, limits and sources: one sheet each."""
    sheets = [
        spreadsheets.Sheet(_("Familles"), *tables.families(reading)),
        spreadsheets.Sheet(_("Métiers cherchés"), *tables.trades(reading)),
        spreadsheets.Sheet(_("Tension officielle"), *tables.official(reading)),
        spreadsheets.Sheet(_("Limites et sources"), *tables.notes(reading)),
    ]
    return spreadsheets.to_workbook(sheets, title=reading.name), XLSX, "xlsx"


FORMS: dict[str, Callable[[TensionReading], Content]] = {"csv": to_csv, "xlsx": to_xlsx}
