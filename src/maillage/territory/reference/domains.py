"""Domains of trades: the same words for what is taught and for whom employers look for.

A training says its speciality (NSF, three digits); a hiring need says its professional family (FAP 2021). The table
``domains.csv`` brings both to the nineteen domains of ``Domain``: the longest prefix decides. It is ours, not official.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import polars as pl

TABLE = Path(__file__).with_suffix(".csv")


def of_speciality(code: pl.Expr) -> pl.Expr:
    """The domain of NSF codes (« 221 » → « hospitality »); null for an unknown code."""
    return _of(code, "specialities")


def of_family(code: pl.Expr) -> pl.Expr:
    """The domain of FAP 2021 codes, at any depth (« S0X42 » → « hospitality »); null for an unknown code."""
    return _of(code, "families")


def _of(code: pl.Expr, column: str) -> pl.Expr:
    by_length: dict[int, dict[str, str]] = {}
    for prefix, domain in prefixes(column).items():
        by_length.setdefault(len(prefix), {})[prefix] = domain
    return pl.coalesce(
        code.str.slice(0, length).replace_strict(by_length[length], default=None, return_dtype=pl.String)
        for length in sorted(by_length, reverse=True)
    )


@lru_cache(maxsize=2)
def prefixes(column: str) -> dict[str, str]:
    """The table as a dictionary: prefix → domain."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {prefix: row["domain"] for row in csv.DictReader(file) for prefix in row[column].split()}
