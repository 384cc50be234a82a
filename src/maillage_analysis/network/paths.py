"""Who stands on the shortest paths of others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import rustworkx as rx
import scipy

from maillage_analysis.arguments import checked
from maillage_analysis.results import Result, read_only

from .ties import Ties


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Betweenness(Result):
    """Raw betweenness per actor: number of pairs whose shortest paths go through it, shared between equal paths."""

    layer: str
    directed: bool
    threshold: float | None
    actors: tuple[str, ...]
    betweenness: np.ndarray


@checked
def betweenness(ties: Ties) -> Betweenness:
    """Betweenness Σ_{j,k} g_jk(i)/g_jk, not normalised: ordered pairs when directed, each pair once otherwise.

    Paths count steps on the 0/1 view: a strength is not a distance. Always defined (0 when nobody passes).
    Source: Freeman 1977, computed by Brandes' algorithm (rustworkx).

    >>> line = Ties.from_edges(["CFA", "Opco", "Branche"], [("CFA", "Opco"), ("Opco", "Branche")], directed=False)
    >>> betweenness(line).betweenness.tolist()
    [0.0, 1.0, 0.0]
    """
    graph = as_graph(ties.adjacency, directed=ties.directed)
    count = rx.digraph_betweenness_centrality if ties.directed else rx.graph_betweenness_centrality
    scores = count(graph, normalized=False)
    return Betweenness(
        layer=ties.layer,
        directed=ties.directed,
        threshold=ties.threshold,
        actors=ties.actors,
        betweenness=read_only(np.array([scores[node] for node in range(ties.size)])),
    )


def as_graph(adjacency: scipy.sparse.csr_array, *, directed: bool) -> rx.PyDiGraph | rx.PyGraph:
    """The 0/1 table as a rustworkx graph whose node numbers are the row numbers."""
    graph = rx.PyDiGraph(multigraph=False) if directed else rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(adjacency.shape[0]))
    sources, targets = adjacency.tocoo().coords
    graph.extend_from_edge_list(list(zip(sources.tolist(), targets.tolist(), strict=True)))
    return graph
