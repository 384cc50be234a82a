"""The territories that look most like a perimeter, on which variables, and how far each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.territory import gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.indicators import indicator
from maillage.toolkit.refusals import Refusal
from maillage_analysis.composite import most_similar
from maillage_analysis.errors import InputError

from .national import COLUMNS, Country
from .values import ZONE

AMONG = (Zoning.GROUPING, Zoning.EMPLOYMENT_ZONE)
LEAST_VARIABLES = 5
MOST_SIMILAR = 6
LARGE = 150_000  # inhabitants from which a perimeter is compared with employment zones
SIZE = "size"
VARIABLES = (
    "young_share",
    "population_growth",
    "young_employment_rate",
    "young_unemployment_rate",
    "low_diploma",
    "living_standard",
    "private_jobs_change",
    "employers",
)
SIZE_LABEL = gettext_lazy("nombre d'habitants (logarithme)")


@dataclass(frozen=True, slots=True)
class Resembling:
    """One territory: how far (0: the same; 1: one standard deviation on every variable), on how many variables."""

    code: str
    name: str
    where: str
    population: int | None
    distance: float
    variables: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """``among``: the kind of territories compared; ``variables``: the names of those known here."""

    among: Zoning
    compared: int
    variables: tuple[str, ...]
    unknown: tuple[str, ...]
    nearest: tuple[Resembling, ...]


def usual_kind(country: Country, codes: Sequence[str]) -> Zoning:
    """Large perimeters are compared with employment zones, when these are known, and the others with EPCI."""
    population = gazetteer.population(codes) or 0
    return Zoning.EMPLOYMENT_ZONE if population >= LARGE and "zone" in country.facts().columns else Zoning.GROUPING


def read_likeness(country: Country, codes: Sequence[str], among: Zoning | None = None) -> Likeness:
    """Refusal when fewer than five variables are known here. Zones wholly inside the perimeter are left out."""
    among = among or usual_kind(country, codes)
    if COLUMNS[among] not in country.facts().columns:
        gazetteer.zones(among)  # says how to get them
    inside = set(codes)
    zones = [zone for zone in gazetteer.zones(among).values() if not inside.issuperset(zone.codes)]
    values = country.zones(among)
    columns = [name for name in (ZONE, "inhabitants", *VARIABLES) if name in values.columns]
    table = {row[ZONE]: row for row in values.select(columns).iter_rows(named=True)}
    rows = [table.get(zone.code, {}) for zone in zones]
    here = country.here(codes)
    known = {name: [row.get(name) for row in rows] for name in VARIABLES}
    known[SIZE] = [log(row["inhabitants"]) if row.get("inhabitants") else None for row in rows]
    target = {name: here.get(name) for name in VARIABLES}
    target[SIZE] = log(here["inhabitants"]) if here["inhabitants"] else None
    try:
        found = most_similar(known, target, count=MOST_SIMILAR, least=LEAST_VARIABLES)
    except InputError as error:
        raise Refusal(
            _(
                "Trop peu d'indicateurs sont connus ici pour chercher des territoires semblables : il en faut "
                "%(least)s. Téléchargez le recensement, le comparateur de territoires et l'emploi privé."
            )
            % {"least": LEAST_VARIABLES}
        ) from error
    return Likeness(
        among=among,
        compared=len(zones),
        variables=tuple(label_of(name) for name in known if target[name] is not None),
        unknown=tuple(label_of(name) for name in known if target[name] is None),
        nearest=tuple(
            Resembling(
                zones[one.position].code,
                zones[one.position].name,
                where(zones[one.position].codes),
                gazetteer.population(zones[one.position].codes),
                one.distance,
                one.variables,
            )
            for one in found
        ),
    )


def label_of(name: str) -> str:
    return str(SIZE_LABEL if name == SIZE else indicator(name).label)


def where(codes: Sequence[str]) -> str:
    return ", ".join(zone.name for zone, _count in gazetteer.departements_of(codes)[:2])
