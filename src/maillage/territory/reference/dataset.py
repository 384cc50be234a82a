"""What a dataset is: where it comes from, how it is read, what it must hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

AT_SITE, AT_TOWN_HALL = "site", "mairie"
PLACE: dict[str, type[pl.DataType]] = {
    "id": pl.String,
    "name": pl.String,
    "kind": pl.String,
    "commune": pl.String,
    "lon": pl.Float64,
    "lat": pl.Float64,
    "precision": pl.String,
}

Reader = Callable[[Sequence[Path]], pl.DataFrame]
Schema = dict[str, pl.DataType | type[pl.DataType]]


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest file of a data.gouv.fr dataset whose title matches ``pattern``: each edition has its own address."""

    dataset: str
    pattern: str

    def __str__(self) -> str:
        return f"https://www.data.gouv.fr/datasets/{self.dataset}"


@dataclass(frozen=True, slots=True)
class Origin:
    """One way to obtain a dataset: official addresses, or one file of a mirror.

    ``read`` gets the files in the order of ``places`` and returns the dataset's columns, codes as text.
    ``note`` is printed with the figures when this origin was used; ``without`` says which territories it leaves out
    that the other origin covers.
    """

    places: tuple[str | Latest, ...]
    vintage: str
    read: Reader
    note: str = ""
    without: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table of public data. ``schema`` is what readers get; ``rows`` are the fewest and the most it may hold.

    A column called ``commune`` keeps the codes of its file; the card counts those of the past and those unknown.
    ``are_places`` says that each row is somewhere: the store then gives each a whole commune of today, a position and
    the precision of it (see ``places``), and ``schema`` starts with ``PLACE``.
    """

    name: str
    title: str
    short: str  # producer and year, for the foot of a figure
    producer: str
    licence: str
    page: str
    schema: Schema
    required: tuple[str, ...]
    rows: tuple[int, int]
    mirror: Origin | None
    official: Origin | None
    unavailable: str = ""  # why there is no official address, when there is none
    are_places: bool = False
    keep: pl.Expr | None = None  # the rows read that are wanted; all of them when there is no condition
