"""Partitioning around medoids: groups of partnerships, each around a real one (Kaufman & Rousseeuw)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.parameters import seed_number, whole_number
from maillage_analysis.results import Result

IMPROVEMENT = 1e-12
"""A swap must lower the objective by more than this, so that rounding cannot make it turn in circles."""


@dataclass(frozen=True, slots=True, eq=False)
class Medoids(Result):
    """Groups numbered from 0 in the alphabetical order of their medoids.

    ``objective`` is the sum of distances to the medoids, ``objectives`` that of each start, the BUILD one first.
    Silhouettes are 0 for singletons and None for a single group.
    """

    names: tuple[str, ...]
    labels: tuple[int, ...]
    medoids: tuple[str, ...]
    objective: float
    objectives: tuple[float, ...]
    silhouettes: tuple[float, ...] | None
    mean_silhouette: float | None
    sizes: tuple[int, ...]
    seed: int | None


@checked
def partition_around_medoids(
    distances: Sequence[Sequence[float]] | np.ndarray,
    groups: int,
    *,
    names: Sequence[str] | None = None,
    restarts: int = 0,
    seed: int | None = None,
) -> Medoids:
    """PAM: BUILD, then the best SWAP until none improves; the best of BUILD and of ``restarts`` random starts.

    Args:
        distances: symmetric, shape (rows, rows).
        groups: number of groups, from 1 to the number of rows.
        names: ids of the rows; they also settle ties, alphabetically.
        restarts: random starts after BUILD; they need a ``seed``.

    Returns:
        ``Medoids``, rows in the order given.

    Raises:
        InputError: an undefined or asymmetric distance, a number of groups out of range, restarts without seed.

    Source: Kaufman & Rousseeuw, Finding Groups in Data (1990), ch. 2.
    """
    table, labels = checked_square(distances, names)
    if not 1 <= whole_number(groups, what="number of groups") <= len(labels):
        raise InputError(f"{groups} groups cannot be made of {len(labels)} rows: ask for 1 to {len(labels)}.")
    if whole_number(restarts, what="number of restarts") and seed is None:
        raise InputError("Random restarts need a seed: give a whole number, so that the result can be repeated.")
    order = np.argsort(np.array(labels, dtype=str), kind="stable")
    ordered = table[np.ix_(order, order)]
    starts = [_build(ordered, groups)]
    if restarts:
        seed_number(seed)
        rng = np.random.default_rng(seed)
        starts += [np.sort(rng.choice(len(labels), size=groups, replace=False)) for _ in range(restarts)]
    solutions = [_swap(ordered, start) for start in starts]
    objectives = [float(ordered[:, medoids].min(axis=1).sum()) for medoids in solutions]
    best = min(range(len(solutions)), key=lambda n: (round(objectives[n], 12), n))
    medoids = np.sort(solutions[best])
    assigned = ordered[:, medoids].argmin(axis=1)
    assigned[medoids] = np.arange(groups)
    widths = silhouettes(ordered, assigned)
    back = np.argsort(order)
    return Medoids(
        names=labels,
        labels=tuple(assigned[back].tolist()),
        medoids=tuple(labels[order[m]] for m in medoids),
        objective=objectives[best],
        objectives=tuple(objectives),
        silhouettes=None if widths is None else tuple(widths[back].tolist()),
        mean_silhouette=None if widths is None else float(widths.mean()),
        sizes=tuple(np.bincount(assigned, minlength=groups).tolist()),
        seed=seed,
    )


def _square_of(distances: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    table, labels = np.asarray(distances), np.asarray(labels)
    if labels.ndim != 1 or labels.dtype.kind == "O" or not len(labels):
        raise InputError("labels must be a list: give the group of each row.")
    if table.dtype.kind not in "biuf" or table.shape != (len(labels), len(labels)):
        raise InputError(f"distances must be a table of numbers, {len(labels)} rows of {len(labels)} for these labels.")
    return table, labels


@checked
def silhouettes(distances: np.ndarray, labels: np.ndarray) -> np.ndarray | None:
    """Silhouette widths (b − a)/max(a, b), shape (rows,): 0 for a singleton or when a = b; None for a single group."""
    distances, labels = _square_of(distances, labels)
    groups = np.unique(labels)
    if len(groups) < 2:
        return None
    member = (labels[:, None] == groups).astype(float)
    sizes = member.sum(axis=0)
    sums = distances @ member
    own = member.argmax(axis=1)
    rows = np.arange(len(labels))
    inside = sums[rows, own] / np.maximum(sizes[own] - 1, 1)
    outside = np.where(member > 0, np.inf, sums / sizes).min(axis=1)
    largest = np.maximum(inside, outside)
    widths = np.divide(outside - inside, largest, out=np.zeros(len(labels)), where=largest > 0)
    return np.where(sizes[own] > 1, widths, 0.0)


def checked_square(
    distances: Sequence[Sequence[float]] | np.ndarray, names: Sequence[str] | None
) -> tuple[np.ndarray, tuple[str, ...]]:
    """The table of distances and its names, checked: square, symmetric, defined, 0 on the diagonal."""
    try:
        table = np.array(distances, dtype=float)
    except (TypeError, ValueError):
        raise InputError("The table of distances is not a square table of numbers: give one.") from None
    if table.ndim != 2 or table.shape[0] != table.shape[1]:
        raise InputError(f"The table of distances has shape {table.shape}: give a square table.")
    width = len(str(len(table)))
    labels = tuple(names) if names is not None else tuple(f"{n:0{width}}" for n in range(len(table)))
    if len(labels) != len(table) or len(set(labels)) != len(labels):
        raise InputError(f"{len(table)} rows need as many different names: {len(set(labels))} were given.")
    bad = np.argwhere(~np.isfinite(table) | (table < 0) | (np.abs(table - table.T) > 1e-9))
    if len(bad):
        one, other = (labels[n] for n in bad[0])
        raise InputError(
            f"The distance between {one!r} and {other!r} is undefined, negative or not the same both ways: "
            "leave one of the two out, or complete their answers."
        )
    if np.diagonal(table).any():
        name = labels[int(np.flatnonzero(np.diagonal(table))[0])]
        raise InputError(f"The distance from {name!r} to itself is not 0: write 0 on the diagonal.")
    return table, labels


def _build(table: np.ndarray, groups: int) -> np.ndarray:
    """BUILD: the most central row, then each time the row that lowers the objective the most."""
    medoids = [int(table.sum(axis=0).argmin())]
    while len(medoids) < groups:
        nearest = table[:, medoids].min(axis=1)
        gains = np.maximum(nearest[:, None] - table, 0).sum(axis=0)
        gains[medoids] = -1
        medoids.append(int(gains.argmax()))
    return np.array(medoids)


def _swap(table: np.ndarray, medoids: np.ndarray) -> np.ndarray:
    """SWAP: the exchange of a medoid for another row that lowers the objective the most, until none does."""
    medoids = medoids.copy()
    groups = len(medoids)
    while True:
        to_medoids = table[:, medoids]
        own = to_medoids.argmin(axis=1)
        nearest = to_medoids.min(axis=1)
        second = np.partition(to_medoids, 1, axis=1)[:, 1] if groups > 1 else np.full(len(table), np.inf)
        kept = np.minimum(table - nearest[:, None], 0)
        lost = np.minimum(table, second[:, None]) - nearest[:, None] - kept
        change = (own[:, None] == np.arange(groups)).T.astype(float) @ lost + kept.sum(axis=0)
        change[:, medoids] = 0
        which, new = np.unravel_index(change.argmin(), change.shape)
        if change[which, new] >= -IMPROVEMENT:
            return medoids
        medoids[which] = new
