"""Floating catchments: how much supply each place of demand can reach, once shared with those who reach it too.

Every measure is written once over two sums, Σᵢ xᵢ Wᵢⱼᵖ at supply and Σⱼ yⱼ Wᵢⱼᵖ at demand. ``Pairs`` computes them from
a table of travel times, ``Grid`` from coordinates.

Conventions: a place that reaches no shared supply has access 0 and ``reached`` False; supply that nobody reaches is
``idle``, its ratio is undefined and it counts for nobody. For 2SFCA, E2SFCA, KD, Dai, Shen and 3SFCA the supply is
conserved: Σ Pᵢ Aᵢ is the sum of the supply that somebody reaches.

Sources: Luo & Wang 2003; Luo & Qi 2009; Dai 2010; Wan et al. 2012; Delamater 2013; Hansen 1959; Shen 1998.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..arguments import checked
from ..errors import InputError
from ..results import optional, read_only
from .checks import Floats, amounts
from .decay import Decay, binary, power


class Weighted(Protocol):
    """Sums over the pairs within reach."""

    def to_supply(self, amounts: Floats, power: int = 1) -> Floats: ...
    def to_demand(self, amounts: Floats, power: int = 1) -> Floats: ...


class Neighbourhood(Protocol):
    """Who is near whom: ``Pairs`` or ``Grid``."""

    @property
    def demand_count(self) -> int: ...
    @property
    def supply_count(self) -> int: ...
    def weigh(self, decay: Decay) -> Weighted: ...
    def as_dict(self) -> dict: ...


@dataclass(frozen=True, slots=True, eq=False)
class Access:
    """Access of each place of demand.

    access: supply per unit of demand (Hansen and cumulative: supply), shape (demand,), 0 where not ``reached``;
    reached: whether any supply counts for the place; ratio: Rⱼ, supply per unit of weighted demand, shape (supply,),
    undefined where not ``visited`` (nobody in the catchment); idle: sites with supply that nobody visits;
    served: Σ Pᵢ Aᵢ (None when the measure does not share supply).
    """

    method: str
    parameters: dict
    access: Floats
    reached: NDArray[np.bool_]
    ratio: Floats | None
    visited: NDArray[np.bool_]
    idle: NDArray[np.bool_]
    served: float | None
    reached_supply: float

    @property
    def unreached(self) -> tuple[int, ...]:
        """Positions of the places of demand that reach nothing."""
        return tuple(np.flatnonzero(~self.reached).tolist())

    @property
    def idle_sites(self) -> tuple[int, ...]:
        """Positions of the supply that nobody reaches."""
        return tuple(np.flatnonzero(self.idle).tolist())

    def as_dict(self) -> dict:
        """JSON-ready: an undefined ratio (nobody in the catchment) is None."""
        return {
            "method": self.method,
            "parameters": self.parameters,
            "access": self.access.tolist(),
            "unreached": list(self.unreached),
            "ratio": None if self.ratio is None else list(optional(self.ratio, self.visited)),
            "idle": list(self.idle_sites),
            "served": self.served,
            "reached_supply": self.reached_supply,
        }


@checked
def two_step_catchment(
    near: Neighbourhood, demand: ArrayLike, supply: ArrayLike, decay: Decay, *, method: str = "2SFCA"
) -> Access:
    """2SFCA and its weighted forms: Rⱼ = Sⱼ / Σᵢ Pᵢ Wᵢⱼ ; Aᵢ = Σⱼ Rⱼ Wᵢⱼ.

    ``binary`` weights give 2SFCA, ``steps`` E2SFCA, ``gaussian`` and ``epanechnikov`` kernel-density 2SFCA, ``dai``
    Dai's, ``power`` Shen's. ``method`` only names the result.

    ``demand``: people, shape (demand,); ``supply``: places, shape (supply,), in the order of ``near``. Raises
    InputError for an amount that is negative, unknown or missing, for what is not a decay, or for one that looks
    farther than ``near`` goes. Sources: Luo & Wang 2003; Luo & Qi 2009; Dai 2010.
    """
    people, places = _read(near, demand, supply, decay)
    weighted = near.weigh(decay)
    ratio, visited = _share(places, weighted.to_supply(people))
    return _shared(near, decay, method, people, places, ratio, visited, weighted.to_demand(ratio))


@checked
def three_step_catchment(near: Neighbourhood, demand: ArrayLike, supply: ArrayLike, decay: Decay) -> Access:
    """3SFCA (Wan et al. 2012): demand chooses among sites, Gᵢⱼ = Wᵢⱼ / Σₖ Wᵢₖ.

    Rⱼ = Sⱼ / Σᵢ Pᵢ Wᵢⱼ Gᵢⱼ ; Aᵢ = Σⱼ Rⱼ Wᵢⱼ Gᵢⱼ. Every site given counts in G, even with a supply of 0.

    Raises InputError as ``two_step_catchment`` does.
    """
    people, places = _read(near, demand, supply, decay)
    weighted = near.weigh(decay)
    choice = _inverse(weighted.to_demand(np.ones(near.supply_count)))
    ratio, visited = _share(places, weighted.to_supply(people * choice, 2))
    return _shared(near, decay, "3SFCA", people, places, ratio, visited, choice * weighted.to_demand(ratio, 2))


@checked
def modified_two_step_catchment(near: Neighbourhood, demand: ArrayLike, supply: ArrayLike, decay: Decay) -> Access:
    """M2SFCA (Delamater 2013): Aᵢ = Σⱼ Sⱼ Wᵢⱼ² / Σₖ Pₖ Wₖⱼ. Supply that is far is partly lost, so not conserved.

    Raises InputError as ``two_step_catchment`` does.
    """
    people, places = _read(near, demand, supply, decay)
    weighted = near.weigh(decay)
    ratio, visited = _share(places, weighted.to_supply(people))
    return _shared(near, decay, "M2SFCA", people, places, ratio, visited, weighted.to_demand(ratio, 2))


@checked
def shen(
    near: Neighbourhood, demand: ArrayLike, supply: ArrayLike, exponent: float, *, limit: float | None = None
) -> Access:
    """Shen 1998: gravity weights max(t, 1)^−b in both steps of 2SFCA.

    Raises InputError as ``two_step_catchment`` does, and for an exponent that is not above zero.
    """
    return two_step_catchment(near, demand, supply, power(exponent, limit), method="Shen")


@checked
def hansen(near: Neighbourhood, supply: ArrayLike, exponent: float, *, limit: float | None = None) -> Access:
    """Hansen 1959: Σⱼ Sⱼ max(tᵢⱼ, 1)^−b, without competition between users.

    ``supply``: shape (supply,). Raises InputError for an amount that is negative or unknown, an exponent that is not
    above zero, or a limit farther than ``near`` goes.
    """
    return _unshared(near, supply, power(exponent, limit), "Hansen")


@checked
def cumulative(near: Neighbourhood, supply: ArrayLike, limit: float) -> Access:
    """Supply within ``limit`` minutes: Σⱼ Sⱼ 1[tᵢⱼ ≤ limit].

    Raises InputError as ``hansen`` does.
    """
    return _unshared(near, supply, binary(limit), "cumulative")


def _read(near: Neighbourhood, demand: ArrayLike, supply: ArrayLike, decay: Decay) -> tuple[Floats, Floats]:
    if not isinstance(decay, Decay):
        raise InputError(f"The decay is {decay!r}: give one, such as binary(30) or steps((15, 1), (30, 0.5)).")
    return amounts(demand, "demand", near.demand_count), amounts(supply, "supply", near.supply_count)


def _inverse(values: Floats) -> Floats:
    return np.divide(1.0, values, out=np.zeros_like(values), where=values > 0)


def _share(supply: Floats, demand_at_supply: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Ratio of each site (0 where undefined), and which sites have somebody in their catchment."""
    visited = demand_at_supply > 0
    return np.divide(supply, demand_at_supply, out=np.zeros_like(supply), where=visited), visited


