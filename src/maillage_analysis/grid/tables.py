"""Tables of ratings with holes: rows of what is rated, columns of who rates, None where nobody answered."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
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
    lines = lines_of(rows, row=row)
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


def lines_of(rows: Table, *, row: str = "row") -> list[list]:
    """The lines of a table, whatever holds it: lists, a NumPy array, the frame of a library of tables.

    Raises:
        InputError: not a table, or a line that is text or a single value.
    """
    if hasattr(rows, "__array__"):
        rows = rows if isinstance(rows, np.ndarray) else np.asarray(rows)
        rows = rows.tolist()  # masked values become None
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        raise InputError(f"The table of {row}s is {rows!r}: give a list of {row}s, each a list of values.")
    return [_line(line, row, n) for n, line in enumerate(rows)]


def refuse_unhashable(value: object, where: str) -> None:
    """Refuse as a label what cannot be one: a list, a table."""
    if isinstance(value, float) and not math.isfinite(value):
        raise InputError(f"{where}: {value!r} is not a label; write None where there is no answer.")
    if not isinstance(value, Hashable):
        raise InputError(f"{where}: {value!r} is not a label; write a text or a number.")


def checked_values(values: Sequence[float | None] | np.ndarray, **limits: float | None) -> np.ndarray:
    """One line of a table without its holes, shape (answers,)."""
    line = checked_table([values], row="line", column="value", **limits)[0]
    return line[~np.isnan(line)]


def _line(line: object, row: str, n: int) -> list:
    if hasattr(line, "__array__"):
        line = np.asarray(line).tolist() if not isinstance(line, np.ndarray) else line.tolist()
    if isinstance(line, Sequence) and not isinstance(line, str):
        return list(line)
    raise InputError(f"The {row} number {n + 1} is {line!r}: give a list of values, with None where there is none.")


def _check_value(value: object, where: str, lowest: float | None, highest: float | None) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise InputError(f"{where}: {value!r} is not a number; write a number, or None where there is no answer.")
    if (lowest is not None and value < lowest) or (highest is not None and value > highest):
        raise InputError(f"{where}: {value} is outside {lowest} to {highest}; correct it or write None.")
