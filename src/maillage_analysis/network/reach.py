"""Who reaches whom when some actors are gone: many removals at once, 64 actors per machine word."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy

WORDS_AT_ONCE = 4_000_000


def reach_after_removal(adjacency: scipy.sparse.csr_array, removed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each set of removed actors: ordered pairs that still reach each other, and Σ 1/d over them.

    ``removed`` is boolean, shape (sets, n). Distances count steps. Two arrays (sets,).
    """
    pairs, closeness = np.zeros(len(removed)), np.zeros(len(removed))
    for rows in _batches(len(removed), adjacency.shape[0]):
        pairs[rows], closeness[rows] = _spread(adjacency, removed[rows])
    return pairs, closeness


def steps_between(adjacency: scipy.sparse.csr_array) -> np.ndarray:
    """Number of steps of the shortest path from each row to each column, inf without path, shape (n, n)."""
    return scipy.sparse.csgraph.shortest_path(adjacency, directed=True, unweighted=True)


def _batches(sets: int, n: int) -> Iterator[slice]:
    step = max(1, WORDS_AT_ONCE // (n * _words(n)))
    for start in range(0, sets, step):
        yield slice(start, start + step)


def _words(n: int) -> int:
    return (n + 63) // 64


def _spread(adjacency: scipy.sparse.csr_array, removed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Let every actor's circle grow by one step at a time, in all sets together, until nothing grows."""
    sets, n = removed.shape
    reached = np.zeros((sets, n, _words(n)), dtype=np.uint64)
    for actor in range(n):
        reached[~removed[:, actor], actor, actor // 64] = np.uint64(1) << np.uint64(actor % 64)
    count = np.bitwise_count(reached).sum(axis=(1, 2)).astype(float)
    start, closeness, step = count, np.zeros(sets), 0
    while True:
        step += 1
        reached = _one_step(adjacency, reached, removed)
        grown = np.bitwise_count(reached).sum(axis=(1, 2)).astype(float)
        if (grown == count).all():
            return count - start, closeness
        closeness += (grown - count) / step
        count = grown


def _one_step(adjacency: scipy.sparse.csr_array, reached: np.ndarray, removed: np.ndarray) -> np.ndarray:
    """Each actor also reaches whatever its neighbours reached; those removed reach nobody."""
    further = reached.copy()
    for actor in range(adjacency.shape[0]):
        next_to = adjacency.indices[adjacency.indptr[actor] : adjacency.indptr[actor + 1]]
        for neighbour in next_to:
            further[:, actor] |= reached[:, neighbour]
        further[removed[:, actor], actor] = 0
    return further
