"""Where two sources measure nearly the same: both numbers, and why they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from maillage.territory.enums import Zoning
from maillage.territory.indicators import Indicator, Rival
from maillage.territory.indicators.measures import ESTIMATES, FLORES
from maillage.territory.readings import with_unit
from maillage.territory.reference import catalogue
from maillage.toolkit.words import listed

from . import grain, sources
from .national import Country

BY_ZONE = {FLORES: Zoning.EMPLOYMENT_ZONE, ESTIMATES: Zoning.EMPLOYMENT_ZONE}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What another source says of the same communes. ``label``: what it counts."""

    label: str
    written: str
    source: str
    why: str


def read_rivals(indicator: Indicator, country: Country, codes: Sequence[str]) -> tuple[Disagreement, ...]:
    """The sources that are on this machine, that cover some commune and whose zones the perimeter holds."""
    if sources.why_absent(indicator, country.cards):
        return ()
    here = country.communes(codes)
    read = [(rival, rival_value(indicator, rival, here)) for rival in indicator.rivals if is_measured(rival, here)]
    return tuple(
        Disagreement(str(rival.numerator.label), with_unit(indicator, value), source_of(rival, country), str(rival.why))
        for rival, value in read
        if value is not None
    )


def is_measured(rival: Rival, here: pl.DataFrame) -> bool:
    """Whether the perimeter holds most of the zones of its source: a share of them would be no measure of it."""
    held = grain.hold_of(BY_ZONE.get(rival.numerator.dataset, Zoning.COMMUNE), here)
    return held is None or held.held >= grain.LEAST_HELD


def rival_value(indicator: Indicator, rival: Rival, here: pl.DataFrame) -> float | None:
    columns = [measure.column for measure in (rival.numerator, rival.denominator) if measure]
    if not set(columns) <= set(here.columns):
        return None
    known = here.drop_nulls(columns)
    if known.is_empty():
        return None
    above = float(known[columns[0]].sum())
    if rival.denominator is None:
        return above
    below = float(known[columns[1]].sum())
    return indicator.factor * above / below if below else None


def source_of(rival: Rival, country: Country) -> str:
    names = dict.fromkeys(measure.dataset for measure in (rival.numerator, rival.denominator) if measure)
    cards = [country.cards[name] for name in names if name in country.cards]
    return listed(f"{catalogue.dataset(card.name).short} ({sources.vintage_of(card)})" for card in cards)
