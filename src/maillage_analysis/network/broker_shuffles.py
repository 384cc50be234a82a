"""Brokerage under shuffled labels: the same ties, the same group sizes, groups given out at random."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .labels import p_value, shuffled_labels
from .ties import Ties

CELLS_AT_ONCE = 4_000_000


def shuffle_tails(
    ties: Ties, codes: np.ndarray, counts: np.ndarray, *, permutations: int, seed: int
) -> tuple[np.ndarray, np.ndarray] | None:
    """Upper and lower p-values of the five roles, two arrays (5, n); None without shuffles.

    The open triples do not depend on labels: they are listed once per broker, then read under every shuffle.
    """
    shuffled = shuffled_labels(ties, codes, permutations=permutations, seed=seed)
    if not permutations:
        return None
    greater = np.zeros((5, ties.size), dtype=np.int64)
    less = np.zeros_like(greater)
    for broker, senders, receivers in _open_triples(ties):
        seen = _roles_of_broker(shuffled, broker, senders, receivers)
        greater[:, broker] = (seen >= counts[:5, broker, None]).sum(axis=1)
        less[:, broker] = (seen <= counts[:5, broker, None]).sum(axis=1)
    return p_value(greater, permutations), p_value(less, permutations)


def _open_triples(ties: Ties) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """For each broker, the senders and receivers of its open triples, as two aligned arrays."""
    tied = ties.adjacency.toarray().astype(bool)
    np.fill_diagonal(tied, True)  # a return to the sender is closed by nature
    for broker in range(ties.size):
        into, out = (np.setdiff1d(np.flatnonzero(line), [broker]) for line in (tied[:, broker], tied[broker]))
        i, k = np.nonzero(~tied[np.ix_(into, out)])
        yield broker, into[i], out[k]


def _roles_of_broker(shuffled: np.ndarray, broker: int, senders: np.ndarray, receivers: np.ndarray) -> np.ndarray:
    """Counts of the five roles of one broker under every shuffle, shape (5, permutations)."""
    found = np.zeros((5, len(shuffled)), dtype=np.int64)
    step = max(1, CELLS_AT_ONCE // len(shuffled))
    own = shuffled[:, [broker]]
    for start in range(0, len(senders), step):
        first, last = shuffled[:, senders[start : start + step]], shuffled[:, receivers[start : start + step]]
        from_home, to_home, ends_alike = first == own, last == own, first == last
        roles = (
            from_home & to_home,
            ~from_home & ends_alike,
            from_home & ~to_home,
            ~from_home & to_home,
            ~from_home & ~to_home & ~ends_alike,
        )
        for role, cells in enumerate(roles):
            found[role] += cells.sum(axis=1)
    return found
