"""Where each actor is drawn: no chance, nobody hidden, components apart."""

import numpy as np
import pytest

from maillage_analysis.network import Ties
from maillage_analysis.network.layout import NEAREST, layout


def ties(edges: str) -> Ties:
    pairs = [tuple(edge.split("-")) for edge in edges.split()]
    return Ties.from_edges(sorted({name for pair in pairs for name in pair}), pairs, directed=False)


def gaps(positions: np.ndarray) -> np.ndarray:
    distances = np.hypot(*(positions[:, None, :] - positions[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(distances, np.inf)
    return distances


STAR = " ".join(f"hub-leaf{number}" for number in range(14))
TWINS = "a-x a-y a-z b-x b-y b-z"


@pytest.mark.parametrize("edges", ["a-b", "a-b b-c", "a-b b-c c-a", STAR, TWINS, f"{STAR} m-n o-p p-q"])
def test_nobody_is_drawn_on_somebody_else(edges):
    drawn = layout(ties(edges))
    assert gaps(drawn.positions).min() > NEAREST * 0.8
    assert (drawn.positions >= 0).all()
    assert drawn.positions.max(axis=0) == pytest.approx([drawn.width, drawn.height])


def test_the_same_ties_are_always_drawn_alike():
    assert np.array_equal(layout(ties(STAR)).positions, layout(ties(STAR)).positions)


def test_tied_actors_stand_nearer_than_the_others():
    network = ties("a-b b-c c-d d-e e-f f-g")
    distances = gaps(layout(network).positions)
    tied = network.adjacency.toarray().astype(bool)
    assert distances[tied].max() < distances[~tied & np.isfinite(distances)].min()


def test_the_widest_side_is_horizontal():
    drawn = layout(ties("a-b b-c c-d d-e e-f c-x"))
    assert drawn.width >= drawn.height


def test_components_do_not_overlap():
    network = ties("a-b b-c c-a m-n n-o")
    drawn = layout(network).positions
    first = drawn[[network.actors.index(name) for name in "abc"]]
    second = drawn[[network.actors.index(name) for name in "mno"]]
    assert (first.max(axis=0) < second.min(axis=0)).any() or (second.max(axis=0) < first.min(axis=0)).any()


def test_an_actor_without_ties_has_its_own_place():
    alone = Ties(["a", "b", "c"], [[0, 1, 0], [1, 0, 0], [0, 0, 0]], directed=False)
    assert gaps(layout(alone).positions).min() > NEAREST * 0.8


def test_a_strength_is_not_a_distance():
    weak = Ties.from_edges(["a", "b", "c"], [("a", "b", 1), ("b", "c", 1)], directed=False)
    strong = Ties.from_edges(["a", "b", "c"], [("a", "b", 4), ("b", "c", 1)], directed=False)
    assert np.array_equal(layout(weak).positions, layout(strong).positions)
