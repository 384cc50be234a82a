"""Mutual ties, central actors, cut points: small networks whose answers can be seen."""

import json

import numpy as np
import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.network import (
    Ties,
    assortativity,
    betweenness,
    bridging_centrality,
    centralization,
    cut_points,
    external_internal,
    fragmentation,
    reciprocity,
)


def undirected(edges, actors=None):
    pairs = [tuple(edge.split("-")) for edge in edges.split()]
    return Ties.from_edges(actors or sorted({name for pair in pairs for name in pair}), pairs, directed=False)


STAR = undirected("cfa-opco cfa-branch cfa-mission cfa-town")
RING = undirected("a-b b-c c-d d-e e-a")
# Two triangles joined by one person.
BOW_TIE = undirected("a-b b-c a-c c-d d-e c-e")


def test_reciprocity_counts_pairs_three_ways():
    ties = Ties(list("abcd"), [[0, 1, 1, 0], [1, 0, 0, 0], [0, 0, 0, 0], [1, 0, 0, 0]])
    found = reciprocity(ties)
    assert (found.mutual, found.asymmetric, found.null) == (1, 2, 3)
    assert found.reciprocity == 2 / 4
    assert reciprocity(ties, method="dyadic").reciprocity == 1 / 3


def test_reciprocity_is_undefined_without_ties():
    assert reciprocity(Ties(["a", "b"], np.zeros((2, 2)))).reason == "no tie"


@pytest.mark.parametrize("measure", ["degree", "betweenness"])
def test_a_star_is_fully_centralized_and_a_ring_not_at_all(measure):
    assert centralization(STAR, measure=measure).centralization == 1
    assert centralization(STAR, measure=measure).most_central == ("cfa",)
    assert centralization(RING, measure=measure).centralization == pytest.approx(0)


def test_a_directed_star_by_the_direction_of_its_ties():
    heard = Ties.from_edges(STAR.actors, [(name, "cfa") for name in STAR.actors if name != "cfa"])
    assert centralization(heard, measure="indegree").centralization == 1
    # The hub says nothing, the four others one tie each: Σ(1 − d) = 1 over 4².
    assert centralization(heard, measure="outdegree").centralization == 1 / 16
    # In + out: hub 4, others 1, over 2·4·3.
    assert centralization(heard).centralization == 12 / 24
    assert centralization(heard, measure="betweenness").centralization == 0


def test_both_ways_star_reaches_the_directed_maximum_of_betweenness():
    both = Ties(STAR.actors, STAR.strength)
    assert betweenness(both).betweenness.max() == 4 * 3
    assert centralization(both, measure="betweenness").centralization == 1


def test_centralization_is_undefined_between_two():
    pair = undirected("a-b")
    assert centralization(pair).centralization is None
    assert centralization(pair, measure="betweenness").reason == "too few actors for one to stand out"


def test_cut_points_are_those_who_hold_two_pieces_together():
    assert cut_points(BOW_TIE).articulation_points == ("c",)
    assert cut_points(BOW_TIE).bridges == ()
    assert cut_points(STAR).bridges[0] == ("branch", "cfa")


def test_fragmentation_with_and_without_somebody():
    assert fragmentation(BOW_TIE).fragmentation == 0
    # 6 ties at distance 1 and 4 pairs at distance 2.
    assert fragmentation(BOW_TIE).distance_fragmentation == pytest.approx(1 - (6 + 4 / 2) / 10)
    without = fragmentation(BOW_TIE, removed=["c"])
    assert without.pieces == (("a", "b"), ("d", "e"))
    assert without.fragmentation == pytest.approx(1 - 2 * 2 / 12)
    assert without.distance_fragmentation == pytest.approx(1 - 4 / 12)


def test_fragmentation_may_follow_the_direction_of_ties():
    chain = Ties.from_edges(list("abc"), [("a", "b"), ("b", "c")])
    assert fragmentation(chain).fragmentation == 0
    assert fragmentation(chain, paths="as_given").fragmentation == 0.5
    assert fragmentation(chain, paths="as_given").distance_fragmentation == pytest.approx(1 - 2.5 / 6)


