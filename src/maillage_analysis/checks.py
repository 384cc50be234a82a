"""What tables of named actors accept: distinct names, finite numbers, the right shape.

Every refusal is one :class:`~maillage_analysis.errors.InputError` that names the row and says what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from maillage_analysis.errors import InputError


def distinct_names(names: Iterable[str], *, what: str = "actor") -> tuple[str, ...]:
    """The names as a tuple: at least one, none empty, none twice.

    >>> distinct_names(["CFA", "Opco"])
    ('CFA', 'Opco')
    """
    if isinstance(names, str):
        raise InputError(f"The {what}s must be a list of names, not the single text {names!r}: put it in a list.")
    kept = tuple(names)
    if not kept:
        raise InputError(f"The list of {what}s is empty: give at least one name.")
    first_row: dict[str, int] = {}
    for row, name in enumerate(kept, start=1):
        if not isinstance(name, str) or not name.strip():
            raise InputError(f"Row {row} has no {what} name: write one.")
        if name in first_row:
            raise InputError(
                f"Rows {first_row[name]} and {row} carry the same {what} {name!r}: "
                "merge them, or give them different names."
            )
        first_row[name] = row
    return kept


def listed_names(names: Iterable[str], name: str) -> Iterable[str]:
    """The names, unless they are a single text, which would be read letter by letter."""
    if isinstance(names, str):
        raise InputError(f"{name} is the single text {names!r}: put it in a list.")
    return names


def finite_matrix(
    values: object,
    *,
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    what: str,
    low: float = -np.inf,
    high: float = np.inf,
) -> np.ndarray:
    """A read-only float array of shape (rows, columns), every cell finite and between ``low`` and ``high``.

    Missing cells are refused: whoever knows the survey decides what they mean, and writes it.
    """
    refuse_other_order(values, rows, columns, what)
    try:
        refuse_kinds(values)
        matrix = np.array(values, dtype=float)
    except (TypeError, ValueError):
        raise InputError(
            f"The {what} is not a rectangular table of numbers: give {len(rows)} rows of {len(columns)} numbers."
        ) from None
    if matrix.shape != (len(rows), len(columns)):
        shape = " × ".join(str(size) for size in matrix.shape) or "a single number"
        raise InputError(
            f"The {what} has shape {shape} for {len(rows)} row names and {len(columns)} column names: "
            f"give {len(rows)} rows of {len(columns)} numbers."
        )
    refuse_cells(~np.isfinite(matrix), matrix, rows, columns, f"the {what}", "write a finite number (0 for none)")
    outside = (matrix < low) | (matrix > high)
    refuse_cells(outside, matrix, rows, columns, f"the {what}", f"write a number from {low:g} to {high:g}")
    matrix.setflags(write=False)
    return matrix


def refuse_other_order(values: object, rows: tuple[str, ...], columns: tuple[str, ...], what: str) -> None:
    """Refuse a table that carries the same names in another order (a data frame): cells are read by position."""
    for side, names in (("index", rows), ("columns", columns)):
        labels = _labels(values, side)
        if labels != names and len(labels) == len(names) and set(labels) == set(names):
            place = next(n for n, (label, name) in enumerate(zip(labels, names, strict=True)) if label != name)
            raise InputError(
                f"In the {what}, name {place + 1} of the {side} is {labels[place]!r} and {names[place]!r} was given: "
                "put both in the same order."
            )


def _labels(values: object, side: str) -> tuple:
    """The names that a data frame carries on one side; none for a list or an array."""
    labels = getattr(values, side, ())
    return () if callable(labels) else tuple(labels)


def refuse_kinds(values: object) -> None:
    """Refuse arrays of complex numbers or of dates, which NumPy would turn into numbers without a word."""
    if getattr(getattr(values, "dtype", None), "kind", "f") in "cmM":
        raise TypeError


def refuse_cells(
    wrong: np.ndarray, matrix: np.ndarray, rows: Sequence[str], columns: Sequence[str], what: str, remedy: str
) -> None:
    """Refuse the table at its first wrong cell, naming its row, its column and its value."""
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        value = matrix[row, column]
        raise InputError(f"In {what}, row {rows[row]!r}, column {columns[column]!r}, the value is {value:g}: {remedy}.")


def refuse_diagonal(diagonal: np.ndarray, names: Sequence[str], what: str) -> None:
    """Refuse a table where someone is tied to itself."""
    for name, value in zip(names, diagonal, strict=True):
        if value != 0:
            raise InputError(f"In {what}, {name!r} acts on itself ({value:g}): write 0 on the diagonal.")


def one_of(value: str, allowed: Sequence[str], *, what: str) -> str:
    """The value if it is one of those allowed; otherwise a refusal that lists them."""
    if value not in allowed:
        raise InputError(f"The {what} {value!r} is not known: choose one of {', '.join(allowed)}.")
    return value
