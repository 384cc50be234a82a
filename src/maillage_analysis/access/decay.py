"""How much a place counts when it takes t minutes to get there: W(t), between 0 and 1 except for the power law.

Thresholds are inclusive: a place at exactly the limit still counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from ..arguments import checked
from ..errors import InputError
from ..results import Result
from .checks import Floats, not_negative, positive


@dataclass(frozen=True, slots=True)
class Decay(Result):
    """A decay function. Make one with ``binary``, ``steps``, ``gaussian``, ``dai``, ``epanechnikov`` or ``power``.

    family: name of the function; limit: minutes beyond which the weight is 0 (None: never);
    width: σ of the Gaussian (minutes) or exponent of the power law; thresholds: (minutes, weight) of each step.

    >>> luo_qi = steps((10, 1), (20, 0.68), (30, 0.22))
    >>> luo_qi.weight([0, 10, 10.5, 30, 31]).tolist()
    [1.0, 1.0, 0.68, 0.22, 0.0]
    """

    family: str
    limit: float | None
    width: float | None = None
    thresholds: tuple[tuple[float, float], ...] = ()

    def weight(self, minutes: ArrayLike) -> Floats:
        """Weights of travel times, same shape."""
        return self.weight_checked(not_negative(minutes, "minutes"))

    def weight_checked(self, times: Floats) -> Floats:
        """The same for times already known to be finite and not negative."""
        weights = _FAMILIES[self.family](self, times)
        return weights if self.limit is None or self.thresholds else np.where(times <= self.limit, weights, 0.0)

    def scaled(self, factor: float) -> Decay:
        """The same shape with every time multiplied by ``factor``: thresholds, limit and σ."""
        positive(factor, "factor")
        return replace(
            self,
            limit=None if self.limit is None else self.limit * factor,
            width=self.width * factor if self.family == "gaussian" else self.width,
            thresholds=tuple((minutes * factor, weight) for minutes, weight in self.thresholds),
        )


@checked
def binary(limit: float) -> Decay:
    """1 up to ``limit`` minutes, 0 beyond (Luo & Wang 2003).

    Minutes. Raises InputError for a limit that is not a finite number above zero.
    """
    return steps((limit, 1.0))


@checked
def steps(*thresholds: tuple[float, float]) -> Decay:
    """A staircase: each (minutes, weight) holds up to its minutes, included; weights never rise with time.

    Raises InputError without any step, for a step that is not (minutes, weight), for thresholds that do not rise or
    weights that do.
    """
    if not thresholds or any(np.shape(step) != (2,) for step in thresholds):
        raise InputError("A staircase needs at least one step: give pairs such as (10, 1), (20, 0.68), (30, 0.22).")
    minutes = [positive(limit, "The threshold of a step") for limit, _ in thresholds]
    weights = [positive(weight, "The weight of a step") for _, weight in thresholds]
    if any(later <= sooner for sooner, later in pairwise(minutes)):
        raise InputError(f"The thresholds {minutes} do not rise: order the steps from the nearest to the farthest.")
    if any(later > sooner for sooner, later in pairwise(weights)):
        raise InputError(f"The weights {weights} rise with time: a farther place cannot count more.")
    return Decay("steps", minutes[-1], thresholds=tuple(zip(minutes, weights, strict=True)))


@checked
def gaussian(sigma: float, limit: float) -> Decay:
    """exp(−t² / 2σ²) up to ``limit`` (kernel-density 2SFCA).

    Minutes both. Raises InputError for a number that is not finite and above zero.
    """
    return Decay("gaussian", positive(limit, "limit"), positive(sigma, "sigma"))


@checked
def dai(limit: float) -> Decay:
    """(exp(−½(t/t₀)²) − exp(−½)) / (1 − exp(−½)): 1 at the door, 0 at the limit (Dai 2010).

    Minutes. Raises InputError for a limit that is not a finite number above zero.
    """
    return Decay("dai", positive(limit, "limit"))


@checked
def epanechnikov(limit: float) -> Decay:
    """¾ (1 − (t/t₀)²) up to the limit (Dai & Wang 2011).

    Minutes. Raises InputError for a limit that is not a finite number above zero.
    """
    return Decay("epanechnikov", positive(limit, "limit"))


@checked
def power(exponent: float, limit: float | None = None) -> Decay:
    """max(t, 1)^−b: gravity, with every trip counted as one minute at least (Hansen 1959).

    ``limit`` in minutes, None for none. Raises InputError for a number that is not finite and above zero.
    """
    return Decay("power", None if limit is None else positive(limit, "limit"), positive(exponent, "exponent"))


def _staircase(decay: Decay, minutes: Floats) -> Floats:
    weights = np.array([weight for _, weight in decay.thresholds] + [0.0])
    step = np.zeros(np.shape(minutes), dtype=np.uint8 if len(weights) < 256 else np.intp)
    for limit, _ in decay.thresholds:  # a few passes, faster than searching each time among the thresholds
        step += minutes > limit
    return weights.take(step)


def _gaussian(decay: Decay, minutes: Floats) -> Floats:
    return np.exp(-(minutes**2) / (2 * decay.width**2))


def _dai(decay: Decay, minutes: Floats) -> Floats:
    edge = np.exp(-0.5)
    return (np.exp(-0.5 * (minutes / decay.limit) ** 2) - edge) / (1 - edge)


def _epanechnikov(decay: Decay, minutes: Floats) -> Floats:
    return 0.75 * (1 - (minutes / decay.limit) ** 2)


def _power(decay: Decay, minutes: Floats) -> Floats:
    return np.maximum(minutes, 1.0) ** -decay.width


_FAMILIES: dict[str, Callable[[Decay, Floats], Floats]] = {
    "steps": _staircase,
    "gaussian": _gaussian,
    "dai": _dai,
    "epanechnikov": _epanechnikov,
    "power": _power,
}

LUO_QI_SLOW = steps((10, 1.0), (20, 0.68), (30, 0.22))
"""Luo & Qi 2009, slow decay."""
LUO_QI_FAST = steps((10, 1.0), (20, 0.42), (30, 0.09))
"""Luo & Qi 2009, fast decay."""
APL_LIKE = steps((10, 1.0), (15, 1 / 3), (20, 1 / 10))
"""Staircase in the manner of the Drees indicator, 10, 15 and 20 minutes."""
APL_2012 = steps((5, 1.0), (10, 0.3), (15, 0.1))
"""Drees 2012: 5, 10 and 15 minutes."""
APL_GENERAL_PRACTICE = steps((10, 1.0), (15, 2 / 3), (20, 1 / 3))
"""Drees, general practitioners: 10, 15 and 20 minutes."""
TRAINING_LEVELS_3_4 = steps((15, 1.0), (30, 2 / 3), (45, 1 / 3))
"""Our transposition for levels 3 and 4 (CAP, baccalauréat): 15, 30 and 45 minutes."""
TRAINING_LEVELS_5_7 = steps((20, 1.0), (40, 2 / 3), (60, 1 / 3))
"""Our transposition for levels 5 to 7 (BTS to master): 20, 40 and 60 minutes."""
