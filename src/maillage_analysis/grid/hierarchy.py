"""Ward's hierarchy on coordinates: a tree of partnerships, the gain of each cut, and consolidated groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.grid.tables import checked_table
from maillage_analysis.parameters import whole_number
from maillage_analysis.results import Result


@dataclass(frozen=True, slots=True, eq=False)
class WardTree(Result):
    """The tree, and the groups of one cut.

    ``merges`` has shape (rows − 1, 4) as in SciPy, on the rows sorted by name (``leaves``). ``gains`` are the inertia
    gains of passing from 1 to 2 groups, from 2 to 3, and so on; they sum to ``total_inertia``. Groups are numbered
    from 0 by their first row in alphabetical order. ``explained`` is the share of inertia between groups, None when
    there is no inertia.
    """

    names: tuple[str, ...]
    leaves: tuple[str, ...]
    merges: np.ndarray
    gains: tuple[float, ...]
    total_inertia: float
    groups: int
    labels: tuple[int, ...]
    consolidated: bool
    rounds: int
    explained: float | None


@checked
def ward_tree(
    coordinates: Sequence[Sequence[float]] | np.ndarray,
    groups: int,
    *,
    names: Sequence[str] | None = None,
    consolidate: bool = False,
) -> WardTree:
    """Ward's hierarchical clustering with equal weights, cut into ``groups``.

    A merge at height h (Euclidean, Ward) costs an inertia of h²/(2n).

    Args:
        coordinates: shape (rows, axes), for instance the kept axes of a correspondence analysis.
        groups: number of groups of the cut.
        names: ids of the rows.
        consolidate: start k-means from the centres of the cut, until nobody moves (``rounds`` tells how many passes).

    Raises:
        InputError: under two rows, a missing coordinate, a number of groups out of range.

    Source: Ward, Journal of the American Statistical Association 58 (1963).
    """
    table = checked_table(coordinates, row="row", column="axis")
    width = len(str(len(table)))
    labels = tuple(names) if names is not None else tuple(f"{n:0{width}}" for n in range(len(table)))
    if len(table) < 2 or not 1 <= whole_number(groups, what="number of groups") <= len(table):
        raise InputError(
            f"{groups} groups cannot be made of {len(table)} rows: give two rows or more, and a cut in range."
        )
    if len(labels) != len(table) or len(set(labels)) != len(labels):
        raise InputError(f"{len(table)} rows need as many different names: {len(set(labels))} were given.")
    if np.isnan(table).any():
        missing = labels[int(np.argwhere(np.isnan(table))[0][0])]
        raise InputError(f"Row {missing!r} lacks a coordinate: complete it or leave the row out.")
    order = np.argsort(np.array(labels, dtype=str), kind="stable")
    ordered = table[order]
    merges = scipy.cluster.hierarchy.linkage(ordered, "ward")
    cut = _numbered(_cut(merges, groups))
    rounds = 0
    if consolidate:
        cut, rounds = _k_means(ordered, cut)
        cut = _numbered(cut)
    total = float(((ordered - ordered.mean(axis=0)) ** 2).sum() / len(ordered))
    within = sum(((ordered[cut == g] - ordered[cut == g].mean(axis=0)) ** 2).sum() for g in np.unique(cut))
    return WardTree(
        names=labels,
        leaves=tuple(labels[n] for n in order),
        merges=merges,
        gains=tuple((merges[::-1, 2] ** 2 / (2 * len(ordered))).tolist()),
        total_inertia=total,
        groups=groups,
        labels=tuple(cut[np.argsort(order)].tolist()),
        consolidated=consolidate,
        rounds=rounds,
        explained=1 - float(within) / len(ordered) / total if total else None,
    )


def _cut(merges: np.ndarray, groups: int) -> np.ndarray:
    """Undo the last groups − 1 merges; SciPy's own cut may return fewer groups when heights are tied."""
    leaves = len(merges) + 1
    if groups == leaves:
        return np.arange(leaves)
    parts: dict[int, list[int]] = {n: [n] for n in range(leaves)}
    for step, (one, other) in enumerate(merges[: leaves - groups, :2].astype(int)):
        parts[leaves + step] = parts.pop(one) + parts.pop(other)
    labels = np.empty(leaves, dtype=int)
    for label, members in enumerate(parts.values()):
        labels[members] = label
    return labels


def _numbered(labels: np.ndarray) -> np.ndarray:
    """Labels renumbered from 0 by order of first appearance."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[inverse]


def _k_means(table: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, int]:
    """Lloyd's passes from the centres of the cut; a group that would lose everybody keeps its centre."""
    centres = np.array([table[labels == g].mean(axis=0) for g in range(labels.max() + 1)])
    rounds = 0
    while True:
        distances = ((table[:, None, :] - centres[None]) ** 2).sum(axis=2)
        stay = distances[np.arange(len(table)), labels]
        moved = np.where(distances.min(axis=1) < stay - 1e-12, distances.argmin(axis=1), labels)
        if (moved == labels).all():
            return labels, rounds
        labels, rounds = moved, rounds + 1
        for g in np.unique(labels):
            centres[g] = table[labels == g].mean(axis=0)
