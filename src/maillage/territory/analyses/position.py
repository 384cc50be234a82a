"""Where a perimeter stands among all the territories of a kind: a rank says more than a distance to the country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from django.utils.translation import gettext as _

from maillage.territory import gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.indicators import Indicator, Kind
from maillage.territory.readings import IndicatorReading
from maillage.toolkit.words import number, percent

from .likeness import usual_kind
from .national import COLUMNS, Country
from .values import ZONE

LEAST_COMPARED = 10


@dataclass(frozen=True, slots=True)
class Position:
    """``below``: share of the territories compared whose value is lower (0–1); ties count for half.

    ``region``: the region in which they are all taken, when its source cannot be compared between regions.
    """

    among: Zoning
    compared: int
    below: float
    region: str = ""

    @property
    def sentence(self) -> str:
        """« Plus haut que 82 % des 306 territoires comparés (zone d'emploi). »"""
        words = {
            "share": percent(self.below),
            "n": number(self.compared),
            "kind": self.among.label,
            "region": self.region,
        }
        if self.region:
            return _("Plus haut que %(share)s des %(n)s territoires comparés (%(kind)s, %(region)s).") % words
        return _("Plus haut que %(share)s des %(n)s territoires comparés (%(kind)s).") % words


def read_positions(country: Country, codes: Sequence[str], readings: Sequence[IndicatorReading]) -> dict[str, Position]:
    """By code of indicator, for those that have a value here and that ten territories or more have too.

    Counts have no position (they follow size), nor has what describes one place only.
    """
    among = usual_kind(country, codes)
    zones = zones_with_region(country, among)
    region = only_region(country, codes)
    found = {}
    for one in readings:
        indicator, value = one.indicator, one.value
        if value is None or not can_be_ranked(indicator) or indicator.code not in zones.columns:
            continue
        near = indicator.within_region
        if near and not region:
            continue
        inside = zones.filter(pl.col("region") == region) if near else zones
        values = inside[indicator.code].drop_nulls().to_numpy()
        if len(values) >= LEAST_COMPARED:
            name = gazetteer.zone_name(Zoning.REGION, region) if near else ""
            found[indicator.code] = Position(among, len(values), share_below(values, value), name)
    return found


def can_be_ranked(indicator: Indicator) -> bool:
    return not indicator.is_count and indicator.kind != Kind.SPECIALISATION


def share_below(values: np.ndarray, value: float) -> float:
    return float(((values < value).sum() + (values == value).sum() / 2) / len(values))


def zones_with_region(country: Country, among: Zoning) -> pl.DataFrame:
    """The values of the zones, with the region where most of their communes are."""
    column = COLUMNS[among]
    counted = country.facts().group_by(column, "region").len().sort("len", "region", descending=[True, False])
    regions = counted.unique(column, keep="first", maintain_order=True).select(pl.col(column).alias(ZONE), "region")
    return country.zones(among).join(regions, on=ZONE, how="left")


def only_region(country: Country, codes: Sequence[str]) -> str:
    """The region of a perimeter that is in one only; empty otherwise."""
    regions = country.communes(codes)["region"].unique().to_list()
    return regions[0] if len(regions) == 1 else ""
