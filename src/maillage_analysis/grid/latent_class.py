"""Latent class analysis: a few hidden classes that would explain the answers to closed questions, by EM."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.grid.tables import lines_of, refuse_unhashable
from maillage_analysis.parameters import real_number, seed_number, whole_number
from maillage_analysis.results import Result

FEWEST_STARTS = 30
FEWEST_ROWS = 100
FEWEST_ROWS_PER_CELL = 5
SAME_SOLUTION = 1e-6
TINY = 1e-300
POLISH = 1e-6
"""How much finer the best start is brought to its summit than the others."""


@dataclass(frozen=True, slots=True)
class LatentClasses(Result):
    """Classes from the largest to the smallest, fit statistics, and warnings as codes.

    ``warnings``: "fewer_than_100_rows", "sparse_pattern_table", "not_identified" (fewer degrees of freedom than 0),
    "best_solution_found_once", "not_converged". ``g2`` is None when answers are missing ("missing_answers").
    """

    sizes: tuple[float, ...]
    probabilities: Mapping[str, tuple[Mapping[Hashable, float], ...]]
    memberships: Mapping[str, tuple[float, ...]]
    labels: Mapping[str, int]
    log_likelihood: float
    aic: float
    bic: float
    g2: float | None
    g2_reason: str | None
    degrees_of_freedom: int
    parameters: int
    rows: int
    patterns: int
    starts: int
    starts_at_best: int
    iterations: int
    seed: int
    warnings: tuple[str, ...]


@checked
def latent_classes(
    rows: Sequence[Sequence[Hashable | None]],
    variables: Sequence[str],
    classes: int,
    *,
    seed: int,
    names: Sequence[str] | None = None,
    starts: int = FEWEST_STARTS,
    tolerance: float = 1e-8,
    most_iterations: int = 5000,
) -> LatentClasses:
    """Maximum-likelihood latent class model: answers are independent within a class.

    log-likelihood by EM from ``starts`` random starts, the best one polished; parameters
    p = (K − 1) + K·Σ(levels − 1); AIC = −2LL + 2p; BIC = −2LL + p·ln n; G² = 2Σ obs·ln(obs/expected) over patterns.

    Args:
        rows: one label per variable and row; None is missing at random and leaves the likelihood of its row.
        variables: names of the columns.
        classes: number K of classes.
        names: ids of the rows.
        seed: makes the starts repeatable; the order of rows changes nothing.
        starts: random starts, at least 30.
        tolerance: relative gain of the log-likelihood under which a start has settled.

    Raises:
        InputError: no row, a row of another length, a variable nobody answered, too few starts.

    Source: Goodman, Biometrika 61 (1974); Linzer & Lewis, Journal of Statistical Software 42 (2011).
    """
    seed_number(seed)
    real_number(tolerance, what="tolerance", low=0)
    whole_number(most_iterations, what="largest number of iterations", low=1)
    rows = lines_of(rows)
    labels = _checked(rows, variables, classes, names, starts)
    levels = [sorted({r[q] for r in rows if r[q] is not None}, key=_order) for q in range(len(variables))]
    patterns = Counter(tuple(row) for row in rows)
    keys = sorted(patterns, key=lambda pattern: tuple(map(_order, pattern)))
    counts = np.array([patterns[key] for key in keys], dtype=float)
    indicator = np.array([[key[q] == level for q in range(len(variables)) for level in levels[q]] for key in keys])
    blocks = np.repeat(np.arange(len(variables)), [len(options) for options in levels])
    model = _Model(indicator.astype(float), counts, blocks)
    every, best, iterations, converged = model.fit(classes, starts, seed, tolerance, most_iterations)
    sizes, theta = best
    order = np.lexsort([*theta.T[::-1].round(9), -sizes.round(9)])
    sizes, theta = sizes[order], theta[order]
    logs, posterior = model.expectation(sizes[None], theta[None])
    log_likelihood = float(counts @ logs[0])
    parameters = classes - 1 + classes * sum(len(options) - 1 for options in levels)
    cells = math.prod(len(options) for options in levels)
    complete = all(value is not None for key in keys for value in key)
    row_of = {key: n for n, key in enumerate(keys)}
    memberships = {name: posterior[0, row_of[tuple(row)]] for name, row in zip(labels, rows, strict=True)}
    at_best = int((np.array(every) >= max(every) - SAME_SOLUTION * max(1.0, abs(max(every)))).sum())
    return LatentClasses(
        sizes=tuple(sizes.tolist()),
        probabilities={
            variable: tuple(
                {level: float(p) for level, p in zip(levels[q], theta[k, blocks == q], strict=True)}
                for k in range(classes)
            )
            for q, variable in enumerate(variables)
        },
        memberships={name: tuple(share.tolist()) for name, share in memberships.items()},
        labels={name: int(share.argmax()) for name, share in memberships.items()},
        log_likelihood=log_likelihood,
        aic=-2 * log_likelihood + 2 * parameters,
        bic=-2 * log_likelihood + parameters * math.log(len(rows)),
        g2=float(2 * (counts * (np.log(counts / len(rows)) - logs[0])).sum()) if complete else None,
        g2_reason=None if complete else "missing_answers",
        degrees_of_freedom=cells - 1 - parameters,
        parameters=parameters,
        rows=len(rows),
        patterns=len(keys),
        starts=starts,
        starts_at_best=at_best,
        iterations=iterations,
        seed=seed,
        warnings=_warnings(len(rows), cells, cells - 1 - parameters, at_best if classes > 1 else starts, converged),
    )


class _Model:
    """EM on distinct answer patterns; arrays carry the starts as their first axis.

    ``theta`` has shape (starts, classes, categories): probability of each category, summing to 1 within a variable.
    """

    def __init__(self, indicator: np.ndarray, counts: np.ndarray, blocks: np.ndarray) -> None:
        self.indicator, self.counts, self.blocks = indicator, counts, blocks
        self.same_block = (blocks[:, None] == blocks[None, :]).astype(float)

    def expectation(self, sizes: np.ndarray, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Log-probability of each pattern, and probability of each class given the pattern."""
        logs = np.log(np.maximum(sizes, TINY))[:, None, :] + self.indicator @ np.log(np.maximum(theta, TINY)).transpose(
            0, 2, 1
        )
        top = logs.max(axis=2, keepdims=True)
        shares = np.exp(logs - top)
        total = shares.sum(axis=2, keepdims=True)
        return (top + np.log(total))[:, :, 0], shares / total

    def step(self, sizes: np.ndarray, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """One pass of EM; the log-likelihood is that of the parameters given."""
        logs, posterior = self.expectation(sizes, theta)
        weighted = posterior * self.counts[None, :, None]
        totals = weighted.transpose(0, 2, 1) @ self.indicator
        answered = totals @ self.same_block
        new_theta = np.divide(totals, answered, out=theta.copy(), where=answered > 0)
        return weighted.sum(axis=1) / self.counts.sum(), new_theta, logs @ self.counts

    def fit(
        self, classes: int, starts: int, seed: int, tolerance: float, most_iterations: int
    ) -> tuple[list[float], tuple[np.ndarray, np.ndarray], int, bool]:
        """Log-likelihood of every start, the best parameters, the passes they took, and whether they settled."""
        rng = np.random.default_rng(seed)
        raw = rng.exponential(size=(starts, classes, self.indicator.shape[1]))
        theta = raw / (raw @ self.same_block)
        sizes = np.full((starts, classes), 1 / classes)
        sizes, theta, reached, passes, _ = self._climb(sizes, theta, tolerance, most_iterations)
        best = int(np.argmax(reached))
        polished = self._climb(sizes[[best]], theta[[best]], tolerance * POLISH, most_iterations)
        return reached.tolist(), (polished[0][0], polished[1][0]), passes + polished[3], polished[4]

    def _climb(
        self, sizes: np.ndarray, theta: np.ndarray, tolerance: float, most_iterations: int
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, int, bool]:
        """Passes of EM until every start has settled; those that have are left where they are."""
        sizes, theta = sizes.copy(), theta.copy()
        reached, active, iterations = np.full(len(sizes), -np.inf), np.arange(len(sizes)), 0
        while len(active) and iterations < most_iterations:
            sizes[active], theta[active], now = self.step(sizes[active], theta[active])
            settled = now - reached[active] <= tolerance * np.abs(now)
            reached[active] = now
            active, iterations = active[~settled], iterations + 1
        return sizes, theta, reached, iterations, not len(active)


def _order(value: Hashable) -> tuple[str, Hashable]:
    return ("", 0) if value is None else (type(value).__name__, value)


def _checked(
    rows: Sequence[Sequence[Hashable | None]],
    variables: Sequence[str],
    classes: int,
    names: Sequence[str] | None,
    starts: int,
) -> tuple[str, ...]:
    labels = tuple(names) if names is not None else tuple(str(n) for n in range(len(rows)))
    if not rows or len(labels) != len(rows) or len(set(labels)) != len(labels):
        raise InputError(
            f"{len(rows)} rows were given with {len(set(labels))} names: give rows, each with its own name."
        )
    if not variables or len(set(variables)) != len(variables):
        raise InputError("The variables need names, one or more, each its own: give them.")
    whole_number(classes, what="number of classes")
    if classes < 1 or whole_number(starts, what="number of starts") < FEWEST_STARTS:
        raise InputError(f"{classes} classes from {starts} starts: ask for 1 class or more and {FEWEST_STARTS} starts.")
    for label, row in zip(labels, rows, strict=True):
        if len(row) != len(variables):
            raise InputError(f"Row {label!r} has {len(row)} answers for {len(variables)} variables: give one for each.")
        for variable, value in zip(variables, row, strict=True):
            refuse_unhashable(value, f"Row {label!r}, {variable!r}")
    for q, variable in enumerate(variables):
        if all(row[q] is None for row in rows):
            raise InputError(f"Nobody answered {variable!r}: leave this variable out.")
    return labels


def _warnings(rows: int, cells: int, freedom: int, at_best: int, converged: bool) -> tuple[str, ...]:
    checks = {
        "fewer_than_100_rows": rows < FEWEST_ROWS,
        "sparse_pattern_table": rows < FEWEST_ROWS_PER_CELL * cells,
        "not_identified": freedom < 0,
        "best_solution_found_once": at_best < 2,
        "not_converged": not converged,
    }
    return tuple(code for code, found in checks.items() if found)
