"""Counts by commune, gathered from the gazetteer and the reference store into one table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import polars as pl

from maillage.territory import gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.indicators import BASINS, NEEDS, SITES, YOUTH
from maillage.territory.reference import store

COMMUNE = "commune"


def figures() -> pl.DataFrame:
    """One row per commune of France: ``commune``, ``departement``, ``region``, ``municipal_population``, then the
    columns of the datasets that are on this machine (null where unknown, never 0)."""
    return _figures(_edition_or_none(YOUTH), _edition_or_none(SITES))


def _edition_or_none(name: str) -> str | None:
    try:
        return store.edition(name)
    except store.NotDownloaded:
        return None


@lru_cache(maxsize=2)
def _figures(youth: str | None, sites: str | None) -> pl.DataFrame:
    places = gazetteer.communes(gazetteer.every_code())
    table = pl.DataFrame(
        {
            COMMUNE: [place.code for place in places],
            "departement": [place.departement for place in places],
            "region": [place.region for place in places],
            "municipal_population": [place.population for place in places],
        },
        schema_overrides={"municipal_population": pl.Int64},
    )
    if youth:
        table = table.join(by_commune(store.read(YOUTH)), on=COMMUNE, how="left")
    if sites:
        table = table.join(training_sites_by_commune(), on=COMMUNE, how="left").with_columns(
            pl.col("sites").fill_null(0)  # the list is national: a commune without a line has no establishment
        )
    return table


def by_commune(table: pl.DataFrame) -> pl.DataFrame:
    """Municipal arrondissements added up into their commune, unless the commune has its own row.

    A sum is unknown as soon as one of its parts is.
    """
    counts = [name for name in table.columns if name != COMMUNE]
    own = set(table[COMMUNE].to_list())
    parents = [gazetteer.parent_of(code) for code in table[COMMUNE]]
    twice = [parent != code and parent in own for code, parent in zip(table[COMMUNE], parents, strict=True)]
    whole = pl.when(pl.col(counts).is_null().any()).then(None).otherwise(pl.col(counts).sum())
    return (
        table.with_columns(pl.Series(COMMUNE, parents), pl.Series("twice", twice))
        .filter(~pl.col("twice"))
        .group_by(COMMUNE)
        .agg(whole.name.keep())
    )


def basins_of(codes: Sequence[str]) -> pl.DataFrame:
    """``commune``, ``basin``, ``basin_name`` of these communes that are in a France Travail basin."""
    return store.read(BASINS).filter(pl.col(COMMUNE).is_in(list(codes)))


def hiring_projects() -> pl.DataFrame:
    """``basin``, ``departement``, ``region``, ``projects``, ``difficult``: one row per trade where projects are known.

    Secret counts of difficult projects are left out of ``difficult`` (a floor): summed so, the file gives 41.7 % for
    Île-de-France and 49.6 % for France, where 41.7 % and 50.1 % were published; the rows with both counts known give
    45.3 % and 55.2 %.
    """
    regions = {code: zone.codes for code, zone in gazetteer.zones(Zoning.REGION).items()}
    region_of = {gazetteer.commune(code).departement: region for region, codes in regions.items() for code in codes}
    table = store.read(NEEDS).drop_nulls("projects")
    region = pl.col("departement").replace_strict(region_of, default=None, return_dtype=pl.String)
    return table.select("basin", "departement", "projects", "difficult", region=region)


def training_sites() -> pl.DataFrame:
    """Published, open establishments; ``commune`` is always a whole commune. Raises NotDownloaded."""
    table = store.read(SITES).filter(pl.col("published").fill_null(False) & ~pl.col("closed").fill_null(False))
    return table.with_columns(pl.Series(COMMUNE, [gazetteer.parent_of(code) for code in table[COMMUNE]]))


def training_sites_by_commune() -> pl.DataFrame:
    return training_sites().group_by(COMMUNE).agg(pl.len().cast(pl.Int64).alias("sites"))
