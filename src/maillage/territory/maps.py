"""What the map of a perimeter needs: a colour class and a few words for each commune."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10
from statistics import quantiles

from django.utils.translation import gettext as _

from maillage.toolkit.words import number

from . import gazetteer
from .analyses import country, national, values_by_zone
from .enums import Zoning
from .indicators import Indicator
from .queries import COMMUNE
from .readings import with_unit

MOST_CLASSES = 5
SIGNIFICANT = 2


@dataclass(frozen=True, slots=True)
class Shade:
    """One class of the legend. ``level``: 1 (lightest) to 5; values from ``low`` up to, not including, ``high``."""

    level: int
    low: float | None
    high: float | None
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class Choropleth:
    """An indicator by commune, cut in at most five classes with about as many communes in each.

    ``zoning``: the kind of zones whose value each commune has.
    """

    indicator: Indicator
    zoning: Zoning
    values: dict[str, float | None]
    shades: tuple[Shade, ...]
    unknown: int

    @property
    def method(self) -> str:
        return method(self.values.values(), self.shades)

    def level_of(self, code: str) -> int | None:
        value = self.values.get(code)
        if value is None:
            return None
        return next((shade.level for shade in reversed(self.shades) if shade.low is None or value >= shade.low), None)


def choropleth(indicator: Indicator, codes: Sequence[str], zoning: Zoning = Zoning.COMMUNE) -> Choropleth:
    """``zoning``: each commune has the value of its zone of this kind."""
    values = values_by_zone(indicator, codes, zoning)
    known = sorted(value for value in values.values() if value is not None)
    return Choropleth(indicator, zoning, values, shades_of(known, indicator), len(values) - len(known))


def shades_of(known: Sequence[float], indicator: Indicator) -> tuple[Shade, ...]:
    """Readable limits near the quintiles; one class per value when there are few. ``known``: sorted values."""
    distinct = sorted(set(known))
    if len(distinct) <= MOST_CLASSES:
        return shades_of_values(distinct, known, indicator)
    cuts = parted_at_zero(quantiles(known, n=MOST_CLASSES, method="inclusive"), known)
    readable = {readable_limit(cut) for cut in cuts}
    limits = inside(readable, known) or inside(set(cuts), known)
    edges = [None, *limits, None]
    return tuple(
        Shade(1 + index, low, high, count_between(known, low, high), label_of(indicator, low, high))
        for index, (low, high) in enumerate(pairwise(edges))
    )


def method(values: Iterable[float | None], shades: Sequence[Shade]) -> str:
    """How classes were cut, in one sentence; empty when there is nothing to cut."""
    if len(shades) < 2:
        return ""
    if len({value for value in values if value is not None}) <= MOST_CLASSES:
        return _("Classes : une couleur par valeur.")
    parted = _(" ; zéro sépare les hausses des baisses") if any(shade.low == 0 for shade in shades) else ""
    return _(
        "Classes : à peu près autant de territoires dans chacune (quintiles, aux limites arrondies%(parted)s). Une "
        "couleur dit un rang, pas un écart."
    ) % {"parted": parted}


def inside(limits: Iterable[float], known: Sequence[float]) -> list[float]:
    """Those that part the values in two."""
    return sorted(limit for limit in limits if known[0] < limit <= known[-1])


def shades_of_values(distinct: Sequence[float], known: Sequence[float], indicator: Indicator) -> tuple[Shade, ...]:
    """Zones that hold many communes give them few values: each is a class, spread from the lightest to the darkest."""
    last = len(distinct) - 1
    return tuple(
        Shade(
            level=1 + round(at * (MOST_CLASSES - 1) / last) if last else (MOST_CLASSES + 1) // 2,
            low=value if at else None,
            high=distinct[at + 1] if at < last else None,
            count=known.count(value),
            label=with_unit(indicator, value),
        )
        for at, value in enumerate(distinct)
    )


def parted_at_zero(cuts: list[float], known: Sequence[float]) -> list[float]:
    """The cut nearest to zero becomes zero, so that no class mixes what grows with what shrinks.

    >>> parted_at_zero([-3.0, -0.4, 1.0, 2.0], [-9.0, 7.0])
    [-3.0, 0.0, 1.0, 2.0]
    """
    if not known[0] < 0 < known[-1]:
        return cuts
    nearest = min(cuts, key=abs)
    return [0.0 if cut == nearest else cut for cut in cuts]


def readable_limit(value: float) -> float:
    """Two significant figures: 1 873 → 1 900.

    >>> [readable_limit(n) for n in (1873.0, 12.34, 0)]
    [1900.0, 12.0, 0.0]
    """
    if value == 0:
        return 0.0
    return round(value, SIGNIFICANT - 1 - floor(log10(abs(value))))


def count_between(known: Iterable[float], low: float | None, high: float | None) -> int:
    return sum((low is None or value >= low) and (high is None or value < high) for value in known)


def label_of(indicator: Indicator, low: float | None, high: float | None) -> str:
    if low is None:
        return _("moins de %(high)s") % {"high": with_unit(indicator, high)}
    if high is None:
        return _("%(low)s et plus") % {"low": with_unit(indicator, low)}
    least = number(low, indicator.digits).replace("-", "−")
    return _("%(low)s à %(high)s") % {"low": least, "high": with_unit(indicator, high)}


def title(indicator: Indicator, zoning: Zoning) -> str:
    """« Part des 15–24 ans, commune par commune », « Tension moyenne, par zone d'emploi »."""
    if zoning == Zoning.COMMUNE:
        return _("%(label)s, commune par commune") % {"label": indicator.label}
    return _("%(label)s, par %(kind)s") % {"label": indicator.label, "kind": zoning.label}


