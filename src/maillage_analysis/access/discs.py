"""Catchments from coordinates without a table of pairs: for a whole country or a fine population grid.

Sums over a disc are read on a regular grid: whole cells from running sums along each row, border cells point by point.
Exact (same thresholds as ``Pairs``, inclusive), one travel speed everywhere. Memory grows with points, not with pairs.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from ..arguments import checked
from ..errors import InputError
from .cells import Cells, Region, regions
from .checks import Floats, points, positive
from .decay import Decay, binary, gaussian
from .travel import EARTH_RADIUS_KM, Travel, arc_km, chord_km

CELLS_TOGETHER = 3
"""Width, in cells, of the queries that share the reading of a disc (measured on communes and on 200 m squares)."""
_SMOOTH = {"gaussian": 1, "dai": 2, "epanechnikov": 3, "power": 4}


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Two sets of points ready for sums over discs. Make one with ``grid``."""

    regions: tuple[Region, ...]
    demand_count: int
    supply_count: int
    limit: float
    travel: Travel

    def weigh(self, decay: Decay) -> WeightedGrid:
        """Apply a decay; refused when it looks farther than the grid was made for."""
        if decay.limit is None or decay.limit > self.limit:
            raise InputError(
                f"The grid was made for {self.limit:g} minutes: give the decay a limit of at most that, "
                "or make the grid again with a larger one."
            )
        return WeightedGrid(self, decay)

    def as_dict(self) -> dict:
        return {"travel": "straight line, grid", "limit": self.limit, **self.travel.as_dict()}


@dataclass(frozen=True, slots=True, eq=False)
class WeightedGrid:
    """Sums over discs with weights W raised to a power (1 or 2)."""

    grid: Grid
    decay: Decay
    _discs: dict = field(default_factory=dict, repr=False)

    def to_supply(self, amounts: Floats, power: int = 1) -> Floats:
        """Σᵢ xᵢ Wᵢⱼᵖ at each place of supply."""
        out = np.zeros(self.grid.supply_count)
        for region in self.grid.regions:
            region.supply.spread(self._sums(region.supply, region.demand, amounts, power), out)
        return out

    def to_demand(self, amounts: Floats, power: int = 1) -> Floats:
        """Σⱼ yⱼ Wᵢⱼᵖ at each place of demand."""
        out = np.zeros(self.grid.demand_count)
        for region in self.grid.regions:
            region.demand.spread(self._sums(region.demand, region.supply, amounts, power), out)
        return out

    def _sums(self, queries: Cells, data: Cells, amounts: Floats, power: int) -> Floats:
        sums, values = np.zeros(len(queries)), amounts[data.order]
        if self.decay.family == "steps":
            self._add_steps(queries, data, values, power, sums)
        else:
            self._add_smooth(queries, data, values, power, sums)
        return sums

    def _add_steps(self, queries: Cells, data: Cells, values: Floats, power: int, sums: Floats) -> None:
        """A staircase is a pile of discs: each threshold adds what its weight has above the next one."""
        from ._kernels import add_discs

        weights = [weight**power for _, weight in self.decay.thresholds] + [0.0]
        prefix = data.prefix(values)
        for step, (limit, _) in enumerate(self.decay.thresholds):
            drop = weights[step] - weights[step + 1]
            if drop > 0:
                inner, outer, squared = self._disc(data, limit)
                together = (queries.row_ends, CELLS_TOGETHER * queries.cell[0])
                rest = (data.positions, data.starts, prefix, values, inner, outer, data.origin, data.cell)
                add_discs(queries.positions, queries.uv, *together, *rest, squared, drop, sums)

    def _add_smooth(self, queries: Cells, data: Cells, values: Floats, power: int, sums: Floats) -> None:
        from ._kernels import add_decayed

        limit, width = self.decay.limit, self.decay.width or 0.0
        _, outer, squared = self._disc(data, limit)
        rest = (data.positions, data.starts, values, outer, data.origin, data.cell, data.columns, squared, limit)
        travel = self.grid.travel
        radius = 0.0 if travel.plane else EARTH_RADIUS_KM
        family = (_SMOOTH[self.decay.family], width, power)
        add_decayed(queries.positions, queries.uv, *rest, travel.minutes_per_km, radius, *family, sums)

    def _disc(self, data: Cells, limit: float) -> tuple[Floats, Floats, float]:
        key = (id(data), limit)
        if key not in self._discs:
            travel = self.grid.travel
            widths = data.half_widths(limit / travel.minutes_per_km, plane=travel.plane)
            self._discs[key] = (*widths, squared_edge(limit, travel))
        return self._discs[key]


def squared_edge(limit: float, travel: Travel) -> float:
    """The largest squared chord (km²) that takes ``limit`` minutes or less, to the last bit, so that the edge is
    inclusive exactly as in a table of pairs."""

    def beyond(squared: float) -> bool:
        chord = np.sqrt(squared)
        return travel.minutes(chord if travel.plane else arc_km(chord)) > limit

    km = limit / travel.minutes_per_km
    squared = np.square(km if travel.plane else chord_km(km))
    while beyond(squared):
        squared = np.nextafter(squared, 0.0)
    while not beyond(above := np.nextafter(squared, np.inf)):
        squared = above
    return float(squared)


@checked
def grid(
    demand_points: ArrayLike,
    supply_points: ArrayLike,
    *,
    limit: float,
    travel: Travel | None = None,
) -> Grid:
    """Prepare two sets of points for any decay of at most ``limit`` minutes.

    Points are (longitude, latitude) in degrees, or kilometres with ``Travel(plane=True)``. Territories farther apart
    than the limit (mainland and overseas) get a grid each. Refused too near a pole, where columns of cells collapse.
    """
    travel = travel or Travel()
    homes, sites = points(demand_points, "demand_points"), points(supply_points, "supply_points")
    km = positive(limit, "limit") / travel.minutes_per_km
    parts = regions(homes, sites, km, plane=travel.plane) if len(homes) and len(sites) else ()
    return Grid(tuple(parts), len(homes), len(sites), float(limit), travel)


def warm_up() -> None:
    """Compile the loops, or load them from the cache on disk: call at start, never while someone waits."""
    from .rational_cycles import raam_cycles

    near = grid([[2.0, 48.0], [2.1, 48.1]], [[2.0, 48.05]], limit=30)
    for decay in (binary(30), gaussian(10, 30)):
        weighted = near.weigh(decay)
        weighted.to_demand(weighted.to_supply(np.ones(2)))
    from .pairs import pairs_from_matrix

    raam_cycles(pairs_from_matrix([[1.0, 2.0]]), [2], [1, 1], cycles=1)
