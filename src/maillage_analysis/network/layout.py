"""Where to draw each actor, so that the picture is the same on every visit, on the page and on paper."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy

from maillage_analysis.results import Result, read_only

from .ties import Ties

GAP = 0.9  # room left around a component, in lengths of a tie
STILL = 2e-3  # the drawing is finished when nobody moves by more than this, in lengths of a tie
NEAREST = 0.95  # two actors are never drawn nearer than this


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Layout(Result):
    """Positions of the actors, shape (n, 2), x to the right and y downwards, in a box of ``width`` × ``height``."""

    actors: tuple[str, ...]
    positions: np.ndarray
    width: float
    height: float


def layout(ties: Ties, *, iterations: int = 200) -> Layout:
    """Positions by stress majorisation (Gansner, Koren & North 2004), started from classical scaling: no chance.

    The wanted distance between two actors is the length of the shortest path between them, where a tie is longer
    when its ends share few neighbours, so that a hub's leaves have room. Components stand side by side, the largest
    first. Strength plays no part: it is not a distance. Time grows as n³.

    >>> line = Ties.from_edges(["CFA", "Opco", "Branche"], [("CFA", "Opco"), ("Opco", "Branche")], directed=False)
    >>> layout(line).positions.round(1).tolist()
    [[0.0, 0.0], [1.2, 0.0], [2.4, 0.0]]
    """
    neighbours = ties.neighbours
    count, component = scipy.sparse.csgraph.connected_components(neighbours, directed=False)
    members = [np.flatnonzero(component == number) for number in range(count)]
    members.sort(key=lambda rows: (-len(rows), rows[0]))
    drawn = [_component(neighbours[rows][:, rows], iterations) for rows in members]
    positions = np.zeros((ties.size, 2))
    for rows, places, corner in zip(members, drawn, _packed(drawn), strict=True):
        positions[rows] = places + corner
    positions = positions.round(6) + 0.0
    width, height = positions.max(axis=0)
    return Layout(actors=ties.actors, positions=read_only(positions), width=float(width), height=float(height))


def _component(neighbours: scipy.sparse.csr_array, iterations: int) -> np.ndarray:
    """One connected component, its widest side horizontal, its corner at the origin."""
    n = neighbours.shape[0]
    if n == 1:
        return np.zeros((1, 2))
    wanted = scipy.sparse.csgraph.shortest_path(_lengths(neighbours), directed=False)
    places = _majorised(_scaled(wanted), wanted, iterations)
    places = _apart(_opened(_levelled(places)))
    return places - places.min(axis=0)


def _lengths(neighbours: scipy.sparse.csr_array) -> scipy.sparse.csr_array:
    """(1 + half the neighbours that the two ends do not share)^0.4: 1 between two actors tied to the same others."""
    degree = neighbours.sum(axis=1)
    rows, columns = neighbours.tocoo().coords
    shared = np.asarray((neighbours @ neighbours)[rows, columns]).ravel()
    own = degree[rows] + degree[columns] - 2 * shared - 2
    return scipy.sparse.csr_array(((np.maximum(own, 0.0) / 2 + 1.0) ** 0.4, (rows, columns)), shape=neighbours.shape)


def _scaled(wanted: np.ndarray) -> np.ndarray:
    """Classical multidimensional scaling on two axes, signs fixed."""
    centred = wanted**2 - (wanted**2).mean(axis=0)
    centred = -(centred - centred.mean(axis=1, keepdims=True)) / 2
    values, vectors = np.linalg.eigh(centred)
    axes = vectors[:, -2:][:, ::-1] * np.sqrt(np.maximum(values[-2:][::-1], 0.0))
    if axes.shape[1] < 2:
        axes = np.column_stack([axes, np.zeros(len(axes))])
    peaks = axes[np.abs(axes).argmax(axis=0), [0, 1]]
    nudge = 1e-3 * np.sin(np.arange(2 * len(wanted)) * 12.9898).reshape(-1, 2)  # parts actors tied to the same others
    return axes * np.where(peaks < 0, -1.0, 1.0) + nudge * wanted.max() * (len(wanted) > 3)


def _majorised(places: np.ndarray, wanted: np.ndarray, iterations: int) -> np.ndarray:
    """Repeat Guttman's transform with weights 1/d²: stress never rises."""
    apart = wanted > 0
    weights = np.divide(1.0, wanted**2, out=np.zeros_like(wanted), where=apart)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian, hermitian=True)
    pull = np.divide(1.0, wanted, out=np.zeros_like(wanted), where=apart)
    for _ in range(iterations):
        distances = _distances(places)
        ratio = np.divide(pull, distances, out=np.zeros_like(wanted), where=apart & (distances > 1e-12))
        moved = inverse @ (np.diag(ratio.sum(axis=1)) - ratio) @ places
        still = np.abs(moved - places).max() < STILL
        places = moved
        if still:
            break
    return places


def _distances(places: np.ndarray) -> np.ndarray:
    return np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))


def _levelled(places: np.ndarray) -> np.ndarray:
    """Turned so that the widest direction is horizontal; the first actor on the left."""
    centred = places - places.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    turned = centred @ vectors[:, ::-1]
    return turned * np.where(turned[0] > 0, -1.0, 1.0)


def _opened(places: np.ndarray) -> np.ndarray:
    """More room at the heart, where most ties cross: distances from the middle are raised to the power 0.8."""
    distances = np.hypot(*places.T)
    furthest = distances.max()
    kept = np.divide(distances, furthest, out=np.ones_like(distances), where=distances > 0)
    return places * (kept**-0.2)[:, None]


def _apart(places: np.ndarray, rounds: int = 120) -> np.ndarray:
    """Push apart actors that would be drawn on top of one another."""
    for _ in range(rounds):
        gaps = places[:, None, :] - places[None, :, :]
        distances = np.hypot(*gaps.transpose(2, 0, 1))
        np.fill_diagonal(distances, np.inf)
        missing = np.maximum(NEAREST - distances, 0.0)
        if not missing.any():
            break
        away = gaps / np.maximum(distances, 1e-9)[..., None]
        places = places + (away * missing[..., None] / 2).sum(axis=1) * 0.7
    return places


def _packed(drawn: list[np.ndarray]) -> list[np.ndarray]:
    """A corner for each component: the largest first, the others in rows under it."""
    corners, x, y, row_height = [np.zeros(2)], 0.0, drawn[0].max(axis=0)[1] + GAP, 0.0
    widest = max(drawn[0].max(axis=0)[0], 4.0)
    for places in drawn[1:]:
        width, height = places.max(axis=0)
        if x and x + width > widest:
            x, y, row_height = 0.0, y + row_height + GAP, 0.0
        corners.append(np.array([x, y]))
        x, row_height = x + width + GAP, max(row_height, height)
    return corners
