"""Who reaches a training, commune by commune: minutes to the nearest one, trainings shared between young people.

Travel times are estimated from the great circle between the middle of the commune (its town hall) and the training.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from maillage.territory import gazetteer, queries
from maillage_analysis import access

NEAR, FAR, FARTHEST = 30.0, 45.0, 90.0  # minutes
DENSE_REGION = "11"  # where one travels at the speed of a conurbation


def with_reach(table: pl.DataFrame) -> pl.DataFrame:
    """The table with what the indicators of access divide; unchanged when no training is on this machine."""
    if "trainings" not in table.columns:
        return table
    homes = located(table)
    taught = homes.filter(pl.col("trainings") > 0)
    near = pairs(homes, taught, FAR)
    reached = homes.select(queries.COMMUNE).with_columns(
        pl.Series("minutes_to_training", minutes(homes, taught, near)), *covered(homes, taught, near)
    )
    if "young" in table.columns:
        reached = reached.with_columns(pl.Series("access", shared(homes, taught, near)))
    return counted(table.join(reached, on=queries.COMMUNE, how="left"))


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


def pairs(homes: pl.DataFrame, places: pl.DataFrame, limit: float) -> access.Pairs:
    """Half of each trip is made at the speed of each end: slower in Île-de-France."""
    return access.pairs_within(
        positions(homes), positions(places), limit=limit, demand_kmh=speeds(homes), supply_kmh=speeds(places)
    )


def positions(table: pl.DataFrame) -> np.ndarray:
    return table.select("lon", "lat").to_numpy()


def speeds(table: pl.DataFrame) -> np.ndarray:
    dense = (table["region"] == DENSE_REGION).to_numpy()
    return np.where(dense, access.SPEED_BY_SETTING["urban"], access.SPEED_BY_SETTING["rural"])


def minutes(homes: pl.DataFrame, taught: pl.DataFrame, near: access.Pairs) -> np.ndarray:
    """To the nearest commune where something is taught; 90 where it is farther, or across the sea."""
    found = access.nearest(near).minutes.copy()
    far = np.flatnonzero(~np.isfinite(found))
    if len(far):
        found[far] = access.nearest(pairs(homes[far], taught, FARTHEST)).minutes
    return np.minimum(found, FARTHEST)


def shared(homes: pl.DataFrame, taught: pl.DataFrame, near: access.Pairs) -> np.ndarray:
    """Trainings for one young person: E2SFCA with the steps of levels 3 and 4 (15, 30, 45 minutes)."""
    young = homes["young"].fill_null(0).to_numpy()
    supply = taught["trainings"].to_numpy()
    return access.two_step_catchment(near, young, supply, access.TRAINING_LEVELS_3_4).access


def covered(homes: pl.DataFrame, taught: pl.DataFrame, near: access.Pairs) -> list[pl.Series]:
    """Difficult hiring projects of each commune, and those whose family is taught within 45 minutes."""
    families = [name for name in homes.columns if name.startswith(queries.DIFFICULT)]
    if not families:
        return []
    known = homes.select(families).to_numpy()
    reach = np.column_stack([within(taught, family, near) for family in families])
    return [
        pl.Series("domains_difficult", known.sum(axis=1)).fill_nan(None),
        pl.Series("domains_covered", np.where(reach, known, known * 0).sum(axis=1)).fill_nan(None),
    ]


def within(taught: pl.DataFrame, family: str, near: access.Pairs) -> np.ndarray:
    """Whether a training of this family is within reach of each home."""
    column = f"{queries.TAUGHT}{family.removeprefix(queries.DIFFICULT)}"
    found = np.zeros(near.demand_count, dtype=bool)
    if column in taught.columns:
        found[near.demand[(taught[column] > 0).to_numpy()[near.supply]]] = True
    return found
