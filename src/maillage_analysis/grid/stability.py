"""Are the groups stable? Draw the partnerships again, group them again, and see whether each group comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.grid.medoids import checked_square, partition_around_medoids
from maillage_analysis.parameters import seed_number, whole_number
from maillage_analysis.results import Result

FEWEST_REPLICATES = 50


@dataclass(frozen=True, slots=True)
class Stability(Result):
    """Mean Jaccard similarity of each reference group with its best match in the replicates.

    About 0.75 and more is usually read as stable, under 0.5 as dissolved (Hennig). ``absent`` counts, by group, the
    replicates in which none of its members was drawn; they count 0.
    """

    names: tuple[str, ...]
    labels: tuple[int, ...]
    jaccard: tuple[float, ...]
    absent: tuple[int, ...]
    replicates: int
    seed: int


@checked
def cluster_stability(
    distances: Sequence[Sequence[float]] | np.ndarray,
    groups: int,
    *,
    seed: int,
    names: Sequence[str] | None = None,
    replicates: int = FEWEST_REPLICATES,
    cluster: Callable[[np.ndarray, int], Sequence[int]] | None = None,
) -> Stability:
    """Bootstrap stability of a grouping.

    Rows are drawn with replacement and grouped with their duplicates; each reference group, restricted to the distinct
    rows drawn, is compared with every group found (Jaccard), the best is kept, and the mean is over the replicates.

    Args:
        distances: symmetric, shape (rows, rows).
        groups: number of groups.
        cluster: (distances, groups) → label of each row; partition around medoids when None.

    Source: Hennig, Computational Statistics & Data Analysis 52 (2007).
    Raises InputError for fewer than 50 replicates, or distances and groups as ``partition_around_medoids`` does.
    """
    seed_number(seed)
    if whole_number(replicates, what="number of replicates") < FEWEST_REPLICATES:
        raise InputError(f"{replicates} replicates are too few to judge: ask for {FEWEST_REPLICATES} or more.")
    table, labels = checked_square(distances, names)
    order = np.argsort(np.array(labels, dtype=str), kind="stable")
    ordered = table[np.ix_(order, order)]
    method = cluster or _medoid_labels
    reference = np.asarray(method(ordered, groups))
    rng = np.random.default_rng(seed)
    scores = np.array([_replicate(ordered, reference, groups, method, rng) for _ in range(replicates)])
    back = np.argsort(order)
    return Stability(
        names=labels,
        labels=tuple(reference[back].tolist()),
        jaccard=tuple(np.nan_to_num(scores).mean(axis=0).tolist()),
        absent=tuple(np.isnan(scores).sum(axis=0).tolist()),
        replicates=replicates,
        seed=seed,
    )


def _medoid_labels(distances: np.ndarray, groups: int) -> Sequence[int]:
    return partition_around_medoids(distances, groups).labels


def _replicate(
    table: np.ndarray,
    reference: np.ndarray,
    groups: int,
    method: Callable[[np.ndarray, int], Sequence[int]],
    rng: np.random.Generator,
) -> list[float]:
    """Jaccard of each reference group with its best match on the distinct rows drawn; NaN when none was drawn."""
    drawn = rng.integers(len(table), size=len(table))
    found = np.asarray(method(table[np.ix_(drawn, drawn)], groups))
    distinct, first = np.unique(drawn, return_index=True)
    old, new = reference[distinct], found[first]
    scores = []
    for group in np.unique(reference):
        mine = old == group
        matches = [(mine & (new == g)).sum() / (mine | (new == g)).sum() for g in np.unique(new)]
        scores.append(max(matches) if mine.any() else np.nan)
    return scores
