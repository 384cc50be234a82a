"""In how many pieces a network falls: fragmentation, cut points, bridges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import rustworkx as rx
import scipy

from maillage_analysis.arguments import checked
from maillage_analysis.checks import one_of
from maillage_analysis.errors import InputError
from maillage_analysis.results import Result

from .paths import as_graph
from .reach import reach_after_removal
from .ties import Ties

PATHS = {
    "either_way": "direction is forgotten: a tie joins both ways",
    "as_given": "paths follow the arcs",
}


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Fragmentation(Result):
    """What is left once some actors are gone.

    fragmentation: F, share of ordered pairs that no longer reach each other. distance_fragmentation: DF, where far is
    partly lost. pieces: names of each connected piece, largest first. remaining: number of actors left.
    """

    layer: str
    threshold: float | None
    paths: str
    removed: tuple[str, ...]
    remaining: int
    pieces: tuple[tuple[str, ...], ...]
    fragmentation: float | None
    distance_fragmentation: float | None
    reason: str | None


@checked
def fragmentation(ties: Ties, *, removed: Iterable[str] = (), paths: str = "either_way") -> Fragmentation:
    """F = 1 − Σ_pieces s(s − 1)/(n′(n′ − 1)) and DF = 1 − Σ_{i≠j} d_ij⁻¹/(n′(n′ − 1)) on the n′ actors left.

    d counts steps and 1/d is 0 without path. With ``paths="as_given"``, F counts the ordered pairs joined by a path
    along the arcs; pieces always forget direction. Undefined under two remaining actors.
    Raises InputError for an unknown actor or option. Source: Borgatti 2006, CMOT 12.

    >>> line = Ties.from_edges(["CFA", "Opco", "Branche"], [("CFA", "Opco"), ("Opco", "Branche")], directed=False)
    >>> fragmentation(line, removed=["Opco"]).fragmentation, fragmentation(line).distance_fragmentation
    (1.0, 0.16666666666666663)
    """
    gone = set(removed)
    for name in sorted(gone - set(ties.actors)):
        raise InputError(f"{name!r} cannot be removed: it is not an actor of the network.")
    out = np.array([actor in gone for actor in ties.actors])
    remaining = int((~out).sum())
    pairs, closeness = reach_after_removal(walkable(ties, paths), out[None, :])
    possible = remaining * (remaining - 1)
    return Fragmentation(
        layer=ties.layer,
        threshold=ties.threshold,
        paths=paths,
        removed=tuple(actor for actor in ties.actors if actor in gone),
        remaining=remaining,
        pieces=_pieces(ties, out),
        fragmentation=float(1.0 - pairs[0] / possible) if possible else None,
        distance_fragmentation=float(1.0 - closeness[0] / possible) if possible else None,
        reason=None if possible else "fewer than two actors remain",
    )


def walkable(ties: Ties, paths: str) -> scipy.sparse.csr_array:
    """The 0/1 table that paths may follow. Raises InputError for an unknown option."""
    one_of(paths, tuple(PATHS), what="kind of path")
    return ties.neighbours if paths == "either_way" else ties.adjacency


def _pieces(ties: Ties, out: np.ndarray) -> tuple[tuple[str, ...], ...]:
    left = np.flatnonzero(~out)
    if not left.size:
        return ()
    _, labels = scipy.sparse.csgraph.connected_components(ties.neighbours[left][:, left], directed=False)
    pieces = [tuple(sorted(ties.actors[i] for i in left[labels == label])) for label in range(labels.max() + 1)]
    return tuple(sorted(pieces, key=lambda piece: (-len(piece), piece)))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CutPoints(Result):
    """Actors, and ties, without whom a piece of the network splits; direction is forgotten."""

    layer: str
    threshold: float | None
    articulation_points: tuple[str, ...]
    bridges: tuple[tuple[str, str], ...]


@checked
def cut_points(ties: Ties) -> CutPoints:
    """Articulation points (actors in the order of the network) and bridges (pairs in alphabetical order).

    >>> line = Ties.from_edges(["CFA", "Opco", "Branche"], [("CFA", "Opco"), ("Opco", "Branche")], directed=False)
    >>> cut_points(line).articulation_points, cut_points(line).bridges
    (('Opco',), (('Branche', 'Opco'), ('CFA', 'Opco')))
    """
    graph = as_graph(ties.neighbours, directed=False)
    points, bridges = rx.articulation_points(graph), rx.bridges(graph)
    return CutPoints(
        layer=ties.layer,
        threshold=ties.threshold,
        articulation_points=tuple(ties.actors[node] for node in sorted(points)),
        bridges=tuple(sorted(tuple(sorted((ties.actors[a], ties.actors[b]))) for a, b in bridges)),
    )
