"""Everything the indicators divide, in one table by commune, and the values of whole zones: computed once per edition
of the public data, kept on disk beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings

from maillage.territory import gazetteer, queries
from maillage.territory.enums import Zoning
from maillage.territory.indicators import INDICATORS
from maillage.territory.reference import catalogue, store

from . import centres, reach, values

LAYOUT = 9  # raise it when what is computed changes: older files are then left aside
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
FRANCE = "FR"
Editions = tuple[tuple[str, str], ...]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Country:
    """What this machine knows of every commune, at one moment: the cards of its public data, and what they give."""

    cards: Mapping[str, store.Card]
    editions: Editions

    def every_edition(self) -> Editions:
        """Changes when any dataset of this machine does, even one that no indicator needs."""
        return tuple((name, card.table) for name, card in self.cards.items())

    def facts(self) -> pl.DataFrame:
        """One row per commune of France (see ``queries.figures``), with what ``reach`` and ``centres`` add."""
        return _facts(self.editions)

    def zones(self, zoning: Zoning | str) -> pl.DataFrame:
        """The value of every indicator in every zone of a kind (see ``values.compute``), or in the country."""
        return _zones(COLUMNS.get(zoning, COUNTRY), self.editions)

    def zone(self, zoning: Zoning | str, code: str) -> Row:
        """One row of ``zones``; empty when nothing has this code."""
        return _row(COLUMNS.get(zoning, COUNTRY), code, self.editions)

    def here(self, codes: Iterable[str]) -> Row:
        """The same for these communes together."""
        return _here(tuple(sorted(codes)), self.editions)

    def communes(self, codes: Iterable[str]) -> pl.DataFrame:
        """The rows of ``facts`` of these communes."""
        return self.facts().filter(pl.col(queries.COMMUNE).is_in(list(codes)))


def country() -> Country:
    known = {dataset.name: store.card(dataset.name) for dataset in catalogue.list_datasets()}
    cards = {name: card for name, card in known.items() if card is not None}
    needed = (*queries.NEEDED, *centres.NEEDED)
    return Country(cards, tuple((name, cards[name].table) for name in needed if name in cards))


@lru_cache(maxsize=2)
def _facts(editions: Editions) -> pl.DataFrame:
    return kept("facts", editions, lambda: centres.with_stations(reach.with_reach(queries.figures())))


@lru_cache(maxsize=16)
def _zones(column: str, editions: Editions) -> pl.DataFrame:
    table = _facts(editions)
    if column not in table.columns:
        return pl.DataFrame(schema={values.ZONE: pl.String})

    def compute() -> pl.DataFrame:
        return centres.with_medians(values.compute(table, INDICATORS, column), table, column).sort(values.ZONE)

    return kept(f"values-{column}", editions, compute)


@lru_cache(maxsize=512)
def _row(column: str, code: str, editions: Editions) -> Row:
    found = _zones(column, editions).filter(pl.col(values.ZONE) == code)
    return found.row(0, named=True) if found.height else {}


@lru_cache(maxsize=128)
def _here(codes: tuple[str, ...], editions: Editions) -> Row:
    table = _facts(editions)
    here = table.filter(pl.col(queries.COMMUNE).is_in(codes))
    zones = values.compute(here, INDICATORS, country=table)
    return centres.with_medians(zones, here, None).row(0, named=True)


def kept(name: str, editions: Editions, compute: Callable[[], pl.DataFrame]) -> pl.DataFrame:
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


def mark(editions: Editions) -> str:
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
