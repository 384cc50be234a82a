"""Compiled loops (numba) for sums over discs on a regular grid. Imported only when a grid is used.

Points are sorted by cell, rows of cells along the second coordinate (latitude or y). For a query point and a row of
cells, every cell within the half-width ``inner`` is surely inside the disc and every cell beyond ``outer`` surely
outside; only the points of the cells between are tested.
"""

from __future__ import annotations

import numpy as np
from numba import njit

DAI_EDGE = np.exp(-0.5)


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
def sum_within(points, values, begin, end, x, y, z, squared):
    """Sum of the values whose squared chord is at most ``squared``; runs on wide registers."""
    total = 0.0
    for point in range(begin, end):
        dx, dy, dz = points[0, point] - x, points[1, point] - y, points[2, point] - z
        total += values[point] if dx * dx + dy * dy + dz * dz <= squared else 0.0
    return total


@njit(cache=True, nogil=True)
def add_discs(
    queries, query_uv, points, starts, prefix, values, inner, outer, origin, cell, squared, scale, out
):  # fmt: skip
    """Add to ``out`` ``scale`` × the sum of the values of the points within the disc around each query."""
    rows, columns, span = prefix.shape[0], prefix.shape[1] - 1, inner.shape[1] // 2
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
            sure = max(inner[band, row - band + span], 0.0)
            left = first if u < sure else min(last, max(first, int((u - sure) * per_column) + 1))
            right = max(left, min(last, int((u + sure) * per_column)))
            total += prefix[row, right] - prefix[row, left]
            base = row * columns
            for side in range(2):
                begin = starts[base + first] if side == 0 else starts[base + right]
                end = starts[base + left] if side == 0 else starts[base + last]
                total += sum_within(points, values, begin, end, x, y, z, squared)
        out[query] += scale * total


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
