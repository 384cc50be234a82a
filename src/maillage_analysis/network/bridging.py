"""Bridging centrality: on many paths, between well-tied neighbours, with few ties of one's own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.results import Result, Undefined, optional, read_only, undefined_where

from .paths import betweenness
from .ties import Ties


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class BridgingCentrality(Result):
    """Per actor: bridging coefficient, raw betweenness, and their product."""

    layer: str
    threshold: float | None
    actors: tuple[str, ...]
    betweenness: np.ndarray
    coefficient: tuple[float | None, ...]
    bridging: tuple[float | None, ...]
    undefined: tuple[Undefined, ...]


@checked
def bridging_centrality(ties: Ties) -> BridgingCentrality:
    """Bridging centrality = betweenness · (1/d_v)/Σ_{u∈N(v)} 1/d_u, for undirected ties.

    d is the degree, betweenness is raw (each pair once). Undefined for an actor without ties.
    Raises InputError for directed ties. Source: Hwang et al. 2008.

    >>> line = Ties.from_edges(["CFA", "Opco", "Branche"], [("CFA", "Opco"), ("Opco", "Branche")], directed=False)
    >>> bridging_centrality(line).bridging
    (0.0, 0.25, 0.0)
    """
    if ties.directed:
        raise InputError("Bridging centrality is for undirected ties: symmetrise them first ('either' or 'confirmed').")
    degree = ties.adjacency.sum(axis=1)
    tied = degree > 0
    inverse = np.divide(1.0, degree, out=np.zeros_like(degree), where=tied)
    coefficient = np.divide(inverse, ties.adjacency @ inverse, out=np.zeros_like(degree), where=tied)
    raw = betweenness(ties).betweenness
    return BridgingCentrality(
        layer=ties.layer,
        threshold=ties.threshold,
        actors=ties.actors,
        betweenness=read_only(raw),
        coefficient=optional(coefficient, tied),
        bridging=optional(raw * coefficient, tied),
        undefined=undefined_where("bridging", ties.actors, tied, "no tie"),
    )
