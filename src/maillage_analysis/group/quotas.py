"""Quotas of a group: what is asked, whether it can hold together, and the least that must be given up if not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import scipy

from maillage_analysis.errors import InputError
from maillage_analysis.parameters import whole_number
from maillage_analysis.results import Result

OPTIMAL, HIGHS_INFEASIBLE = 0, 2
SIZE = "size"


@dataclass(frozen=True, slots=True)
class Quota(Result):
    """At least ``lowest`` and at most ``highest`` (None: no limit) members who have ``feature``."""

    feature: str
    lowest: int = 0
    highest: int | None = None


@dataclass(frozen=True, slots=True)
class QuotaBound(Result):
    """One side of a quota, or the size of the group (``feature`` "size", ``side`` "exactly")."""

    feature: str
    side: Literal["at_least", "at_most", "exactly"]
    value: int


@dataclass(frozen=True, slots=True)
class Relaxation(Result):
    """A bound to move, from ``value`` to ``relaxed_to``, so that groups become possible."""

    feature: str
    side: Literal["at_least", "at_most", "exactly"]
    value: int
    relaxed_to: int


def checked_quotas(quotas: Iterable[Quota], size: int) -> tuple[Quota, ...]:
    """The quotas sorted by feature.

    Raises:
        InputError: a feature with two quotas, a bound that is negative, crossed or not whole, a size under 1.
    """
    whole_number(size, what="size of the group", low=1)
    by_feature: dict[str, Quota] = {}
    for quota in quotas:
        if quota.feature in by_feature:
            raise InputError(f"Quota {quota.feature!r} is given twice: merge its bounds on one line.")
        whole_number(quota.lowest, what=f"lowest bound of quota {quota.feature!r}")
        if quota.highest is not None:
            whole_number(quota.highest, what=f"highest bound of quota {quota.feature!r}")
        if quota.highest is not None and quota.highest < quota.lowest:
            raise InputError(
                f"Quota {quota.feature!r} goes from {quota.lowest} to {quota.highest}: "
                "write a highest that is not under the lowest."
            )
        by_feature[quota.feature] = quota
    return tuple(by_feature[feature] for feature in sorted(by_feature))


class QuotaModel:
    """Integer counts of interchangeable people under quotas.

    One variable per kind of people, from ``least`` to ``available``; their sum is the size of the group.
    """

    def __init__(
        self,
        kinds: Sequence[Collection[str]],
        available: Sequence[int],
        *,
        size: int,
        quotas: Sequence[Quota],
        least: Sequence[int] | None = None,
    ) -> None:
        self.size = size
        self.quotas = quotas
        self.available = np.array(available, dtype=float)
        self.least = np.zeros(len(kinds)) if least is None else np.array(least, dtype=float)
        self.incidence = np.array([[quota.feature in kind for kind in kinds] for quota in quotas], dtype=float).reshape(
            len(quotas), len(kinds)
        )

    @property
    def bounds(self) -> tuple[QuotaBound, ...]:
        """Every bound that could conflict with others."""
        sides = [QuotaBound(SIZE, "exactly", self.size)]
        for quota in self.quotas:
            if quota.lowest > 0:
                sides.append(QuotaBound(quota.feature, "at_least", quota.lowest))
            if quota.highest is not None:
                sides.append(QuotaBound(quota.feature, "at_most", quota.highest))
        return tuple(sides)

    def constraint(self, kept: Collection[QuotaBound] | None = None) -> scipy.optimize.LinearConstraint:
        """Size and quotas as one block of rows on the counts; only the ``kept`` bounds when given."""
        kept = self.bounds if kept is None else kept
        rows = np.vstack([np.ones(len(self.available)), self.incidence])
        low, high = np.full(len(rows), -np.inf), np.full(len(rows), np.inf)
        place = {quota.feature: n for n, quota in enumerate(self.quotas, 1)}
        for bound in kept:
            if bound.side == "exactly":
                low[0] = high[0] = bound.value
            elif bound.side == "at_least":
                low[place[bound.feature]] = bound.value
            else:
                high[place[bound.feature]] = bound.value
        return scipy.optimize.LinearConstraint(rows, low, high)

    def is_feasible(self, kept: Collection[QuotaBound] | None = None) -> bool:
        """Whether some group satisfies every bound (or every ``kept`` one)."""
        return self.maximise(np.zeros(len(self.available)), kept) is not None

    def maximise(self, values: np.ndarray, kept: Collection[QuotaBound] | None = None) -> np.ndarray | None:
        """Counts of a group whose sum of ``values`` is the largest, None when there is no group."""
        if not len(self.available):
            asked = self.bounds if kept is None else kept
            return None if any(bound.value for bound in asked if bound.side != "at_most") else np.zeros(0, dtype=int)
        answer = solve(
            -np.asarray(values, dtype=float), [self.constraint(kept)], scipy.optimize.Bounds(self.least, self.available)
        )
        return None if answer is None else np.rint(answer.x).astype(int)

    def conflicts(self) -> tuple[QuotaBound, ...]:
        """An irreducible set of bounds that cannot hold together: give up any one and the others can.

        Deletion filter: each bound is dropped in turn, and stays dropped when the rest is still impossible.
        """
        kept = list(self.bounds)
        for bound in self.bounds:
            rest = [other for other in kept if other != bound]
            if not self.is_feasible(rest):
                kept = rest
        return tuple(kept)

    def relaxation(self) -> tuple[Relaxation, ...]:
        """Bounds to move so that a group exists: the least sum of moves, then the fewest bounds.

        The size moves only when no move of the quotas is enough.
        """
        for movable in ([b for b in self.bounds if b.side != "exactly"], list(self.bounds)):
            moves = self._least_moves(movable)
            if moves is not None:
                return tuple(
                    Relaxation(bound.feature, bound.side, bound.value, bound.value + move)
                    for bound, move in zip(movable, moves, strict=True)
                    if move
                )
        return ()

    def _least_moves(self, movable: Sequence[QuotaBound]) -> list[int] | None:
        """Signed moves of the bounds: down for "at_least", up for "at_most", either way for the size."""
        block, width = self.constraint(), len(movable)
        kinds, rows = len(self.available), len(block.A)
        down, up = np.zeros((rows, width)), np.zeros((rows, width))
        place = {quota.feature: n for n, quota in enumerate(self.quotas, 1)}
        for column, bound in enumerate(movable):
            row = 0 if bound.side == "exactly" else place[bound.feature]
            down[row, column] = bound.side != "at_most"
            up[row, column] = -(bound.side != "at_least")
        most = self.size + self.available.sum() + max((bound.value for bound in movable), default=0)
        each = np.eye(width)
        constraints = [
            scipy.optimize.LinearConstraint(
                np.hstack([block.A, down, up, np.zeros((rows, width))]), block.lb, block.ub
            ),
            scipy.optimize.LinearConstraint(
                np.hstack([np.zeros((width, kinds)), each, each, -most * each]), -np.inf, 0
            ),
        ]
        cost = np.concatenate([np.zeros(kinds), np.ones(2 * width), np.full(width, 1 / (width + 1))])
        limits = scipy.optimize.Bounds(
            np.concatenate([self.least, np.zeros(3 * width)]),
            np.concatenate([self.available, np.full(2 * width, most), np.ones(width)]),
        )
        answer = solve(cost, constraints, limits) if width else None
        if answer is None:
            return None
        slack = np.rint(answer.x[kinds:]).astype(int)
        return [int(u - d) for d, u in zip(slack[:width], slack[width : 2 * width], strict=True)]


def solve(
    cost: np.ndarray,
    constraints: Sequence[scipy.optimize.LinearConstraint],
    bounds: scipy.optimize.Bounds,
    *,
    integrality: np.ndarray | None = None,
    node_limit: int | None = None,
) -> scipy.optimize.OptimizeResult | None:
    """Minimise with HiGHS to a gap of 0; None when there is no solution. Variables are integers unless said."""
    options: dict[str, float] = {"mip_rel_gap": 0.0}
    if node_limit is not None:
        options["node_limit"] = node_limit
    integers = np.ones(len(cost)) if integrality is None else integrality
    answer = scipy.optimize.milp(cost, constraints=constraints, bounds=bounds, integrality=integers, options=options)
    if answer.status == HIGHS_INFEASIBLE:
        return None
    if answer.x is None:
        raise RuntimeError(f"The solver stopped without an answer: {answer.message}")
    return answer


def kinds_of(features: Mapping[str, Collection[str]], quotas: Sequence[Quota]) -> dict[frozenset[str], tuple[str, ...]]:
    """People grouped by the quota features they have: those of one kind are interchangeable."""
    asked = {quota.feature for quota in quotas}
    kinds: dict[frozenset[str], list[str]] = {}
    for person in sorted(features):
        kinds.setdefault(frozenset(features[person]) & asked, []).append(person)
    return {kind: tuple(kinds[kind]) for kind in sorted(kinds, key=sorted)}
