"""``maillage analyse access``: how much each place can reach, once shared with those who reach it too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from maillage.toolkit.refusals import Refusal

from .answers import Answer, Records, method, working
from .tables import Row, Table, read_table

if TYPE_CHECKING:
    from maillage_analysis.access import Decay, Pairs

MEASURES = ("apl", "2sfca", "3sfca", "m2sfca", "hansen", "cumulative", "raam")
STAIRCASES = {
    "levels-3-4": "TRAINING_LEVELS_3_4",
    "levels-5-7": "TRAINING_LEVELS_5_7",
    "apl": "APL_LIKE",
    "luo-qi-slow": "LUO_QI_SLOW",
    "luo-qi-fast": "LUO_QI_FAST",
}
FAMILIES = ("binary", "dai", "epanechnikov")
WITHOUT_STAIRCASE = ("hansen", "cumulative", "raam")


@method("access", tables={"places": "", "sites": ""})
@click.option("--sites", "sites_file", required=True, metavar="FILE", help="Lieux d'offre : place, supply, lon, lat.")
@click.option("--times", metavar="FILE", help="Minutes connues : from, to, minutes [d'après lon et lat].")
@click.option("--measure", type=click.Choice(MEASURES), default="apl", show_default=True, help="Mesure.")
@click.option(
    "--decay",
    type=click.Choice([*STAIRCASES, *FAMILIES]),
    default="levels-3-4",
    show_default=True,
    help="Ce que compte un lieu selon les minutes.",
)
@click.option("--limit", type=click.FloatRange(0, min_open=True), help="Minutes au-delà desquelles rien ne compte.")
@click.option(
    "--per",
    type=click.FloatRange(0, min_open=True),
    default=1,
    show_default=True,
    help="Avec apl : pour tant de personnes.",
)
@click.option(
    "--exponent", type=click.FloatRange(0, min_open=True), default=1, show_default=True, help="Exposant, avec hansen."
)
@click.option("--speed", type=click.FloatRange(1, 300), default=50, show_default=True, help="km/h, sans --times.")
@click.option("--detour", type=click.FloatRange(1, 5), default=1.343, show_default=True, help="Détour, sans --times.")
def command(
    input_: str,
    sites_file: str,
    times: str | None,
    measure: str,
    decay: str,
    limit: float | None,
    per: float,
    exponent: float,
    speed: float,
    detour: float,
) -> Answer:
    """Accès : l'offre que chaque lieu peut atteindre, partagée avec ceux qui l'atteignent aussi.

    \b
    INPUT, une ligne par lieu où l'on vit :
      place (ou lieu, commune)   son nom ou son code
      demand (ou demande, jeunes) combien de personnes, 0 ou plus
      lon, lat                   degrés, sauf avec --times

    \b
    --sites, une ligne par lieu d'offre : place, supply (ou offre, places), et lon, lat.
    --times, une ligne par trajet : from (ou de), to (ou vers), minutes ; un trajet absent est hors de portée.

    \b
    Tables : places (accès de chaque lieu, site le plus proche), sites (ce qu'y trouve chacun, ou l'affluence).
    """
    from maillage_analysis.access import nearest

    source, sites = read_table(input_), read_table(sites_file)
    places, offers = read_amounts(source, "demand"), read_amounts(sites, "supply")
    times_source = read_table(times) if times else None
    weights = chosen_decay(measure, decay, limit)
    reach = limit if weights is None else weights.limit
    with working("Calcul des accès…"):
        near = (
            pairs_of(times_source, places, offers)
            if times_source
            else pairs_between(source, sites, places, offers, reach, speed, detour)
        )
        found = measured(measure, near, places, offers, weights, limit, per, exponent)
        closest = nearest(near, offers.amounts)
    return Answer(
        method="access",
        inputs=[table for table in (source, sites, times_source) if table],
        parameters={"measure": measure, "decay": decay if weights else None, "limit": reach, "per": per},
        result={"places": places.names, "sites": offers.names, "access": found.as_dict(), "nearest": closest.as_dict()},
        tables={
            "places": place_rows(places, offers, found, closest),
            "sites": site_rows(offers, found, closest),
        },
    )


@dataclass(frozen=True, slots=True)
class Amounts:
    """Names of the places of a table, how much there is in each, and their rows."""

    names: list[str]
    amounts: list[float]
    rows: list[Row]


def read_amounts(table: Table, what: str) -> Amounts:
    column = table.need(what)
    rows = table.once(table.need("place"))
    return Amounts(list(rows), [table.needed_number(row, column, 0) for row in rows.values()], list(rows.values()))


def chosen_decay(measure: str, name: str, limit: float | None) -> Decay | None:
    """The weights of a measure; None for those that take only minutes."""
    from maillage_analysis import access

    if measure in WITHOUT_STAIRCASE:
        if limit is None:
            raise Refusal(f"--measure {measure} : donnez --limit, le nombre de minutes à ne pas dépasser.")
        return None
    if name in STAIRCASES:
        if limit is not None:
            raise Refusal(
                f"--decay {name} a ses propres seuils : retirez --limit, ou choisissez binary, dai ou epanechnikov."
            )
        return getattr(access, STAIRCASES[name])
    if limit is None:
        raise Refusal(f"--decay {name} : donnez --limit, le nombre de minutes à ne pas dépasser.")
    return getattr(access, name)(limit)


def pairs_of(table: Table, places: Amounts, offers: Amounts) -> Pairs:
    from maillage_analysis.access import pairs_from_table

    start, end, minutes = table.need("from"), table.need("to"), table.need("minutes")
    trips: dict[tuple[str, str], float] = {}
    seen: dict[tuple[str, str], str] = {}
    for row in table:
        trip = table.text(row, start, needed=True), table.text(row, end, needed=True)
        if trip in trips:
            raise Refusal(
                f"{table.file} : le trajet « {trip[0]} » – « {trip[1]} » est écrit {seen[trip]} et {row.place}. "
                "Gardez une seule durée."
            )
        trips[trip], seen[trip] = table.needed_number(row, minutes, 0), row.place
    starts, ends = zip(*trips, strict=True)
    return pairs_from_table(starts, ends, list(trips.values()), demand_ids=places.names, supply_ids=offers.names)


def pairs_between(
    source: Table, sites: Table, places: Amounts, offers: Amounts, limit: float | None, speed: float, detour: float
) -> Pairs:
    from maillage_analysis.access import Travel, pairs_within

    return pairs_within(
        points(source, places),
        points(sites, offers),
        limit=limit or 0.0,
        travel=Travel(speed_kmh=speed, detour=detour),
    )


def points(table: Table, where: Amounts) -> list[list[float]]:
    lon, lat = table.need("lon"), table.need("lat")
    return [[table.needed_number(row, lon, -180, 180), table.needed_number(row, lat, -90, 90)] for row in where.rows]


def measured(
    measure: str,
    near: Pairs,
    places: Amounts,
    offers: Amounts,
    weights: Decay | None,
    limit: float | None,
    per: float,
    exponent: float,
) -> Any:
    from maillage_analysis import access

    demand, supply = places.amounts, offers.amounts
    if measure == "raam":
        if not any(supply):
            raise Refusal("L'offre est nulle partout : le modèle raam demande au moins un site ouvert.")
        return access.raam(near, demand, supply)
    if measure == "hansen":
        return access.hansen(near, supply, exponent, limit=limit)
    if measure == "cumulative":
        return access.cumulative(near, supply, limit)
    if measure == "apl":
        return access.apl(near, demand, supply, weights, per=per)
    shared = {
        "2sfca": access.two_step_catchment,
        "3sfca": access.three_step_catchment,
        "m2sfca": access.modified_two_step_catchment,
    }
    return shared[measure](near, demand, supply, weights)


def place_rows(places: Amounts, offers: Amounts, found: Any, closest: Any) -> Records:
    values = found.as_dict()
    figure = "cost" if "cost" in values else "access"
    near = closest.as_dict()
    return [
        {
            "place": name,
            "demand": places.amounts[i],
            figure: values[figure][i],
            "reached": bool(found.reached[i]),
            "nearest_site": None if near["site"][i] is None else offers.names[near["site"][i]],
            "minutes": near["minutes"][i],
        }
        for i, name in enumerate(places.names)
    ]


def site_rows(offers: Amounts, found: Any, closest: Any) -> Records:
    """Supply per person of each catchment; with raam, the crowding (1 = average)."""
    values = found.as_dict()
    figure = "crowding" if "crowding" in values else "ratio"
    column = values[figure] or [None] * len(offers.names)
    used = {site for site in closest.as_dict()["site"] if site is not None}
    return [
        {"site": name, "supply": offers.amounts[j], figure: column[j], "nearest_to_someone": j in used}
        for j, name in enumerate(offers.names)
    ]
