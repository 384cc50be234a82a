"""Compiled loops (numba) of the RAAM heuristic. Imported only when it runs."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def run_cycles(starts, sites, minutes, people, capacity, steps, careful_cycles):
    """Cost of each place after one cycle per step; see ``raam_cycles``."""
    count = len(people)
    assigned = nearest_assignment(starts, minutes, people)
    cost = np.zeros(count)
    cheapest, dearest = np.zeros(count, np.int64), np.zeros(count, np.int64)
    load = np.zeros(len(capacity))
    for pair in range(len(sites)):
        load[sites[pair]] += assigned[pair]
    for cycle in range(len(steps)):
        congestion = load / capacity
        arriving = np.zeros(len(capacity))
        moved = np.zeros(count)
        for home in range(count):
            begin, end = starts[home], starts[home + 1]
            low, high, lowest, highest = begin, begin, np.inf, -np.inf
            for pair in range(begin, end):
                total = congestion[sites[pair]] + minutes[pair]
                if total < lowest:
                    low, lowest = pair, total
                if total > highest and assigned[pair] != 0:
                    high, highest = pair, total
            cheapest[home], dearest[home] = low, high
            moved[home] = wanted(low, high, sites, minutes, assigned, load, capacity, steps[cycle] * people[home])
            arriving[sites[low]] += moved[home]
        for home in range(count):
            low, high = cheapest[home], dearest[home]
            if cycle < careful_cycles:
                crowd = max(arriving[sites[low]] / capacity[sites[low]], 1.0)
                moved[home] = np.rint(moved[home] / crowd)
            assigned[low] += moved[home]
            assigned[high] -= moved[home]
            load[sites[low]] += moved[home]  # whole people: sums stay exact from cycle to cycle
            load[sites[high]] -= moved[home]
            if cycle == len(steps) - 1:
                total = 0.0
                for pair in range(starts[home], starts[home + 1]):
                    total += (congestion[sites[pair]] + minutes[pair]) * assigned[pair]
                cost[home] = total / people[home]
    return cost


@njit(cache=True, nogil=True)
def nearest_assignment(starts, minutes, people):
    """Everyone starts at the nearest site."""
    assigned = np.zeros(len(minutes))
    for home in range(len(people)):
        nearest = starts[home]
        for pair in range(starts[home] + 1, starts[home + 1]):
            if minutes[pair] < minutes[nearest]:
                nearest = pair
        assigned[nearest] = people[home]
    return assigned


@njit(cache=True, nogil=True)
def wanted(low, high, sites, minutes, assigned, load, capacity, most):
    """Whole people who would move from the dearest to the cheapest site so that both cost the same."""
    if low == high:
        return 0.0
    near, far = capacity[sites[low]], capacity[sites[high]]
    both = assigned[low] + assigned[high]
    others_near, others_far = load[sites[low]] - assigned[low], load[sites[high]] - assigned[high]
    target = near * far / (near + far) * (minutes[high] - minutes[low] + (both + others_far) / far - others_near / near)
    return float(int(min(target - assigned[low], assigned[high], most)))
