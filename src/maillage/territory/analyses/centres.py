"""Indicators read on places rather than on communes: medians of training centres, trainings near a station."""

from __future__ import annotations

import polars as pl

from maillage.territory import queries
from maillage.territory.indicators import INDICATORS, Indicator, Kind
from maillage.territory.indicators.measures import INSERTION, STATIONS
from maillage.territory.reference import store
from maillage_analysis import access

from .values import ZONE

NEEDED = (INSERTION, STATIONS)
RATES = {
    "insertion": "employed_6",
    "insertion_added": "added_6",
    "broken_contracts": "broken",
}
ONE_KILOMETRE = 1.0


def with_medians(zones: pl.DataFrame, table: pl.DataFrame, column: str | None) -> pl.DataFrame:
    """``zones`` with, for each rate, the median of the last period (``c``), the centres that have a rate
    (``c:numerator``) and all the centres of the zone (``c:denominator``)."""
    if store.card(INSERTION) is None:
        return zones
    found = medians(table, column)
    return (
        zones.join(found, on=ZONE, how="left")
        .with_columns(pl.col("communes").alias(f"{one.code}:communes") for one in median_indicators())
        .with_columns(pl.col("inhabitants").alias(f"{one.code}:inhabitants") for one in median_indicators())
    )


def medians(table: pl.DataFrame, column: str | None) -> pl.DataFrame:
    """Each rate in the last period for which it is published."""
    places = table.select(queries.COMMUNE, (pl.col(column) if column else pl.lit("")).alias(ZONE))
    centres = queries.training_centres().join(places, on=queries.COMMUNE)
    return centres.group_by(ZONE).agg(
        expression
        for code, rate in RATES.items()
        for last in [pl.col("period") == last_period(code)]
        for expression in (
            pl.col(rate).filter(last).median().cast(pl.Float64).alias(code),
            (pl.col(rate).is_not_null() & last).sum().cast(pl.Float64).alias(f"{code}:numerator"),
            last.sum().cast(pl.Float64).alias(f"{code}:denominator"),
        )
    )


def median_indicators() -> list[Indicator]:
    return [one for one in INDICATORS if one.kind == Kind.MEDIAN]


def periods(code: str) -> list[str]:
    """« cumul 2023-2024 » last: those for which some centre has this rate."""
    centres = queries.training_centres()
    return sorted(centres.drop_nulls(RATES[code])["period"].unique().to_list())


def last_period(code: str) -> str:
    return next(reversed(periods(code)), "")


def with_stations(table: pl.DataFrame) -> pl.DataFrame:
    """Trainings that are somewhere, and those within a kilometre of a station, by commune.

    Unknown where the catalogue is silent, and in the regions where the list has no station at all.
    """
    if "trainings" not in table.columns or store.card(STATIONS) is None:
        return table
    trainings = queries.trainings().drop_nulls(["lon", "lat"])
    near = access.pairs_within(
        trainings.select("lon", "lat").to_numpy(),
        queries.stations().select("lon", "lat").to_numpy(),
        limit=ONE_KILOMETRE,
        travel=access.STRAIGHT_KILOMETRES,
    )
    counted = trainings.with_columns(pl.Series("near", access.nearest(near).reached)).group_by(queries.COMMUNE)
    by_commune = counted.agg(
        trainings_located=pl.len().cast(pl.Float64), trainings_near_station=pl.col("near").sum().cast(pl.Float64)
    )
    stations = queries.stations().select(queries.COMMUNE).unique()
    served = table.join(stations, on=queries.COMMUNE, how="semi")["region"].unique().to_list()
    known = pl.when(~pl.col("silent") & pl.col("region").is_in(served))
    counts = pl.col("trainings_located", "trainings_near_station").fill_null(0)
    return table.join(by_commune, on=queries.COMMUNE, how="left").with_columns(known.then(counts).name.keep())
