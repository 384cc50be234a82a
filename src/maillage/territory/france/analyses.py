"""Read an indicator over France. Computed once for each edition of the public data and each language, then kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import polars as pl
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillage.territory import gazetteer, maps
from maillage.territory.analyses import country, national, sources
from maillage.territory.analyses.detail import levels_of, line
from maillage.territory.analyses.one import compare, neighbours
from maillage.territory.analyses.values import ZONE
from maillage.territory.enums import Zoning
from maillage.territory.indicators import Indicator, indicator
from maillage.territory.readings import Level, listed, with_unit
from maillage.toolkit.words import folded, number
from maillage_analysis.disclosure import SMALLEST_YOUTH_DENOMINATOR

from .question import Asked
from .readings import FranceLine, FranceReading

NAME, SORTED = "name", "sorted"
ORDERS = {"nom": (SORTED, False), "population": ("inhabitants", True), "valeur": ("value", True)}


def read_france(asked: Asked) -> FranceReading:
    return _read(asked.indicator.code, asked.zoning, country().editions, get_language())


@lru_cache(maxsize=128)
def _read(code: str, zoning: Zoning, _editions: national.Editions, _language: str) -> FranceReading:
    here, one = country(), indicator(code)
    values = table(one, zoning)["value"]
    known = values.drop_nulls().sort().to_list()
    whole = next(other for other in compare(one, neighbours(here, here.facts())) if other.level == Level.COUNTRY)
    return FranceReading(
        indicator=one,
        zoning=zoning,
        zonings=levels_of(one, here),
        shades=(shades := maps.shades_of(known, one)),
        method=maps.method(known, shades),
        zones=len(values),
        unknown=values.null_count(),
        country=whole.value,
        compared=whole.name,
        sentence=sentence(one, zoning, known, whole.name, whole.value),
        why_unknown=why_unknown(one, values.null_count()),
        source=listed([*sources.sources_of(one, here.cards), str(gazetteer.CONTOURS_SOURCE)]),
    )


def sentence(one: Indicator, zoning: Zoning, known: Sequence[float], compared: str, whole: float | None) -> str:
    """« 11,6 % en France métropolitaine ; la moitié des zones sont entre 9,3 % et 11,4 %. »"""
    if len(known) < maps.MOST_CLASSES:
        return _("Presque aucun chiffre n'est connu à cette maille.")
    quarter = len(known) // 4
    middle = {
        "low": with_unit(one, known[quarter]),
        "high": with_unit(one, known[-1 - quarter]),
        "zones": in_plural(zoning),
    }
    spread = _("la moitié des %(zones)s se tiennent entre %(low)s et %(high)s") % middle
    if whole is None:
        return f"{one.label} : {spread}."
    said = _("%(label)s : %(value)s en %(country)s") % {
        "label": one.label,
        "value": with_unit(one, whole) if one.unit == "%" else f"{with_unit(one, whole)} {one.unit}",
        "country": compared,
    }
    return f"{listed([said, spread])}."


def in_plural(zoning: Zoning) -> str:
    return {
        Zoning.COMMUNE: _("communes"),
        Zoning.GROUPING: _("intercommunalités"),
        Zoning.EMPLOYMENT_ZONE: _("zones d'emploi"),
        Zoning.COMMITTEE: _("comités locaux pour l'emploi"),
        Zoning.BASIN: _("bassins France Travail"),
        Zoning.DEPARTEMENT: _("départements"),
        Zoning.REGION: _("régions"),
    }[zoning]


def why_unknown(one: Indicator, unknown: int) -> str:
    if not unknown:
        return ""
    if one.about_young_people:
        return _("Hachuré : la source ne dit rien, ou moins de %(least)s jeunes sont concernés.") % {
            "least": number(SMALLEST_YOUTH_DENOMINATOR)
        }
    return _("Hachuré : la source ne dit rien, ou le secret statistique couvre ce chiffre.")


def table(one: Indicator, zoning: Zoning) -> pl.DataFrame:
    """Every zone of a kind, in the order of codes: ``zone_code``, ``name``, ``sorted`` (the name without accents),
    ``inhabitants``, ``communes``, ``value`` (null when unknown), and what the indicator divides."""
    here = country()
    zones = here.zones(zoning)
    parts = [name for name in zones.columns if name.startswith(f"{one.code}:")]
    value = pl.col(one.code) if one.code in zones.columns else pl.lit(None, pl.Float64)
    figures = zones.select(ZONE, "communes", "inhabitants", *parts, value=value)
    return figures.join(_names(zoning, here.editions), on=ZONE).sort(ZONE)


@lru_cache(maxsize=8)
def _names(zoning: Zoning, _editions: national.Editions) -> pl.DataFrame:
    codes = country().zones(zoning)[ZONE].to_list()
    if zoning == Zoning.COMMUNE:
        names = [place.name for place in gazetteer.communes(codes)]
    else:
        names = [gazetteer.zone_name(zoning, code) for code in codes]
    return pl.DataFrame({ZONE: codes, NAME: names, SORTED: [folded(name) for name in names]})


def lines(asked: Asked, order: str, words: str = "") -> Lines:
    """The zones whose name holds these words, in this order (one of ``ORDERS``), unknown values last."""
    by, descending = ORDERS[order]
    rows = table(asked.indicator, asked.zoning)
    if words:
        rows = rows.filter(pl.col(SORTED).str.contains(folded(words), literal=True))
    return Lines(asked, rows.sort(by, ZONE, descending=[descending, False], nulls_last=True))


class Lines(Sequence[FranceLine]):
    """Lines made when they are read: a page of a hundred does not make the others."""

    def __init__(self, asked: Asked, rows: pl.DataFrame) -> None:
        self.asked, self.rows = asked, rows

    def __len__(self) -> int:
        return self.rows.height

    def __getitem__(self, at):
        chosen = self.rows[at] if isinstance(at, slice) else self.rows[at : at + 1]
        made = [self._line(row) for row in chosen.iter_rows(named=True)]
        return made if isinstance(at, slice) else made[0]

    def _line(self, row: dict) -> FranceLine:
        one, zoning = self.asked.indicator, self.asked.zoning
        read = row | {one.code: row["value"]}
        place = gazetteer.commune(row[ZONE]) if zoning == Zoning.COMMUNE else None
        where = gazetteer.zone_name(Zoning.DEPARTEMENT, place.departement) if place else ""
        return FranceLine(line(one, zoning, row["communes"], read), where)
