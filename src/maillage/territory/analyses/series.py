"""An indicator through the years, where its sources have several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.utils.translation import gettext as _

from maillage.territory import queries
from maillage.territory.indicators import Indicator, Kind
from maillage.territory.readings import with_unit
from maillage.toolkit.words import percent

from . import centres, sources
from .national import Country


@dataclass(frozen=True, slots=True)
class Moment:
    """``when``: a year, or the two years that a source puts together."""

    when: str
    value: float


@dataclass(frozen=True, slots=True)
class Series:
    """``communes``: how many of the perimeter are known every year; the others are left out, so that years compare."""

    moments: tuple[Moment, ...]
    communes: int
    sentence: str


def read_series(indicator: Indicator, country: Country, codes: Sequence[str]) -> Series | None:
    """None when there are fewer than two years, or when the indicator itself cannot be read here."""
    if sources.why_absent(indicator, country.cards):
        return None
    here = country.communes(codes)
    if indicator.kind == Kind.MEDIAN:
        moments, communes = medians(indicator, codes), here.height
    else:
        moments, communes = yearly(indicator, here)
    return Series(moments, communes, said(indicator, moments)) if len(moments) > 1 else None


def yearly(indicator: Indicator, here: pl.DataFrame) -> tuple[tuple[Moment, ...], int]:
    points = [point for point in indicator.series if {point.numerator, point.denominator} - {""} <= set(here.columns)]
    columns = [name for point in points for name in (point.numerator, point.denominator) if name]
    known = here.drop_nulls(columns)
    if not points or known.is_empty():
        return (), 0
    sums = known.select(pl.col(columns).cast(pl.Float64).sum()).row(0, named=True)
    moments = []
    for point in points:
        below = sums[point.denominator] if point.denominator else 1
        if below:
            factor = indicator.factor if point.denominator else 1
            moments.append(Moment(str(point.year), factor * sums[point.numerator] / below))
    return tuple(moments), known.height


def medians(indicator: Indicator, codes: Sequence[str]) -> tuple[Moment, ...]:
    rate = centres.RATES[indicator.code]
    found = (
        queries.training_centres()
        .filter(pl.col(queries.COMMUNE).is_in(list(codes)))
        .drop_nulls(rate)
        .group_by("period")
        .agg(pl.col(rate).median())
        .sort("period")
    )
    rows = found.select("period", rate).iter_rows()
    return tuple(Moment(period.removeprefix("cumul "), value) for period, value in rows)


def said(indicator: Indicator, moments: Sequence[Moment]) -> str:
    """« De 304 000 en 2019 à 328 788 en 2024 (+8,2 %). »"""
    if len(moments) < 2:
        return ""
    first, last = moments[0], moments[-1]
    words = {
        "before": with_unit(indicator, first.value),
        "after": with_unit(indicator, last.value),
        "start": first.when,
        "end": last.when,
    }
    if not indicator.is_count or not first.value:
        return _("De %(before)s en %(start)s à %(after)s en %(end)s.") % words
    change = last.value / first.value - 1
    words["change"] = f"{'+' if change >= 0 else ''}{percent(change, 1)}"
    return _("De %(before)s en %(start)s à %(after)s en %(end)s (%(change)s).") % words
