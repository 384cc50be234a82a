"""Compiled loops (numba) for sums over discs on a regular grid. Imported only when a grid is used.

Points are sorted by cell, rows of cells along the second coordinate (latitude or y). For a query point and a row of
cells, ``inner`` is a half-width within which every cell is surely inside the disc, ``outer`` one beyond which every cell
is surely outside; only the points of the cells between are tested.
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


@njit(cache=True, nogil=True)
def add_discs(
    queries, query_uv, positions, starts, prefix, values, inner, outer, origin, cell, squared, limit, pace, radius_km, scale, out
):
    """Add to ``out`` ``scale`` × the sum of the values of the points at ``limit`` minutes or less of each query."""
    rows, columns = prefix.shape[0], prefix.shape[1] - 1
    span = inner.shape[1] // 2
    per_column, per_row = 1.0 / cell[0], 1.0 / cell[1]
    surely, perhaps = squared * (1.0 - 1e-12), squared * (1.0 + 1e-12)
    for query in range(queries.shape[0]):
        x, y, z = queries[query, 0], queries[query, 1], queries[query, 2]
        u = query_uv[query, 0] - origin[0]
        band = min(rows - 1, int((query_uv[query, 1] - origin[1]) * per_row))
        total = 0.0
        for row in range(max(0, band - span), min(rows, band + span + 1)):
            reach = outer[band, row - band + span]
            if reach < 0.0:
                continue
            first = max(0, int((u - reach) * per_column))
            last = min(columns, int((u + reach) * per_column) + 1)
            if first >= last:
                continue
            full_first, full_last = last, last
            sure = inner[band, row - band + span]
            if sure > 0.0:
                left = first if u < sure else int((u - sure) * per_column) + 1
                right = min(last, int((u + sure) * per_column))
                if left < right:
                    full_first, full_last = left, right
                    total += prefix[row, right] - prefix[row, left]
            base = row * columns
            for side in range(2):
                begin = starts[base + first] if side == 0 else starts[base + full_last]
                end = starts[base + full_first] if side == 0 else starts[base + last]
                for point in range(begin, end):
                    dx, dy, dz = positions[point, 0] - x, positions[point, 1] - y, positions[point, 2] - z
                    gap = dx * dx + dy * dy + dz * dz
                    if gap <= surely or (gap <= perhaps and minutes_of(gap, pace, radius_km) <= limit):
                        total += values[point]
        out[query] += scale * total


@njit(cache=True, nogil=True)
def add_decayed(
    queries, query_uv, positions, starts, values, outer, origin, cell, columns, squared, limit, pace, radius_km, family, width, power, out
):
    """Add to ``out`` the sum of value × W(minutes)ᵖ over the points at ``limit`` minutes or less of each query."""
    rows = (starts.shape[0] - 1) // columns
    span = outer.shape[1] // 2
    per_column, per_row = 1.0 / cell[0], 1.0 / cell[1]
    perhaps = squared * (1.0 + 1e-12)
    for query in range(queries.shape[0]):
        x, y, z = queries[query, 0], queries[query, 1], queries[query, 2]
        u = query_uv[query, 0] - origin[0]
        band = min(rows - 1, int((query_uv[query, 1] - origin[1]) * per_row))
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
                dx, dy, dz = positions[point, 0] - x, positions[point, 1] - y, positions[point, 2] - z
                gap = dx * dx + dy * dy + dz * dz
                if gap <= perhaps and values[point] != 0.0:
                    minutes = minutes_of(gap, pace, radius_km)
                    if minutes <= limit:
                        weight = weight_of(family, minutes, limit, width)
                        total += values[point] * (weight if power == 1 else weight * weight)
        out[query] += total
