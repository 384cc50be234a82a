"""Find a commune or a zone by what people type: a name, a postal code, an Insee or SIREN code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from maillage.territory.enums import Zoning
from maillage.territory.reference import store
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import folded

from . import places

NOT_LETTERS = re.compile(r"[^a-z0-9]+")
SAINTS = {"st": "saint", "ste": "sainte"}
FAR = 3  # a beginning of a name near here comes before an exact name far away
ARTICLES = ("le ", "la ", "les ", "l ")


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: what it is, its code and name, where, how many communes and inhabitants."""

    zoning: Zoning
    code: str
    name: str
    where: str
    communes: int
    population: int | None


def search(
    text: str, kinds: Iterable[Zoning] = tuple(Zoning), limit: int = 20, near: Iterable[str] = ()
) -> list[Found]:
    """The best answers first: exact code or name, then beginnings, then words inside; the most peopled first.

    ``near``: codes of départements, whose places come before those of the rest of France.
    """
    wanted = normal(text)
    if not wanted:
        return []
    around = frozenset(near)

    def is_near(zoning: Zoning, code: str) -> bool:
        return bool(around) and not around.isdisjoint(_departements(zoning, code.upper()))

    wanted = places.parent_of(wanted)  # a municipal arrondissement leads to its commune
    scored = []
    for zoning in (Zoning(kind) for kind in kinds):
        for rank, weight, code in _matches(zoning, wanted):
            scored.append((rank + (0 if is_near(zoning, code) else FAR), -weight, zoning, code))
    scored.sort(key=lambda entry: (entry[0], entry[1], entry[3]))
    return [_described(zoning, code.upper()) for _rank, _weight, zoning, code in scored[:limit]]


def normal(text: str) -> str:
    """Lower case, no accent, no hyphen, « st » written « saint »."""
    words = NOT_LETTERS.sub(" ", folded(text)).split()
    return " ".join(SAINTS.get(word, word) for word in words)


def _matches(zoning: Zoning, wanted: str) -> Iterable[tuple[int, int, str]]:
    try:
        index = _index(zoning)
    except Refusal:  # employment zones not downloaded yet: the page says so in its own words
        return
    candidates = [entry for entry in index if wanted in entry[0] or wanted == entry[1] or wanted in entry[2]]
    for name, code, codes, weight in candidates:
        yield _rank(name, code, codes, wanted), weight, code


def _rank(name: str, code: str, postal_codes: tuple[str, ...], wanted: str) -> int:
    if wanted in (code, name):
        return 0
    if wanted in postal_codes:
        return 1
    if name.startswith(wanted):
        return 2
    if any(name.startswith(article + wanted) for article in ARTICLES):
        return 3
    if f" {wanted}" in name:
        return 4
    return 5


@cache
def _departements(zoning: Zoning, code: str) -> frozenset[str]:
    codes = [code] if zoning == Zoning.COMMUNE else places.zone(zoning, code).codes
    return frozenset(place.departement for place in places.communes(codes))


Entry = tuple[str, str, tuple[str, ...], int]


def _index(zoning: Zoning) -> list[Entry]:
    if zoning == Zoning.COMMUNE:
        return _communes()
    if zoning in places.PUBLISHED:
        return _zones(zoning, store.edition(places.PUBLISHED[zoning][0]))
    return _zones(zoning)


@lru_cache(maxsize=1)
def _communes() -> list[Entry]:
    return [
        (normal(place.name), place.code.lower(), place.postal_codes, place.population or 0)
        for place in places.communes(places.every_code())
    ]


@cache
def _zones(zoning: Zoning, edition: str = "") -> list[Entry]:
    return [(normal(zone.name), zone.code.lower(), (), _weight(zone)) for zone in places.zones(zoning).values()]


def _weight(zone: places.Zone) -> int:
    return places.population(zone.codes) or 0


def _described(zoning: Zoning, code: str) -> Found:
    if zoning == Zoning.COMMUNE:
        place = places.commune(code)
        where = [places.zone_name(Zoning.DEPARTEMENT, place.departement)]
        if place.grouping:
            where.append(places.zone_name(Zoning.GROUPING, place.grouping))
        return Found(zoning, code, place.name, " · ".join(where), 1, place.population)
    zone = places.zone(zoning, code)
    where = ", ".join(touched.name for touched, _count in places.departements_of(zone.codes)[:4])
    return Found(zoning, code, zone.name, where, len(zone.codes), places.population(zone.codes))
