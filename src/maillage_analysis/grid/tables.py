"""Tables of ratings with holes: rows of what is rated, columns of who rates, None where nobody answered."""

from __future__ import annotations

import math
from collections.abc import Sequence
from numbers import Real

import numpy as np

from maillage_analysis.errors import InputError

Table = Sequence[Sequence[float | None]] | np.ndarray


def checked_table(
    rows: Table, *, row: str = "row", column: str = "column", lowest: float | None = None, highest: float | None = None
) -> np.ndarray:
    """The table as floats of shape (rows, columns), NaN standing for None inside the library only.

    A masked array says its missing values by its mask.

    Raises:
        InputError: rows of unequal lengths, text, NaN or infinity, a value outside ``lowest`` to ``highest``.
    """
    if isinstance(rows, np.ndarray):
        rows = rows.tolist()  # masked values become None
    lines = [list(line) if isinstance(line, Sequence) else _not_a_row(line, row, n) for n, line in enumerate(rows)]
    width = len(lines[0]) if lines else 0
    for n, line in enumerate(lines):
        if len(line) != width:
            raise InputError(
                f"The {row} number {n + 1} has {len(line)} values and the first has {width}: "
                "give every line the same columns, with None where there is no answer."
            )
        for m, value in enumerate(line):
            _check_value(value, f"{row.capitalize()} number {n + 1}, {column} number {m + 1}", lowest, highest)
    table = [[math.nan if value is None else float(value) for value in line] for line in lines]
    return np.array(table, dtype=float).reshape(len(lines), width)


def checked_values(values: Sequence[float | None] | np.ndarray, **limits: float | None) -> np.ndarray:
    """One line of a table without its holes, shape (answers,)."""
    line = checked_table([values], row="line", column="value", **limits)[0]
    return line[~np.isnan(line)]


def _not_a_row(line: object, row: str, n: int) -> list[float | None]:
    if isinstance(line, np.ndarray):
        return line.tolist()
    raise InputError(f"The {row} number {n + 1} is {line!r}: give a list of values, with None where there is none.")


def _check_value(value: object, where: str, lowest: float | None, highest: float | None) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise InputError(f"{where}: {value!r} is not a number; write a number, or None where there is no answer.")
    if (lowest is not None and value < lowest) or (highest is not None and value > highest):
        raise InputError(f"{where}: {value} is outside {lowest} to {highest}; correct it or write None.")
