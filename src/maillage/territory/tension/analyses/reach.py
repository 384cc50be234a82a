"""What young people can learn: trainings of each family within the minutes of their commune."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from maillage.territory import gazetteer
from maillage.territory.access.analyses import Travelling
from maillage.territory.access.analyses.around import within
from maillage.territory.access.question import Question
from maillage.territory.enums import Zoning
from maillage.territory.queries import COMMUNE
from maillage_analysis import access
from maillage_analysis.composite import covered_share

from .. import queries
from ..families import LETTERS, Family
from ..readings import Reach, Threshold
from . import places

FARTHEST = 90.0
ENOUGH_KNOWN = 0.9
Times = dict[str, np.ndarray]


@dataclass(frozen=True, slots=True)
class Ground:
    """homes: the communes of the perimeter whose place is known and of which the catalogue speaks, with ``people``;
    sites: points of training within 90 minutes; near: pairs of both; minutes: those asked; counted: "young" or
    "inhabitants"; unplaced: communes left out; regions: codes; uncovered: names of régions and départements."""

    homes: pl.DataFrame
    sites: pl.DataFrame
    near: access.Pairs
    minutes: float
    level: int | None
    counted: str
    everyone: float
    unplaced: tuple[str, ...]
    regions: tuple[str, ...]
    uncovered: tuple[str, ...]

    @property
    def people(self) -> np.ndarray:
        return self.homes["people"].fill_null(0).to_numpy()


def ground(codes: Sequence[str], question: Question, way: Travelling) -> Ground:
    every = places.homes(codes)
    known = every["young"].is_not_null().mean() or 0
    counted = "young" if known >= ENOUGH_KNOWN else "inhabitants"
    every = every.with_columns(people=pl.col(counted))
    homes = every.filter(~pl.col("silent"))
    limit = max(FARTHEST, question.minutes * max(access.ONE_THRESHOLD))
    sites = within(queries.places_of_training(question.level), homes, limit)
    placed, regions = set(every[COMMUNE]), every["region"].unique().sort().to_list()
    return Ground(
        homes=homes,
        sites=sites,
        near=way.pairs(homes, sites, limit),
        minutes=float(question.minutes),
        level=question.level,
        counted=counted,
        everyone=float(homes["people"].sum()),
        unplaced=tuple(code for code in codes if code not in placed),
        regions=tuple(regions),
        uncovered=tuple(silences(every)),
    )


def silences(homes: pl.DataFrame) -> Iterator[str]:
    """Names of the régions of which the catalogue holds nothing, and of the other départements that it leaves out."""
    covered = queries.covered_regions()
    silent = homes.filter("silent").select("region", "departement").unique().sort("region", "departement")
    regions = silent.filter(~pl.col("region").is_in(list(covered)))["region"].unique().sort()
    yield from (gazetteer.zone_name(Zoning.REGION, code) for code in regions)
    heard = silent.filter(pl.col("region").is_in(list(covered)))
    yield from (gazetteer.zone_name(Zoning.DEPARTEMENT, code) for code in heard["departement"])


def by_family(here: Ground, codes: Sequence[str], times: Times) -> dict[Family, Reach]:
    """What is reached of every family; empty when nothing can be said of any commune here, or nobody lives there."""
    if not here.everyone:
        return {}
    weights = here.people / here.people.sum()
    amounts = {letter: amount(here.sites, letter) for letter in LETTERS}
    reached = {
        letter: float(weights @ access.cumulative(here.near, supply, here.minutes).access)
        for letter, supply in amounts.items()
    }
    total = sum(reached.values())
    inside = here.sites[COMMUNE].is_in(list(codes)).to_numpy()
    around = trainings_around(here)
    found = {}
    for letter, supply in amounts.items():
        levels = tuple((level, around.get((letter, level), 0)) for level in levels_of(around, letter))
        found[Family(letter)] = Reach(
            here=float(supply[inside].sum()),
            reached=reached[letter],
            share=reached[letter] / total if total else None,
            around=sum(count for _level, count in levels),
            levels=levels,
            people=float(weights @ (times[letter] <= here.minutes)),
            minutes=middle(times[letter], here.people),
        )
    return found


def amount(sites: pl.DataFrame, letter: str) -> np.ndarray:
    return sites[letter].to_numpy() if letter in sites.columns else np.zeros(sites.height)


def nearest(here: Ground) -> Times:
    """For each family, minutes of each home to the nearest training; infinite beyond 90."""
    found = {letter: access.nearest(here.near, amount(here.sites, letter)) for letter in LETTERS}
    return {letter: np.where(one.reached, one.minutes, np.inf) for letter, one in found.items()}


def middle(times: np.ndarray, people: np.ndarray) -> float | None:
    """The minutes that half of the people do not exceed."""
    order = np.argsort(times, kind="stable")
    upto = np.cumsum(people[order])
    found = float(times[order][np.searchsorted(upto, upto[-1] / 2)])
    return found if np.isfinite(found) else None


def trainings_around(here: Ground) -> dict[tuple[str, int], int]:
    """Trainings within the minutes of one home at least, by family and level (0: unknown), each counted once in each
    family it leads to."""
    reached = np.zeros(here.sites.height, dtype=bool)
    reached[here.near.supply[here.near.minutes <= here.minutes]] = True
    points = here.sites.filter(pl.Series(reached)).select("lon", "lat")
    counted = (
        queries.taught(here.level)
        .join(points, on=["lon", "lat"], how="semi")
        .explode("families")
        .drop_nulls("families")
        .group_by("families", pl.col("level").fill_null(0))
        .len()
    )
    return {(row["families"], row["level"]): row["len"] for row in counted.iter_rows(named=True)}


def levels_of(around: dict[tuple[str, int], int], letter: str) -> list[int]:
    return sorted(level for family, level in around if family == letter)


def covered(
    here: Ground, difficult: pl.DataFrame, nearest: Times, limit: float
) -> tuple[dict[Family, float], float | None]:
    """Share of the difficult projects whose commune has a training of the family within ``limit`` minutes: by family,
    and of all (indicator 27, for the level asked). Projects of communes of which nothing is known are left out."""
    order = here.homes.select(COMMUNE)
    shares, plans, times = {}, [], []
    for letter in LETTERS:
        mine = order.join(difficult.filter(family=letter), on=COMMUNE, how="left", maintain_order="left")
        amounts = mine["difficult"].fill_null(0).to_numpy()
        minutes = [value if np.isfinite(value) else None for value in nearest[letter].tolist()]
        share = covered_share(amounts, minutes, limit=limit)
        if share is not None:
            shares[Family(letter)] = share
        plans.append(amounts)
        times += minutes
    return shares, covered_share(np.concatenate(plans), times, limit=limit)


def thresholds(
    here: Ground, difficult: pl.DataFrame, nearest: Times, sought: Collection[Family]
) -> tuple[Threshold, ...]:
    """The answer with a third less and a third more, beside the one asked for; none where nothing can be said."""
    if not here.everyone:
        return ()
    found = []
    for factor in sorted({1.0, *access.ONE_THRESHOLD}):
        limit = here.minutes * factor
        lacking = sum(not (here.people @ (nearest[family] <= limit)) for family in sought)
        found.append(Threshold(round(limit), covered(here, difficult, nearest, limit)[1], lacking, factor == 1))
    return tuple(found)
