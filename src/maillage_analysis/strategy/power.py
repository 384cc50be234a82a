"""Balance of power: direct and indirect influences, dependence, relative strength, stability (MACTOR)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.checks import one_of
from maillage_analysis.results import Result, Undefined, read_only

from .tables import InfluenceTable

CONVENTIONS = {
    "lipsor": "indirect influence by min; influence and dependence without the diagonal (the published software)",
    "literal": "indirect influence by min; influence and dependence with the diagonal",
    "product": "indirect influence by product (MID + MID²); influence and dependence with the diagonal",
}


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class BalanceOfPower(Result):
    """Who weighs on whom. Vectors follow ``actors``; matrices are read from row to column.

    midi: direct and indirect influences. influence, dependence: its row and column sums.
    strength: r. relative_strength: r*, mean 1 (above 1, stronger than the average actor).
    mmidi: the strongest direct or two-step path. max_influence, max_dependence: its row and column sums.
    max_strength, relative_max_strength: q and q*. net_scale: NS, midi minus its transpose.
    stability: H in percent, 100 when influence and dependence never meet in the same actor.
    """

    convention: str
    actors: tuple[str, ...]
    midi: np.ndarray
    influence: np.ndarray
    dependence: np.ndarray
    strength: np.ndarray
    relative_strength: np.ndarray
    mmidi: np.ndarray
    max_influence: np.ndarray
    max_dependence: np.ndarray
    max_strength: np.ndarray
    relative_max_strength: np.ndarray
    net_scale: np.ndarray
    stability: float | None
    undefined: tuple[Undefined, ...]
    warnings: tuple[str, ...]


@checked
def balance_of_power(table: InfluenceTable, *, convention: str = "lipsor") -> BalanceOfPower:
    """Balance of power of MACTOR, from the direct influences ``a`` (n × n).

    Convention ``lipsor`` (default):

    - MIDI_ij = a_ij + Σ_k min(a_ik, a_kj), the diagonal holding the retroaction;
    - I_i = Σ_{j≠i} MIDI_ij, D_i = Σ_{j≠i} MIDI_ji;
    - r_i = (I_i − MIDI_ii)/ΣI · I_i/(I_i + D_i), 0 if I_i + D_i = 0; r*_i = n·r_i/Σr;
    - MMIDI_ij = max(a_ij, max_k min(a_ik, a_kj)), diagonal 0; IMAX and DMAX are its row and column sums;
    - q_i = IMAX_i/ΣIMAX · IMAX_i/(IMAX_i + DMAX_i); q* has mean 1;
    - NS = MIDI − MIDIᵀ; H = 100·Σ|I_i − D_i|/(2·ΣI).

    ``literal`` keeps the diagonals in I, D, IMAX and DMAX, and subtracts them once in r and q.
    ``product`` is ``literal`` with MIDI = MID + MID·MID.

    Nobody has any strength (Σr = 0): r* = 0 for all, with a warning. No influence at all: H is undefined.
    All strengths equal: r* is exactly 1. Raises InputError for an unknown convention.
    Sources: Godet 1991, Futures 23(6); Godet, Manuel de prospective stratégique, t. 2; Bendahan et al. 2004.

    >>> power = balance_of_power(InfluenceTable(["CFA", "Opco"], [[0, 1], [3, 0]]))
    >>> power.midi.tolist()
    [[1.0, 1.0], [3.0, 1.0]]
    >>> power.relative_strength.tolist(), power.stability
    ([0.0, 2.0], 50.0)
    """
    one_of(convention, tuple(CONVENTIONS), what="convention")
    direct = table.values
    with_diagonal = convention != "lipsor"
    midi = direct + (direct @ direct if convention == "product" else _two_step_sum(direct))
    mmidi = np.maximum(direct, _two_step_max(direct))
    if not with_diagonal:
        np.fill_diagonal(mmidi, 0.0)
    influence, dependence = _margins(midi, with_diagonal=with_diagonal)
    max_influence, max_dependence = _margins(mmidi, with_diagonal=with_diagonal)
    strength = _strength(influence, dependence, np.diagonal(midi))
    max_strength = _strength(max_influence, max_dependence, np.diagonal(mmidi))
    warnings = (
        ()
        if strength.any()
        else ("No actor has any strength: relative strengths are all 0, and so are positions weighted by them.",)
    )
    stability, undefined = _stability(influence, dependence)
    return BalanceOfPower(
        convention=convention,
        actors=table.actors,
        midi=read_only(midi),
        influence=read_only(influence),
        dependence=read_only(dependence),
        strength=read_only(strength),
        relative_strength=read_only(_mean_one(strength)),
        mmidi=read_only(mmidi),
        max_influence=read_only(max_influence),
        max_dependence=read_only(max_dependence),
        max_strength=read_only(max_strength),
        relative_max_strength=read_only(_mean_one(max_strength)),
        net_scale=read_only(midi - midi.T),
        stability=stability,
        undefined=undefined,
        warnings=warnings,
    )


def _two_step_sum(direct: np.ndarray) -> np.ndarray:
    """Σ_k min(a_ik, a_kj), one row at a time so that memory stays n²."""
    return np.stack([np.minimum(row[:, None], direct).sum(axis=0) for row in direct])


def _two_step_max(direct: np.ndarray) -> np.ndarray:
    """max_k min(a_ik, a_kj)."""
    return np.stack([np.minimum(row[:, None], direct).max(axis=0) for row in direct])


def _margins(matrix: np.ndarray, *, with_diagonal: bool) -> tuple[np.ndarray, np.ndarray]:
    kept = matrix if with_diagonal else matrix - np.diag(np.diagonal(matrix))
    return kept.sum(axis=1), kept.sum(axis=0)


def _strength(influence: np.ndarray, dependence: np.ndarray, own: np.ndarray) -> np.ndarray:
    """(I_i − own_i)/ΣI · I_i/(I_i + D_i), 0 for an actor that neither acts nor is acted upon."""
    both = influence + dependence
    share = np.divide(influence, both, out=np.zeros_like(influence), where=both > 0)
    total = influence.sum()
    return (influence - own) / total * share if total > 0 else np.zeros_like(influence)


def _mean_one(strength: np.ndarray) -> np.ndarray:
    """n·r_i/Σr; all 0 without any strength, exactly 1 when nobody is stronger than anybody."""
    total = strength.sum()
    if total <= 0:
        return np.zeros_like(strength)
    if np.allclose(strength, strength[0], rtol=1e-13, atol=0.0):
        return np.ones_like(strength)
    return len(strength) * strength / total


def _stability(influence: np.ndarray, dependence: np.ndarray) -> tuple[float | None, tuple[Undefined, ...]]:
    total = influence.sum()
    if total == 0:
        return None, (Undefined(measure="stability", reason="no actor influences another"),)
    return float(100.0 * np.abs(influence - dependence).sum() / (2.0 * total)), ()
