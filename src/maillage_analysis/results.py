"""What every result of the library has in common.

A result keeps the names beside the numbers, the parameters that produced it, and the reason of every
value that is not defined. It turns into plain JSON structures with :meth:`Result.as_dict`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np


class Result:
    """Base of the results: frozen, comparable by reading, ready for JSON."""

    __slots__ = ()

    def as_dict(self) -> dict[str, Any]:
        """The result as dictionaries, lists, strings and numbers; what is undefined is ``None``, never NaN."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Undefined(Result):
    """A measure that has no value, for whom, and why.

    ``of`` lists the names concerned; it is empty when the measure belongs to the whole table.
    """

    measure: str
    reason: str
    of: tuple[str, ...] = ()


def plain(value: object) -> object:
    """Turn results, arrays, sets and tuples into what ``json.dumps(..., allow_nan=False)`` accepts.

    >>> plain({"power": np.array([1.0, math.nan]), "names": ("cfa", "opco"), "half": Fraction(1, 2), "sizes": {3, 1}})
    {'power': [1.0, None], 'names': ['cfa', 'opco'], 'half': 0.5, 'sizes': [1, 3]}
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf" and np.isfinite(value).all():
        return value.tolist()
    if isinstance(value, np.ndarray | np.generic):
        return plain(value.tolist())
    if isinstance(value, Mapping):
        return {_key(key): plain(each) for key, each in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(plain(each) for each in value)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, Fraction | Decimal):
        return plain(float(value))
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _key(key: object) -> str:
    """JSON keys are texts; a pair of names is written « cfa | opco »."""
    return " | ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def read_only(array: np.ndarray) -> np.ndarray:
    """The same array, protected against writing: a result does not change after it is given."""
    array = np.asarray(array)
    array.setflags(write=False)
    return array


def optional(values: np.ndarray, defined: np.ndarray) -> tuple[float | None, ...]:
    """Values where they are defined, ``None`` elsewhere.

    >>> optional(np.array([0.5, 9.0]), np.array([True, False]))
    (0.5, None)
    """
    return tuple(
        value if known else None for value, known in zip(values.tolist(), np.asarray(defined).tolist(), strict=True)
    )


def undefined_where(measure: str, names: tuple[str, ...], defined: np.ndarray, reason: str) -> tuple[Undefined, ...]:
    """One entry naming everyone for whom the measure is undefined; nothing when it is defined for all."""
    missing = tuple(name for name, known in zip(names, np.asarray(defined).tolist(), strict=True) if not known)
    return (Undefined(measure=measure, of=missing, reason=reason),) if missing else ()
