"""What employers seek in a perimeter: the survey of each basin, counted for the part of its jobs that is here."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from maillage.territory import gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.queries import COMMUNE
from maillage.territory.queries.apportioned import PIECE

from .. import queries
from ..families import Family, Qualification, qualification
from ..readings import Basin, Need, Trade
from . import places

COUNTS = ("projects", "difficult", "seasonal", "published")


def by_family(codes: Sequence[str]) -> dict[Family, Need]:
    """The families sought here, those whose projects are all secret included."""
    weights = places.pieces(codes).group_by(PIECE).agg(pl.col("share").sum())
    rows = queries.projects().join(weights, on=PIECE)
    published = pl.when(pl.col("difficult").is_not_null()).then(pl.col("projects")).otherwise(0.0)
    counted = rows.with_columns(published=published).with_columns(
        (pl.col(name).fill_null(0) * pl.col("share")).alias(name) for name in COUNTS
    )
    trades = (
        counted.group_by("family", "trade", "trade_name")
        .agg(pl.col(COUNTS).sum())
        .sort("projects", "trade", descending=[True, False])
    )
    hidden = dict(queries.secret().join(weights, on=PIECE, how="semi").group_by("family").len().iter_rows())
    everything = float(trades["projects"].sum())
    known = trades.partition_by("family", as_dict=True)
    return {
        family: need(known.get((family.value,), trades.clear()), everything, hidden.get(family.value, 0))
        for family in Family
        if (family.value,) in known or family.value in hidden
    }


def need(trades: pl.DataFrame, everything: float, secret: int) -> Need:
    listed = tuple(
        Trade(
            row["trade"],
            row["trade_name"],
            row["projects"],
            row["difficult"] if row["published"] else None,
            qualification(row["trade"]),
        )
        for row in trades.iter_rows(named=True)
    )
    totals = {name: float(trades[name].sum()) for name in COUNTS}
    asked = ((one, sum(trade.projects for trade in listed if trade.qualification == one)) for one in Qualification)
    return Need(
        **totals,
        share=totals["projects"] / everything if everything else 0.0,
        trades=listed,
        qualifications=tuple((one, amount) for one, amount in asked if amount > 0),
        secret=secret,
    )


def difficult_by_commune(codes: Sequence[str]) -> pl.DataFrame:
    """``commune``, ``family``, ``difficult``: difficult projects (a floor) shared out between these communes."""
    by_piece = queries.projects().group_by(*PIECE, "family").agg(pl.col("difficult").sum())
    shared = places.pieces(codes).join(by_piece, on=PIECE)
    return shared.group_by(COMMUNE, "family").agg(difficult=(pl.col("difficult") * pl.col("share")).sum())


def basins(codes: Sequence[str]) -> tuple[Basin, ...]:
    """Those of the perimeter, the heaviest first."""
    table = queries.basins(places.communes().filter(pl.col(COMMUNE).is_in(list(codes))))
    everything = float(table["weight"].sum())
    return tuple(
        Basin(
            row["basin"],
            gazetteer.zone_name(Zoning.BASIN, row["basin"]),
            row["inside"],
            (row["weight"] or 0.0) / everything if everything else 0.0,
        )
        for row in table.iter_rows(named=True)
    )


def held(found: Sequence[Basin]) -> float:
    """The share of its basin that the perimeter holds, for its average job."""
    everything = sum(one.weight for one in found)
    return sum(one.held * one.weight for one in found) / everything if everything else 0.0