def perimeter_features(shown: Choropleth) -> dict:
    """GeoJSON of a perimeter: each commune with its class, its figures in words, and where to put its name."""
    properties, zones = {}, zone_names(list(shown.values), shown.zoning)
    for place in gazetteer.communes(shown.values):
        properties[place.code] = {
            "level": shown.level_of(place.code) or 0,
            "where": gazetteer.zone_name(Zoning.GROUPING, place.grouping),
            "population": place.population or 0,
            "detail": _("%(n)s habitants") % {"n": number(place.population)},
            "value": value_in_words(shown, place.code, zones.get(place.code, "")),
            "point": gazetteer.point(place.code),
        }
    return gazetteer.contours(list(shown.values), properties)


def value_in_words(shown: Choropleth, code: str, zone: str = "") -> str:
    """« Part des 15–24 ans : 13,4 % », « Part des 15–24 ans (Roissy) : 13,4 % » for a zone; empty for the population of
    a commune, which the map already says."""
    if shown.indicator.code == "population" and not zone:
        return ""
    value = shown.values.get(code)
    written = _("non affiché") if value is None else with_unit(shown.indicator, value)
    label = f"{shown.indicator.label} ({zone})" if zone else shown.indicator.label
    return _("%(label)s : %(value)s") % {"label": label, "value": written}


def zone_names(codes: Sequence[str], zoning: Zoning) -> dict[str, str]:
    """The name of the zone of this kind that each commune is in; nothing for communes themselves."""
    if zoning == Zoning.COMMUNE:
        return {}
    table = country().communes(codes).select(COMMUNE, national.COLUMNS[zoning])
    return {commune: gazetteer.zone_name(zoning, zone) for commune, zone in table.iter_rows()}


def departement_features(code: str) -> dict:
    """GeoJSON of every commune of a département, for drawing a perimeter. Refusal when it does not exist."""
    codes = gazetteer.members(Zoning.DEPARTEMENT, code)
    properties = {
        place.code: {
            "where": gazetteer.zone_name(Zoning.GROUPING, place.grouping),
            "population": place.population or 0,
            "detail": _("%(n)s habitants") % {"n": number(place.population)},
        }
        for place in gazetteer.communes(codes)
    }
    return gazetteer.contours(codes, properties) | {"outline": None}
