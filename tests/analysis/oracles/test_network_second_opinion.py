"""Network measures by networkx, where it is right, on random networks."""

import networkx as nx
import numpy as np
import pytest

from maillage_analysis.network import (
    assortativity,
    betweenness,
    cut_points,
    density,
    fragmentation,
    key_players_to_keep,
    reciprocity,
    structural_holes,
)
from tests.analysis.cases import random_ties


def as_networkx(ties):
    graph = nx.from_numpy_array(
        ties.strength.toarray(), create_using=nx.DiGraph if ties.directed else nx.Graph, edge_attr="weight"
    )
    return nx.relabel_nodes(graph, dict(enumerate(ties.actors)))


seeds = pytest.mark.parametrize("seed", range(5))
both_kinds = pytest.mark.parametrize("directed", [True, False], ids=["directed", "undirected"])


@seeds
@both_kinds
def test_density_and_betweenness(seed, directed):
    ties = random_ties(seed, directed=directed)
    graph = as_networkx(ties)
    assert density(ties).density == pytest.approx(nx.density(graph))
    expected = nx.betweenness_centrality(graph, normalized=False)
    assert dict(zip(ties.actors, betweenness(ties).betweenness, strict=True)) == pytest.approx(expected)


@seeds
def test_reciprocity(seed):
    ties = random_ties(seed)
    assert reciprocity(ties).reciprocity == pytest.approx(nx.overall_reciprocity(as_networkx(ties)))


@seeds
@both_kinds
def test_assortativity(seed, directed):
    ties = random_ties(seed, directed=directed)
    groups = {actor: "abc"[i % 3] for i, actor in enumerate(ties.actors)}
    graph = as_networkx(ties)
    nx.set_node_attributes(graph, groups, "group")
    expected = nx.attribute_assortativity_coefficient(graph, "group")
    assert assortativity(ties, groups).assortativity == pytest.approx(expected)


@seeds
@both_kinds
def test_constraint_with_strengths(seed, directed):
    ties = random_ties(seed, directed=directed, strongest=4)
    expected = nx.constraint(as_networkx(ties), weight="weight")
    for actor, value in zip(ties.actors, structural_holes(ties).constraint, strict=True):
        assert value == (None if np.isnan(expected[actor]) else pytest.approx(expected[actor]))


@seeds
def test_effective_size_of_plain_undirected_ties(seed):
    ties = random_ties(seed, directed=False)
    expected = nx.effective_size(as_networkx(ties))
    for actor, value in zip(ties.actors, structural_holes(ties).effective_size, strict=True):
        assert value == (None if np.isnan(expected[actor]) else pytest.approx(expected[actor]))


@seeds
def test_cut_points(seed):
    ties = random_ties(seed, n=14, share=0.1, directed=False)
    graph = as_networkx(ties)
    found = cut_points(ties)
    assert set(found.articulation_points) == set(nx.articulation_points(graph))
    assert set(found.bridges) == {tuple(sorted(pair)) for pair in nx.bridges(graph)}


@pytest.mark.parametrize("n", [12, 70, 130])
def test_fragmentation_of_what_remains(n):
    ties = random_ties(n, n=n, share=1.5 / n, directed=False)
    removed = ties.actors[3:7]
    graph = as_networkx(ties)
    graph.remove_nodes_from(removed)
    found = fragmentation(ties, removed=removed)
    left = len(graph)
    together = sum(len(piece) * (len(piece) - 1) for piece in nx.connected_components(graph))
    assert found.fragmentation == pytest.approx(1 - together / (left * (left - 1)))
    assert found.distance_fragmentation == pytest.approx(1 - nx.global_efficiency(graph))
    assert {frozenset(piece) for piece in found.pieces} == {frozenset(p) for p in nx.connected_components(graph)}


@seeds
def test_the_actor_to_keep_is_the_one_whose_removal_costs_most(seed):
    ties = random_ties(seed, n=10, share=0.15, directed=False)
    costs = {}
    for actor in ties.actors:
        graph = as_networkx(ties)
        graph.remove_node(actor)
        costs[actor] = 1 - nx.global_efficiency(graph)
    found = key_players_to_keep(ties, 1)
    assert found.value == pytest.approx(max(costs.values()))
    assert {name for (name,) in found.sets} == {a for a, cost in costs.items() if cost > max(costs.values()) - 1e-12}
