"""Compiled loops (numba) for sums over discs on a regular grid. Imported only when a grid is used.

Points are sorted by cell, rows of cells along the second coordinate (latitude or y). For a query point and a row of
cells, every cell within the half-width ``inner`` is surely inside the disc and every cell beyond ``outer`` surely
outside; only the points of the cells between are tested.
"""

from __future__ import annotations

import numpy as np
from numba import njit

DAI_EDGE = np.exp(-0.5)
LANES = 32
MOST_TOGETHER = 64
FAR = 1e9


@njit(cache=True, nogil=True)
def minutes_of(squared: float, minutes_per_km: float, radius_km: float) -> float:
    """Travel time from a squared chord; ``radius_km`` 0 means a flat map."""
    chord = np.sqrt(squared)
    if radius_km > 0.0:
        chord = 2.0 * radius_km * np.arcsin(min(chord / (2.0 * radius_km), 1.0))
    return chord * minutes_per_km


@njit(cache=True, nogil=True)
def weight_of(family: int, minutes: float, limit: float, width: float) -> float:
    """Smooth decays: 1 Gaussian, 2 Dai, 3 Epanechnikov, 4 power."""
    if family == 1:
        return np.exp(-(minutes * minutes) / (2.0 * width * width))
    if family == 4:
        return max(minutes, 1.0) ** -width
    share = minutes / limit
    if family == 2:
        return (np.exp(-0.5 * share * share) - DAI_EDGE) / (1.0 - DAI_EDGE)
    return 0.75 * (1.0 - share * share)


@njit(cache=True, nogil=True, fastmath=True)
def sum_within(near, count, x, y, z, squared):
    """Sum of the values near[3] of the points near[:3] whose squared chord is at most ``squared``."""
    total = 0.0
    for point in range(count):
        dx, dy, dz = near[0, point] - x, near[1, point] - y, near[2, point] - z
        total += near[3, point] if dx * dx + dy * dy + dz * dz <= squared else 0.0
    return total


@njit(cache=True, nogil=True)
def gather(near, found, points, values, begin, end):
    """Copy the points ``begin`` to ``end`` and their values after the ``found`` first ones; how many there are then."""
    for point in range(begin, end):
        near[0, found], near[1, found], near[2, found] = points[0, point], points[1, point], points[2, point]
        near[3, found] = values[point]
        found += 1
    return found


@njit(cache=True, nogil=True)
def next_block(query_uv, begin, row_end, width):
    """Queries of a row of cells that share their work: (end, west, east, south, north)."""
    west = east = query_uv[0, begin]
    south = north = query_uv[1, begin]
    end = begin + 1
    while end < min(row_end, begin + MOST_TOGETHER):
        u, v = query_uv[0, end], query_uv[1, end]
        if u - west > width:
            break
        west, east = min(west, u), max(east, u)
        south, north = min(south, v), max(north, v)
        end += 1
    return end, west, east, south, north


@njit(cache=True, nogil=True)
def widths_for(inner, outer, low, high, row):
    """Half-widths in a row that hold for centres in any row from ``low`` to ``high``: (sure, reach)."""
    span = inner.shape[1] // 2
    sure, reach = np.inf, -1.0
    for band in range(low, high + 1):
        offset = row - band + span
        if 0 <= offset <= 2 * span:
            sure, reach = min(sure, inner[band, offset]), max(reach, outer[band, offset])
        else:
            sure = 0.0
    return max(sure, 0.0), reach


@njit(cache=True, nogil=True)
def add_discs(
    queries, query_uv, row_ends, width, points, starts, prefix, values, inner, outer, origin, cell, squared, scale, out
):  # fmt: skip
    """Add to ``out`` ``scale`` × the sum of the values of the points within the disc around each query.

    Queries follow one another by cell: those at most ``width`` apart in a row share the cells that are in the disc of
    each of them, and the points that each has to test.
    """
    rows, columns, span = prefix.shape[0], prefix.shape[1] - 1, inner.shape[1] // 2
    per_column, per_row = 1.0 / cell[0], 1.0 / cell[1]
    border = np.empty((4, len(values) + LANES))
    begin, query_row = 0, 0
    while begin < len(out):
        while row_ends[query_row] <= begin:
            query_row += 1
        end, west, east, south, north = next_block(query_uv, begin, row_ends[query_row], width)
        west, east = west - origin[0], east - origin[0]
        low, high = min(rows - 1, int((south - origin[1]) * per_row)), min(rows - 1, int((north - origin[1]) * per_row))
        total, found = 0.0, 0
        for row in range(max(0, low - span), min(rows, high + span + 1)):
            sure, reach = widths_for(inner, outer, low, high, row)
            if reach < 0.0:
                continue
            first = max(0, int((west - reach) * per_column))
            last = min(columns, int((east + reach) * per_column) + 1)
            if first >= last:
                continue
            left = first if east < sure else min(last, max(first, int((east - sure) * per_column) + 1))
            right = max(left, min(last, int((west + sure) * per_column)))
            total += prefix[row, right] - prefix[row, left]
            base = row * columns
            found = gather(border, found, points, values, starts[base + first], starts[base + left])
            found = gather(border, found, points, values, starts[base + right], starts[base + last])
        while found % LANES:  # whole registers, filled up with points that are nowhere near
            border[0, found], border[1, found], border[2, found], border[3, found] = FAR, FAR, FAR, 0.0
            found += 1
        for query in range(begin, end):
            x, y, z = queries[0, query], queries[1, query], queries[2, query]
            out[query] += scale * (total + sum_within(border, found, x, y, z, squared))
        begin = end


@njit(cache=True, nogil=True)
def add_decayed(
    queries, query_uv, points, starts, values, outer, origin, cell, columns, squared, limit, pace, radius_km,
    family, width, power, out
):  # fmt: skip
    """Add to ``out`` the sum of value × W(minutes)ᵖ over the points within the disc around each query."""
    rows, span = (len(starts) - 1) // columns, outer.shape[1] // 2
    per_column, per_row = 1.0 / cell[0], 1.0 / cell[1]
    for query in range(len(out)):
        x, y, z = queries[0, query], queries[1, query], queries[2, query]
        u = query_uv[0, query] - origin[0]
        band = min(rows - 1, int((query_uv[1, query] - origin[1]) * per_row))
        total = 0.0
        for row in range(max(0, band - span), min(rows, band + span + 1)):
            reach = outer[band, row - band + span]
            if reach < 0.0:
                continue
            first = max(0, int((u - reach) * per_column))
            last = min(columns, int((u + reach) * per_column) + 1)
            if first >= last:
                continue
            for point in range(starts[row * columns + first], starts[row * columns + last]):
                dx, dy, dz = points[0, point] - x, points[1, point] - y, points[2, point] - z
                gap = dx * dx + dy * dy + dz * dz
                if gap <= squared and values[point] != 0.0:
                    weight = weight_of(family, minutes_of(gap, pace, radius_km), limit, width)
                    total += values[point] * (weight if power == 1 else weight * weight)
        out[query] += total
