"""What the map of France downloads: the communes once, then the figures of an indicator, both small."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import polars as pl
from django.utils.translation import get_language

from maillage.territory import gazetteer
from maillage.territory.analyses import country, national
from maillage.territory.analyses.values import ZONE
from maillage.territory.enums import Zoning
from maillage.territory.indicators import Indicator, indicator
from maillage.territory.queries import COMMUNE
from maillage.territory.readings import with_unit
from maillage.toolkit.words import number

from .analyses import read_france, table
from .question import Asked

MOST_NAMED = 3000
DECIMALS = 3


@lru_cache(maxsize=1)
def communes_json() -> bytes:
    """``codes``: those of the communes, in order, separated by spaces; ``names``: the most peopled communes, largest
    first, as [name, longitude, latitude]."""
    every = gazetteer.communes(sorted(gazetteer.every_code()))
    largest = sorted((one for one in every if one.population and one.lon is not None), key=lambda one: -one.population)
    names = [[one.name, round(one.lon, DECIMALS), round(one.lat, DECIMALS)] for one in largest[:MOST_NAMED]]
    return packed({"codes": " ".join(one.code for one in every), "names": names})


def values_json(asked: Asked) -> bytes:
    """Figures aligned with the communes of ``communes_json``, or with zones.

    ``levels``: one digit each, 1 to 5, 0 for unknown; ``values``: numbers rounded as they are shown, null for unknown;
    ``digits`` and ``suffix``: how to write them; for zones: ``zones``, their names, and ``of``, the rank of each
    commune's zone (−1 for none).
    """
    return _values(asked.indicator.code, asked.zoning, country().editions, get_language())


@lru_cache(maxsize=32)
def _values(code: str, zoning: Zoning, _editions: national.Editions, _language: str) -> bytes:
    one = indicator(code)
    rows = table(one, zoning)
    figures: dict[str, Any] = {
        "levels": "".join(map(str, levels(rows, Asked(one, zoning, None)))),
        "values": rows["value"].round(one.digits).to_list(),
        "digits": one.digits,
        "suffix": suffix(one),
        "label": str(one.label),
    }
    if zoning != Zoning.COMMUNE:
        figures |= {"zones": rows["name"].to_list(), "of": ranks(rows, zoning)}
    return packed(figures)


def levels(rows: pl.DataFrame, asked: Asked) -> list[int]:
    """The class of each zone of ``table``, 1 to 5, 0 where there is no figure."""
    level = pl.lit(0)
    for shade in read_france(asked).shades:
        above = pl.lit(value=True) if shade.low is None else pl.col("value") >= shade.low
        level = pl.when(pl.col("value").is_not_null() & above).then(pl.lit(shade.level)).otherwise(level)
    return rows.select(level)[:, 0].to_list()


def levels_by_commune(asked: Asked) -> dict[str, int]:
    """The class of each commune: that of its zone."""
    rows = table(asked.indicator, asked.zoning)
    known, codes = levels(rows, asked), country().facts()[COMMUNE].sort().to_list()
    if asked.zoning == Zoning.COMMUNE:
        return dict(zip(rows[ZONE].to_list(), known, strict=True))
    return {code: known[rank] if rank >= 0 else 0 for code, rank in zip(codes, ranks(rows, asked.zoning), strict=True)}


def suffix(one: Indicator) -> str:
    """What is written after a number: « % » with its space in French, « minutes »…"""
    percent = with_unit(one, 0).removeprefix(number(0, one.digits))
    return percent or f" {one.unit}".rstrip()


def ranks(rows: pl.DataFrame, zoning: Zoning) -> list[int]:
    ranked = rows.select(ZONE).with_row_index("rank")
    column = national.COLUMNS[zoning]
    places = country().facts().select(COMMUNE, pl.col(column).alias(ZONE)).sort(COMMUNE)
    found = places.join(ranked, on=ZONE, how="left", maintain_order="left")
    return found["rank"].cast(pl.Int64).fill_null(-1).to_list()


def packed(content: dict) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
