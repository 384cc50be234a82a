"""Key players: whose absence would break the network most, who together reach it best (Borgatti)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.checks import one_of
from maillage_analysis.errors import InputError
from maillage_analysis.parameters import whole_number
from maillage_analysis.results import Result

from .fragments import walkable
from .reach import reach_after_removal, steps_between
from .ties import Ties

EXACT_ACTORS = 60
EXACT_SETS = comb(60, 3)
SAME_VALUE = 1e-12

Score = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class KeyPlayers(Result):
    """The best sets of ``size`` actors, and what they achieve.

    method: ``exact`` (all sets compared, every best one listed) or ``greedy with swaps`` (one good set, not proven).
    before: the same measure without removing anyone (None for reach). measure, steps, paths: what was asked.
    """

    layer: str
    threshold: float | None
    measure: str
    size: int
    steps: int | None
    paths: str
    method: str
    sets: tuple[tuple[str, ...], ...]
    value: float | None
    before: float | None
    reason: str | None


@checked
def key_players_to_keep(ties: Ties, size: int, *, measure: str = "distance", paths: str = "either_way") -> KeyPlayers:
    """Actors whose removal fragments the network most (negative key players).

    ``measure``: ``distance`` maximises DF, ``component`` maximises F, on the actors that remain (see
    :func:`fragmentation`). All sets are compared while there are at most 60 actors and 34,220 sets (3 players among
    60); above, the best actor is added one at a time, then swaps are tried until none helps (equal gains:
    alphabetical order). Undefined when fewer than two actors would
    remain. Raises InputError for a size out of 1…n or an unknown option. Source: Borgatti 2006, CMOT 12.

    >>> line = Ties.from_edges(["CFA", "Opco", "Branche"], [("CFA", "Opco"), ("Opco", "Branche")], directed=False)
    >>> key_players_to_keep(line, 1).sets
    (('Opco',),)
    """
    one_of(measure, ("distance", "component"), what="measure")
    _check_size(ties, size)
    order = ties.name_order()
    adjacency = walkable(ties, paths)[order][:, order].tocsr()
    which = 1 if measure == "distance" else 0

    def score(removed: np.ndarray) -> np.ndarray:
        remaining = (~removed).sum(axis=1)
        possible = remaining * (remaining - 1.0)
        kept = reach_after_removal(adjacency, removed)[which]
        return 1.0 - np.divide(kept, possible, out=np.zeros_like(kept), where=possible > 0)

    asked = {"measure": measure, "size": size, "steps": None, "paths": paths}
    before = float(score(np.zeros((1, ties.size), dtype=bool))[0]) if ties.size > 1 else None
    if ties.size - size < 2:
        return _answer(ties, asked, "exact", [], None, before, "fewer than two actors would remain")
    return _answer(ties, asked, *_search(score, ties.size, size), before, None)


@checked
def key_players_to_reach(
    ties: Ties, size: int, *, measure: str = "distance", steps: int = 1, paths: str = "either_way"
) -> KeyPlayers:
    """Actors who together reach the network best (positive key players).

    ``measure``: ``distance`` maximises D_R = Σ_j 1/d_Kj/n, d_Kj the steps from the nearest member, members counting 1;
    ``steps`` maximises the share of actors within ``steps`` steps of a member, members included. Directed paths
    (``paths="as_given"``) leave from the members. Search and refusals as in :func:`key_players_to_keep`.

    Source: Borgatti 2006, CMOT 12.

    >>> line = Ties.from_edges(["CFA", "Opco", "Branche"], [("CFA", "Opco"), ("Opco", "Branche")], directed=False)
    >>> best = key_players_to_reach(line, 1)
    >>> best.sets, best.value
    ((('Opco',),), 1.0)
    """
    one_of(measure, ("distance", "steps"), what="measure")
    _check_size(ties, size)
    whole_number(steps, what="number of steps")
    order = ties.name_order()
    distances = steps_between(walkable(ties, paths)[order][:, order])
    worth = 1.0 / np.maximum(distances, 1.0) if measure == "distance" else (distances <= steps).astype(float)

    def score(members: np.ndarray) -> np.ndarray:
        return np.array([worth[each].max(axis=0).mean() for each in members])

    asked = {"measure": measure, "size": size, "steps": steps if measure == "steps" else None, "paths": paths}
    return _answer(ties, asked, *_search(score, ties.size, size), None, None)


def _check_size(ties: Ties, size: int) -> None:
    if isinstance(size, bool) or not (isinstance(size, (int, np.integer)) and 1 <= size <= ties.size):
        raise InputError(f"{size!r} key players cannot be chosen among {ties.size} actors: ask for 1 to {ties.size}.")


def _search(score: Score, n: int, size: int) -> tuple[str, list[list[int]], float]:
    """Method, best sets and their value."""
    if n <= EXACT_ACTORS and comb(n, size) <= EXACT_SETS:
        candidates = list(combinations(range(n), size))
        values = score(_masks(candidates, n))
        best = values.max()
        return "exact", [list(candidates[i]) for i in np.flatnonzero(values >= best - SAME_VALUE)], float(best)
    chosen, value = _greedy(score, n, size)
    return "greedy with swaps", [chosen], value


def _greedy(score: Score, n: int, size: int) -> tuple[list[int], float]:
    chosen: list[int] = []
    value = -np.inf
    while len(chosen) < size:
        options = [[*chosen, extra] for extra in range(n) if extra not in chosen]
        chosen, value = _best(options, score, n)
    while True:
        options = [
            [*(kept for kept in chosen if kept != leaving), joining]
            for leaving in chosen
            for joining in range(n)
            if joining not in chosen
        ]
        if not options:
            return chosen, value
        swapped, better = _best(options, score, n)
        if better <= value + SAME_VALUE:
            return chosen, value
        chosen, value = swapped, better


def _best(options: list[list[int]], score: Score, n: int) -> tuple[list[int], float]:
    """The first of the best options: rounding differences do not decide between equals."""
    values = score(_masks(options, n))
    first = int(np.flatnonzero(values >= values.max() - SAME_VALUE)[0])
    return options[first], float(values[first])


def _masks(sets: list, n: int) -> np.ndarray:
    masks = np.zeros((len(sets), n), dtype=bool)
    masks[np.arange(len(sets))[:, None], np.array(sets, dtype=np.intp)] = True
    return masks


def _answer(
    ties: Ties,
    asked: dict,
    method: str,
    sets: list[list[int]],
    value: float | None,
    before: float | None,
    reason: str | None,
) -> KeyPlayers:
    names = sorted(ties.actors)
    return KeyPlayers(
        layer=ties.layer,
        threshold=ties.threshold,
        method=method,
        sets=tuple(sorted(tuple(sorted(names[i] for i in each)) for each in sets)),
        value=value,
        before=before,
        reason=reason,
        **asked,
    )
