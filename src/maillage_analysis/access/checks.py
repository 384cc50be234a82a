"""What the access functions accept: finite amounts, one per place, never negative."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..checks import refuse_kinds
from ..errors import InputError

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


def finite(values: ArrayLike, name: str) -> Floats:
    """Read numbers, refusing text, NaN and infinity with the row at fault."""
    try:
        refuse_kinds(values)
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(f"{name} holds something that is not a number: give numbers only.") from None
    if not np.isfinite(array).all():
        wrong = np.argwhere(~np.isfinite(array))
        raise InputError(f"{name}{_place(wrong[0])} is not a finite number: give a value or leave the row out.")
    return array


def not_negative(values: ArrayLike, name: str) -> Floats:
    """Read numbers of at least zero: travel times, people, places."""
    array = finite(values, name)
    if array.size and array.min() < 0:
        where = tuple(np.argwhere(array < 0)[0])
        raise InputError(
            f"{name}{_place(where)} is {array[where]:g}: it cannot be negative, correct it or leave it out."
        )
    return array


def amounts(values: ArrayLike, name: str, count: int) -> Floats:
    """Read one amount of at least zero for each of ``count`` places."""
    array = not_negative(values, name)
    if array.shape != (count,):
        raise InputError(
            f"{name} has the shape {array.shape} for {count} places: give one number per place, in the same order."
        )
    return array


def positive(value: float, name: str) -> float:
    """Read a parameter that must be above zero."""
    if not (isinstance(value, (int, float, np.number)) and np.isfinite(value) and value > 0):
        raise InputError(f"{name} is {value!r}: give a finite number above zero.")
    return float(value)


def indices(values: ArrayLike, name: str, count: int | None = None) -> Indices:
    """Read positions between 0 and ``count`` − 1, or of 0 and more."""
    array = np.asarray(values)
    if array.ndim != 1 or (array.size and array.dtype.kind not in "iu"):
        raise InputError(f"{name} must be a list of whole numbers, the positions of the places.")
    last = np.iinfo(np.intp).max if count is None else count - 1
    if array.size and (array.min() < 0 or array.max() > last):
        wrong = np.flatnonzero((array < 0) | (array > last))
        span = "start at 0" if count is None else f"go from 0 to {last}"
        raise InputError(f"{name}[{wrong[0]}] is {array[wrong[0]]}: positions {span}.")
    return array.astype(np.intp, copy=False)


def points(values: ArrayLike, name: str) -> Floats:
    """Read points as an array of shape (n, 2); degrees or kilometres are checked by the geometry that uses them."""
    array = finite(values, name)
    if array.size == 0:
        return array.reshape(0, 2)
    if array.ndim != 2 or array.shape[1] != 2:
        raise InputError(f"{name} has the shape {array.shape}: give one row per place with two coordinates.")
    return array


def _place(where: Sequence[int]) -> str:
    return f"[{', '.join(str(int(axis)) for axis in where)}]" if len(where) else ""
