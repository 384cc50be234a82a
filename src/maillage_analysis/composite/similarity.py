"""Which territories look like this one: distances on standardised variables.

Each variable is centred on the mean of the territories and divided by their population standard deviation, so that a
euro and a percentage weigh the same. The distance is the root mean square of the differences, over the variables known
on both sides: 0 for the same values, 1 for one standard deviation apart on every variable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..arguments import checked
from ..errors import InputError
from ..parameters import whole_number
from .tables import Values, read, read_table

LEAST_VARIABLES = 4


@dataclass(frozen=True, slots=True)
class Similar:
    """A territory by its position, its distance, and the number of variables that could be compared."""

    position: int
    distance: float
    variables: int


@checked
def most_similar(
    indicators: Mapping[str, Values],
    target: Mapping[str, float | None],
    *,
    count: int = 5,
    least: int = LEAST_VARIABLES,
) -> tuple[Similar, ...]:
    """The ``count`` nearest territories, nearest first; a tie goes to the first position.

    indicators: one value per territory, None where unknown; target: the value of the territory in question, by the same
    names. A territory that shares fewer than ``least`` known variables with it is left out. Refused when the target
    itself knows fewer: a distance on two or three variables says little. A constant variable is not a variable.

    >>> most_similar({"a": [0, 2, 4], "b": [0, 2, 4]}, {"a": 2, "b": 2}, count=1, least=2)
    (Similar(position=1, distance=0.0, variables=2),)
    """
    names, numbers, known = read_table(indicators)
    if set(target) != set(names):
        raise InputError("target and indicators do not name the same variables: give one value (or None) for each.")
    least, count = whole_number(least, what="least number of variables", low=1), whole_number(count, what="count")
    values, there = read([target[name] for name in names], "target")
    wanted = np.where(there, values, np.nan)
    table = np.where(known, numbers, np.nan)
    usable = np.isfinite(wanted) & (known.sum(axis=0) > 1)
    usable[usable] &= np.nanstd(table[:, usable], axis=0) > 0
    if usable.sum() < least:
        raise InputError(
            f"Only {int(usable.sum())} variables are known of the territory: give at least {least} to compare it."
        )
    spread = np.nanstd(table[:, usable], axis=0)
    squares = np.square((table[:, usable] - wanted[usable]) / spread)
    shared = np.isfinite(squares).sum(axis=1)
    positions = np.flatnonzero(shared >= least)
    distances = np.sqrt(np.nanmean(squares[positions], axis=1)) if len(positions) else np.empty(0)
    nearest = np.argsort(distances, kind="stable")[:count]
    return tuple(Similar(int(positions[at]), float(distances[at]), int(shared[positions[at]])) for at in nearest)
