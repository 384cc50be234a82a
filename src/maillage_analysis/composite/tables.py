"""Reading indicators: one number per unit, None where unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError

Floats = NDArray[np.float64]
Known = NDArray[np.bool_]
Values = Sequence[float | None] | NDArray


def read(values: Values, name: str, *, lowest: float | None = None) -> tuple[Floats, Known]:
    """Numbers, and which are known; unknown ones are 0 in the first array. NaN and infinity are refused."""
    single = isinstance(values, str) or (isinstance(values, np.ndarray) and values.ndim == 0)
    if single or not isinstance(values, Iterable):
        raise InputError(f"{name} is {values!r}: give a list of numbers, and None where unknown.")
    listed = values.tolist() if isinstance(values, np.ndarray) else list(values)
    known = np.array([value is not None for value in listed], dtype=bool)
    try:
        numbers = np.array([0.0 if value is None else float(value) for value in listed], dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(
            f"{name} holds something that is not a number: give numbers, and None where unknown."
        ) from None
    wrong = np.flatnonzero(~np.isfinite(numbers))
    if len(wrong):
        raise InputError(f"{name}[{wrong[0]}] is not a finite number: write None where the value is unknown.")
    if lowest is not None and (numbers[known] < lowest).any():
        row = int(np.flatnonzero(known & (numbers < lowest))[0])
        raise InputError(f"{name}[{row}] is {numbers[row]:g}: it cannot be under {lowest:g}, correct it or write None.")
    return numbers, known


def read_all(values: Values, name: str, *, lowest: float | None = None) -> Floats:
    """Numbers, all of them known."""
    numbers, known = read(values, name, lowest=lowest)
    if not known.all():
        raise InputError(f"{name}[{int(np.argmin(known))}] is unknown: give a number or leave the row out everywhere.")
    return numbers


def read_table(indicators: Mapping[str, Values]) -> tuple[tuple[str, ...], Floats, Known]:
    """Names, numbers of shape (units, indicators), and which are known."""
    if not hasattr(indicators, "items") or not len(indicators):
        raise InputError("indicators names nothing: give at least one indicator, for instance {'jobs': [1, 2, 3]}.")
    columns = {name: read(values, name) for name, values in indicators.items()}
    sizes = {name: len(numbers) for name, (numbers, _) in columns.items()}
    if len(set(sizes.values())) > 1:
        shown = ", ".join(f"{name} has {size}" for name, size in sizes.items())
        raise InputError(f"Indicators differ in length ({shown}): give one value per unit, None where unknown.")
    names = tuple(columns)
    return (
        names,
        np.column_stack([columns[name][0] for name in names]),
        np.column_stack([columns[name][1] for name in names]),
    )


def weights_of(weights: Mapping[str, float] | None, names: Sequence[str]) -> Floats:
    """Weights of the named indicators, normalised to 1; equal when not given."""
    if weights is None:
        return np.full(len(names), 1 / len(names))
    for name in names:
        if name not in weights:
            raise InputError(f"The indicator {name!r} has no weight: give one, 0 to leave it out.")
    given = read_all([weights[name] for name in names], "weights", lowest=0)
    if given.sum() == 0:
        raise InputError("Every weight is 0: give at least one above zero.")
    return given / given.sum()


def check_names(given: Mapping[str, object] | None, names: Sequence[str], what: str) -> None:
    """Refuse a name that is not one of the indicators: a slip of the pen must not change a score without a word."""
    for name in given or {}:
        if name not in names:
            raise InputError(f"{what} names {name!r}, which is not an indicator: correct the name.")


def listed(values: Floats, known: Known) -> list[float | None]:
    """Back to a list, None where unknown."""
    return [value if there else None for value, there in zip(values.tolist(), known.tolist(), strict=True)]


def left_out_rows(left_out: Mapping[int, str]) -> list[dict[str, int | str]]:
    """The units left out and why, for JSON: its keys would be texts, and units are numbers."""
    return [{"unit": unit, "reason": reason} for unit, reason in left_out.items()]


def check_choice(choice: str, among: Sequence[str], name: str) -> None:
    """Refuse a way of doing that is not one of those offered."""
    if choice not in among:
        raise InputError(f"{name} is {choice!r}: choose among {', '.join(among)}.")