def _shared(
    near: Neighbourhood,
    decay: Decay,
    method: str,
    people: Floats,
    supply: Floats,
    ratio: Floats,
    visited: NDArray[np.bool_],
    access: Floats,
) -> Access:
    return Access(
        method=method,
        parameters={"decay": decay.as_dict(), **near.as_dict()},
        access=read_only(access),
        reached=read_only(access > 0),
        ratio=read_only(ratio),
        visited=read_only(visited),
        idle=read_only((supply > 0) & ~visited),
        served=float((people * access).sum()),  # not a BLAS product: its threads would wait for one another
        reached_supply=float(supply[visited].sum()),
    )


def _unshared(near: Neighbourhood, supply: ArrayLike, decay: Decay, method: str) -> Access:
    places = amounts(supply, "supply", near.supply_count)
    weighted = near.weigh(decay)
    access = weighted.to_demand(places)
    visited = weighted.to_supply(np.ones(near.demand_count)) > 0
    return Access(
        method=method,
        parameters={"decay": decay.as_dict(), **near.as_dict()},
        access=read_only(access),
        reached=read_only(access > 0),
        ratio=None,
        visited=read_only(visited),
        idle=read_only((places > 0) & ~visited),
        served=None,
        reached_supply=float(places[visited].sum()),
    )
