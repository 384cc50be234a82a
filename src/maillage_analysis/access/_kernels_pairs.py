"""Compiled loops (numba) over long tables of pairs: one reading each, no temporary column. Imported only when one is
given."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def in_order(starts, demand, supply, minutes, supply_count):
    """Whether rows are sorted by demand then supply without twin, places within their counts, minutes of at least 0."""
    if starts[0] != 0 or starts[-1] != len(minutes):
        return False
    wrong = False
    for home in range(len(starts) - 1):
        previous = -1
        for pair in range(starts[home], starts[home + 1]):
            wrong |= (demand[pair] != home) | (supply[pair] <= previous)
            wrong |= not 0.0 <= minutes[pair] < np.inf
            previous = supply[pair]
        wrong |= previous >= supply_count
    return not wrong


@njit(cache=True, nogil=True)
def step_of(minutes, limits):
    """How many of the rising ``limits`` each time is beyond."""
    steps = np.zeros(len(minutes), np.uint8)
    for limit in limits:
        for pair in range(len(minutes)):
            steps[pair] += np.uint8(minutes[pair] > limit)
    return steps


@njit(cache=True, nogil=True)
def sum_to_supply(starts, supply, steps, weights, amounts, out):
    """Add to each site the amounts of the places that reach it, times the weight of their step."""
    for home in range(len(amounts)):
        if amounts[home] != 0.0:
            shared = amounts[home] * weights
            for pair in range(starts[home], starts[home + 1]):
                out[supply[pair]] += shared[steps[pair]]


@njit(cache=True, nogil=True, fastmath=True)
def sum_to_demand(starts, supply, steps, weights, amounts, out):
    """Add to each place the amounts of the sites it reaches, times the weight of their step."""
    for home in range(len(out)):
        total = 0.0
        for pair in range(starts[home], starts[home + 1]):
            total += amounts[supply[pair]] * weights[steps[pair]]
        out[home] += total
