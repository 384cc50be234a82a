"""Who leans the same way as whom, and on how much: convergences, divergences, ambivalence (MACTOR)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.checks import one_of
from maillage_analysis.results import Result, Undefined, optional, read_only, undefined_where

from .positions import Positions


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Convergences(Result):
    """Convergences and divergences between pairs of actors (or of objectives), diagonals 0.

    convergence, divergence: C and D, symmetric. *_total: their row sums. net: C − D, high for natural allies.
    degree_of_convergence: 100·ΣC/(ΣC + ΣD), in percent; degree_of_divergence: the rest to 100.
    ambivalence: EQ, per name, 1 when agreements and disagreements with each other are even, 0 when never both.
    """

    between: str
    order: int
    names: tuple[str, ...]
    convergence: np.ndarray
    divergence: np.ndarray
    convergence_total: np.ndarray
    divergence_total: np.ndarray
    net: np.ndarray
    degree_of_convergence: float | None
    degree_of_divergence: float | None
    ambivalence: tuple[float | None, ...]
    undefined: tuple[Undefined, ...]


@checked
def convergences(stands: Positions, *, between: str = "actors") -> Convergences:
    """Convergences and divergences between ``actors`` (CAA, DAA) or between ``objectives`` (COO, DOO).

    With M the positions (transposed for objectives), i ≠ j and k running over what is judged:

    - order 1: C_ij = number of k where the signs agree, D_ij = where they are opposite;
    - orders 2 and 3: C_ij = Σ_{k: M_ik·M_jk > 0} (|M_ik| + |M_jk|)/2, D_ij the same where M_ik·M_jk < 0;
    - EQ_i = 1 − Σ_j|C_ij − D_ij| / Σ_j(C_ij + D_ij).

    The degree of convergence is undefined when nobody shares any stand; EQ_i when i shares none.
    Raises InputError if ``between`` is neither of the two. Source: Godet, Manuel de prospective stratégique, t. 2.

    >>> from maillage_analysis.strategy import PositionTable, actor_positions
    >>> table = PositionTable(["CFA", "Opco"], ["hire", "retain"], [[2, -1], [4, 3]])
    >>> pairs = convergences(actor_positions(table, order=2))
    >>> pairs.convergence.tolist(), pairs.divergence.tolist()
    ([[0.0, 3.0], [3.0, 0.0]], [[0.0, 2.0], [2.0, 0.0]])
    >>> pairs.degree_of_convergence, pairs.ambivalence
    (60.0, (0.8, 0.8))
    """
    one_of(between, ("actors", "objectives"), what="kind of pair")
    matrix, names = (stands.values, stands.actors) if between == "actors" else (stands.values.T, stands.objectives)
    convergence, divergence = _pairs(matrix)
    shared = convergence.sum() + divergence.sum()
    degree = float(100.0 * convergence.sum() / shared) if shared > 0 else None
    volume = (convergence + divergence).sum(axis=1)
    gap = np.abs(convergence - divergence).sum(axis=1)
    ambivalence = 1.0 - np.divide(gap, volume, out=np.zeros_like(gap), where=volume > 0)
    nobody = f"no two {between} have a stand on the same thing"
    return Convergences(
        between=between,
        order=stands.order,
        names=names,
        convergence=read_only(convergence),
        divergence=read_only(divergence),
        convergence_total=read_only(convergence.sum(axis=1)),
        divergence_total=read_only(divergence.sum(axis=1)),
        net=read_only(convergence - divergence),
        degree_of_convergence=degree,
        degree_of_divergence=None if degree is None else 100.0 - degree,
        ambivalence=optional(ambivalence, volume > 0),
        undefined=(() if degree is not None else (Undefined(measure="degree_of_convergence", reason=nobody),))
        + undefined_where("ambivalence", names, volume > 0, "shares no stand with anyone"),
    )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class AgreementIndex(Result):
    """Agreement of each pair on [−1, 1]; ``None`` where the two share no stand, and on the diagonal."""

    between: str
    order: int
    names: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    undefined: tuple[Undefined, ...]


@checked
def agreement_index(pairs: Convergences) -> AgreementIndex:
    """Agreement (C_ij − D_ij)/(C_ij + D_ij): 1 always together, −1 always opposed.

    Undefined for a pair without a shared stand, and for a name with itself.

    >>> from maillage_analysis.strategy import PositionTable, actor_positions
    >>> table = PositionTable(["CFA", "Opco"], ["hire", "retain"], [[2, -1], [4, 3]])
    >>> agreement_index(convergences(actor_positions(table))).values
    ((None, 0.2), (0.2, None))
    """
    volume = pairs.convergence + pairs.divergence
    index = np.divide(pairs.net, volume, out=np.zeros_like(volume), where=volume > 0)
    apart = [f"{pairs.names[i]} – {pairs.names[j]}" for i, j in np.argwhere(np.triu(volume == 0, k=1)).tolist()]
    undefined = Undefined(measure="agreement", of=tuple(apart), reason="no stand on the same thing")
    return AgreementIndex(
        between=pairs.between,
        order=pairs.order,
        names=pairs.names,
        values=tuple(optional(row, known) for row, known in zip(index, volume > 0, strict=True)),
        undefined=(undefined,) if apart else (),
    )


def _pairs(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """C and D as products over what is judged; with positions reduced to signs, half-sums of sizes are plain counts."""
    size = np.abs(matrix)
    favour, against = (matrix > 0).astype(float), (matrix < 0).astype(float)
    sized, sides = np.hstack([size * favour, size * against]), np.hstack([favour, against])
    # einsum, not @: at this size the threads of BLAS wait for one another on a busy machine (100 ms instead of 10).
    same = np.einsum("ik,jk->ij", sized, sides)
    opposite = np.einsum("ik,jk->ij", sized, np.hstack([against, favour]))
    convergence, divergence = (same + same.T) / 2.0, (opposite + opposite.T) / 2.0
    np.fill_diagonal(convergence, 0.0)
    return convergence, divergence
