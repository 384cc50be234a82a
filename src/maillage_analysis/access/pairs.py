"""The table of who can travel to where: one row per (place of demand, place of supply) with its minutes.

For up to about ten million pairs. Beyond, ``Grid`` computes the same sums from coordinates without any table.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError
from ..results import read_only
from .checks import Floats, Indices, indices, not_negative, points, positive
from .decay import Decay
from .travel import Travel, arc_km, chord_km, position_vectors


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs within reach, sorted by demand then supply (compressed rows).

    demand, supply: positions, shape (pairs,); minutes: travel time of each pair;
    limit: minutes beyond which pairs are absent (None: every reachable pair is there);
    source: how minutes were obtained, shown with results; ignored_rows: rows of a table about other places.
    """

    demand: Indices
    supply: Indices
    minutes: Floats
    demand_count: int
    supply_count: int
    limit: float | None
    source: dict
    ignored_rows: int = 0

    def __len__(self) -> int:
        return len(self.minutes)

    @property
    def starts(self) -> Indices:
        """Where the pairs of each demand place start; shape (demand_count + 1,)."""
        return np.searchsorted(self.demand, np.arange(self.demand_count + 1)).astype(np.intp)

    def weigh(self, decay: Decay) -> WeightedPairs:
        """Apply a decay; refused when it looks farther than the table goes."""
        if self.limit is not None and (decay.limit is None or decay.limit > self.limit):
            reach = "without limit" if decay.limit is None else f"as far as {decay.limit:g} minutes"
            raise InputError(
                f"The pair table stops at {self.limit:g} minutes and the decay looks {reach}: "
                "make the pairs again with a larger limit, or shorten the decay."
            )
        return WeightedPairs(self, decay.weight_checked(self.minutes))

    def as_dict(self) -> dict:
        return {"pairs": len(self), "limit": self.limit, "ignored_rows": self.ignored_rows, **self.source}


@dataclass(frozen=True, slots=True, eq=False)
class WeightedPairs:
    """Sums over pairs, each with its weight W raised to a power."""

    pairs: Pairs
    weights: Floats

    def to_supply(self, amounts: Floats, power: int = 1) -> Floats:
        """Σᵢ xᵢ Wᵢⱼᵖ at each place of supply."""
        products = self._products(amounts[self.pairs.demand], power)
        sums = np.bincount(self.pairs.supply, weights=products, minlength=self.pairs.supply_count)
        return sums.astype(np.float64, copy=False)  # without any pair, bincount would give integers

    def to_demand(self, amounts: Floats, power: int = 1) -> Floats:
        """Σⱼ yⱼ Wᵢⱼᵖ at each place of demand."""
        products = self._products(amounts[self.pairs.supply], power)
        starts, sums = self.pairs.starts, np.zeros(self.pairs.demand_count)
        filled = starts[1:] > starts[:-1]
        if filled.any():
            sums[filled] = np.add.reduceat(products, starts[:-1][filled])
        return sums

    def _products(self, amounts: Floats, power: int) -> Floats:
        """x Wᵖ, in place: on millions of pairs, new arrays cost more than the multiplication."""
        for _ in range(power):
            amounts *= self.weights
        return amounts


def pairs_from_indices(
    demand: ArrayLike,
    supply: ArrayLike,
    minutes: ArrayLike,
    *,
    demand_count: int,
    supply_count: int,
    limit: float | None = None,
    source: dict | None = None,
    ignored_rows: int = 0,
) -> Pairs:
    """Pairs from three columns: positions of both places and minutes. A pair given twice is refused."""
    rows = indices(demand, "demand", demand_count)
    columns = indices(supply, "supply", supply_count)
    times = not_negative(minutes, "minutes")
    if not rows.shape == columns.shape == times.shape:
        raise InputError("demand, supply and minutes differ in length: give three columns of the same table.")
    keys = rows * supply_count + columns
    if len(keys) > 1 and not (keys[1:] > keys[:-1]).all():
        order = np.argsort(keys)
        _refuse_twins(keys, order, supply_count)
        rows, columns, times = rows[order], columns[order], times[order]
    columns_kept = (read_only(np.ascontiguousarray(column).view()) for column in (rows, columns, times))
    origin = {"travel": "table"} if source is None else source
    return Pairs(*columns_kept, demand_count, supply_count, limit, origin, ignored_rows)


def pairs_from_matrix(minutes: ArrayLike, *, reachable: ArrayLike | None = None) -> Pairs:
    """Pairs from a matrix of minutes, demand in rows and supply in columns; ``reachable`` False drops a pair."""
    kept = None if reachable is None else np.asarray(reachable, dtype=bool)
    times = np.asarray(minutes, dtype=np.float64)
    if times.ndim != 2 or (kept is not None and kept.shape != times.shape):
        raise InputError(
            "minutes must be a matrix, demand in rows and supply in columns, and reachable the same shape."
        )
    if kept is None:
        kept = np.ones(times.shape, dtype=bool)
    not_negative(np.where(kept, times, 0.0), "minutes")
    rows, columns = np.nonzero(kept)
    shape = {"demand_count": times.shape[0], "supply_count": times.shape[1]}
    return pairs_from_indices(rows, columns, times[kept], source={"travel": "matrix"}, **shape)


