"""Rational agent access model (Saxon & Snow 2020), solved to equilibrium.

Everyone goes where crowding plus travel costs least. With s_j = ρ S_j, the flows minimise
Σⱼ Dⱼ² / 2sⱼ + Σᵢⱼ fᵢⱼ tᵢⱼ/τ. Its dual is concave in the crowding cⱼ = Dⱼ/sⱼ alone:
maximise Σᵢ Pᵢ minⱼ(cⱼ + tᵢⱼ/τ) − ½ Σⱼ sⱼ cⱼ². The minimum is smoothed by a temperature, lowered in stages, and each
stage is solved by Newton's method; the remaining gap between flows and prices bounds the error.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..arguments import checked
from ..errors import InputError
from ..results import optional, read_only
from .checks import Floats, Indices, amounts, positive
from .newton import climb
from .pairs import Pairs

FIRST_TEMPERATURE = 0.5
LAST_TEMPERATURE = 1e-9
COOLING = 0.3
POOL = 8
"""How much wider the pool is that close pairs are chosen from."""
SAMPLED_ABOVE, HOMES_PER_SITE = 0.02, 5
"""While it is warmer than this, about five homes per site stand for all."""
SETTLED, SETTLED_LAST = 0.3, 0.03
"""A Newton step this small next to the temperature ends a stage: the error left is of the order of its square."""
MOST_CROWDED = 1e6
"""With more times the supply that ρ allows, prices lose the digits that flows need."""
NEGLIGIBLE = 35.0
"""exp(−35) is below the precision of a float: pairs that much dearer than the best carry nobody."""


@dataclass(frozen=True, slots=True, eq=False)
class RationalAccess:
    """Cost of access: 1 is average crowding with no travel, or τ minutes with no crowding; lower is better.

    cost: minⱼ(Dⱼ/sⱼ + tᵢⱼ/τ), shape (demand,), undefined (infinite, None in ``as_dict``) where no open site is within
    reach; crowding: Dⱼ/sⱼ, shape (supply,), 1 = average, undefined for sites with a supply of 0 (0 here);
    load: people at each site; gap: objective of the flows minus its lower bound, per person.
    """

    cost: Floats
    crowding: Floats
    load: Floats
    reached: NDArray[np.bool_]
    open: NDArray[np.bool_]
    gap: float
    parameters: dict

    @property
    def unreached(self) -> tuple[int, ...]:
        return tuple(np.flatnonzero(~self.reached).tolist())

    def as_dict(self) -> dict:
        return {
            "method": "RAAM",
            "parameters": self.parameters,
            "cost": list(optional(self.cost, self.reached)),
            "crowding": list(optional(self.crowding, self.open)),
            "load": self.load.tolist(),
            "unreached": list(self.unreached),
            "gap": self.gap,
        }


@checked
def raam(
    near: Pairs, demand: ArrayLike, supply: ArrayLike, *, tau: float = 60.0, rho: float | None = None
) -> RationalAccess:
    """Equilibrium cost of access, within 1e-5.

    tau: minutes of travel worth one average crowding; rho: demand per unit of supply, by default Σ P / Σ S over every
    place given. Demand that reaches no open site takes part in ρ only.

    Raises InputError for an amount that is negative or unknown, a supply of 0 everywhere, a ``tau`` or ``rho`` not
    above zero. Source: Saxon & Snow 2020, Annals of the AAG 110.
    """
    people = amounts(demand, "demand", near.demand_count)
    places = amounts(supply, "supply", near.supply_count)
    if places.sum() == 0:
        raise InputError("supply is 0 everywhere: the model needs at least one open site.")
    tau = positive(tau, "tau")
    usual = people.sum() / places.sum()
    rho = usual if rho is None else positive(rho, "rho")
    if usual > MOST_CROWDED * rho:
        raise InputError(f"rho is {rho:g}, far under the {usual:g} of these places: give demand per unit of supply.")
    is_open = places > 0
    used = is_open[near.supply]
    homes, sites, minutes = near.demand[used], near.supply[used], near.minutes[used] / tau
    reached = np.bincount(homes, minlength=near.demand_count) > 0
    crowding, load, gap = np.zeros(near.supply_count), np.zeros(near.supply_count), 0.0
    moving = (people > 0)[homes]
    if rho > 0 and moving.any():
        problem = _Problem.make(homes[moving], sites[moving], minutes[moving], people, places * rho)
        prices, loads, gap = problem.solve()
        crowding[problem.site_rows], load[problem.site_rows] = prices, loads
    cost = np.full(near.demand_count, np.inf)
    np.minimum.at(cost, homes, crowding[sites] + minutes)
    parameters = {"tau": tau, "rho": float(rho), **near.as_dict()}
    return RationalAccess(
        read_only(cost), read_only(crowding), read_only(load), read_only(reached), read_only(is_open), gap, parameters
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Problem:
    """The people who move, the sites they can reach, and travel in units of τ; pairs sorted by home."""

    homes: Indices
    sites: Indices
    travel: Floats
    people: Floats
    capacity: Floats
    site_rows: Indices

    @classmethod
    def make(cls, homes: Indices, sites: Indices, travel: Floats, people: Floats, capacity: Floats) -> _Problem:
        home_rows, home = _renumbered(homes)
        site_rows, site = _renumbered(sites)
        return cls(home, site, travel, people[home_rows], capacity[site_rows], site_rows)

    def solve(self) -> tuple[Floats, Floats, float]:
        """Crowding, load, and gap per person."""
        prices, rough = np.full(len(self.capacity), self.people.sum() / self.capacity.sum()), self._sample()
        temperature = FIRST_TEMPERATURE
        while temperature > LAST_TEMPERATURE:
            prices = (rough if temperature > SAMPLED_ABOVE else self)._stage(prices, temperature)
            temperature *= COOLING
        prices = self._stage(prices, LAST_TEMPERATURE)
        return self._certify(prices, LAST_TEMPERATURE)

    def _sample(self) -> _Problem:
        """One home in several, standing for all: enough for the warm stages, which only prepare the last one."""
        stride = max(1, len(self.people) // (HOMES_PER_SITE * len(self.capacity)))
        kept = self.homes % stride == 0
        people = self.people[::stride]
        people = people * (self.people.sum() / people.sum())
        return _Problem(
            self.homes[kept] // stride, self.sites[kept], self.travel[kept], people, self.capacity, self.site_rows
        )

    def _stage(self, prices: Floats, temperature: float) -> Floats:
        """Maximise the smoothed dual on the pairs that can matter, chosen again each time prices have moved far.

        They are chosen among a wider pool, itself chosen among all when prices have left the ground it covers.
        """
        margin = np.inf if temperature >= FIRST_TEMPERATURE else 2 * NEGLIGIBLE * temperature
        settled = SETTLED_LAST if temperature <= LAST_TEMPERATURE else SETTLED
        pool, ground = None, prices
        while True:
            if pool is None or np.abs(prices - ground).max() > margin * (POOL - 1) / 2:
                pool, ground = self._near(prices, margin * POOL), prices
            close = pool._near(prices, margin)
            pairs = (close.homes, close.sites, close.travel, self.people, self.capacity)
            prices, done = climb(prices, *pairs, temperature, leash=margin / 4, settled=settled)
            if done:
                return prices

    def _near(self, prices: Floats, margin: float) -> _Problem:
        """Only the pairs at most ``margin`` dearer than the cheapest of their home."""
        if np.isinf(margin):
            return self
        total = prices[self.sites] + self.travel
        kept = np.flatnonzero(total - self._lowest(total)[self.homes] <= margin)
        return replace(self, homes=self.homes[kept], sites=self.sites[kept], travel=self.travel[kept])

    def _lowest(self, total: Floats) -> Floats:
        starts = np.flatnonzero(np.diff(self.homes, prepend=-1))
        return np.minimum.reduceat(total, starts)

    def _certify(self, prices: Floats, temperature: float) -> tuple[Floats, Floats, float]:
        """Crowding and load, and how far the cost of the flows is above the lower bound that the prices prove."""
        total = prices[self.sites] + self.travel
        lowest = self._lowest(total)
        shares = np.exp(-(total - lowest[self.homes]) / temperature)
        flows = shares * (self.people / np.bincount(self.homes, weights=shares))[self.homes]
        load = np.bincount(self.sites, weights=flows, minlength=len(self.capacity))
        primal = (load**2 / (2 * self.capacity)).sum() + flows @ self.travel
        dual = self.people @ lowest - (self.capacity * prices**2).sum() / 2
        return prices, self.capacity * prices, float((primal - dual) / self.people.sum())


def _renumbered(rows: Indices) -> tuple[Indices, Indices]:
    """The rows that occur, in order, and the rank of each among them (faster than sorting)."""
    occurs = np.bincount(rows) > 0
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[rows]
