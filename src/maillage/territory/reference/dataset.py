"""What a dataset is: where it comes from, how it is read, what it must hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

Reader = Callable[[Sequence[Path]], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Origin:
    """One way to obtain a dataset: official addresses, or one file of a mirror.

    ``read`` gets the files in the order of ``places`` and returns the dataset's columns, codes as text.
    ``note`` is printed with the figures when this origin was used.
    """

    places: tuple[str, ...]
    vintage: str
    read: Reader
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table of public data. ``schema`` is what readers get; ``rows`` are the fewest and the most it may hold."""

    name: str
    title: str
    short: str  # producer and year, for the foot of a figure
    producer: str
    licence: str
    page: str
    schema: dict[str, type[pl.DataType]]
    required: tuple[str, ...]
    rows: tuple[int, int]
    mirror: Origin
    official: Origin | None
    unavailable: str = ""  # why there is no official address, when there is none
