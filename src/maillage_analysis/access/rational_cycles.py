"""The published heuristic of RAAM (Saxon & Snow 2020), cycle by cycle, to compare with earlier work.

It stops after a number of cycles, far from equilibrium with the usual 150; ``raam`` solves the model itself.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..arguments import checked
from ..errors import InputError
from ..parameters import real_number, whole_number
from .checks import Floats, amounts, positive
from .pairs import Pairs


@checked
def raam_cycles(
    near: Pairs,
    demand: ArrayLike,
    supply: ArrayLike,
    *,
    tau: float = 60.0,
    rho: float | None = None,
    cycles: int = 150,
    initial_step: float = 0.2,
    smallest_step: float = 0.005,
    half_life: float = 50.0,
    careful_cycles: int = 20,
) -> Floats:
    """Mean cost of each place after ``cycles`` cycles of whole people moving from their dearest to their cheapest site.

    Same rules and same rounding as PySAL ``access`` 1.1.10 (``raam``). demand: whole numbers above zero;
    supply: above zero; every place of demand needs a pair. Returns costs, shape (demand,), in units of
    (demand per supply relative to ρ) + minutes / τ.

    Raises InputError for anything else.
    """
    from ._kernels_raam import run_cycles

    people = amounts(demand, "demand", near.demand_count)
    places = amounts(supply, "supply", near.supply_count)
    if (people != np.floor(people)).any() or (people <= 0).any() or (places <= 0).any():
        raise InputError(
            "The heuristic moves whole people to open sites: give whole demand and supply, all above zero."
        )
    starts = near.starts
    if (np.diff(starts) == 0).any():
        lonely = int(np.argmin(np.diff(starts)))
        raise InputError(f"The place of demand {lonely} reaches no site: leave it out or extend the limit.")
    whole_number(cycles, what="number of cycles", low=1)
    whole_number(careful_cycles, what="number of careful cycles")
    real_number(initial_step, what="initial step", low=0)
    real_number(smallest_step, what="smallest step", low=0)
    positive(half_life, "half_life")
    capacity = places * (people.sum() / places.sum() if rho is None else positive(rho, "rho"))
    minutes = near.minutes / positive(tau, "tau")
    steps = np.maximum(initial_step * 0.5 ** (np.arange(cycles) / half_life), smallest_step)
    sites = near.supply.astype(np.uint32)  # half as much to read in each cycle, and no negative position to look for
    return run_cycles(starts, sites, minutes, people, capacity, steps, careful_cycles)
