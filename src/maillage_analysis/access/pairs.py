"""The table of who can travel to where: one row per (place of demand, place of supply) with its minutes.

For up to about ten million pairs. Beyond, ``Grid`` computes the same sums from coordinates without any table. Sums are
NumPy's; from 2.5 million pairs on, staircases go through compiled loops.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..arguments import checked
from ..errors import InputError
from ..parameters import whole_number
from ..results import read_only
from .checks import Floats, Indices, indices, not_negative, points, positive
from .decay import Decay
from .travel import Travel, arc_km, chord_km, position_vectors

MANY = 2_500_000
"""From so many pairs on, compiled loops gain more than they take to load: about a second, once in a process."""
MOST_STEPS = 255


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs within reach, sorted by demand then supply (compressed rows).

    demand, supply: positions, shape (pairs,); minutes: travel time of each pair;
    starts: where the pairs of each demand place start, shape (demand_count + 1,);
    limit: minutes beyond which pairs are absent (None: every reachable pair is there);
    source: how minutes were obtained, shown with results; ignored_rows: rows of a table about other places.
    """

    demand: Indices
    supply: Indices
    minutes: Floats
    starts: Indices
    demand_count: int
    supply_count: int
    limit: float | None
    source: dict
    ignored_rows: int = 0

    def __len__(self) -> int:
        return len(self.minutes)

    def weigh(self, decay: Decay) -> WeightedPairs:
        """Apply a decay; refused when it looks farther than the table goes."""
        if self.limit is not None and (decay.limit is None or decay.limit > self.limit):
            reach = "without limit" if decay.limit is None else f"as far as {decay.limit:g} minutes"
            raise InputError(
                f"The pair table stops at {self.limit:g} minutes and the decay looks {reach}: "
                "make the pairs again with a larger limit, or shorten the decay."
            )
        if len(self) >= MANY and 0 < len(decay.thresholds) < MOST_STEPS:
            return SteppedPairs.of(self, decay)
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


@dataclass(frozen=True, slots=True, eq=False)
class SteppedPairs:
    """The same sums on a long table with a staircase: the step of each pair, and the weight of each step."""

    pairs: Pairs
    steps: NDArray[np.uint8]
    weights: Floats

    @classmethod
    def of(cls, pairs: Pairs, decay: Decay) -> SteppedPairs:
        from ._kernels_pairs import step_of

        limits, weights = (np.array(column) for column in zip(*decay.thresholds, strict=True))
        return cls(pairs, step_of(pairs.minutes, limits), np.append(weights, 0.0))

    def to_supply(self, amounts: Floats, power: int = 1) -> Floats:
        """Σᵢ xᵢ Wᵢⱼᵖ at each place of supply."""
        from ._kernels_pairs import sum_to_supply

        sums = np.zeros(self.pairs.supply_count)
        sum_to_supply(self.pairs.starts, self.pairs.supply, self.steps, self.weights**power, amounts, sums)
        return sums

    def to_demand(self, amounts: Floats, power: int = 1) -> Floats:
        """Σⱼ yⱼ Wᵢⱼᵖ at each place of demand."""
        from ._kernels_pairs import sum_to_demand

        sums = np.zeros(self.pairs.demand_count)
        sum_to_demand(self.pairs.starts, self.pairs.supply, self.steps, self.weights**power, amounts, sums)
        return sums


@checked
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
    """Pairs from three columns: positions of both places and minutes. A pair given twice is refused.

    Raises InputError for a position out of range, minutes that are negative or not finite, columns of different
    lengths.
    """
    demand_count = whole_number(demand_count, what="number of places of demand")
    supply_count = whole_number(supply_count, what="number of places of supply")
    if limit is not None:
        positive(limit, "limit")
    if not isinstance(source, dict | None):
        raise InputError(f"source is {source!r}: give what to print with results, for instance {{'travel': 'bus'}}.")
    origin = {"travel": "table"} if source is None else source
    columns = [np.asarray(column) for column in (demand, supply, minutes)]
    starts = _starts(columns[0], demand_count) if _is_long(columns) else None
    if starts is None or not _is_in_order(starts, columns, supply_count):
        columns = _checked_and_sorted(*columns, demand_count, supply_count)
        starts = _starts(columns[0], demand_count)
    kept = (read_only(np.ascontiguousarray(column).view()) for column in columns)
    return Pairs(*kept, read_only(starts), demand_count, supply_count, limit, origin, ignored_rows)


def _starts(demand: Indices, demand_count: int) -> Indices:
    return np.searchsorted(demand, np.arange(demand_count + 1)).astype(np.intp)


def _is_long(columns: Sequence[NDArray]) -> bool:
    """Three columns of a long table, of the types that compiled loops take."""
    shapes, kinds = {column.shape for column in columns}, [column.dtype for column in columns]
    return kinds == [np.intp, np.intp, np.float64] and len(shapes) == 1 and len(columns[0].ravel()) >= MANY


def _is_in_order(starts: Indices, columns: Sequence[NDArray], supply_count: int) -> bool:
    """Whether a long table can be taken as it is. What is wrong with another is said by the slower reading."""
    from ._kernels_pairs import in_order

    return in_order(starts, *columns, supply_count)


def _checked_and_sorted(
    demand: ArrayLike, supply: ArrayLike, minutes: ArrayLike, demand_count: int, supply_count: int
) -> list[NDArray]:
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
    return [rows, columns, times]


@checked
def pairs_from_matrix(minutes: ArrayLike, *, reachable: ArrayLike | None = None) -> Pairs:
    """Pairs from a matrix of minutes, demand in rows and supply in columns; ``reachable`` False drops a pair.

    Raises InputError for minutes that are negative or not finite: drop what is out of reach by ``reachable``.
    """
    kept = None if reachable is None else np.asarray(reachable, dtype=bool)
    try:
        times = np.asarray(minutes, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError("minutes is not a rectangular table of numbers: give one row per place of demand.") from None
    if times.ndim != 2 or (kept is not None and kept.shape != times.shape):
        raise InputError(
            "minutes must be a matrix, demand in rows and supply in columns, and reachable the same shape."
        )
    if kept is None:
        kept = np.ones(times.shape, dtype=bool)
    for row, column in np.argwhere(kept & ~np.isfinite(times))[:1].tolist():
        raise InputError(
            f"minutes[{row}, {column}] is not a finite number: give minutes, or say by ``reachable`` that the pair is "
            "out of reach."
        )
    not_negative(np.where(kept, times, 0.0), "minutes")
    rows, columns = np.nonzero(kept)
    shape = {"demand_count": times.shape[0], "supply_count": times.shape[1]}
    return pairs_from_indices(rows, columns, times[kept], source={"travel": "matrix"}, **shape)


@checked
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

    Raises InputError for a place listed twice, a pair given twice, minutes that are negative or not finite.
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


@checked
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

    Raises InputError for points off the globe or not finite, a limit or a speed that is not above zero.
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
