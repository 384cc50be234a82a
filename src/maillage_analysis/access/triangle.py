"""Home, training centre, employer: an apprentice makes all three trips, so the last two must be near each other too."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..arguments import checked
from ..errors import InputError
from ..results import optional, read_only
from .catchments import two_step_catchment
from .checks import Floats, indices
from .decay import Decay
from .pairs import Pairs


@dataclass(frozen=True, slots=True, eq=False)
class Triangle:
    """Access to couples of a training place and an employer that one person can combine.

    training, employers: F and E of each home (2SFCA of each side); couples: Σⱼ Σₖ Wᵢⱼ Rⱼ Vᵢₖ Qₖ over the couples
    within reach of each other, F × E when all of them are; share: couples / (F × E), undefined (0 here, None in
    ``as_dict``) where either side is missing. All of shape (homes asked,).
    """

    training: Floats
    employers: Floats
    couples: Floats
    share: Floats
    limit_between: float | None

    def as_dict(self) -> dict:
        both = self.training * self.employers > 0
        return {
            "training": self.training.tolist(),
            "employers": self.employers.tolist(),
            "couples": self.couples.tolist(),
            "share": list(optional(self.share, both)),
            "limit_between": self.limit_between,
        }


@checked
def triangle(
    to_training: Pairs,
    to_employers: Pairs,
    between: Pairs,
    demand: ArrayLike,
    places: ArrayLike,
    jobs: ArrayLike,
    decay: Decay,
    *,
    homes: ArrayLike | None = None,
) -> Triangle:
    """Keep the couples (training j, employer k) that ``between`` holds, whatever their distance to each other.

    to_training, to_employers: from the same homes; between: from training places to employers, already limited to the
    minutes that an apprentice can travel between both. homes: positions of those to answer for (all by default); the
    supply is shared with everyone in ``demand``.
    """
    if to_training.demand_count != to_employers.demand_count:
        raise InputError("to_training and to_employers start from different homes: give the same ones, in one order.")
    if (between.demand_count, between.supply_count) != (to_training.supply_count, to_employers.supply_count):
        raise InputError("between must go from the training places of to_training to the employers of to_employers.")
    count = to_training.demand_count
    asked = np.arange(count) if homes is None else indices(homes, "homes", count)
    trained, hired = (
        _reached(near, demand, supply, decay)[asked] for near, supply in ((to_training, places), (to_employers, jobs))
    )
    linked = _matrix(between, np.ones(len(between)))
    couples = (trained @ linked).multiply(hired).sum(axis=1)
    sides = [np.asarray(side.sum(axis=1)).ravel() for side in (trained, hired)]
    whole, couples = sides[0] * sides[1], np.asarray(couples).ravel()
    share = np.divide(couples, whole, out=np.zeros_like(couples), where=whole > 0)
    return Triangle(*(read_only(values) for values in (*sides, couples, np.minimum(share, 1.0))), between.limit)


def _reached(near: Pairs, demand: ArrayLike, supply: ArrayLike, decay: Decay):
    """What each home gets from each site: Wᵢⱼ Rⱼ, sparse."""
    ratio = two_step_catchment(near, demand, supply, decay).ratio
    return _matrix(near, decay.weight(near.minutes) * ratio[near.supply])


def _matrix(near: Pairs, values: Floats):
    from scipy.sparse import csr_array

    return csr_array((values, (near.demand, near.supply)), shape=(near.demand_count, near.supply_count))
