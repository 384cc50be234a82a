"""What every result of the library shares: frozen fields, and a dictionary ready for JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

import numpy as np


class Result:
    """Base of the frozen result dataclasses."""

    __slots__ = ()

    def as_dict(self) -> dict[str, Any]:
        """The result as plain dictionaries, lists, numbers and strings; an undefined number is None, never NaN."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}  # type: ignore[arg-type]


def plain(value: Any) -> Any:
    """Turn one value into what ``json.dumps(..., allow_nan=False)`` accepts.

    >>> plain({"A1": Fraction(7, 2), "sizes": {3, 1}, "gap": float("nan")})
    {'A1': 3.5, 'sizes': [1, 3], 'gap': None}
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, np.ndarray | np.generic):
        return plain(value.tolist())
    if isinstance(value, Mapping):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _key(key: Any) -> str:
    return " | ".join(map(str, key)) if isinstance(key, tuple) else str(key)
