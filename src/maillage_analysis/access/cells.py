"""Points sorted into a regular grid of cells, and the geometry of discs over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from .checks import Floats, Indices
from .travel import EARTH_RADIUS_KM, position_vectors

POINTS_PER_CELL = 2.5
"""Balances rows of cells crossed against border points tested (measured on communes and on 200 m squares)."""
NEAREST_POLE_KM = 100.0
MOST_BINS = 1_000_000
HALF_TURN = 180.0


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """One set of points of a region, in cell order.

    order: row of each point in the caller's array; positions: points in space (km), shape (3, n); uv: grid coordinates
    (degrees or km), shape (2, n); starts: first point of each cell, row after row, shape (rows × columns + 1,).
    """

    order: Indices
    positions: Floats
    uv: Floats
    starts: NDArray[np.int64]
    origin: Floats
    cell: Floats
    rows: int
    columns: int

    def __len__(self) -> int:
        return len(self.order)

    @property
    def row_ends(self) -> NDArray[np.int64]:
        """How many points lie in each row of cells or in a row before it, shape (rows,)."""
        return self.starts[self.columns :: self.columns].copy()

    def spread(self, values: Floats, out: Floats) -> None:
        """Put values back in the caller's order."""
        out[self.order] = values

    def prefix(self, values: Floats) -> Floats:
        """Running sums of values along each row of cells, shape (rows, columns + 1)."""
        cells = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        sums = np.bincount(cells, weights=values, minlength=self.rows * self.columns)
        running = np.zeros((self.rows, self.columns + 1))
        np.cumsum(sums.reshape(self.rows, self.columns), axis=1, out=running[:, 1:])
        return running

    def half_widths(self, km: float, *, plane: bool) -> tuple[Floats, Floats]:
        """Half-width of a disc across each row of cells, for a centre anywhere in each row.

        Returns (inner, outer), shape (rows, 2 × span + 1): every point of a cell within ``inner`` of the centre is in
        the disc, none beyond ``outer`` is; negative where the disc does not reach. On the sphere, from
        sin²(θ/2) = sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2), bounded over both rows.
        """
        height = self.cell[1] if plane else np.radians(self.cell[1])
        radius = km if plane else km / EARTH_RADIUS_KM
        span = int(np.ceil(radius / height)) + 1
        offsets = np.abs(np.arange(-span, span + 1))
        farthest, nearest = (offsets + 1) * height * (1 + 1e-9), np.maximum(offsets - 1, 0) * height * (1 - 1e-9)
        if plane:
            inner, outer = _root(radius**2 - farthest**2), _root(radius**2 - nearest**2)
            shape = (self.rows, 1)
            return np.tile(inner * (1 - 1e-9), shape), np.tile(np.where(outer < 0, outer, outer * (1 + 1e-9)), shape)
        edges = np.radians(self.origin[1]) + height * np.arange(-span, self.rows + span + 1)
        cosines = np.cos(np.clip(edges, -np.pi / 2, np.pi / 2))
        low = np.minimum(cosines[:-1], cosines[1:])
        high = np.where((edges[:-1] < 0) & (edges[1:] > 0), 1.0, np.maximum(cosines[:-1], cosines[1:]))
        band = np.arange(self.rows)[:, None]
        other = band + np.arange(2 * span + 1)[None, :]
        half = np.sin(radius / 2) ** 2
        inner = _angle((half - np.sin(farthest / 2) ** 2)[None, :] / (high[band + span] * high[other]))
        outer = _angle((half - np.sin(nearest / 2) ** 2)[None, :] / (low[band + span] * low[other]))
        return inner * (1 - 1e-9), np.where(outer < 0, outer, outer * (1 + 1e-9))


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """Places of demand and of supply that nothing outside can reach."""

    demand: Cells
    supply: Cells


def regions(homes: Floats, sites: Floats, km: float, *, plane: bool) -> Iterator[Region]:
    """Cut both sets where they are farther apart than ``km``, and sort each part into cells."""
    points = np.concatenate([homes, sites])
    positions = position_vectors(points, plane=plane)
    uv = points.T.copy()
    if not plane:
        _check_poles(uv, km)
        uv = _unrolled(uv, km)
    for part in _cut(np.arange(uv.shape[1]), uv, km, plane=plane):
        first_site = np.searchsorted(part, len(homes))
        home, site = part[:first_site], part[first_site:]
        if len(home) and len(site):
            inside = uv if len(part) == uv.shape[1] else uv[:, part]
            bounds = inside.min(axis=1), inside.max(axis=1)
            yield Region(
                _sorted(home, home, positions, uv, *bounds, plane=plane),
                _sorted(site, site - len(homes), positions, uv, *bounds, plane=plane),
            )