def pairs_from_table(
    origins: Sequence[Hashable],
    destinations: Sequence[Hashable],
    minutes: ArrayLike,
    *,
    demand_ids: Sequence[Hashable],
    supply_ids: Sequence[Hashable],
) -> Pairs:
    """Pairs from an origin–destination table with codes (for instance commune codes as text).

    A pair that the table does not hold is out of reach. Rows about other places are left out and counted.
    """
    rows, columns = _positions(origins, demand_ids, "demand"), _positions(destinations, supply_ids, "supply")
    times = not_negative(minutes, "minutes")
    if not rows.shape == columns.shape == times.shape:
        raise InputError("origins, destinations and minutes differ in length: give three columns of the same table.")
    kept = (rows >= 0) & (columns >= 0)
    return pairs_from_indices(
        rows[kept],
        columns[kept],
        times[kept],
        demand_count=len(demand_ids),
        supply_count=len(supply_ids),
        source={"travel": "origin-destination table"},
        ignored_rows=int(len(kept) - kept.sum()),
    )


def pairs_within(
    demand_points: ArrayLike,
    supply_points: ArrayLike,
    *,
    limit: float,
    travel: Travel | None = None,
    demand_kmh: ArrayLike | None = None,
    supply_kmh: ArrayLike | None = None,
) -> Pairs:
    """Pairs at ``limit`` minutes or less, from coordinates, through a k-d tree of both sets.

    Points are (longitude, latitude) in degrees, or kilometres with ``Travel(plane=True)``. With ``demand_kmh`` and
    ``supply_kmh`` (one speed per place, see ``speeds``), half of each trip is done at the speed of each end.
    """
    from scipy.spatial import KDTree

    travel, limit = travel or Travel(), positive(limit, "limit")
    places = [points(demand_points, "demand_points"), points(supply_points, "supply_points")]
    paces = _paces(travel, demand_kmh, supply_kmh, [len(place) for place in places])
    counts = {"demand_count": len(places[0]), "supply_count": len(places[1])}
    source = {"travel": "straight line", **travel.as_dict()}
    if paces is not None:
        source |= {"speed_kmh": "by place"}
    if not all(counts.values()):
        return pairs_from_indices([], [], [], limit=limit, source=source, **counts)
    trees = [KDTree(position_vectors(place, plane=travel.plane)) for place in places]
    fastest = travel.minutes_per_km if paces is None else travel.detour * 30.0 * (paces[0].min() + paces[1].min())
    radius = limit / fastest if travel.plane else chord_km(limit / fastest)
    found = trees[0].sparse_distance_matrix(trees[1], radius * (1 + 1e-9), output_type="ndarray")
    km = found["v"] if travel.plane else arc_km(found["v"])
    if paces is None:
        minutes = travel.minutes(km)
    else:
        minutes = km * travel.detour * 30.0 * (paces[0][found["i"]] + paces[1][found["j"]])
    kept = minutes <= limit
    return pairs_from_indices(found["i"][kept], found["j"][kept], minutes[kept], limit=limit, source=source, **counts)


def _paces(
    travel: Travel, demand_kmh: ArrayLike | None, supply_kmh: ArrayLike | None, counts: list[int]
) -> list[Floats] | None:
    """Hours per kilometre of each place, or None when one speed serves everywhere."""
    if demand_kmh is None and supply_kmh is None:
        return None
    paces = []
    for speed, name, count in zip((demand_kmh, supply_kmh), ("demand_kmh", "supply_kmh"), counts, strict=True):
        given = np.full(count, travel.speed_kmh) if speed is None else not_negative(speed, name)
        if given.shape != (count,) or (given <= 0).any():
            raise InputError(f"{name} must hold one speed above zero for each of the {count} places.")
        paces.append(1.0 / given)
    return paces


def _positions(codes: Sequence[Hashable], known: Sequence[Hashable], name: str) -> Indices:
    """Position of each code among the known ones, −1 for a stranger."""
    places = {code: position for position, code in enumerate(known)}
    if len(places) < len(known):
        twin = next(code for position, code in enumerate(known) if places[code] != position)
        raise InputError(f"The {name} place {twin!r} appears twice: give one row per place.")
    return np.array([places.get(code, -1) for code in codes], dtype=np.intp)


def _refuse_twins(keys: NDArray[np.int64], order: Indices, supply_count: int) -> None:
    twins = np.flatnonzero(np.diff(keys[order]) == 0)
    if len(twins):
        demand, supply = divmod(int(keys[order[twins[0]]]), supply_count)
        raise InputError(
            f"The pair of demand {demand} and supply {supply} appears twice: keep one travel time per pair."
        )
