"""Everything the indicators divide, in one table by commune, and the values of whole zones: computed once per edition
of the public data, kept on disk beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import polars as pl
from django.conf import settings

from maillage.territory import gazetteer, queries
from maillage.territory.enums import Zoning
from maillage.territory.indicators import INDICATORS

from . import centres, reach, values

LAYOUT = 1  # raise it when what is computed changes: older files are then left aside
COLUMNS = {
    Zoning.COMMUNE: queries.COMMUNE,
    Zoning.GROUPING: "grouping",
    Zoning.EMPLOYMENT_ZONE: "zone",
    Zoning.BASIN: "basin",
    Zoning.COMMITTEE: "committee",
    Zoning.DEPARTEMENT: "departement",
    Zoning.REGION: "region",
}
COUNTRY = "country"
Present = tuple[tuple[str, str], ...]


def present() -> Present:
    return queries.editions((*queries.NEEDED, *centres.NEEDED))


def facts() -> pl.DataFrame:
    """One row per commune of France (see ``queries.figures``), with what ``reach`` and ``centres`` add."""
    return _facts(present())


@lru_cache(maxsize=2)
def _facts(editions: Present) -> pl.DataFrame:
    return kept("facts", editions, lambda: centres.with_stations(reach.with_reach(queries.figures())))


def zone_values(zoning: Zoning | str) -> pl.DataFrame:
    """The value of every indicator in every zone of a kind (see ``values.compute``), or in the country."""
    return _zone_values(COLUMNS.get(zoning, COUNTRY), present())


@lru_cache(maxsize=16)
def _zone_values(column: str, editions: Present) -> pl.DataFrame:
    table = _facts(editions)
    if column not in table.columns:
        return pl.DataFrame(schema={values.ZONE: pl.String})

    def compute() -> pl.DataFrame:
        return centres.with_medians(values.compute(table, INDICATORS, column), table, column).sort(values.ZONE)

    return kept(f"values-{column}", editions, compute)


def values_here(codes: list[str]) -> pl.DataFrame:
    """One row: the same for these communes together."""
    table = facts()
    here = table.filter(pl.col(queries.COMMUNE).is_in(codes))
    return centres.with_medians(values.compute(here, INDICATORS, country=table), here, None)


def kept(name: str, editions: Present, compute: Callable[[], pl.DataFrame]) -> pl.DataFrame:
    """Read from disk what was computed from the same editions; computed and written when it was not."""
    folder = shelf() / mark(editions)
    file = folder / f"{name}.parquet"
    try:
        return pl.read_parquet(file)
    except (OSError, pl.exceptions.PolarsError):
        table = compute()
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(".new")
        table.write_parquet(unfinished)
        unfinished.replace(file)
        forget_others(folder)
        return table


def shelf() -> Path:
    return Path(settings.PUBLIC_DATA_DIRECTORY) / "derived"


def mark(editions: Present) -> str:
    about = (LAYOUT, gazetteer.POPULATION_VINTAGE, [one.code for one in INDICATORS], editions)
    return hashlib.sha256(repr(about).encode()).hexdigest()[:16]


def forget_others(folder: Path) -> None:
    """Remove what was computed from editions that are no longer in use."""
    for other in folder.parent.iterdir():
        if other != folder:
            for file in other.glob("*.parquet"):
                file.unlink(missing_ok=True)
            if not any(other.iterdir()):
                other.rmdir()