def _sorted(
    rows: Indices, order: Indices, positions: Floats, uv: Floats, low: Floats, high: Floats, *, plane: bool
) -> Cells:
    """Cells sized for about ``POINTS_PER_CELL`` points, over the bounds of both sets of the region."""
    kilometres = np.ones(2) if plane else _km_per_degree(low, high)
    extent = np.maximum((high - low) * kilometres, 1e-3)
    side = max(np.sqrt(extent.prod() * POINTS_PER_CELL / len(rows)), extent.max() / 4000, 1e-3)
    cell = side / kilometres
    columns, heights = (np.floor((high - low) / cell).astype(int) + 1).tolist()
    column = np.minimum(((uv[0, rows] - low[0]) / cell[0]).astype(np.int64), columns - 1)
    row = np.minimum(((uv[1, rows] - low[1]) / cell[1]).astype(np.int64), heights - 1)
    key = row * columns + column
    by_cell = np.sort(key * len(rows) + np.arange(len(rows))) % len(rows)  # a stable argsort, several times faster
    starts = np.zeros(heights * columns + 1, dtype=np.int64)
    np.cumsum(np.bincount(key, minlength=heights * columns), out=starts[1:])
    kept = rows[by_cell]
    return Cells(
        order[by_cell], positions[kept].T.copy(), uv.take(kept, axis=1), starts, low.copy(), cell, heights, columns
    )


def _cut(part: Indices, uv: Floats, km: float, *, plane: bool) -> Iterator[Indices]:
    """Split along gaps wider than the reach, in one direction then the other, until none is left."""
    inside = uv if len(part) == uv.shape[1] else uv[:, part]
    for axis in (1, 0):
        reach = km * (1 + 1e-6) / (1.0 if plane else _narrowest_degree(inside, axis))
        gaps = _gaps(inside[axis], reach)
        if len(gaps):
            piece_of = np.searchsorted(gaps, inside[axis], side="left")
            for piece in range(len(gaps) + 1):
                yield from _cut(part[piece_of == piece], uv, km, plane=plane)
            return
    yield part


def _gaps(along: Floats, reach: float) -> Floats:
    """Where points stop for more than ``reach``: the last point before each gap.

    Such a gap leaves a bin of half the reach empty, which is quicker to see than by sorting every point.
    """
    low, high = float(along.min()), float(along.max())
    bins = int((high - low) * 2 / reach) + 1
    if bins <= MOST_BINS:
        seen = np.zeros(bins, dtype=bool)
        seen[np.minimum(((along - low) * (2 / reach)).astype(np.int64), bins - 1)] = True
        if seen.all():
            return np.empty(0)
    ordered = np.sort(along)
    return ordered[:-1][np.diff(ordered) > reach]


def _narrowest_degree(uv: Floats, axis: int) -> float:
    """A lower bound of the kilometres in one degree along an axis, chord effects included."""
    degree = np.pi * EARTH_RADIUS_KM / 180
    return degree if axis == 1 else degree * float(np.cos(np.radians(np.abs(uv[1]).max()))) * 2 / np.pi


def _km_per_degree(low: Floats, high: Floats) -> Floats:
    degree = np.pi * EARTH_RADIUS_KM / 180
    return np.array([degree * max(np.cos(np.radians((low[1] + high[1]) / 2)), 0.01), degree])


def _check_poles(uv: Floats, km: float) -> None:
    nearest = (90 - np.abs(uv[1])) * np.pi * EARTH_RADIUS_KM / 180
    wrong = np.flatnonzero(nearest < km + NEAREST_POLE_KM)
    if len(wrong):
        raise InputError(
            f"Point {wrong[0]} (latitude {uv[1, wrong[0]]:g}) is too near a pole for a grid: use pairs_within instead."
        )


def _unrolled(uv: Floats, km: float) -> Floats:
    """Longitudes counted from the middle of the widest empty sector, so that nothing straddles the cut."""
    cut, gap = _widest_sector(uv[0])
    if gap * _narrowest_degree(uv, 0) < km:
        raise InputError("The points circle the Earth without a gap wider than the limit: use pairs_within instead.")
    return np.stack([(uv[0] - cut) % 360, uv[1]])


def _widest_sector(longitudes: Floats) -> tuple[float, float]:
    """Middle and width, in degrees, of the widest sector without points."""
    low, high = float(longitudes.min()), float(longitudes.max())
    if high - low < HALF_TURN:
        return (low + high) / 2 + HALF_TURN, 360 - (high - low)
    around = np.sort(longitudes % 360)
    gaps = np.diff(around, append=around[0] + 360)
    widest = int(np.argmax(gaps))
    return float(around[widest] + gaps[widest] / 2), float(gaps[widest])


def _root(squares: Floats) -> Floats:
    return np.where(squares < 0, -1.0, np.sqrt(np.maximum(squares, 0.0)))


def _angle(squares: Floats) -> Floats:
    """Degrees of Δλ from sin²(Δλ/2); −1 where negative, half a turn where above 1."""
    return np.where(squares < 0, -1.0, np.degrees(2 * np.arcsin(np.sqrt(np.clip(squares, 0.0, 1.0)))))
