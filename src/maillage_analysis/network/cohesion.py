"""How dense, how mutual, how centred a network is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.checks import one_of
from maillage_analysis.errors import InputError
from maillage_analysis.results import Result, read_only

from .paths import betweenness
from .ties import Ties


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Density(Result):
    """Share of the possible ties that exist, with both counts; ``density`` is None when none is possible."""

    layer: str
    directed: bool
    threshold: float | None
    ties: int
    possible: int
    density: float | None
    reason: str | None


@checked
def density(ties: Ties) -> Density:
    """Density: arcs/(n(n − 1)) when directed, 2E/(n(n − 1)) when undirected. Undefined under two actors.

    Every row counts, answered or not: see :func:`respondent_density` when some did not answer.

    >>> density(Ties(["CFA", "Opco"], [[0, 1], [0, 0]])).density
    0.5
    """
    n, halved = ties.size, 1 if ties.directed else 2
    possible = n * (n - 1) // halved
    return Density(
        layer=ties.layer,
        directed=ties.directed,
        threshold=ties.threshold,
        ties=ties.arcs // halved,
        possible=possible,
        density=ties.arcs / (n * (n - 1)) if possible else None,
        reason=None if possible else "fewer than two actors",
    )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Reciprocity(Result):
    """Mutual, asymmetric and null pairs, and the share of what is returned."""

    layer: str
    method: str
    threshold: float | None
    mutual: int
    asymmetric: int
    null: int
    reciprocity: float | None
    reason: str | None


@checked
def reciprocity(ties: Ties, *, method: str = "edgewise") -> Reciprocity:
    """Share of ties that are returned: ``edgewise`` 2M/(2M + A) of the arcs, ``dyadic`` M/(M + A) of the tied pairs.

    M mutual, A asymmetric, N null pairs. Undefined without any tie. Undirected ties are mutual by construction.
    Raises InputError for another method.

    >>> reciprocity(Ties(["CFA", "Opco", "Branche"], [[0, 1, 1], [1, 0, 0], [0, 0, 0]])).reciprocity
    0.6666666666666666
    """
    one_of(method, ("edgewise", "dyadic"), what="method")
    returned = int(ties.adjacency.multiply(ties.adjacency.T).sum())
    mutual, asymmetric = returned // 2, ties.arcs - returned
    told, heard = (2 * mutual, 2 * mutual + asymmetric) if method == "edgewise" else (mutual, mutual + asymmetric)
    return Reciprocity(
        layer=ties.layer,
        method=method,
        threshold=ties.threshold,
        mutual=mutual,
        asymmetric=asymmetric,
        null=ties.size * (ties.size - 1) // 2 - mutual - asymmetric,
        reciprocity=told / heard if heard else None,
        reason=None if heard else "no tie",
    )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Centralization(Result):
    """How much one actor stands out: 0 nobody does, 1 a star. ``most_central`` names those with the highest score."""

    layer: str
    measure: str
    directed: bool
    threshold: float | None
    actors: tuple[str, ...]
    scores: np.ndarray
    most_central: tuple[str, ...]
    centralization: float | None
    reason: str | None


@checked
def centralization(ties: Ties, *, measure: str = "degree") -> Centralization:
    """Freeman centralization Σ(max − c_i) over its largest possible value, from 0 to 1.

    ``degree``: (n − 1)(n − 2) when undirected; in a directed network degree is in + out, over 2(n − 1)(n − 2).
    ``indegree``, ``outdegree``: (n − 1)². ``betweenness``: (n − 1)²(n − 2) directed, half of it undirected.
    Undefined when that largest value is 0 (under three actors; under two for in- and outdegree).
    Raises InputError for another measure, or for in- and outdegree of undirected ties. Source: Freeman 1979.

    >>> star = Ties.from_edges(["CFA", "Opco", "Branche"], [("CFA", "Opco"), ("CFA", "Branche")], directed=False)
    >>> centralization(star).centralization
    1.0
    """
    one_of(measure, ("degree", "indegree", "outdegree", "betweenness"), what="measure")
    if measure in ("indegree", "outdegree") and not ties.directed:
        raise InputError(f"Undirected ties have no {measure}: ask for the degree.")
    scores, largest = _scores(ties, measure)
    gap = float((scores.max() - scores).sum())
    return Centralization(
        layer=ties.layer,
        measure=measure,
        directed=ties.directed,
        threshold=ties.threshold,
        actors=ties.actors,
        scores=read_only(scores),
        most_central=tuple(np.array(ties.actors, dtype=object)[np.isclose(scores, scores.max(), rtol=1e-12)]),
        centralization=gap / largest if largest > 0 else None,
        reason=None if largest > 0 else "too few actors for one to stand out",
    )


def _scores(ties: Ties, measure: str) -> tuple[np.ndarray, float]:
    n = ties.size
    outgoing, incoming = ties.adjacency.sum(axis=1), ties.adjacency.sum(axis=0)
    if measure == "betweenness":
        largest = (n - 1) ** 2 * (n - 2)
        return np.array(betweenness(ties).betweenness), largest if ties.directed else largest / 2
    if measure == "degree":
        largest = (n - 1) * (n - 2)
        return (outgoing + incoming, 2 * largest) if ties.directed else (outgoing, largest)
    return (incoming if measure == "indegree" else outgoing), (n - 1) ** 2
