"""The communes as the indicators know them: one table for France, computed once per edition of the public data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import polars as pl

from maillage.territory import gazetteer
from maillage.territory.analyses import national
from maillage.territory.queries import COMMUNE

from .. import queries


def communes() -> pl.DataFrame:
    """One row per commune of France, with its zones and what is counted there (see ``national.Country.facts``)."""
    return national.country().facts()


def homes(codes: Sequence[str]) -> pl.DataFrame:
    """Those of these communes whose place is known: ``commune``, ``region``, ``departement``, ``lon``, ``lat``,
    ``young`` (null where the census is not here or does not go), ``inhabitants``, ``silent`` (see
    ``queries.domains.with_silence``)."""
    table = communes().filter(pl.col(COMMUNE).is_in(list(codes)))
    here = gazetteer.communes(table[COMMUNE])
    young = pl.col("young") if "young" in table.columns else pl.lit(None, pl.Float64)
    return table.select(
        COMMUNE,
        "region",
        "departement",
        pl.Series("lon", [place.lon for place in here], dtype=pl.Float64),
        pl.Series("lat", [place.lat for place in here], dtype=pl.Float64),
        young.cast(pl.Float64).alias("young"),
        pl.col("municipal_population").cast(pl.Float64).alias("inhabitants"),
        (pl.col("silent") if "silent" in table.columns else pl.lit(False)).alias("silent"),
    ).drop_nulls(["lon", "lat"])


def pieces(codes: Sequence[str]) -> pl.DataFrame:
    """``commune``, the pieces of the survey it is in (``basin``, ``departement``), its ``share`` of each (0–1)."""
    return _pieces(queries.state()).filter(pl.col(COMMUNE).is_in(list(codes)))


@lru_cache(maxsize=2)
def _pieces(_editions: queries.Editions) -> pl.DataFrame:
    return queries.pieces(communes())
