"""The indicators of a perimeter as a file: the figures, then what each means and where it comes from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.toolkit import spreadsheets
from maillage.toolkit.words import listed

from .analyses import IndicatorReading, country, read_indicators
from .analyses.detail import Line, read_lines
from .analyses.sources import sources_of, vintages_of
from .enums import Zoning
from .gazetteer import Commune
from .indicators import INDICATORS, Indicator

ZIP = "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Table = tuple[list[str], list[list[Any]]]


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file. ``write`` gets the name and the communes of the perimeter: content, media type, file ending."""

    label: str
    write: Callable[[str, Sequence[Commune]], tuple[bytes, str, str]]


def figures(name: str, communes: Sequence[Commune]) -> Table:
    """One row per territory and indicator: the perimeter, then each of its communes. Unknown is empty, never 0."""
    codes = [commune.code for commune in communes]
    columns = [
        _("territoire"),
        _("code Insee"),
        _("indicateur"),
        _("libellé"),
        _("unité"),
        _("valeur"),
        _("numérateur"),
        _("dénominateur"),
        _("communes connues"),
        _("communes"),
        _("part de la population couverte"),
        _("intervalle : bas"),
        _("intervalle : haut"),
        _("pourquoi il n'y a pas de valeur"),
    ]
    readings, known = read_indicators(codes, INDICATORS), country()
    rows = [of_perimeter(name, one) for one in readings]
    for one in (reading.indicator for reading in readings if reading.sources):
        if one.grain == Zoning.COMMUNE:
            rows += [of_commune(one, line) for line in read_lines(one, known, codes, Zoning.COMMUNE)]
    return columns, rows


def of_perimeter(name: str, one: IndicatorReading) -> list[Any]:
    low, high = one.interval or (None, None)
    known = [one.communes_known, one.communes, one.coverage]
    return [name, "", *named(one.indicator), one.value, one.numerator, one.denominator, *known, low, high, one.withheld]


def of_commune(one: Indicator, line: Line) -> list[Any]:
    low, high = line.interval or (None, None)
    known = [int(line.value is not None), 1, line.coverage]
    return [line.name, line.code, *named(one), line.value, line.numerator, line.denominator, *known, low, high, ""]


def named(one: Indicator) -> list[str]:
    return [one.code, str(one.label), str(one.unit)]


def definitions() -> Table:
    """One row per indicator: its card."""
    columns = [
        _("indicateur"),
        _("numéro"),
        _("libellé"),
        _("thème"),
        _("unité"),
        _("calcul"),
        _("lieu"),
        _("précaution"),
        _("maille la plus fine"),
        _("millésime"),
        _("sources"),
        _("licences"),
    ]
    cards = country().cards
    rows = [
        [
            one.code,
            one.number or None,
            str(one.label),
            str(one.theme.value),
            str(one.unit),
            str(one.formula),
            str(one.where),
            str(one.caution),
            str(one.grain.label),
            vintages_of(one, cards),
            listed(sources_of(one, cards)),
            listed(dict.fromkeys(str(cards[name].licence) for name in one.datasets if name in cards)),
        ]
        for one in INDICATORS
    ]
    return columns, rows


def to_csv(name: str, communes: Sequence[Commune]) -> tuple[bytes, str, str]:
    """Two CSV in a ZIP."""
    tables = {"indicateurs.csv": figures(name, communes), "definitions.csv": definitions()}
    return zipped({file: spreadsheets.to_csv(*table) for file, table in tables.items()}), ZIP, "zip"


def to_xlsx(name: str, communes: Sequence[Commune]) -> tuple[bytes, str, str]:
    sheets = [
        spreadsheets.Sheet(_("Indicateurs"), *figures(name, communes)),
        spreadsheets.Sheet(_("Définitions et sources"), *definitions()),
    ]
    return spreadsheets.to_workbook(sheets, title=name), XLSX, "xlsx"


def to_parquet(name: str, communes: Sequence[Commune]) -> tuple[bytes, str, str]:
    """Two Parquet files in a ZIP."""
    tables = {"indicateurs.parquet": figures(name, communes), "definitions.parquet": definitions()}
    return zipped({file: parquet(*table) for file, table in tables.items()}), ZIP, "zip"


def parquet(columns: list[str], rows: list[list[Any]]) -> bytes:
    file = io.BytesIO()
    pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None).write_parquet(file)
    return file.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


FORMS = {
    "xlsx": Form(gettext_lazy("tableur (XLSX)"), to_xlsx),
    "csv": Form(gettext_lazy("texte (CSV)"), to_csv),
    "parquet": Form(gettext_lazy("colonnes (Parquet)"), to_parquet),
}
