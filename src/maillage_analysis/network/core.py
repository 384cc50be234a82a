"""Core and periphery: those who are all tied together, and those who are tied to them at most (Borgatti–Everett)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.checks import one_of
from maillage_analysis.parameters import seed_number, whole_number
from maillage_analysis.results import Result

from .core_fit import CoreFit
from .ties import Ties

EXACT_ACTORS = 16
SAME_FIT = 1e-10


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CorePeriphery(Result):
    """Every best division found. ``cores`` lists the core of each, names in alphabetical order.

    exact: True when all divisions were compared, False when ``restarts`` local searches were.
    """

    layer: str
    threshold: float | None
    pattern: str
    values: str
    exact: bool
    restarts: int
    seed: int
    actors: tuple[str, ...]
    correlation: float | None
    cores: tuple[tuple[str, ...], ...]
    reason: str | None


@checked
def core_periphery(
    ties: Ties, *, pattern: str = "ignored", values: str = "strength", restarts: int = 50, seed: int = 0
) -> CorePeriphery:
    """Division into core and periphery that best correlates with the ideal one, over off-diagonal cells.

    Ideal: 1 between core actors, 0 between peripheral ones; cells between core and periphery are left out
    (``ignored``) or 1 (``star``). The fit is Pearson's r between the cells and the ideal, in [−1, 1]. Up to 16 actors
    all divisions are compared; above, searches by moves and swaps start from the most tied and from ``restarts``
    random cores (seeded, in alphabetical order of names), and the best is not proven. Divisions with an equal fit are
    all returned. ``values``: ``strength`` or ``binary``. Undefined when no division gives both kinds of cells, or the
    cells are all alike. Raises InputError for another option. Source: Borgatti & Everett 1999, Social Networks 21.

    >>> names = ["CFA", "Opco", "Branche", "Bar", "Gare"]
    >>> edges = [("CFA", "Opco"), ("CFA", "Branche"), ("Opco", "Branche"), ("CFA", "Bar"), ("Opco", "Gare")]
    >>> best = core_periphery(Ties.from_edges(names, edges, directed=False))
    >>> best.correlation, best.cores
    (1.0, (('Branche', 'CFA', 'Opco'), ('CFA', 'Opco')))
    """
    one_of(pattern, ("ignored", "star"), what="pattern")
    one_of(values, ("strength", "binary"), what="kind of value")
    whole_number(restarts, what="number of restarts")
    seed_number(seed)
    order = ties.name_order()
    fit = CoreFit(ties.values(values).toarray()[np.ix_(order, order)], star=pattern == "star")
    exact = ties.size <= EXACT_ACTORS
    divisions = _every_division(ties.size) if exact else _searched(fit, restarts, seed)
    scores = fit.scores(divisions)
    best = scores.max()
    found = np.isfinite(best)
    names = np.array(ties.actors, dtype=object)[order]
    cores = {tuple(names[division]) for division in divisions[scores >= best - SAME_FIT]} if found else set()
    return CorePeriphery(
        layer=ties.layer,
        threshold=ties.threshold,
        pattern=pattern,
        values=values,
        exact=exact,
        restarts=0 if exact else restarts,
        seed=seed,
        actors=ties.actors,
        correlation=float(best) if found else None,
        cores=tuple(sorted(cores)),
        reason=None if found else "too few actors, or all cells alike: no division can be told from another",
    )


def _every_division(n: int) -> np.ndarray:
    """All subsets of n actors as a boolean array (2ⁿ, n)."""
    return (np.arange(2**n)[:, None] >> np.arange(n) & 1).astype(bool)


def _searched(fit: CoreFit, restarts: int, seed: int) -> np.ndarray:
    """Local optima reached from the most tied actors and from random cores."""
    rng = np.random.default_rng(seed)
    n = fit.size
    most_tied = np.argsort(-fit.both.sum(axis=1), kind="stable")
    starts = []
    for count in np.unique(np.linspace(2, n - 2, 12).round().astype(int)):
        core = np.zeros(n, dtype=bool)
        core[most_tied[:count]] = True
        starts.append(core)
    starts += [rng.random(n) < rng.uniform(0.1, 0.9) for _ in range(restarts)]
    return np.array([fit.climb(start) for start in starts])
