"""Compiled loops (numba) of the RAAM heuristic. Imported only when it runs."""

from __future__ import annotations

import numpy as np
from numba import njit

TOGETHER = 32
LARGEST = np.finfo(np.float64).max


@njit(cache=True, nogil=True)
def run_cycles(starts, sites, minutes, people, capacity, steps, careful_cycles):
    """Cost of each place after one cycle per step; see ``raam_cycles``.

    A place uses few sites at a time: slots hold those with somebody (site, minutes, people), ``filled`` of them, in no
    order, so that a cycle reads the table of pairs once.
    """
    count, width = len(people), len(steps) + 1
    used, near, assigned = np.empty((count, width), np.int32), np.empty((count, width)), np.empty((count, width))
    filled = np.ones(count, np.int64)
    load, congestion = np.zeros(len(capacity)), np.zeros(len(capacity))
    cheapest, minutes_to = np.zeros(count, np.int64), np.zeros(count)
    dearest, moved, cost = np.zeros(count, np.int64), np.zeros(count), np.zeros(count)
    for home in range(count):  # everyone starts at the nearest site
        pair = cheapest_pair(starts[home], starts[home + 1], sites, minutes, congestion)
        used[home, 0], near[home, 0], assigned[home, 0] = sites[pair], minutes[pair], people[home]
        load[sites[pair]] += people[home]
    for cycle in range(len(steps)):
        congestion[:] = load / capacity
        arriving = np.zeros(len(capacity))
        for home in range(count):
            pair = cheapest_pair(starts[home], starts[home + 1], sites, minutes, congestion)
            low, high, highest, there = sites[pair], -1, -np.inf, 0.0
            for slot in range(filled[home]):
                site = used[home, slot]
                total = congestion[site] + near[home, slot]
                if total > highest or (total == highest and site < used[home, high]):
                    high, highest = slot, total
                if site == low:
                    there = assigned[home, slot]
            cheapest[home], minutes_to[home], dearest[home] = low, minutes[pair], high
            if used[home, high] != low:
                most = min(assigned[home, high], steps[cycle] * people[home])
                both = there, assigned[home, high]
                apart = near[home, high] - minutes[pair]
                moved[home] = wanted(low, used[home, high], *both, apart, most, load, capacity)
            else:
                moved[home] = 0.0
            arriving[low] += moved[home]
        for home in range(count):
            low = cheapest[home]
            if cycle < careful_cycles:
                moved[home] = np.rint(moved[home] / max(arriving[low] / capacity[low], 1.0))
            if moved[home] != 0.0:
                load[low] += moved[home]  # whole people: sums stay exact from cycle to cycle
                load[used[home, dearest[home]]] -= moved[home]
                move(low, minutes_to[home], dearest[home], moved[home], home, used, near, assigned, filled)
            if cycle == len(steps) - 1:
                total = 0.0
                for slot in range(filled[home]):
                    total += (congestion[used[home, slot]] + near[home, slot]) * assigned[home, slot]
                cost[home] = total / people[home]
    return cost


@njit(cache=True, nogil=True)
def cheapest_pair(begin, end, sites, minutes, congestion):
    """The first pair of a place with the lowest congestion plus travel time."""
    at, lowest, block = begin, LARGEST, begin
    while block + TOGETHER <= end:
        least = lowest_together(block, sites, minutes, congestion)
        if least < lowest:
            at, lowest = block, least
        block += TOGETHER
    for pair in range(block, end):
        total = congestion[sites[pair]] + minutes[pair]
        if total < lowest:
            at, lowest = pair, total
    while congestion[sites[at]] + minutes[at] > lowest:
        at += 1
    return at


@njit(cache=True, nogil=True, fastmath={"nnan", "ninf", "nsz", "reassoc"})
def lowest_together(begin, sites, minutes, congestion):
    """The lowest congestion plus travel time of so many pairs that registers are full."""
    lowest = LARGEST
    for pair in range(TOGETHER):
        total = congestion[sites[begin + pair]] + minutes[begin + pair]
        lowest = total if total < lowest else lowest
    return lowest


@njit(cache=True, nogil=True)
def wanted(low, high, there, here, apart, most, load, capacity):
    """Whole people, ``most`` at most, who would move from the dearest site, where they are ``here``, to the cheapest,
    where they are ``there`` and ``apart`` minutes nearer, so that both cost the same."""
    near, far = capacity[low], capacity[high]
    others_near, others_far = load[low] - there, load[high] - here
    target = near * far / (near + far) * (apart + (there + here + others_far) / far - others_near / near)
    return float(int(min(target - there, most)))


@njit(cache=True, nogil=True)
def move(low, minutes, slot, people, home, used, near, assigned, filled):
    """Take people of a place from a slot to the site ``low``."""
    target = filled[home]
    for other in range(filled[home]):
        if used[home, other] == low:
            target = other
    if target == filled[home]:
        used[home, target], near[home, target], assigned[home, target] = low, minutes, 0.0
        filled[home] += 1
    assigned[home, target] += people
    assigned[home, slot] -= people
    # People may also leave the cheapest, when fewer would be best. The farther slot goes first: the other stays put.
    for emptied in (max(target, slot), min(target, slot)):
        if assigned[home, emptied] == 0.0:
            filled[home] -= 1
            last = filled[home]
            used[home, emptied], near[home, emptied] = used[home, last], near[home, last]
            assigned[home, emptied] = assigned[home, last]
