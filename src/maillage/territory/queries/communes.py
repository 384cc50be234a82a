"""Rows of public files brought to the communes of today."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from maillage.territory import gazetteer

COMMUNE = "commune"
CITIES_BY_ARRONDISSEMENT = ("75056", "69123", "13055")


def by_commune(table: pl.DataFrame, *, city_row_is_whole: bool = True) -> pl.DataFrame:
    """One row per current commune: merged communes added up, municipal arrondissements into their city.

    ``city_row_is_whole``: when Paris, Lyon or Marseille also has a row of its own, that row already counts its
    arrondissements (Insee); otherwise it holds what could not be located, and is added (Urssaf).
    A sum is unknown as soon as one of its parts is.
    """
    counts = [name for name in table.columns if name != COMMUNE]
    codes = table[COMMUNE].to_list()
    parents = [gazetteer.current_code(code) for code in codes]
    if city_row_is_whole:
        own = set(codes).intersection(CITIES_BY_ARRONDISSEMENT)
        twice = [parent != code and parent in own for code, parent in zip(codes, parents, strict=True)]
    else:
        twice = [False] * len(codes)
    kept = table.with_columns(pl.Series(COMMUNE, parents, dtype=pl.String)).filter(~pl.Series(twice, dtype=pl.Boolean))
    known = pl.when(pl.col(counts).is_null().any()).then(None).otherwise(pl.col(counts).sum())
    alone = kept.filter(pl.len().over(COMMUNE) == 1)
    gathered = kept.filter(pl.len().over(COMMUNE) > 1).group_by(COMMUNE).agg(known.name.keep())
    return pl.concat([alone, gathered.select(alone.columns)], how="vertical_relaxed")


def zone_of_commune(table: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """``commune`` and its zone's columns: one row per current commune, whatever the age of the list."""
    current = pl.Series(COMMUNE, [gazetteer.current_code(code) for code in table[COMMUNE]], dtype=pl.String)
    own = table[COMMUNE] == current
    ranked = table.with_columns(current, own.alias("own")).sort("own", descending=True)
    return ranked.unique(COMMUNE, keep="first", maintain_order=True).select(COMMUNE, *columns)
