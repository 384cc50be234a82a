"""Which colleges may be told apart in what many people answered, so that no subtraction gives one answer away."""

from __future__ import annotations

from collections.abc import Mapping

from .enums import College

FEWEST_TOLD = 3
"""Under three answers, a college is not told apart, and nothing is told of the whole."""


def apart(sizes: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """Which colleges may stand alone, in order, and which are gathered; both empty under three answers in all.

    The gathered ones hold no answer or at least three: else the smallest college joins them. Those without a college
    (« ») are always gathered.

    >>> apart({"training": 4, "employment": 3, "companies": 1})
    (['training'], ['companies', 'employment'])
    """
    if sum(sizes.values()) < FEWEST_TOLD:
        return [], []
    order = [college for college in [*College.values, ""] if college in sizes]
    alone = [college for college in order if college and sizes[college] >= FEWEST_TOLD]
    gathered = [college for college in order if college not in alone]
    while alone and gathered and sum(sizes[college] for college in gathered) < FEWEST_TOLD:
        smallest = min(alone, key=lambda college: (sizes[college], order.index(college)))
        alone.remove(smallest)
        gathered.append(smallest)
    return alone, gathered
