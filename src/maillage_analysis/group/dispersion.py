"""Dispersion: the members who are the furthest from one another, and how spread a group is."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
import scipy

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.group.quotas import OPTIMAL, solve
from maillage_analysis.parameters import whole_number
from maillage_analysis.results import Result

Objective = Literal["max_min", "max_sum"]


@dataclass(frozen=True, slots=True)
class Dispersion(Result):
    """A group and its pairwise distances; smallest and mean are None under two members ("fewer_than_two_members").

    ``status`` is "given" for a group that was only measured, "optimal" when it is proven the best, "not_proven" when
    the search stopped at ``node_limit``; ``bound`` is then a value that no group exceeds.
    """

    members: tuple[str, ...]
    smallest: float | None
    total: float
    mean: float | None
    objective: str | None
    status: str
    bound: float | None
    reason: str | None


@checked
def group_dispersion(
    distances: Sequence[Sequence[float]] | np.ndarray, names: Sequence[str], members: Collection[str]
) -> Dispersion:
    """Smallest, total and mean distance over the pairs of a group.

    Args:
        distances: symmetric, shape (people, people), 0 on the diagonal.
        names: ids of the people, in the order of the table.
        members: ids of the group.

    Raises InputError for a table that is not square, symmetric and finite, or an unknown member.
    """
    table = _checked_distances(distances, names)
    unknown = sorted(set(members) - set(names))
    if unknown:
        raise InputError(f"Member {unknown[0]!r} has no row in the table of distances: add it or drop the member.")
    place = {name: n for n, name in enumerate(names)}
    return _measure(table, names, sorted(place[member] for member in set(members)))


@checked
def most_dispersed(
    distances: Sequence[Sequence[float]] | np.ndarray,
    names: Sequence[str],
    *,
    size: int,
    objective: Objective = "max_min",
    node_limit: int | None = None,
) -> Dispersion:
    """The group of ``size`` whose smallest (max_min) or total (max_sum) pairwise distance is the largest.

    max_min searches the distances by halves, each step an exact packing; max_sum is the linearised quadratic programme
    with Σ_j z_ij = (size − 1)·x_i. Both are proven; ``node_limit`` bounds the work of max_sum on large tables.

    Raises:
        InputError: a table that is not square, symmetric and finite, or a size that the table cannot fill.
    """
    table = _checked_distances(distances, names)
    if not 1 <= whole_number(size, what="size of the group") <= len(names):
        raise InputError(f"A group of {size} cannot be taken from {len(names)} people: ask for 1 to {len(names)}.")
    order = sorted(range(len(names)), key=lambda n: names[n])
    table, names = table[np.ix_(order, order)], [names[n] for n in order]
    if objective == "max_min":
        return _measure(table, names, _furthest_apart(table, size), objective, "optimal")
    if objective != "max_sum":
        raise InputError(f"Objective {objective!r} is not known: write max_min or max_sum.")
    if node_limit is not None:
        whole_number(node_limit, what="limit of nodes", low=1)
    return _largest_total(table, names, size, node_limit)


def _furthest_apart(table: np.ndarray, size: int) -> list[int]:
    levels = np.unique(table[np.triu_indices(len(table), k=1)])
    best, low, high = list(range(size)), 0, len(levels) - 1
    while low <= high:
        middle = (low + high) // 2
        found = _packing(table, size, levels[middle])
        if found is None:
            high = middle - 1
        else:
            best, low = found, middle + 1
    return best


def _packing(table: np.ndarray, size: int, least: float) -> list[int] | None:
    """``size`` people all at least ``least`` apart, None when there are not so many."""
    near = [(i, j) for i, j in combinations(range(len(table)), 2) if table[i, j] < least]
    constraints = [scipy.optimize.LinearConstraint(np.ones((1, len(table))), size, size)]
    if near:
        rows = np.zeros((len(near), len(table)))
        rows[np.arange(len(near))[:, None], np.array(near)] = 1
        constraints.append(scipy.optimize.LinearConstraint(rows, -np.inf, 1))
    answer = solve(np.zeros(len(table)), constraints, scipy.optimize.Bounds(0, 1))
    return None if answer is None else np.flatnonzero(np.rint(answer.x)).tolist()


def _largest_total(table: np.ndarray, names: Sequence[str], size: int, node_limit: int | None) -> Dispersion:
    people = len(table)
    pairs = list(combinations(range(people), 2))
    cost = np.concatenate([np.zeros(people), [-table[i, j] for i, j in pairs]])
    links = np.zeros((people, people + len(pairs)))
    links[np.arange(people), np.arange(people)] = -(size - 1)
    caps = np.zeros((2 * len(pairs), people + len(pairs)))
    for n, (i, j) in enumerate(pairs):
        links[[i, j], people + n] = 1
        caps[[2 * n, 2 * n + 1], people + n] = 1
        caps[2 * n, i] = caps[2 * n + 1, j] = -1
    seats = np.concatenate([np.ones(people), np.zeros(len(pairs))])[None, :]
    constraints = [scipy.optimize.LinearConstraint(seats, size, size), scipy.optimize.LinearConstraint(links, 0, 0)]
    if pairs:
        constraints.append(scipy.optimize.LinearConstraint(caps, -np.inf, 0))
    integers = np.concatenate([np.ones(people), np.zeros(len(pairs))])
    answer = solve(cost, constraints, scipy.optimize.Bounds(0, 1), integrality=integers, node_limit=node_limit)
    chosen = np.flatnonzero(np.rint(answer.x[:people])).tolist()
    proven = answer.status == OPTIMAL
    bound = None if proven or answer.mip_dual_bound is None else -float(answer.mip_dual_bound)
    return _measure(table, names, chosen, "max_sum", "optimal" if proven else "not_proven", bound)


def _measure(
    table: np.ndarray,
    names: Sequence[str],
    chosen: Sequence[int],
    objective: str | None = None,
    status: str = "given",
    bound: float | None = None,
) -> Dispersion:
    gaps = [float(table[i, j]) for i, j in combinations(chosen, 2)]
    total = math.fsum(gaps)
    return Dispersion(
        members=tuple(sorted(names[n] for n in chosen)),
        smallest=min(gaps) if gaps else None,
        total=total,
        mean=total / len(gaps) if gaps else None,
        objective=objective,
        status=status,
        bound=bound,
        reason=None if gaps else "fewer_than_two_members",
    )


def _checked_distances(distances: Sequence[Sequence[float]] | np.ndarray, names: Sequence[str]) -> np.ndarray:
    try:
        table = np.array(distances, dtype=float)
    except (TypeError, ValueError):
        raise InputError("The table of distances is not a square table of numbers: give one.") from None
    if len(set(names)) != len(names):
        raise InputError("Two rows of the table of distances carry the same name: give each person one row.")
    if table.shape != (len(names), len(names)):
        raise InputError(f"The table of distances has shape {table.shape} for {len(names)} names: give a square table.")
    bad = np.argwhere(~np.isfinite(table) | (table < 0) | (np.abs(table - table.T) > 1e-12))
    if len(bad):
        one, other = (names[n] for n in bad[0])
        raise InputError(
            f"The distance between {one!r} and {other!r} must be a number of 0 or more, the same both ways: correct it."
        )
    return table
