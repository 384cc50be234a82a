"""What every result of the network and strategy packages has in common.

A result keeps the names beside the numbers, the parameters that produced it, and the reason of every
value that is not defined. It turns into plain JSON structures with :meth:`Result.as_dict`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np


class Result:
    """Base of the results: frozen, comparable by reading, ready for JSON."""

    __slots__ = ()

    def as_dict(self) -> dict[str, object]:
        """The result as dictionaries, lists, strings and numbers; what is undefined is ``None``, never NaN."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undefined(Result):
    """A measure that has no value, for whom, and why.

    ``of`` lists the names concerned; it is empty when the measure belongs to the whole table.
    """

    measure: str
    reason: str
    of: tuple[str, ...] = ()


def plain(value: object) -> object:
    """Turn results, arrays and tuples into what ``json.dumps(..., allow_nan=False)`` accepts.

    >>> plain({"power": np.array([1.0, math.nan]), "names": ("cfa", "opco")})
    {'power': [1.0, None], 'names': ['cfa', 'opco']}
    """
    if isinstance(value, Result):
        return value.as_dict()
    if isinstance(value, np.ndarray):
        if value.dtype.kind != "f" or np.isfinite(value).all():
            return value.tolist()
        return plain(value.tolist())
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


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
