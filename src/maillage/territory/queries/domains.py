"""Amounts by domain for each commune: what is taught, what is sought, which activities employ.

Trainings and hiring projects are told by professional family (FAP, 22 letters), jobs by sector of the NAF (38).
"""

from __future__ import annotations

import polars as pl

from maillage.territory.indicators.measures import SECTORS, TRAININGS
from maillage.territory.reference import store

from .apportioned import hiring_by_domain, shared_out
from .communes import COMMUNE

TAUGHT, SOUGHT, DIFFICULT, SECTOR = "taught_", "projects_", "difficult_", "sector_"
LEAST_FOR_A_SITE = 0.5  # trainings: an open establishment teaches at least one
LEVELS = {3: "trainings_3", 4: "trainings_4", 5: "trainings_5", 6: "trainings_6"}


def trainings() -> pl.DataFrame:
    """Published trainings, one row each, at the place where they are taught. Raises NotDownloaded."""
    return store.read(TRAININGS)


def trainings_by_commune() -> pl.DataFrame:
    """``commune``, ``trainings``, and those of each level (6 and 7 together)."""
    level = pl.col("level").clip(upper_bound=6)
    return (
        trainings()
        .group_by(COMMUNE)
        .agg(
            pl.len().cast(pl.Float64).alias("trainings"),
            *((level == number).sum().cast(pl.Float64).alias(name) for number, name in LEVELS.items()),
        )
    )


def with_silence(table: pl.DataFrame) -> pl.DataFrame:
    """Unknown rather than 0 in the départements that the catalogue leaves out, which ``silent`` marks.

    The catalogue is filled by each region: seven départements have no training in it at all, and four have less than
    half as many as the national list has open establishments. There it says nothing; elsewhere no line is no training.
    """
    counts = pl.col("^trainings.*$")
    listed = pl.col("sites").sum().over("departement") if "sites" in table.columns else pl.lit(1)
    least = pl.max_horizontal(LEAST_FOR_A_SITE * listed, 1)
    silent = pl.col("trainings").fill_null(0).sum().over("departement") < least
    return table.with_columns(silent=silent).with_columns(
        pl.when(pl.col("silent")).then(None).otherwise(counts.fill_null(0)).name.keep()
    )


def taught(table: pl.DataFrame) -> pl.DataFrame:
    """``commune``, then one column per family taught: each training is shared between the families of its trades.

    Unknown where the catalogue is silent.
    """
    each = trainings().filter(pl.col("families").list.len() > 0).with_columns(part=1 / pl.col("families").list.len())
    long = each.explode("families").group_by(COMMUNE, "families").agg(pl.col("part").sum())
    wide = long.pivot("families", index=COMMUNE, values="part").fill_null(0)
    known = table.filter(~pl.col("silent")).select(COMMUNE)
    return known.join(named(wide, TAUGHT), on=COMMUNE, how="left").fill_null(0)


def sought(table: pl.DataFrame) -> pl.DataFrame:
    """``commune``, then two columns per family: hiring projects, and those judged difficult; null out of any basin."""
    return table.select(COMMUNE).join(hiring_by_domain(table), on=COMMUNE, how="left")


def sectors(table: pl.DataFrame) -> pl.DataFrame:
    """``commune``, then one column per sector: the jobs of its employment zone, shared out."""
    jobs = store.read(SECTORS).with_columns(pl.col("jobs").fill_null(0))
    wide = jobs.pivot("sector", index="zone", values="jobs").fill_null(0)
    shared = shared_out(wide, table, ["zone"])
    return table.select(COMMUNE).join(named(shared, SECTOR), on=COMMUNE, how="left")


def sector_names() -> dict[str, str]:
    table = store.read(SECTORS).unique("sector")
    return dict(zip(table["sector"], table["sector_name"], strict=True))


def named(wide: pl.DataFrame, prefix: str) -> pl.DataFrame:
    columns = sorted(name for name in wide.columns if name != COMMUNE)
    return wide.select(COMMUNE, *(pl.col(name).alias(f"{prefix}{name}") for name in columns))
