"""Who reaches a training, commune by commune: minutes to the nearest one, trainings shared between young people.

The same trips as on the page of access, from the town hall of the commune to the place of each training.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from maillage.territory import gazetteer, queries
from maillage.territory.access.analyses.travel import StraightLine
from maillage_analysis import access

NEAR, FAR, FARTHEST = 30.0, 45.0, 90.0  # minutes
STRAIGHT = StraightLine()


def with_reach(table: pl.DataFrame) -> pl.DataFrame:
    """The table with what the indicators of access divide; unchanged when no training is on this machine."""
    if "trainings" not in table.columns:
        return table
    homes, sites = located(table), training_places(table)
    near = STRAIGHT.pairs(homes, sites, FAR)
    reached = homes.select(queries.COMMUNE).with_columns(
        pl.Series("minutes_to_training", minutes(homes, sites, near)), *covered(homes, sites, near)
    )
    if "young" in table.columns:
        reached = reached.with_columns(pl.Series("access", shared(homes, sites, near)))
    heard = table.filter(~pl.col("silent")).select(queries.COMMUNE)  # elsewhere a near training may not be listed
    return counted(table.join(reached.join(heard, on=queries.COMMUNE, how="semi"), on=queries.COMMUNE, how="left"))


def training_places(table: pl.DataFrame) -> pl.DataFrame:
    """One row per place where something is taught: ``lon``, ``lat``, ``region``, ``trainings``, ``families``."""
    sites = (
        queries.trainings()
        .drop_nulls(["lon", "lat"])
        .group_by("lon", "lat", maintain_order=True)
        .agg(
            pl.col(queries.COMMUNE).first(),
            pl.len().cast(pl.Float64).alias("trainings"),
            pl.col("families").explode().unique(),
        )
    )
    return sites.join(table.select(queries.COMMUNE, "region"), on=queries.COMMUNE, how="left", maintain_order="left")


def counted(table: pl.DataFrame) -> pl.DataFrame:
    """Young people counted with their minutes and their trainings, so that communes can be added up."""
    if "young" not in table.columns:
        return table
    young, minutes_away = pl.col("young"), pl.col("minutes_to_training")
    known = pl.when(minutes_away.is_not_null() & young.is_not_null())
    return table.with_columns(
        known.then(young).alias("young_located"),
        known.then(young * minutes_away).alias("young_minutes"),
        known.then(young * (minutes_away > FAR)).alias("young_far"),
        known.then(young * (minutes_away > NEAR)).alias("young_rather_far"),
        known.then(young * pl.col("access")).alias("young_access"),
    )


def located(table: pl.DataFrame) -> pl.DataFrame:
    """The communes whose place is known, with ``lon`` and ``lat``."""
    points = [gazetteer.point(code) or (None, None) for code in table[queries.COMMUNE]]
    lon, lat = zip(*points, strict=True)
    places = table.with_columns(pl.Series("lon", lon, dtype=pl.Float64), pl.Series("lat", lat, dtype=pl.Float64))
    return places.drop_nulls(["lon", "lat"])


def minutes(homes: pl.DataFrame, sites: pl.DataFrame, near: access.Pairs) -> np.ndarray:
    """To the nearest training; 90 where it is farther, or across the sea."""
    found = access.nearest(near).minutes.copy()
    far = np.flatnonzero(~np.isfinite(found))
    if len(far):
        found[far] = access.nearest(STRAIGHT.pairs(homes[far], sites, FARTHEST)).minutes
    return np.minimum(found, FARTHEST)


def shared(homes: pl.DataFrame, sites: pl.DataFrame, near: access.Pairs) -> np.ndarray:
    """Trainings for one young person: E2SFCA with the steps of levels 3 and 4 (15, 30, 45 minutes)."""
    young = homes["young"].fill_null(0).to_numpy()
    supply = sites["trainings"].to_numpy()
    return access.two_step_catchment(near, young, supply, access.TRAINING_LEVELS_3_4).access


def covered(homes: pl.DataFrame, sites: pl.DataFrame, near: access.Pairs) -> list[pl.Series]:
    """Difficult hiring projects of each commune, and those whose family is taught within 45 minutes."""
    families = [name for name in homes.columns if name.startswith(queries.DIFFICULT)]
    if not families:
        return []
    known = homes.select(families).to_numpy()
    reach = np.column_stack([within(sites, family.removeprefix(queries.DIFFICULT), near) for family in families])
    return [
        pl.Series("domains_difficult", known.sum(axis=1)).fill_nan(None),
        pl.Series("domains_covered", np.where(reach, known, known * 0).sum(axis=1)).fill_nan(None),
    ]


def within(sites: pl.DataFrame, family: str, near: access.Pairs) -> np.ndarray:
    """Whether a training of this family is within reach of each home."""
    taught = sites["families"].list.contains(family).fill_null(False).to_numpy()
    found = np.zeros(near.demand_count, dtype=bool)
    found[near.demand[taught[near.supply]]] = True
    return found
