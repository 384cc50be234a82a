"""Travel times along the user's own edge list: roads, or a timetable turned into edges."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..arguments import checked
from ..errors import InputError
from .checks import Floats, Indices, indices, not_negative, positive
from .pairs import Pairs, pairs_from_indices

INSTANT = 1e-300
"""Below this many minutes an edge takes no time (a sparse matrix cannot hold zeros)."""
SITES_AT_ONCE = 64
"""Sites searched in one go: bounds the memory to 64 rows of the network's size."""


@checked
def pairs_on_roads(
    edge_from: ArrayLike,
    edge_to: ArrayLike,
    edge_minutes: ArrayLike,
    *,
    demand_nodes: ArrayLike,
    supply_nodes: ArrayLike,
    limit: float,
    node_count: int | None = None,
    one_way: bool = False,
) -> Pairs:
    """Pairs at ``limit`` minutes or less along the edges (Dijkstra, stopped at the limit, one search per site).

    edge_from, edge_to: node numbers; edge_minutes: minutes of each edge, the fastest kept when an edge is repeated.
    demand_nodes, supply_nodes: node nearest to each place. ``one_way=True`` follows edges from ``edge_from`` to
    ``edge_to`` only, travelling from demand to supply.

    Raises InputError for a node out of range, minutes that are negative or not finite, columns of different lengths.
    """
    limit = positive(limit, "limit")
    network = _network(edge_from, edge_to, edge_minutes, node_count, one_way=one_way)
    homes = indices(demand_nodes, "demand_nodes", network.shape[0])
    sites = indices(supply_nodes, "supply_nodes", network.shape[0])
    batches = [
        _reach(network, homes, sites[start : start + SITES_AT_ONCE], start, limit)
        for start in range(0, len(sites), SITES_AT_ONCE)
    ]
    columns = [np.concatenate(column) for column in zip(*batches, strict=True)] if batches else [[], [], []]
    return pairs_from_indices(
        *columns,
        demand_count=len(homes),
        supply_count=len(sites),
        limit=limit,
        source={"travel": "edge list", "one_way": one_way},
    )


def _network(
    edge_from: ArrayLike, edge_to: ArrayLike, edge_minutes: ArrayLike, node_count: int | None, *, one_way: bool
):
    """Sparse matrix of minutes from supply towards demand; zero-minute edges are kept as the smallest float."""
    from scipy.sparse import csr_array

    minutes = not_negative(edge_minutes, "edge_minutes")
    tails, heads = indices(edge_from, "edge_from", node_count), indices(edge_to, "edge_to", node_count)
    largest = max((int(ends.max()) for ends in (tails, heads) if ends.size), default=-1)
    count = largest + 1 if node_count is None else node_count
    if not tails.shape == heads.shape == minutes.shape:
        raise InputError("edge_from, edge_to and edge_minutes differ in length: give three columns of the same table.")
    # Searches start from sites, which are fewer than homes, so edges are followed backwards.
    starts, ends = (heads, tails) if one_way else (np.concatenate([heads, tails]), np.concatenate([tails, heads]))
    weights = np.maximum(minutes if one_way else np.tile(minutes, 2), np.finfo(float).tiny)
    order = np.lexsort((weights, ends, starts))
    starts, ends, weights = starts[order], ends[order], weights[order]
    fastest = np.ones(len(order), dtype=bool)
    fastest[1:] = (np.diff(starts) != 0) | (np.diff(ends) != 0)
    return csr_array((weights[fastest], (starts[fastest], ends[fastest])), shape=(count, count))


def _reach(network, homes: Indices, sites: Indices, first: int, limit: float) -> tuple[Indices, Indices, Floats]:
    from scipy.sparse.csgraph import dijkstra

    minutes = np.atleast_2d(dijkstra(network, indices=sites, limit=limit))[:, homes]
    columns, rows = np.nonzero(minutes <= limit)
    times = minutes[columns, rows]
    return rows, columns + first, np.where(times < INSTANT, 0.0, times)
