"""Do ties stay inside groups or cross them: E-I index and nominal assortativity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.results import Result, Undefined, read_only

from .labels import p_value, shuffled_labels
from .ties import Ties, group_codes


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ExternalInternal(Result):
    """External and internal ties, their balance from −1 (all inside) to 1 (all across), and what chance would give.

    index: (E − I)/(E + I). expected: the same on possible ties. density_index: on densities, free of group sizes.
    p_greater, p_less: share of label shuffles at least as external (at most), None when none was asked.
    """

    layer: str
    threshold: float | None
    permutations: int
    seed: int
    external: int
    internal: int
    possible_external: int
    possible_internal: int
    index: float | None
    expected: float | None
    density_index: float | None
    shuffled_mean: float | None
    p_greater: float | None
    p_less: float | None
    undefined: tuple[Undefined, ...]


@checked
def external_internal(
    ties: Ties, groups: Mapping[str, str], *, permutations: int = 0, seed: int = 0
) -> ExternalInternal:
    """E-I index of Krackhardt & Stern (1988): E ties across groups, I inside; arcs if directed, pairs otherwise.

    expected = (pE − pI)/(pE + pI) with the possible ties; density_index = (dE − dI)/(dE + dI) with dE = E/pE and
    dI = I/pI. ``permutations`` > 0 shuffles labels over the same ties (seeded).
    Undefined: the index without ties; the expectation under two actors; the density index without ties, with a
    single group, or with groups of one only. Raises InputError for an actor without group.

    >>> ties = Ties.from_edges(["CFA", "Opco", "Branche"], [("CFA", "Opco"), ("Opco", "Branche")], directed=False)
    >>> result = external_internal(ties, {"CFA": "training", "Opco": "funds", "Branche": "funds"})
    >>> result.external, result.internal, result.index, result.expected
    (1, 1, 0.0, 0.3333333333333333)
    """
    _, codes = group_codes(ties.actors, groups)
    halved = 1 if ties.directed else 2
    rows, columns = ties.adjacency.tocoo().coords
    external = int((codes[rows] != codes[columns]).sum()) // halved
    internal = ties.arcs // halved - external
    sizes = np.bincount(codes)
    possible_internal = int((sizes * (sizes - 1)).sum()) // halved
    possible_external = ties.size * (ties.size - 1) // halved - possible_internal
    densities = None
    if possible_external and possible_internal:
        densities = external / possible_external, internal / possible_internal
    index = _balance(external, internal)
    expected = _balance(possible_external, possible_internal)
    density_index = _balance(*densities) if densities else None
    tails = _tails(ties, codes, external * halved, permutations, seed) if index is not None else (None, None, None)
    return ExternalInternal(
        layer=ties.layer,
        threshold=ties.threshold,
        permutations=permutations,
        seed=seed,
        external=external,
        internal=internal,
        possible_external=possible_external,
        possible_internal=possible_internal,
        index=index,
        expected=expected,
        density_index=density_index,
        shuffled_mean=tails[0],
        p_greater=tails[1],
        p_less=tails[2],
        undefined=_reasons(index, expected, density_index),
    )


def _balance(external: float, internal: float) -> float | None:
    return (external - internal) / (external + internal) if external + internal else None


def _tails(
    ties: Ties, codes: np.ndarray, external: int, permutations: int, seed: int
) -> tuple[float | None, float | None, float | None]:
    """Mean index under shuffled labels, and both p-values."""
    shuffled = shuffled_labels(ties, codes, permutations=permutations, seed=seed)
    if not permutations:
        return None, None, None
    rows, columns = ties.adjacency.tocoo().coords
    crossing = np.array([(labels[rows] != labels[columns]).sum() for labels in shuffled])
    greater, less = (int(tail.sum()) for tail in (crossing >= external, crossing <= external))
    mean = float(2.0 * crossing.mean() / ties.arcs - 1.0)
    return mean, p_value(greater, permutations), p_value(less, permutations)


def _reasons(index: float | None, expected: float | None, density_index: float | None) -> tuple[Undefined, ...]:
    reasons = (
        ("index", index, "no tie"),
        ("expected", expected, "fewer than two actors"),
        ("density_index", density_index, "no tie, a single group, or only groups of one"),
    )
    return tuple(Undefined(measure=measure, reason=reason) for measure, value, reason in reasons if value is None)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Assortativity(Result):
    """Nominal assortativity, with the mixing table (from group, to group) as shares of the ties.

    ``labels`` names the rows and columns of ``mixing``.
    """

    layer: str
    threshold: float | None
    labels: tuple[str, ...]
    mixing: np.ndarray
    assortativity: float | None
    reason: str | None


@checked
def assortativity(ties: Ties, groups: Mapping[str, str]) -> Assortativity:
    """Nominal assortativity (Σ_g e_gg − Σ_g a_g·b_g)/(1 − Σ_g a_g·b_g), e the mixing table, a and b its margins.

    1 when all ties stay inside groups, 0 as chance would have it, negative when ties cross groups. An undirected tie
    counts in both directions. Undefined without ties, or when every tie has its ends in one and the same group.
    Raises InputError for an actor without group. Source: Newman 2003, Physical Review E 67.

    >>> ties = Ties.from_edges(["CFA", "Opco", "Branche"], [("CFA", "Opco"), ("Opco", "Branche")], directed=False)
    >>> assortativity(ties, {"CFA": "training", "Opco": "funds", "Branche": "funds"}).assortativity
    -0.3333333333333333
    """
    labels, codes = group_codes(ties.actors, groups)
    rows, columns = ties.adjacency.tocoo().coords
    counts = np.zeros((len(labels), len(labels)))
    np.add.at(counts, (codes[rows], codes[columns]), 1.0)
    reason, value = "no tie", None
    if ties.arcs:
        chance = int(counts.sum(axis=1) @ counts.sum(axis=0))
        reason = "every tie has its ends in one and the same group"
        if chance < ties.arcs**2:
            value = float((ties.arcs * np.trace(counts) - chance) / (ties.arcs**2 - chance))
    return Assortativity(
        layer=ties.layer,
        threshold=ties.threshold,
        labels=labels,
        mixing=read_only(counts / max(ties.arcs, 1)),
        assortativity=value,
        reason=None if value is not None else reason,
    )
