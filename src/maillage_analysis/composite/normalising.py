"""Putting indicators on one scale. Every function works on known values; unknown ones stay None.

Constant values have no scale: z-scores and min–max are undefined (None everywhere).
Source: OECD/JRC, Handbook on Constructing Composite Indicators, 2008.
"""

from __future__ import annotations

import numpy as np

from ..arguments import checked
from ..errors import InputError
from .tables import Floats, Values, listed, read, read_all

SAME = 1e-12
"""Values closer than this, relative to the largest, are equal."""


@checked
def z_scores(values: Values, *, weights: Values | None = None) -> list[float | None]:
    """(x − mean) / sd with the population standard deviation; both weighted when ``weights`` (jobs, people) are given.

    Raises InputError for NaN, infinity or text, and for weights that are negative, unknown or of another length.

    >>> z_scores([1, 2, 3, None])
    [-1.224744871391589, 0.0, 1.224744871391589, None]
    """
    numbers, known = read(values, "values")
    shares = np.ones(len(numbers)) if weights is None else read_all(weights, "weights", lowest=0)
    if shares.shape != numbers.shape:
        raise InputError(f"weights has {len(shares)} rows for {len(numbers)} values: give one weight per unit.")
    if not known.any() or shares[known].sum() == 0 or is_constant(numbers[known]):
        return [None] * len(numbers)
    mean = np.average(numbers[known], weights=shares[known])
    spread = np.sqrt(np.average((numbers[known] - mean) ** 2, weights=shares[known]))
    if spread == 0:
        return [None] * len(numbers)
    return listed((numbers - mean) / spread, known)


@checked
def min_max(values: Values) -> list[float | None]:
    """(x − min) / (max − min), between 0 and 1.

    Raises InputError for NaN, infinity or text.
    """
    numbers, known = read(values, "values")
    if not known.any() or is_constant(numbers[known]):
        return [None] * len(numbers)
    return listed(scale_min_max(numbers, numbers[known]), known)


@checked
def mid_ranks(values: Values) -> list[float | None]:
    """Rank from 1 (lowest) to n (highest); equal values share the mean of their ranks.

    Raises InputError for NaN, infinity or text.
    """
    numbers, known = read(values, "values")
    ranks = np.zeros(len(numbers))
    ranks[known] = rank_mid(numbers[known])
    return listed(ranks, known)


@checked
def log_ratios(values: Values, *, weights: Values | None = None) -> list[float | None]:
    """ln(x / mean), the mean weighted when ``weights`` are given: 0 is average, and half and double are symmetric.

    Raises InputError for a value of 0 or under, NaN, infinity, and weights as in ``z_scores``.
    """
    numbers, known = read(values, "values")
    wrong = np.flatnonzero(known & (numbers <= 0))
    if len(wrong):
        raise InputError(f"values[{wrong[0]}] is {numbers[wrong[0]]:g}: a log ratio needs values above zero.")
    shares = np.ones(len(numbers)) if weights is None else read_all(weights, "weights", lowest=0)
    if shares.shape != numbers.shape:
        raise InputError(f"weights has {len(shares)} rows for {len(numbers)} values: give one weight per unit.")
    if not known.any() or shares[known].sum() == 0:
        return [None] * len(numbers)
    mean = np.average(numbers[known], weights=shares[known])
    return listed(np.log(np.where(known, numbers, mean) / mean), known)


@checked
def competition_ranks(values: Values) -> list[int | None]:
    """1 for the highest; equal values share the best rank and the next ones are skipped (1, 2, 2, 4).

    Raises InputError for NaN, infinity or text.

    >>> competition_ranks([10, 30, 20, 20, None])
    [4, 1, 2, 2, None]
    """
    numbers, known = read(values, "values")
    ranks = np.zeros(len(numbers), dtype=int)
    ranks[known] = rank_competition(numbers[known])
    return [int(rank) if there else None for rank, there in zip(ranks, known, strict=True)]


def is_constant(values: Floats) -> bool:
    """Whether values cannot be told apart beyond rounding."""
    return len(values) == 0 or bool(np.ptp(values) <= SAME * np.abs(values).max())


def scale_min_max(values: Floats, among: Floats) -> Floats:
    low, high = among.min(), among.max()
    return (values - low) / (high - low)


def scale_z(values: Floats) -> Floats:
    return (values - values.mean()) / values.std()


def rank_mid(values: Floats) -> Floats:
    """Mid-ranks, 1 the lowest."""
    groups = _groups(values)
    counts = np.bincount(groups)
    return (np.cumsum(counts) - (counts - 1) / 2)[groups]


def rank_competition(values: Floats, scale: float = 0.0) -> np.ndarray:
    """Competition ranks, 1 the highest; ``scale`` is the size of the numbers that the values were made from."""
    groups = _groups(-values, scale)
    counts = np.bincount(groups)
    return (np.cumsum(counts) - counts + 1)[groups]


def _groups(values: Floats, scale: float = 0.0) -> np.ndarray:
    """Number of the tie group of each value, in rising order; what differs by rounding only is tied."""
    if len(values) == 0:
        return np.zeros(0, dtype=int)
    order = np.argsort(values, kind="stable")
    groups = np.zeros(len(values), dtype=int)
    same = SAME * max(scale, np.abs(values).max())
    leader, group = values[order[0]], 0
    for row in order:
        if values[row] - leader > same:
            leader, group = values[row], group + 1
        groups[row] = group
    return groups
