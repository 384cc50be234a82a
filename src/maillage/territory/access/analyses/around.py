"""Who and what counts for a perimeter: its région to compare with, and everything within reach beyond both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from maillage.territory.queries import COMMUNE

LONGEST_KM_PER_MINUTE = 50 / 60
"""Nobody travels farther in a straight line: the fastest speed, without detour."""
KM_PER_DEGREE = 111.2
ENOUGH_KNOWN = 0.9


@dataclass(frozen=True, slots=True)
class Ground:
    """homes: every commune that counts, as in ``queries.homes``, with ``people``; inside, compared: positions of the
    perimeter's communes, and of those of its régions; counted: "young", or "inhabitants" where they are unknown."""

    homes: pl.DataFrame
    inside: np.ndarray
    compared: np.ndarray
    counted: str


def ground(homes: pl.DataFrame, codes: Sequence[str], limit: float) -> Ground:
    """The perimeter, its régions, and whatever is within twice ``limit`` minutes: those who share what they reach."""
    asked = pl.col(COMMUNE).is_in(list(codes))
    regions = homes.filter(asked)["region"].unique()
    compared = pl.col("region").is_in(regions.implode())
    kept = within(homes, homes.filter(asked | compared), 2 * limit)
    known = kept.filter(asked)["young"].is_not_null().mean() or 0
    counted = "young" if known >= ENOUGH_KNOWN else "inhabitants"
    kept = kept.with_columns(people=pl.col(counted))
    marks = kept.select(asked.alias("inside"), compared.alias("compared"))
    return Ground(
        kept, np.flatnonzero(marks["inside"].to_numpy()), np.flatnonzero(marks["compared"].to_numpy()), counted
    )


def within(places: pl.DataFrame, middle: pl.DataFrame, minutes: float) -> pl.DataFrame:
    """The places of a box around others, wide enough for ``minutes`` of travel (more than enough: pairs decide)."""
    if middle.is_empty():
        return places.clear()
    margin = minutes * LONGEST_KM_PER_MINUTE / KM_PER_DEGREE
    south, north = middle["lat"].min() - margin, middle["lat"].max() + margin
    stretched = margin / max(np.cos(np.radians(max(abs(south), abs(north)))), 0.05)
    west, east = middle["lon"].min() - stretched, middle["lon"].max() + stretched
    return places.filter(pl.col("lat").is_between(south, north) & pl.col("lon").is_between(west, east))
