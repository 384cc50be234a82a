"""What the parameters of the functions accept: whole numbers, numbers in a range, seeds.

A parameter that cannot be read is refused by one :class:`~maillage_analysis.errors.InputError`, before any computation.
"""

from __future__ import annotations

import math
from decimal import Decimal
from numbers import Integral, Real

from maillage_analysis.errors import InputError


def whole_number(value: object, *, what: str, low: int = 0, high: int | None = None) -> int:
    """A whole number of at least ``low`` and at most ``high``; neither a fraction, nor a truth value, nor text.

    >>> whole_number(3, what="number of groups", low=1)
    3
    """
    fits = isinstance(value, Integral) and not isinstance(value, bool) and value >= low
    if not fits or (high is not None and value > high):
        span = f"{low} or more" if high is None else f"from {low} to {high}"
        raise InputError(f"The {what} is {value!r}: give a whole number, {span}.")
    return int(value)


def real_number(value: object, *, what: str, low: float = -math.inf, high: float = math.inf) -> float:
    """A finite number from ``low`` to ``high``.

    >>> real_number(1, what="share", low=0, high=1)
    1.0
    """
    fits = isinstance(value, Real | Decimal) and not isinstance(value, bool) and math.isfinite(value)
    if not fits or not low <= value <= high:
        spans = {(False, False): "", (True, False): f" of {low:g} or more", (False, True): f" of {high:g} or less"}
        span = spans.get((low > -math.inf, high < math.inf), f" from {low:g} to {high:g}")
        raise InputError(f"The {what} is {value!r}: give a number{span}.")
    return float(value)


def seed_number(value: object) -> int:
    """A seed: a whole number, 0 or more, that makes a draw repeatable.

    >>> seed_number(2026)
    2026
    """
    return whole_number(value, what="seed")