def test_fragmentation_is_undefined_when_one_actor_remains():
    left = fragmentation(undirected("a-b"), removed=["a"])
    assert (left.fragmentation, left.distance_fragmentation, left.pieces) == (None, None, (("b",),))
    assert fragmentation(undirected("a-b"), removed=["a", "b"]).pieces == ()


def test_bridging_prefers_few_ties_between_busy_neighbours():
    # a-b-c triangle, then c-x-d, then triangle d-e-f: x stands between two hubs.
    found = bridging_centrality(undirected("a-b b-c a-c c-x x-d d-e e-f d-f"))
    score = dict(zip(found.actors, found.bridging, strict=True))
    assert score["x"] == pytest.approx(9 * (1 / 2) / (1 / 3 + 1 / 3))
    assert score["c"] == pytest.approx(8 * (1 / 3) / (1 / 2 + 1 / 2 + 1 / 2))
    assert score["a"] == 0


def test_bridging_of_someone_alone_is_undefined():
    found = bridging_centrality(undirected("a-b", actors=["a", "b", "alone"]))
    assert found.bridging == (0, 0, None)
    assert found.undefined[0].of == ("alone",)


GROUPS = {"a": "training", "b": "training", "c": "firms", "d": "firms", "e": "town"}


def test_external_and_internal_ties():
    found = external_internal(BOW_TIE, GROUPS)
    assert (found.external, found.internal, found.index) == (4, 2, pytest.approx(1 / 3))
    # Of 10 possible pairs, 2 are inside a group.
    assert found.expected == pytest.approx(6 / 10)
    assert found.density_index == pytest.approx((4 / 8 - 1) / (4 / 8 + 1))
    assert (found.p_greater, found.p_less) == (None, None)


def test_external_index_under_shuffled_labels():
    found = external_internal(BOW_TIE, GROUPS, permutations=199, seed=5)
    # Fewer external ties than most shuffles give.
    assert found.p_less < found.p_greater
    assert found.shuffled_mean == pytest.approx(found.expected, abs=0.1)
    assert found.as_dict() == external_internal(BOW_TIE, GROUPS, permutations=199, seed=5).as_dict()


def test_external_index_reasons():
    nobody = Ties(["a", "b"], np.zeros((2, 2)))
    assert [each.measure for each in external_internal(nobody, {"a": "x", "b": "x"}).undefined] == [
        "index",
        "density_index",
    ]
    one_group = external_internal(RING, dict.fromkeys("abcde", "x"), permutations=9)
    assert (one_group.index, one_group.expected, one_group.density_index, one_group.p_greater) == (-1, -1, None, 1)


def test_assortativity_of_ties_that_stay_at_home():
    pairs = undirected("a-b c-d")
    assert assortativity(pairs, GROUPS).assortativity == 1
    assert assortativity(undirected("a-c b-d"), GROUPS).assortativity == -1
    assert assortativity(pairs, dict.fromkeys("abcd", "x")).assortativity is None
    assert assortativity(Ties(["a"], [[0]]), {"a": "x"}).reason == "no tie"


def test_results_are_ready_for_json():
    results = [
        centralization(RING),
        fragmentation(undirected("a-b"), removed=["a"]),
        bridging_centrality(undirected("a-b", actors=["a", "b", "alone"])),
        external_internal(BOW_TIE, GROUPS, permutations=9),
        assortativity(BOW_TIE, GROUPS),
        cut_points(STAR),
    ]
    for result in results:
        json.dumps(result.as_dict(), allow_nan=False)


def test_refusals():
    chain = Ties.from_edges(list("abc"), [("a", "b"), ("b", "c")])
    with pytest.raises(InputError, match="Bridging centrality is for undirected ties"):
        bridging_centrality(chain)
    with pytest.raises(InputError, match="Undirected ties have no indegree"):
        centralization(RING, measure="indegree")
    with pytest.raises(InputError, match="'x' cannot be removed"):
        fragmentation(chain, removed=["x"])
    with pytest.raises(InputError, match="choose one of either_way, as_given"):
        fragmentation(chain, paths="any")
    with pytest.raises(InputError, match="'c' has no group"):
        assortativity(chain, {"a": "x", "b": "x"})
    with pytest.raises(InputError, match="number of permutations is -1"):
        external_internal(chain, GROUPS, permutations=-1)
