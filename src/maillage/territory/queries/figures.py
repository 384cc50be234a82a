"""Everything that is counted, gathered from the gazetteer and the reference store into one table by commune."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import polars as pl

from maillage.territory import gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.indicators import measures
from maillage.territory.reference import catalogue, store

from . import apportioned, domains
from .communes import COMMUNE, by_commune, zone_of_commune

ZONES = {measures.ZONES: ("zone",), measures.BASINS: ("basin", "basin_name"), measures.COMMITTEES: ("committee",)}
WHOLE_CITIES = (
    measures.YOUTH,
    measures.DIPLOMAS,
    measures.SCHOOLING,
    measures.POPULATIONS,
    measures.LIVING,
)
APPORTIONED: dict[str, tuple[Callable[[pl.DataFrame], pl.DataFrame], str]] = {
    measures.NEEDS: (apportioned.hiring, "basin"),
    measures.TENSIONS: (apportioned.tensions, "basin"),
    measures.FLORES: (apportioned.all_jobs, "zone"),
    measures.ESTIMATES: (apportioned.estimated_jobs, "zone"),
    measures.APPRENTICES: (apportioned.apprentices, "departement"),
}
SHARES = ("basin", "zone", "departement")
NEEDED = (*ZONES, *WHOLE_CITIES, measures.JOBS, measures.SITES, measures.TRAININGS, measures.SECTORS, *APPORTIONED)


def figures() -> pl.DataFrame:
    """One row per commune of France: ``commune``, ``departement``, ``region``, ``grouping``, its ``zone``, ``basin``
    and ``committee`` with its share of them (``basin_share``…), ``municipal_population``, then the columns of the
    datasets that are on this machine (null where unknown, never 0), ``country`` last. Figures of coarser zones are
    shared out (see ``apportioned``), amounts by domain have one column each (see ``domains``)."""
    return _figures(editions(NEEDED))


def editions(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Name and edition of those of these datasets that are on this machine: changes when one of them does."""
    known = {dataset.name for dataset in catalogue.list_datasets()}
    return tuple((name, store.edition(name)) for name in names if name in known and store.card(name) is not None)


@lru_cache(maxsize=2)
def _figures(present: tuple[tuple[str, str], ...]) -> pl.DataFrame:
    here = {name for name, _edition in present}
    table = places()
    for name in here.intersection(ZONES):
        table = table.join(zone_of_commune(store.read(name), ZONES[name]), on=COMMUNE, how="left")
    for name in here.intersection(WHOLE_CITIES):
        table = table.join(by_commune(store.read(name)), on=COMMUNE, how="left", suffix=f":{name}")
    if measures.JOBS in here:
        table = table.join(private_jobs(table), on=COMMUNE, how="left")
    if measures.SITES in here:
        table = table.join(training_sites_by_commune(), on=COMMUNE, how="left").with_columns(
            pl.col("sites").fill_null(0)  # the list is national: a commune without a line has no establishment
        )
    for name in here.intersection(APPORTIONED):
        gather, column = APPORTIONED[name]
        if column in table.columns:
            table = table.join(gather(table), on=COMMUNE, how="left")
    for column in SHARES:
        if column in table.columns:
            part = apportioned.shares(table, [column]).select(COMMUNE, pl.col("share").alias(f"{column}_share"))
            table = table.join(part, on=COMMUNE, how="left")
    return by_domain(table, here).with_columns(pl.lit("FR").alias("country")).sort(COMMUNE)


def by_domain(table: pl.DataFrame, here: set[str]) -> pl.DataFrame:
    if measures.TRAININGS in here:
        table = domains.with_silence(table.join(domains.trainings_by_commune(), on=COMMUNE, how="left"))
        table = table.join(domains.taught(table), on=COMMUNE, how="left")
    if measures.NEEDS in here and "basin" in table.columns:
        table = table.join(domains.sought(table), on=COMMUNE, how="left")
    if measures.SECTORS in here and "zone" in table.columns:
        table = table.join(domains.sectors(table), on=COMMUNE, how="left")
    return table


def places() -> pl.DataFrame:
    communes = gazetteer.communes(gazetteer.every_code())
    return pl.DataFrame(
        {
            COMMUNE: [place.code for place in communes],
            "departement": [place.departement for place in communes],
            "region": [place.region for place in communes],
            "grouping": [place.grouping for place in communes],
            "municipal_population": [place.population for place in communes],
        },
        schema_overrides={"municipal_population": pl.Int64, "grouping": pl.String},
    )


def private_jobs(table: pl.DataFrame) -> pl.DataFrame:
    """Every commune of the départements that Urssaf covers: one that it does not list has no employee, truly."""
    jobs = by_commune(store.read(measures.JOBS).fill_null(0), city_row_is_whole=False)
    place = table.select(COMMUNE, "departement")
    covered = place.join(jobs, on=COMMUNE, how="semi")["departement"].unique().to_list()
    return (
        place.filter(pl.col("departement").is_in(covered))
        .join(jobs, on=COMMUNE, how="left")
        .with_columns(pl.col("^jobs_.*$").fill_null(0))
        .drop("departement")
    )


def hiring_projects() -> pl.DataFrame:
    """``basin``, ``departement``, ``region``, ``projects``, ``difficult``: one row per trade where projects are known.

    Secret counts of difficult projects are left out of ``difficult`` (a floor): summed so, the file gives 41.7 % for
    Île-de-France and 49.6 % for France, where 41.7 % and 50.1 % were published; the rows with both counts known give
    45.3 % and 55.2 %.
    """
    regions = {code: zone.codes for code, zone in gazetteer.zones(Zoning.REGION).items()}
    region_of = {gazetteer.commune(code).departement: region for region, codes in regions.items() for code in codes}
    table = store.read(measures.NEEDS).drop_nulls("projects")
    region = pl.col("departement").replace_strict(region_of, default=None, return_dtype=pl.String)
    return table.select("basin", "departement", "projects", "difficult", region=region)


def training_sites() -> pl.DataFrame:
    """Published, open establishments; ``commune`` is always a whole commune. Raises NotDownloaded."""
    table = store.read(measures.SITES).filter(pl.col("published").fill_null(False) & ~pl.col("closed").fill_null(False))
    return table.with_columns(pl.Series(COMMUNE, [gazetteer.current_code(code) for code in table[COMMUNE]]))


def training_sites_by_commune() -> pl.DataFrame:
    return training_sites().group_by(COMMUNE).agg(pl.len().cast(pl.Int64).alias("sites"))
