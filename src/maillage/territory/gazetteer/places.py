"""Communes and the zones that gather them."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import polars as pl
from django.utils.translation import gettext as _

from maillage.territory.enums import Zoning
from maillage.territory.reference import communes as public_codes
from maillage.territory.reference import store
from maillage.toolkit.refusals import Refusal

from . import build

EMPLOYMENT_ZONES = "zones-emploi"
PUBLISHED = {  # dataset, column of the code, column of the name
    Zoning.EMPLOYMENT_ZONE: (EMPLOYMENT_ZONES, "zone", "zone_name"),
    Zoning.BASIN: ("bassins-emploi", "basin", "basin_name"),
    Zoning.COMMITTEE: ("comites-emploi", "committee", "committee_name"),
}
NEARBY = 0.12  # degrees around the communes chosen, about twelve kilometres


@dataclass(frozen=True, slots=True)
class Commune:
    """A current commune. ``population`` is None where Insee publishes none; ``lon``/``lat``: WGS 84 degrees."""

    code: str
    name: str
    departement: str
    region: str
    population: int | None
    postal_codes: tuple[str, ...]
    epci: str | None
    ept: str | None
    lon: float | None
    lat: float | None

    @property
    def grouping(self) -> str | None:
        """The intercommunality people live with: the EPT inside the Grand Paris, the EPCI elsewhere."""
        return self.ept or self.epci


@dataclass(frozen=True, slots=True)
class Zone:
    """An EPCI or EPT, a département, a région or an employment zone, with the Insee codes of its communes."""

    zoning: Zoning
    code: str
    name: str
    codes: tuple[str, ...]


def table(name: str) -> pl.DataFrame:
    """One of the two cached tables; a damaged cache is made again once."""
    try:
        return pl.read_parquet(build.cache_folder() / f"{name}.parquet")
    except (pl.exceptions.PolarsError, OSError):
        shutil.rmtree(build.cache_folder(), ignore_errors=True)
        return pl.read_parquet(build.cache_folder() / f"{name}.parquet")


@lru_cache(maxsize=1)
def _communes() -> dict[str, Commune]:
    return {
        row["code"]: Commune(**{**row, "postal_codes": tuple(row["postal_codes"].split())})
        for row in table("communes").iter_rows(named=True)
    }


@lru_cache(maxsize=1)
def _parents() -> dict[str, str]:
    """Municipal arrondissement → commune (Paris, Lyon, Marseille)."""
    return {row["code"]: row["parent"] for row in build.packaged("communes") if row["type"] == "ARM"}


@cache
def _administrative_zones(zoning: Zoning) -> dict[str, Zone]:
    names: dict[str, str] = {}
    codes: dict[str, list[str]] = defaultdict(list)
    if zoning == Zoning.GROUPING:
        for row in build.packaged("groupings"):
            names[row["code"]] = row["name"]
            if row["commune"] in _communes():
                codes[row["code"]].append(row["commune"])
    else:
        file = {Zoning.DEPARTEMENT: "departements", Zoning.REGION: "regions"}[zoning]
        names = {row["code"]: row["name"] for row in build.packaged(file)}
        for place in _communes().values():
            codes[getattr(place, zoning.name.lower())].append(place.code)
    return {code: Zone(zoning, code, names[code], tuple(sorted(inside))) for code, inside in codes.items()}


@lru_cache(maxsize=6)
def _published_zones(zoning: Zoning, edition: str) -> dict[str, Zone]:
    """Zones whose composition is a dataset. Each commune is in one: that of its own row, when it has one."""
    dataset, code, name = PUBLISHED[zoning]
    names: dict[str, str] = {}
    zone_of: dict[str, str] = {}
    current = public_codes.today(whole=True)
    for own, zone, called in store.read(dataset).select("commune", code, name).iter_rows():
        if zone not in names:
            names[zone] = _spoken(called or zone)
        commune = current.get(own, own)
        if commune == own or commune not in zone_of:
            zone_of[commune] = zone
    codes: dict[str, list[str]] = defaultdict(list)
    for commune, zone in zone_of.items():
        if commune in _communes():
            codes[zone].append(commune)
    return {zone: Zone(zoning, zone, names[zone], tuple(sorted(inside))) for zone, inside in codes.items()}


def _spoken(name: str) -> str:
    """« CLERMONT FERRAND » → « Clermont Ferrand »; a name already in lower case stays as it is."""
    return name.title() if name.isupper() else name


def zones(zoning: Zoning) -> dict[str, Zone]:
    """Every zone of a kind by its code. Employment zones, basins and committees need their dataset: Refusal says how
    to get it."""
    if zoning in PUBLISHED:
        return _published_zones(zoning, store.edition(PUBLISHED[zoning][0]))
    if zoning == Zoning.COMMUNE:
        raise ValueError("A commune is not a zone: use commune().")
    return _administrative_zones(zoning)


def zone(zoning: Zoning, code: str) -> Zone | None:
    return zones(zoning).get(code)


def zone_name(zoning: Zoning, code: str | None) -> str:
    """The name of a zone, or its code when it has none; empty for no zone."""
    known = zones(zoning).get(code) if code else None
    return known.name if known else (code or "")


def commune(code: str) -> Commune | None:
    return _communes().get(code)


def communes(codes: Iterable[str]) -> list[Commune]:
    """The communes of these codes, in their order; unknown codes are left out."""
    known = _communes()
    return [known[code] for code in codes if code in known]


def every_code() -> tuple[str, ...]:
    return tuple(_communes())


def parent_of(code: str) -> str:
    """The commune of a municipal arrondissement; any other code is returned as it is."""
    return _parents().get(code, code)


def current_code(code: str) -> str:
    """The commune that now covers this one: merged, or arrondissement of a city; an unknown code as it is."""
    return public_codes.today(whole=True).get(code, code)


def members(zoning: Zoning, code: str) -> list[str]:
    """Insee codes of the communes of a zone, sorted. Refusal when nothing has this code."""
    if zoning == Zoning.COMMUNE:
        found = [code] if code in _communes() else []
    else:
        known = zone(Zoning(zoning), code)
        found = list(known.codes) if known else []
    if not found:
        raise Refusal(
            _("Aucun territoire (%(kind)s) n'a le code « %(code)s » : cherchez-le par son nom.")
            % {"kind": Zoning(zoning).label, "code": code}
        )
    return found


def population(codes: Iterable[str]) -> int | None:
    """Inhabitants of these communes; None when the population of none of them is known."""
    known = [place.population for place in communes(codes) if place.population is not None]
    return sum(known) if known else None


def departements_of(codes: Iterable[str]) -> list[tuple[Zone, int]]:
    """The départements touched, with the number of these communes in each, largest first."""
    return _touched(Zoning.DEPARTEMENT, (place.departement for place in communes(codes)))


def departements_around(codes: Iterable[str]) -> list[Zone]:
    """The départements touched by these communes, then those whose town halls are within a dozen kilometres."""
    codes = list(codes)
    touched = [zone for zone, _count in departements_of(codes)]
    located = [(place.lon, place.lat) for place in communes(codes) if place.lon is not None]
    if not located:
        return touched
    west, east = min(lon for lon, _lat in located) - NEARBY, max(lon for lon, _lat in located) + NEARBY
    south, north = min(lat for _lon, lat in located) - NEARBY, max(lat for _lon, lat in located) + NEARBY
    near = [
        place.departement
        for place in _communes().values()
        if place.lon is not None and west < place.lon < east and south < place.lat < north
    ]
    inside = {zone.code for zone in touched}
    return touched + [zone for zone, _count in _touched(Zoning.DEPARTEMENT, near) if zone.code not in inside]


def groupings_of(codes: Iterable[str]) -> list[tuple[Zone, int]]:
    """The intercommunalities touched (EPT rather than Métropole in the Grand Paris), largest first."""
    return _touched(Zoning.GROUPING, (place.grouping for place in communes(codes) if place.grouping))


def _touched(zoning: Zoning, codes: Iterable[str]) -> list[tuple[Zone, int]]:
    known = zones(zoning)
    counts = Counter(codes)
    return sorted(((known[code], count) for code, count in counts.items()), key=lambda pair: (-pair[1], pair[0].code))


def point(code: str) -> tuple[float, float] | None:
    """Longitude and latitude (WGS 84) of the town hall, or of a point inside the commune; None when unknown."""
    place = commune(parent_of(code))
    return (place.lon, place.lat) if place and place.lon is not None and place.lat is not None else None


def unknown(codes: Iterable[str]) -> list[str]:
    """The codes that are not those of a current commune, in their order, once each."""
    known = _communes()
    return [code for code in dict.fromkeys(codes) if code not in known]


def why_unknown(code: str) -> str:
    """One sentence about a code that no current commune has, and what to write instead."""
    parent = _parents().get(code)
    if parent:
        return _("« %(code)s » est un arrondissement municipal : prenez la commune entière, %(name)s (%(parent)s).") % {
            "code": code,
            "name": _communes()[parent].name,
            "parent": parent,
        }
    return _(
        "Aucune commune n'a le code Insee « %(code)s » : vérifiez-le (cinq caractères, par exemple 95527), "
        "ou cherchez la commune par son nom ; une commune fusionnée porte le code de la commune nouvelle."
    ) % {"code": code}
