"""Objectives read on two axes: does it divide, does it matter? Four situations, four things to do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.parameters import real_number
from maillage_analysis.results import Result, Undefined, optional, read_only, undefined_where

from .positions import Positions

SHARED, SPLIT = "shared", "split"
STRONG, WEAK = "strong", "weak"

ROUNDING = 1e-12
"""What is this near a threshold is on it."""

READING = {
    (SHARED, STRONG): "common_ground",  # socle commun
    (SPLIT, STRONG): "to_debate",  # à mettre en débat
    (SHARED, WEAK): "to_awaken",  # à réveiller
    (SPLIT, WEAK): "to_watch",  # à surveiller
}


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ObjectivesReading(Result):
    """Two axes per objective, and the situation they make (see ``READING``).

    polarisation: 0 everyone on one side, 1 a perfect split; None if nobody took a stand.
    intensity: Σ|v|. reading: None where polarisation is.
    """

    order: int
    split_from: float
    strong_from: float | None
    objectives: tuple[str, ...]
    polarisation: tuple[float | None, ...]
    intensity: np.ndarray
    sides: tuple[str | None, ...]
    strengths: tuple[str | None, ...]
    reading: tuple[str | None, ...]
    undefined: tuple[Undefined, ...]


@checked
def read_objectives(
    stands: Positions, *, split_from: float = 0.5, strong_from: float | None = None
) -> ObjectivesReading:
    """Polarisation(k) = 1 − |Σ_i v_ik|/Σ_i|v_ik| and intensity(k) = Σ_i|v_ik| of every objective.

    An objective is *split* from the polarisation ``split_from`` (0 to 1), otherwise *shared*; it is *strong* from the
    intensity ``strong_from``, otherwise *weak*. By default ``strong_from`` is the median intensity of the objectives
    on which somebody took a stand; the threshold used is part of the result. Without any stand on an objective, its
    polarisation and its reading are undefined. Raises InputError for a threshold out of range.

    >>> from maillage_analysis.strategy import PositionTable, actor_positions
    >>> table = PositionTable(["CFA", "Opco"], ["hire", "retain", "house"], [[4, 3, 0], [3, -3, 1]])
    >>> read_objectives(actor_positions(table)).reading
    ('common_ground', 'to_debate', 'to_awaken')
    """
    real_number(split_from, what="polarisation that makes a split", low=0, high=1)
    if strong_from is not None:
        real_number(strong_from, what="intensity that makes an objective strong", low=0)
    intensity = np.abs(stands.values).sum(axis=0)
    taken = intensity > 0
    balance = np.abs(stands.values.sum(axis=0))
    polarisation = np.divide(intensity - balance, intensity, out=np.zeros_like(balance), where=taken)
    if strong_from is None and taken.any():
        strong_from = float(np.median(intensity[taken]))
    sides = tuple(
        (SPLIT if p >= split_from - ROUNDING else SHARED) if k else None
        for p, k in zip(polarisation, taken, strict=True)
    )
    strengths = tuple(
        (STRONG if i >= strong_from * (1 - ROUNDING) else WEAK) if k else None
        for i, k in zip(intensity, taken, strict=True)
    )
    return ObjectivesReading(
        order=stands.order,
        split_from=float(split_from),
        strong_from=strong_from,
        objectives=stands.objectives,
        polarisation=optional(polarisation, taken),
        intensity=read_only(intensity),
        sides=sides,
        strengths=strengths,
        reading=tuple(READING.get((side, strength)) for side, strength in zip(sides, strengths, strict=True)),
        undefined=undefined_where("polarisation", stands.objectives, taken, "nobody took a stand on it"),
    )
