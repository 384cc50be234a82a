"""Quantiles of a few whole numbers, exactly: linear interpolation between order statistics (R type 7)."""

from __future__ import annotations

from collections.abc import Sequence

QUANTILE_DEFINITION = "linear interpolation (R type 7)"


def quartiles(values: Sequence[int]) -> tuple[float, float, float] | None:
    """First quartile, median and third quartile, None if empty.

    Position ``share · (n − 1)`` among the sorted answers, linear in between (Hyndman & Fan, 1996, definition 7).
    The results are quarters of whole numbers, hence exact floats.

    >>> quartiles([1, 2, 3, 5])
    (1.75, 2.5, 3.5)
    """
    if not values:
        return None
    ordered = sorted(values)
    return _quarter(ordered, 1), _quarter(ordered, 2), _quarter(ordered, 3)


def _quarter(ordered: Sequence[int], quarter: int) -> float:
    below, rest = divmod(quarter * (len(ordered) - 1), 4)
    return float(ordered[below]) if not rest else ordered[below] + rest * (ordered[below + 1] - ordered[below]) / 4
