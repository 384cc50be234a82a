"""``maillage analyse access``: how much each place can reach, once shared with those who reach it too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import click

from maillage.toolkit.refusals import Refusal

from ..measures import CLIPPED, POSITIVE, SHARED, Asked, Finite, asked, listed, measure_options
from .access_tables import Amounts, Ways, read_amounts, read_demand
from .answers import Answer, Records, method, working
from .tables import read_table

KMH, DETOUR = 50.0, 1.343
WITHOUT_SIDES = ("raam", "nearest")


@method("access", tables={"places": "", "sites": "", "sides": "", "factors": ""})
@click.option("--sites", "sites_file", required=True, metavar="FILE", help="Lieux d'offre : place, supply, lon, lat.")
@click.option("--times", metavar="FILE", help="Minutes connues : from, to, minutes, ou une matrice [d'après lon, lat].")
@measure_options("apl", "levels-3-4")
@click.option("--limit", type=POSITIVE, help="Minutes au-delà desquelles rien ne compte.")
@click.option(
    "--use",
    "uses",
    multiple=True,
    metavar="COLUMN=USE",
    help="Demande standardisée : une colonne de personnes et son recours relatif, au lieu de demand (répétable).",
)
@click.option("--employers", "employers_file", metavar="FILE", help="L'autre côté, comme --sites : les deux à la fois.")
@click.option(
    "--short-below", type=POSITIVE, help="Avec --employers, part de la moyenne sous laquelle un côté manque [1]."
)
@click.option(
    "--factor",
    "factors",
    multiple=True,
    type=POSITIVE,
    help="Recalculer avec les minutes de --decay multipliées par ce nombre (répétable).",
)
@click.option("--speed", type=Finite(1, 300), help=f"km/h, sans --times [{KMH:g}].")
@click.option("--detour", type=Finite(1, 5), help=f"Détour, sans --times [{DETOUR:g}].")
def command(
    input_: str,
    sites_file: str,
    times: str | None,
    limit: float | None,
    uses: tuple[str, ...],
    employers_file: str | None,
    short_below: float | None,
    factors: tuple[float, ...],
    speed: float | None,
    detour: float | None,
    **given: Any,
) -> Answer:
    """Accès : l'offre que chaque lieu peut atteindre, partagée avec ceux qui l'atteignent aussi.

    \b
    INPUT, une ligne par lieu où l'on vit :
      place (ou lieu, commune)   son nom ou son code
      demand (ou demande, jeunes) combien de personnes, 0 ou plus ; sauf avec --use
      lon, lat                   degrés, sauf avec --times

    \b
    --sites, une ligne par lieu d'offre : place, supply (ou offre, places), et lon, lat.
    --times, une ligne par trajet : from (ou de), to (ou vers), minutes ; un trajet absent est hors de portée.
      Ou une matrice : from (ou de), puis une colonne par site ; une case vide est hors de portée.

    \b
    Mesures : apl, 2sfca, e2sfca (par marches), 3sfca, m2sfca et shen partagent l'offre ; hansen et cumulative la
    comptent sans partage ; raam donne un coût (affluence et trajet) ; nearest, les minutes jusqu'au plus proche.

    \b
    Tables : places (accès de chaque lieu, site le plus proche), sites (ce qu'y trouve chacun, ou l'affluence),
      sides (avec --employers : les deux côtés, rapportés à leur moyenne), factors (avec --factor).
    """
    measure = wanted(given, limit)
    check(measure, times, employers_file, short_below, factors, speed, detour)
    source, sites = read_table(input_), read_table(sites_file)
    places, offers = read_demand(source, uses), read_amounts(sites, "supply")
    others = read_amounts(read_table(employers_file), "supply") if employers_file else None
    ways = Ways.read(places, read_table(times) if times else None, speed or KMH, detour or DETOUR)
    with working("Calcul des accès…"):
        side = Side.of(measure, ways, offers)
        sides = both_sides(measure, ways, side, others, short_below or 1.0) if others else None
        moved = moved_thresholds(measure, ways, offers, factors) if factors else None
    tables = {"places": place_rows(places, side, moved), "sites": site_rows(side)}
    if sides:
        tables["sides"] = side_rows(places, sides["both_sides"])
    if moved:
        tables["factors"] = factor_rows(moved)
    return Answer(
        method="access",
        inputs=[table for table in (source, sites, others and others.table, ways.table) if table],
        parameters={**measure.parameters, "use": list(uses), "factors": list(factors)},
        result={
            "places": places.names,
            "sites": offers.names,
            "access": side.found.as_dict(),
            "nearest": side.closest.as_dict(),
            "sides": {name: each and each.as_dict() for name, each in sides.items()} if sides else None,
            "sensitivity": moved.as_dict() if moved else None,
        },
        tables=tables,
    )


def wanted(given: dict[str, Any], limit: float | None) -> Asked:
    measure = asked(given, limit=limit)
    if limit is not None and measure.decay and measure.decay.thresholds and measure.decay_name != "binary":
        raise Refusal(
            f"--decay {measure.decay_name} a ses propres seuils : retirez --limit, ou choisissez "
            "binary, gaussian, dai, epanechnikov ou power."
        )
    return measure


def check(
    measure: Asked,
    times: str | None,
    employers_file: str | None,
    short_below: float | None,
    factors: tuple[float, ...],
    speed: float | None,
    detour: float | None,
) -> None:
    """Options that do not go together are refused before any file is read."""
    name = measure.measure
    if times and (speed or detour):
        raise Refusal("Avec --times, les minutes sont connues : retirez --speed et --detour.")
    if not times and measure.reach is None:
        what = "--decay power" if measure.decay else f"--measure {name}"
        raise Refusal(f"{what} : donnez --limit, le nombre de minutes à ne pas dépasser, ou --times.")
    if short_below and not employers_file:
        raise Refusal("--short-below compare deux côtés : donnez aussi --employers.")
    if employers_file and name in WITHOUT_SIDES:
        raise Refusal(f"--employers rapporte des accès à leur moyenne : avec {name}, choisissez {listed(SHARED)}.")
    if factors and (name not in SHARED or measure.reach is None):
        raise Refusal(f"--factor déplace les seuils de --decay : choisissez {listed(SHARED)}, et un --decay à seuils.")


@dataclass(frozen=True, slots=True)
class Side:
    """What is offered on one side, what each place gets of it, and its nearest open site."""

    offers: Amounts
    found: Any
    closest: Any

    @classmethod
    def of(cls, measure: Asked, ways: Ways, offers: Amounts) -> Side:
        from maillage_analysis.access import nearest

        near = ways.to(offers, measure.reach, clipped=measure.measure in CLIPPED)
        found = measure.of(near, ways.places.amounts, offers.amounts)
        return cls(offers, found, nearest(near, offers.amounts))


def both_sides(measure: Asked, ways: Ways, side: Side, others: Amounts, short_below: float) -> dict[str, Any]:
    """Both accesses relative to their means; the places where a side is beyond reach (None without any limit)."""
    from maillage_analysis.access import double_sided, white_areas

    demand, other = ways.places.amounts, Side.of(measure, ways, others)
    both = double_sided(side.found.access, other.found.access, demand, short_below=short_below)
    minutes = {"training": side.closest.minutes, "employers": other.closest.minutes}
    white = white_areas(minutes, demand, limit=measure.reach) if measure.reach else None
    return {"employers": other.found, "both_sides": both, "white_areas": white}


def moved_thresholds(measure: Asked, ways: Ways, offers: Amounts, factors: tuple[float, ...]) -> Any:
    from maillage_analysis.access import threshold_sensitivity

    near = ways.to(offers, measure.reach * max(1.0, *factors))
    asked_of = partial(threshold_sensitivity, near, ways.places.amounts, offers.amounts, measure.decay)
    return asked_of(factors=factors, method=measure.shared)


def place_rows(places: Amounts, side: Side, moved: Any) -> Records:
    values, near = side.found.as_dict(), side.closest.as_dict()
    figure = next((name for name in ("cost", "access") if name in values), None)
    return [
        {
            "place": name,
            "demand": places.amounts[i],
            **({figure: values[figure][i]} if figure else {}),
            **({"lowest": float(moved.lowest[i]), "highest": float(moved.highest[i])} if moved else {}),
            "reached": bool(side.found.reached[i]),
            "nearest_site": None if near["site"][i] is None else side.offers.names[near["site"][i]],
            "minutes": near["minutes"][i],
        }
        for i, name in enumerate(places.names)
    ]


def site_rows(side: Side) -> Records:
    """Supply per person of each catchment; with raam, the crowding (1 = average)."""
    values = side.found.as_dict()
    figure = next((name for name in ("crowding", "ratio") if name in values), None)
    column = values[figure] or [None] * len(side.offers.names) if figure else None
    used = {site for site in side.closest.as_dict()["site"] if site is not None}
    return [
        {
            "site": name,
            "supply": side.offers.amounts[j],
            **({figure: column[j]} if column else {}),
            "nearest_to_someone": j in used,
        }
        for j, name in enumerate(side.offers.names)
    ]


def side_rows(places: Amounts, both: Any) -> Records:
    """Empty figures where a mean is 0: the JSON says why (``reason``)."""
    names = ("training", "employers", "index", "bottleneck", "shortage")
    values = both.as_dict()
    return [
        {"place": place, **{name: values[name][i] if values[name] else None for name in names}}
        for i, place in enumerate(places.names)
    ]


def factor_rows(moved: Any) -> Records:
    return [
        {"factor": factor, "mean_change": change, "unreached": moved.unreached[factor]}
        for factor, change in moved.mean_change.items()
    ]
