"""Figures that their source gives by basin, employment zone or département, shared out between communes.

Each commune receives the part of its zone's figure that its private-sector jobs are of the zone's (its inhabitants
where no job is known). A ratio then gives each zone the weight of what the territory holds of it, and a whole
département or region finds its published total.
"""

from __future__ import annotations

import polars as pl

from maillage.territory.indicators.measures import APPRENTICES, ESTIMATES, FLORES, NEEDS, TENSIONS
from maillage.territory.reference import store
from maillage.territory.reference.connectors.tensions import CLASSES

from .communes import COMMUNE

MONACO = "9399"  # surveyed with the Alpes-Maritimes, in no commune of France
PIECE, DEPARTEMENT = ["basin", "departement"], ["departement"]
SERIES_OF_ESTIMATES = range(2013, 2024)


def shares(table: pl.DataFrame, zone: list[str]) -> pl.DataFrame:
    """``commune``, the zone's columns, ``share`` (of the zone, 0–1): by jobs, or inhabitants where no job is known."""
    jobs = pl.col("jobs_2024") if "jobs_2024" in table.columns else pl.lit(None, pl.Float64)
    weight = pl.when(jobs.sum().over(zone) > 0).then(jobs.fill_null(0)).otherwise(pl.col("municipal_population"))
    known = table.drop_nulls(zone).with_columns(weight.cast(pl.Float64).alias("weight"))
    return known.select(COMMUNE, *zone, share=pl.col("weight") / pl.col("weight").sum().over(zone))


def shared_out(figures: pl.DataFrame, places: pl.DataFrame, zone: list[str]) -> pl.DataFrame:
    """``figures`` (one row per zone) multiplied by each commune's share."""
    counts = [name for name in figures.columns if name not in zone]
    joined = shares(places, zone).join(figures, on=zone, how="inner")
    return joined.group_by(COMMUNE).agg(
        pl.when((pl.col(name) * pl.col("share")).is_not_null().any())
        .then((pl.col(name) * pl.col("share")).sum())
        .alias(name)
        for name in counts
    )


def located(figures: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Basin × département figures by commune; a piece that no commune claims is shared by its basin, else by its
    département (basins created since the list of communes)."""
    counts = [name for name in figures.columns if name not in PIECE]
    by_piece = places.select(PIECE).drop_nulls().unique()
    by_basin = places.select("basin").drop_nulls().unique()
    whole = figures.join(by_piece, on=PIECE, how="semi")
    rest = figures.join(by_piece, on=PIECE, how="anti").filter(pl.col("basin") != MONACO)
    in_basin, lost = rest.join(by_basin, on="basin", how="semi"), rest.join(by_basin, on="basin", how="anti")
    summed = [known_sum(name) for name in counts]
    pieces = [
        shared_out(whole, places, PIECE),
        shared_out(in_basin.group_by("basin").agg(summed), places, ["basin"]),
        shared_out(lost.group_by("departement").agg(summed), places, DEPARTEMENT),
    ]
    return pl.concat([piece.select(COMMUNE, *counts) for piece in pieces]).group_by(COMMUNE).agg(summed)


def known_sum(name: str) -> pl.Expr:
    """The sum of the counts that are published; unknown, never 0, when all of them are secret."""
    counts = pl.col(name).cast(pl.Float64)
    return pl.when(counts.is_not_null().any()).then(counts.sum()).alias(name)


def hiring(places: pl.DataFrame) -> pl.DataFrame:
    """``commune``, ``projects``, ``difficult``, ``seasonal`` (floors: a secret count adds nothing)."""
    known = store.read(NEEDS).drop_nulls("projects")
    figures = known.group_by(PIECE).agg(map(known_sum, ("projects", "difficult", "seasonal")))
    return located(figures, places)


def hiring_by_domain(places: pl.DataFrame) -> pl.DataFrame:
    """``commune``, then one column per domain (first letter of the trade's FAP code): projects and, prefixed
    ``difficult_``, those judged difficult."""
    known = store.read(NEEDS).drop_nulls("projects").with_columns(domain=pl.col("trade").str.slice(0, 1))
    grouped = known.group_by(*PIECE, "domain").agg(pl.col("projects", "difficult").cast(pl.Float64).sum())
    wide = grouped.pivot("domain", index=PIECE, values=["projects", "difficult"]).fill_null(0)
    return located(wide, places)


def tensions(places: pl.DataFrame) -> pl.DataFrame:
    """``commune``, and for each year the offers and the classes counted by offer (class × offers)."""
    table = store.read(TENSIONS).drop_nulls("tension")
    offers = pl.col("offers")
    weighted = [
        pl.when(pl.col(name).is_not_null()).then(pl.col(name) * offers).sum().alias(name) for name in CLASSES.values()
    ]
    grouped = table.group_by("basin", "year").agg(offers.sum(), *weighted)
    wide = grouped.pivot("year", index="basin", values=["offers", *CLASSES.values()])
    return shared_out(wide, places, ["basin"])


def all_jobs(places: pl.DataFrame) -> pl.DataFrame:
    grouped = store.read(FLORES).group_by("zone").agg(flores_2023=pl.col("jobs_2023").sum())
    return shared_out(grouped, places, ["zone"])


def estimated_jobs(places: pl.DataFrame) -> pl.DataFrame:
    """One column per year; zones cut by region are summed."""
    table = store.read(ESTIMATES).filter(pl.col("year").is_in(SERIES_OF_ESTIMATES))
    wide = table.group_by("zone", "year").agg(pl.col("jobs").sum()).pivot("year", index="zone", values="jobs")
    years = [name for name in wide.columns if name != "zone"]
    return shared_out(wide.rename({year: f"estimated_{year}" for year in years}), places, ["zone"])


def apprentices(places: pl.DataFrame) -> pl.DataFrame:
    counts = pl.col("apprentices_2025", "apprentices_2026").cast(pl.Float64)
    return shared_out(store.read(APPRENTICES).with_columns(counts), places, DEPARTEMENT)
