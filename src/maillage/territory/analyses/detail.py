"""One indicator in full: its value, each zone of the perimeter, the years, other sources, territories alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.utils.translation import gettext as _

from maillage.territory import gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.indicators import Indicator
from maillage.territory.readings import IndicatorReading, with_unit
from maillage.toolkit.refusals import Refusal

from . import national, sources
from .likeness import Likeness, read_likeness
from .national import COLUMNS, Country, Row
from .one import coverage, interval, neighbours, read_indicator
from .rivals import Disagreement, read_rivals
from .series import Series, read_series
from .values import ZONE

LEAST_TOLD = 3
PARTS = ("numerator", "denominator", "inhabitants")

LEVELS = {
    Zoning.COMMUNE: (Zoning.COMMUNE, Zoning.GROUPING, Zoning.EMPLOYMENT_ZONE, Zoning.COMMITTEE, Zoning.DEPARTEMENT),
    Zoning.BASIN: (Zoning.BASIN, Zoning.EMPLOYMENT_ZONE, Zoning.DEPARTEMENT),
    Zoning.EMPLOYMENT_ZONE: (Zoning.EMPLOYMENT_ZONE, Zoning.DEPARTEMENT),
    Zoning.DEPARTEMENT: (Zoning.DEPARTEMENT,),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator in one zone that the perimeter touches, taken whole. ``inside``: its communes in the perimeter.

    interval: Wilson's at 95 % when the denominator is small.
    """

    code: str
    name: str
    inside: int
    communes: int
    population: int | None
    value: float | None
    numerator: float | None
    denominator: float | None
    coverage: float | None
    interval: tuple[float, float] | None

    @property
    def is_whole(self) -> bool:
        return self.inside == self.communes


@dataclass(frozen=True, slots=True)
class SimilarLine:
    """A territory alike, with its value of the indicator."""

    name: str
    where: str
    population: int | None
    distance: float
    variables: int
    value: float | None


@dataclass(frozen=True, slots=True)
class Detail:
    """``refusal``: why no territory alike could be found, when none was."""

    reading: IndicatorReading
    vintages: str
    level: Zoning
    levels: tuple[Zoning, ...]
    lines: tuple[Line, ...]
    sentence: str
    series: Series | None
    rivals: tuple[Disagreement, ...]
    likeness: Likeness | None
    similar: tuple[SimilarLine, ...]
    refusal: str


def read_detail(indicator: Indicator, codes: Sequence[str], level: str = "", among: str = "") -> Detail:
    """``level``: the kind of zones listed (the finest by default); ``among``: the kind of territories compared."""
    country = national.country()
    here = country.communes(codes)
    reading = read_indicator(indicator, country, here, neighbours(country, here))
    levels = levels_of(indicator, country)
    chosen = next((one for one in levels if one == level), levels[0])
    lines = read_lines(indicator, country, codes, chosen) if reading.sources else ()
    likeness, refusal = alike(indicator, country, codes, among)
    return Detail(
        reading=reading,
        vintages=sources.vintages_of(indicator, country.cards),
        level=chosen,
        levels=levels,
        lines=lines,
        sentence=" ".join(piece for piece in (headline(reading), spread(indicator, lines)) if piece),
        series=read_series(indicator, country, codes) if reading.value is not None else None,
        rivals=read_rivals(indicator, country, codes),
        likeness=likeness,
        similar=similar_lines(indicator, country, likeness) if likeness else (),
        refusal=refusal,
    )


def levels_of(indicator: Indicator, country: Country) -> tuple[Zoning, ...]:
    """The kinds of zones for which its source gives figures, and whose composition is on this machine."""
    return tuple(one for one in LEVELS[indicator.grain] if COLUMNS[one] in country.facts().columns) or (
        Zoning.DEPARTEMENT,
    )


def read_lines(indicator: Indicator, country: Country, codes: Sequence[str], level: Zoning) -> tuple[Line, ...]:
    """The zones touched by these communes, in the order of their names."""
    column, code = COLUMNS[level], indicator.code
    here = country.communes(codes).drop_nulls(column)
    inside = dict(here.group_by(column).len().iter_rows())
    table = country.zones(level).filter(pl.col(ZONE).is_in(list(inside)))
    wanted = (ZONE, "communes", "inhabitants", code, *(f"{code}:{part}" for part in PARTS))
    rows = table.select(name for name in wanted if name in table.columns).iter_rows(named=True)
    lines = [line(indicator, level, inside[row[ZONE]], row) for row in rows]
    return tuple(sorted(lines, key=lambda one: (one.name, one.code)))


def line(indicator: Indicator, level: Zoning, inside: int, row: Row) -> Line:
    code = row[ZONE]
    place = gazetteer.commune(code) if level == Zoning.COMMUNE else None
    shown = row.get(indicator.code)
    numerator = None if shown is None else row.get(f"{indicator.code}:numerator")
    denominator = row.get(f"{indicator.code}:denominator")
    return Line(
        code=code,
        name=place.name if place else gazetteer.zone_name(level, code),
        inside=inside,
        communes=row["communes"],
        population=row["inhabitants"],
        value=shown,
        numerator=numerator,
        denominator=denominator,
        coverage=coverage(row, indicator.code),
        interval=interval(indicator, numerator, denominator),
    )


def headline(reading: IndicatorReading) -> str:
    """The value and its comparison, or why there is none."""
    if reading.value is None:
        return reading.withheld
    said = _("%(label)s : %(value)s.") % {"label": reading.indicator.label, "value": reading.in_full}
    return f"{said} {reading.sentence}".strip()


def spread(indicator: Indicator, lines: Sequence[Line]) -> str:
    """« De 8,7 % (Roissy-en-France) à 14,2 % (Sarcelles). »; empty with fewer than three zones known.

    Of the zones large enough to have no interval when there are three: the extremes of small ones are mostly chance.
    """
    known = sorted((one for one in lines if one.value is not None), key=lambda one: (one.value, one.code))
    sure = [one for one in known if one.interval is None]
    told = sure if len(sure) >= LEAST_TOLD else known
    if len(told) < LEAST_TOLD or told[0].value == told[-1].value:
        return ""
    low, high = told[0], told[-1]
    sentence = (
        _("De %(low)s (%(where_low)s) à %(high)s (%(where_high)s).")
        if len(told) == len(known)
        else _("De %(low)s (%(where_low)s) à %(high)s (%(where_high)s), là où le dénominateur dépasse mille.")
    )
    return sentence % {
        "low": with_unit(indicator, low.value),
        "where_low": low.name,
        "high": with_unit(indicator, high.value),
        "where_high": high.name,
    }


def alike(indicator: Indicator, country: Country, codes: Sequence[str], among: str) -> tuple[Likeness | None, str]:
    """None, with a sentence, when territories alike cannot be found, or cannot be compared on this indicator."""
    if indicator.within_region:
        return None, _("Sa source est remplie inégalement selon les régions : rien d'ailleurs ne se compare.")
    try:
        return read_likeness(country, codes, Zoning(among) if among in Zoning.values else None), ""
    except Refusal as refusal:
        return None, str(refusal)


def similar_lines(indicator: Indicator, country: Country, likeness: Likeness) -> tuple[SimilarLine, ...]:
    return tuple(
        SimilarLine(
            one.name,
            one.where,
            one.population,
            one.distance,
            one.variables,
            country.zone(likeness.among, one.code).get(indicator.code),
        )
        for one in likeness.nearest
    )
