"""What stands somewhere: training centres with what becomes of their apprentices, stations."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from maillage.territory import gazetteer
from maillage.territory.indicators.measures import INSERTION, STATIONS
from maillage.territory.reference import store

from .communes import COMMUNE


def training_centres() -> pl.DataFrame:
    """One row per located CFA and period: ``commune``, ``period`` and the rates published for it. NotDownloaded."""
    return _training_centres(store.edition(INSERTION))


@lru_cache(maxsize=2)
def _training_centres(edition: str) -> pl.DataFrame:
    table = store.table(edition).drop_nulls(COMMUNE)
    return table.with_columns(pl.Series(COMMUNE, [gazetteer.current_code(code) for code in table[COMMUNE]]))


def stations() -> pl.DataFrame:
    """``lon``, ``lat`` (WGS 84) of the stations that take passengers. Raises NotDownloaded."""
    return store.read(STATIONS).drop_nulls(["lon", "lat"])
