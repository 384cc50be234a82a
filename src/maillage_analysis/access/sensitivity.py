"""How much a result owes to its thresholds: the same measure with every time of the decay shortened and lengthened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..arguments import checked
from ..errors import InputError
from ..results import read_only
from .catchments import Access, Neighbourhood, two_step_catchment
from .checks import Floats
from .decay import Decay

ONE_THRESHOLD = (2 / 3, 4 / 3)
"""One threshold less and one more of a staircase with three equal steps (15/30/45 → 10/20/30 and 20/40/60)."""


@dataclass(frozen=True, slots=True, eq=False)
class Sensitivity:
    """Access under each variant of the decay.

    baseline: with the decay itself; variants: by factor; lowest, highest: of each place over all of them;
    mean_change: by factor, Σ|A′ − A| / Σ A over places (None when the baseline is 0 everywhere);
    unreached: by factor, how many places reach nothing.
    """

    baseline: Access
    variants: dict[float, Access]
    lowest: Floats
    highest: Floats
    mean_change: dict[float, float | None]
    unreached: dict[float, int]

    def as_dict(self) -> dict:
        return {
            "baseline": self.baseline.as_dict(),
            "variants": [{"factor": factor, **variant.as_dict()} for factor, variant in self.variants.items()],
            "lowest": self.lowest.tolist(),
            "highest": self.highest.tolist(),
            "mean_change": [[factor, change] for factor, change in self.mean_change.items()],
            "unreached": [[factor, count] for factor, count in self.unreached.items()],
        }


@checked
def threshold_sensitivity(
    near: Neighbourhood,
    demand: ArrayLike,
    supply: ArrayLike,
    decay: Decay,
    *,
    factors: Sequence[float] = ONE_THRESHOLD,
    method: Callable[..., Access] = two_step_catchment,
) -> Sensitivity:
    """Recompute ``method(near, demand, supply, decay)`` with the times of the decay multiplied by each factor.

    The pair table or the grid must reach as far as the longest variant.

    Raises InputError for a decay without limit, a factor that is not above zero, or as ``method`` does.
    """
    if decay.limit is None:
        raise InputError("A decay without limit has no threshold to move: give it a limit.")
    baseline = method(near, demand, supply, decay)
    variants = {float(factor): method(near, demand, supply, decay.scaled(factor)) for factor in factors}
    every = np.array([baseline.access, *(variant.access for variant in variants.values())])
    total = float(baseline.access.sum())
    changes = {
        factor: float(np.abs(variant.access - baseline.access).sum()) / total if total > 0 else None
        for factor, variant in variants.items()
    }
    return Sensitivity(
        baseline,
        variants,
        read_only(every.min(axis=0)),
        read_only(every.max(axis=0)),
        changes,
        {factor: len(variant.unreached) for factor, variant in variants.items()},
    )
