"""Each indicator on one list of communes: value, what is divided, completeness, interval, comparisons, or why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from maillage.territory import gazetteer, queries
from maillage.territory.enums import Zoning
from maillage.territory.indicators import Indicator
from maillage.territory.readings import (
    Comparison,
    IndicatorReading,
    Level,
    comparison_sentence,
)
from maillage_analysis.composite import wilson_interval
from maillage_analysis.disclosure import SMALLEST_YOUTH_DENOMINATOR, rate_is_publishable

from . import grain, national, sources
from .values import ZONE

MOST_COMPARED = 4
SMALL_DENOMINATOR = 1000
Row = dict[str, Any]


def read_indicators(codes: Sequence[str], indicators: Iterable[Indicator]) -> list[IndicatorReading]:
    row = national.values_here(list(codes)).row(0, named=True)
    here = national.facts().filter(pl.col(queries.COMMUNE).is_in(list(codes)))
    return [read_indicator(one, row, here) for one in indicators]


def read_indicator(indicator: Indicator, row: Row, here: pl.DataFrame) -> IndicatorReading:
    """``row``: the values of the perimeter together; ``here``: its communes."""
    why = sources.why_absent(indicator)
    if why:
        return IndicatorReading(indicator, communes=here.height, withheld=why)
    code = indicator.code
    numerator, denominator = row.get(f"{code}:numerator"), row.get(f"{code}:denominator")
    hold = grain.hold(indicator, here)
    withheld = why_withheld(indicator, row) or grain.why_too_coarse(indicator, hold)
    value = None if withheld else row.get(code)
    compared = () if value is None else compare(indicator, here)
    return IndicatorReading(
        indicator=indicator,
        value=value,
        numerator=None if withheld else numerator,
        denominator=denominator,
        communes_known=row.get(f"{code}:communes") or 0,
        communes=here.height,
        coverage=coverage(row, code),
        sources=sources.sources_of(indicator),
        short_source=sources.short_source_of(indicator),
        comparisons=compared,
        sentence="" if value is None else comparison_sentence(indicator, value, compared),
        withheld=withheld,
        scope="" if value is None else grain.scope(indicator, hold),
        detail="" if value is None else grain.detail(indicator, here),
        interval=None if value is None else interval(indicator, numerator, denominator),
    )


def coverage(row: Row, code: str) -> float | None:
    """Share of the inhabitants who live in the communes where figures are known."""
    known, everyone = row.get(f"{code}:inhabitants"), row["inhabitants"]
    return known / everyone if known is not None and everyone else None


def why_withheld(indicator: Indicator, row: Row) -> str:
    """Why no figure is shown; empty when it may be."""
    code = indicator.code
    if not row.get(f"{code}:communes"):
        return _(
            "La source ne couvre aucune commune de ce périmètre : elle ne les contient pas, "
            "ou le secret statistique les cache."
        )
    below = row.get(f"{code}:denominator")
    if indicator.about_young_people and not rate_is_publishable(below):
        return _("Moins de %(least)s jeunes concernés : ce taux ne serait pas fiable, il n'est pas affiché.") % {
            "least": SMALLEST_YOUTH_DENOMINATOR
        }
    if row.get(code) is None:
        return _("Il n'y a rien à diviser ici : le dénominateur est nul, ou aucune valeur n'est publiée.")
    return ""


def interval(indicator: Indicator, numerator: float | None, denominator: float | None) -> tuple[float, float] | None:
    """Wilson's 95 % interval of a share over fewer than a thousand, in the unit of the indicator; None otherwise."""
    if not indicator.is_share or numerator is None or not denominator or denominator >= SMALL_DENOMINATOR:
        return None
    bounds = wilson_interval(min(numerator, denominator), denominator)
    return (indicator.factor * bounds[0], indicator.factor * bounds[1]) if bounds else None


def compare(indicator: Indicator, here: pl.DataFrame) -> tuple[Comparison, ...]:
    """The same figure in the départements and the regions touched (when few), and in the country."""
    compared = []
    for level, zoning, column in (
        (Level.DEPARTEMENT, Zoning.DEPARTEMENT, "departement"),
        (Level.REGION, Zoning.REGION, "region"),
    ):
        codes = here[column].unique().sort().to_list()
        for code in codes if len(codes) <= MOST_COMPARED else []:
            compared.append(Comparison(level, gazetteer.zone_name(zoning, code), value_of(indicator, zoning, code)))
    country = value_of(indicator, national.COUNTRY, "FR")
    return (*compared, Comparison(Level.COUNTRY, country_name(indicator), country))


def value_of(indicator: Indicator, zoning: Zoning | str, code: str) -> float | None:
    table = national.zone_values(zoning)
    if indicator.code not in table.columns:
        return None
    found = table.filter(pl.col(ZONE) == code)[indicator.code]
    return found[0] if len(found) else None


def country_name(indicator: Indicator) -> str:
    """« France métropolitaine » when the source does not reach overseas."""
    table = national.zone_values(Zoning.DEPARTEMENT)
    overseas = table.filter(pl.col(ZONE).str.starts_with("97"))[indicator.code]
    return _("France") if overseas.is_not_null().any() else _("France métropolitaine")


def values_by_commune(indicator: Indicator, codes: Sequence[str]) -> dict[str, float | None]:
    """The indicator for each commune; None where it is unknown or rests on too few young people to be shown.

    Where the source stops at wider zones, each commune has the value of its zone.
    """
    values: dict[str, float | None] = dict.fromkeys(codes)
    table = national.zone_values(Zoning.COMMUNE)
    if sources.why_absent(indicator) or indicator.code not in table.columns:
        return values
    found = table.filter(pl.col(ZONE).is_in(list(codes))).select(ZONE, indicator.code)
    return values | dict(found.iter_rows())


def values_by_zone(indicator: Indicator, codes: Sequence[str], zoning: Zoning) -> dict[str, float | None]:
    """For each of these communes, the value of the zone it is in; None where there is none."""
    column = national.COLUMNS[zoning]
    table, places = national.zone_values(zoning), national.facts()
    values: dict[str, float | None] = dict.fromkeys(codes)
    if sources.why_absent(indicator) or indicator.code not in table.columns:
        return values
    zones = dict(table.select(ZONE, indicator.code).iter_rows())
    inside = places.filter(pl.col(queries.COMMUNE).is_in(list(codes))).select(queries.COMMUNE, column)
    return values | {commune: zones.get(zone) for commune, zone in inside.iter_rows()}
