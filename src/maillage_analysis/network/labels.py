"""Shuffled group labels: what would be seen if groups were given out at random on the same ties."""

from __future__ import annotations

import numpy as np

from maillage_analysis.parameters import seed_number, whole_number

from .ties import Ties


def shuffled_labels(ties: Ties, codes: np.ndarray, *, permutations: int, seed: int) -> np.ndarray:
    """Group codes shuffled among the actors, shape (permutations, n); groups keep their sizes.

    Drawn in alphabetical order of the names, so that the order of the rows changes nothing.
    Raises InputError for a number of permutations, or a seed, that is not a whole number of 0 or more.
    """
    whole_number(permutations, what="number of permutations")
    seed_number(seed)
    order = ties.name_order()
    shuffled = np.empty((permutations, ties.size), dtype=np.int32)
    drawn = np.tile(codes[order].astype(np.int32), (permutations, 1))
    shuffled[:, order] = np.random.default_rng(seed).permuted(drawn, axis=1)
    return shuffled


def p_value(as_extreme: int | np.ndarray, permutations: int) -> float | np.ndarray:
    """(1 + number of shuffles at least as extreme)/(1 + number of shuffles): never exactly 0.

    >>> p_value(4, 99)
    0.05
    """
    return (1 + as_extreme) / (1 + permutations)
