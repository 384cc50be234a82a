"""Both sides of apprenticeship at once: someone needs a training place and an employer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from ..arguments import checked
from ..errors import InputError
from ..parameters import real_number
from ..results import Result, read_only
from .checks import Floats, not_negative, positive

Bottleneck = Literal["training", "employers", "both"]


@dataclass(frozen=True, slots=True, eq=False)
class DoubleSided(Result):
    """Access to training and to employers, relative to their means.

    training, employers: F / F̄ and E / Ē; index: √(F/F̄ × E/Ē), 1 when both are average, 0 when either is missing;
    bottleneck: the smaller side, "both" when equal; shortage: the sides below ``short_below`` ("training", "employers",
    "both" or None). Everything relative is None, with ``reason``, when a mean is 0.
    """

    training: Floats | None
    employers: Floats | None
    index: Floats | None
    bottleneck: tuple[Bottleneck, ...] | None
    shortage: tuple[Bottleneck | None, ...] | None
    training_mean: float | None
    employers_mean: float | None
    reason: str | None
    parameters: dict


@checked
def double_sided(
    training: ArrayLike,
    employers: ArrayLike,
    demand: ArrayLike | None = None,
    *,
    short_below: float = 1.0,
    tie: float = 1e-12,
) -> DoubleSided:
    """Gᵢ = √(Fᵢ/F̄ × Eᵢ/Ē) and the bottleneck argmin(F/F̄, E/Ē) of each place.

    training, employers: access of the same places (for instance two APL), shape (places,). Means are weighted by
    ``demand`` when given, else each place counts once. Sides closer than ``tie`` are equal, and so is a side to
    ``short_below``.

    Raises InputError for sides of different lengths, or for a number that is negative or unknown.
    """
    sides = [not_negative(training, "training"), not_negative(employers, "employers")]
    if sides[0].ndim != 1 or sides[0].shape != sides[1].shape:
        raise InputError(
            "training and employers differ in length: give the access of the same places, in the same order."
        )
    weights = np.ones(sides[0].shape) if demand is None else not_negative(demand, "demand")
    if weights.shape != sides[0].shape:
        raise InputError(f"demand has {weights.size} rows for {sides[0].size} places: give one number per place.")
    parameters = {
        "mean": "places" if demand is None else "demand",
        "short_below": positive(short_below, "short_below"),
        "tie": real_number(tie, what="gap under which sides are equal", low=0),
    }
    means = [float(side @ weights / weights.sum()) if weights.sum() > 0 else None for side in sides]
    reason = _undefined(means)
    if reason:
        return DoubleSided(None, None, None, None, None, *means, reason, parameters)
    trained, hired = sides[0] / means[0], sides[1] / means[1]
    index = np.sqrt(trained * hired)
    return DoubleSided(
        read_only(trained),
        read_only(hired),
        read_only(index),
        tuple(_smaller(f, e, tie) for f, e in zip(trained.tolist(), hired.tolist(), strict=True)),
        tuple(_short(f, e, short_below - tie) for f, e in zip(trained.tolist(), hired.tolist(), strict=True)),
        *means,
        None,
        parameters,
    )


def _undefined(means: list[float | None]) -> str | None:
    if None in means:
        return "Nobody lives in these places: there is no mean to compare with."
    for mean, side in zip(means, ("training", "employers"), strict=True):
        if mean == 0:
            return f"No place has any access to {side}: there is no mean to compare with."
    return None


def _smaller(training: float, employers: float, tie: float) -> Bottleneck:
    if abs(training - employers) <= tie:
        return "both"
    return "training" if training < employers else "employers"


def _short(training: float, employers: float, below: float) -> Bottleneck | None:
    if training < below and employers < below:
        return "both"
    return "training" if training < below else "employers" if employers < below else None
