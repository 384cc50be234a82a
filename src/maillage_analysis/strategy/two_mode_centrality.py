"""Central actors and central items of a two-mode table (Borgatti and Everett's normalisation)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import rustworkx as rx
import scipy

from maillage_analysis.arguments import checked
from maillage_analysis.results import Result, Undefined, optional, undefined_where

from .two_mode import TwoModeTable


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TwoModeCentrality(Result):
    """Centralities of one side of the table: from 0 to 1, save closeness in a table in several pieces."""

    names: tuple[str, ...]
    degree: tuple[float, ...]
    closeness: tuple[float | None, ...]
    betweenness: tuple[float | None, ...]
    undefined: tuple[Undefined, ...]


@checked
def two_mode_centrality(table: TwoModeTable) -> tuple[TwoModeCentrality, TwoModeCentrality]:
    """Degree, closeness and betweenness of the actors, then of the items, on the 0/1 view of the table.

    With n names on a side, m on the other, N = n + m:

    - degree: ties/m;
    - closeness: (m + 2(n − 1))/Σ distances, times (reached − 1)/(N − 1) where the table is in several pieces;
    - betweenness: raw (each pair once) over its largest possible value in a two-mode table of that size.

    Closeness is undefined for a name without ties; betweenness when no pair could pass through anyone (n = m = 1).
    Source: Borgatti & Halgin 2011; same values as ``networkx.bipartite``, which gives 0 for an isolate's closeness.

    >>> actors, items = two_mode_centrality(TwoModeTable(["CFA", "Opco"], ["room", "funds"], [[1, 0], [1, 1]]))
    >>> actors.degree, items.degree
    ((0.5, 1.0), (1.0, 0.5))
    """
    held = table.held
    n, m = held.shape
    graph = np.zeros((n + m, n + m))
    graph[:n, n:] = held
    graph[n:, :n] = held.T
    distances = scipy.sparse.csgraph.shortest_path(graph, directed=False, unweighted=True)
    raw = _raw_betweenness(held)
    return (
        _side(table.actors, held.mean(axis=1), distances[:n], raw[:n], other=m),
        _side(table.items, held.mean(axis=0), distances[n:], raw[n:], other=n),
    )


def _raw_betweenness(held: np.ndarray) -> np.ndarray:
    n, m = held.shape
    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(n + m))
    graph.extend_from_edge_list([(i, n + j) for i, j in np.argwhere(held).tolist()])
    scores = rx.graph_betweenness_centrality(graph, normalized=False)
    return np.array([scores[node] for node in range(n + m)])


def _side(
    names: tuple[str, ...], degree: np.ndarray, distances: np.ndarray, raw: np.ndarray, *, other: int
) -> TwoModeCentrality:
    n, everyone = len(names), distances.shape[1]
    reached = np.isfinite(distances)
    total = np.where(reached, distances, 0.0).sum(axis=1)
    tied = total > 0
    closeness = np.divide(other + 2.0 * (n - 1), total, out=np.zeros(n), where=tied)
    closeness *= (reached.sum(axis=1) - 1) / (everyone - 1)
    largest = _largest_betweenness(n, other)
    possible = np.full(n, largest > 0)
    return TwoModeCentrality(
        names=names,
        degree=tuple(degree.tolist()),
        closeness=optional(closeness, tied),
        betweenness=optional(raw / largest if largest > 0 else raw, possible),
        undefined=undefined_where("closeness", names, tied, "no tie")
        + undefined_where("betweenness", names, possible, "no pair of others to stand between"),
    )


def _largest_betweenness(n: int, m: int) -> float:
    """Betweenness of the best placed of n names facing m others (Borgatti & Halgin 2011)."""
    s, t = divmod(n - 1, m)
    return (m**2 * (s + 1) ** 2 + m * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2.0
