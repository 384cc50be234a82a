"""MACTOR by its definitions, cell by cell, and two-mode measures by networkx."""

import networkx as nx
import numpy as np
import pytest

from maillage_analysis.strategy import (
    InfluenceTable,
    PositionTable,
    TwoModeTable,
    actor_positions,
    balance_of_power,
    convergences,
    project,
    two_mode_centrality,
)


def influence_table(seed, n=7):
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 9, (n, n)) / 2.0
    np.fill_diagonal(values, 0)
    return InfluenceTable([f"actor {i}" for i in range(n)], values)


def by_definition(a, convention):
    """MIDI, MMIDI, I, D, r*, q*, straight from the book."""
    n = len(a)
    link = (lambda x, y: x * y) if convention == "product" else min
    midi = [[a[i][j] + sum(link(a[i][k], a[k][j]) for k in range(n)) for j in range(n)] for i in range(n)]
    mmidi = [[max([a[i][j]] + [min(a[i][k], a[k][j]) for k in range(n)]) for j in range(n)] for i in range(n)]
    if convention == "lipsor":
        for i in range(n):
            mmidi[i][i] = 0
    results = []
    for matrix in (midi, mmidi):
        others = [[j for j in range(n) if convention != "lipsor" or j != i] for i in range(n)]
        out = [sum(matrix[i][j] for j in others[i]) for i in range(n)]
        inn = [sum(matrix[j][i] for j in others[i]) for i in range(n)]
        r = [
            (out[i] - matrix[i][i]) / sum(out) * out[i] / (out[i] + inn[i]) if out[i] + inn[i] else 0 for i in range(n)
        ]
        results += [out, inn, [n * x / sum(r) for x in r]]
    return midi, mmidi, results


@pytest.mark.parametrize("convention", ["lipsor", "literal", "product"])
@pytest.mark.parametrize("seed", range(4))
def test_power_follows_the_definitions(seed, convention):
    table = influence_table(seed)
    power = balance_of_power(table, convention=convention)
    midi, mmidi, (out, inn, strength, max_out, max_inn, max_strength) = by_definition(table.values.tolist(), convention)
    for ours, theirs in [
        (power.midi, midi),
        (power.mmidi, mmidi),
        (power.influence, out),
        (power.dependence, inn),
        (power.relative_strength, strength),
        (power.max_influence, max_out),
        (power.max_dependence, max_inn),
        (power.relative_max_strength, max_strength),
    ]:
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("between", ["actors", "objectives"])
@pytest.mark.parametrize("order", [1, 2, 3])
def test_convergences_follow_the_definitions(order, between):
    influence = influence_table(11)
    rng = np.random.default_rng(12)
    table = PositionTable(influence.actors, [f"objective {k}" for k in range(5)], rng.integers(-8, 9, (7, 5)) / 2.0)
    stands = actor_positions(table, order=order, power=balance_of_power(influence))
    m = stands.values if between == "actors" else stands.values.T
    result = convergences(stands, between=between)
    for i in range(len(m)):
        for j in range(len(m)):
            for sign, matrix in ((1, result.convergence), (-1, result.divergence)):
                shared = [k for k in range(m.shape[1]) if m[i, k] * m[j, k] * sign > 0]
                half_sums = sum((abs(m[i, k]) + abs(m[j, k])) / 2 for k in shared)
                expected = 0 if i == j else len(shared) if order == 1 else half_sums
                assert matrix[i, j] == pytest.approx(expected, abs=1e-12)


def bipartite(table):
    graph = nx.Graph()
    graph.add_nodes_from(table.actors, bipartite=0)
    graph.add_nodes_from(table.items, bipartite=1)
    graph.add_edges_from((table.actors[i], table.items[j]) for i, j in np.argwhere(table.held))
    return graph


@pytest.mark.parametrize("seed", range(6))
def test_two_mode_measures_agree_with_networkx(seed):
    rng = np.random.default_rng(seed)
    n, m = rng.integers(2, 9, 2)
    table = TwoModeTable([f"actor {i}" for i in range(n)], [f"item {j}" for j in range(m)], rng.random((n, m)) < 0.4)
    graph = bipartite(table)
    degree, closeness, betweenness = (
        measure(graph, table.actors)
        for measure in (
            nx.bipartite.degree_centrality,
            nx.bipartite.closeness_centrality,
            nx.bipartite.betweenness_centrality,
        )
    )
    for side in two_mode_centrality(table):
        for name, d, c, b in zip(side.names, side.degree, side.closeness, side.betweenness, strict=True):
            assert d == pytest.approx(degree[name])
            assert b == pytest.approx(betweenness[name])
            # networkx gives 0 to an isolate, whose distances do not exist.
            assert (c or 0) == pytest.approx(closeness[name])
            assert (c is None) == (graph.degree[name] == 0)
    newman = nx.bipartite.collaboration_weighted_projected_graph(graph, table.actors)
    jaccard = nx.bipartite.overlap_weighted_projected_graph(graph, table.actors)
    for i, first in enumerate(table.actors):
        for j, second in enumerate(table.actors):
            if i != j:
                tie = newman.get_edge_data(first, second, {"weight": 0})["weight"]
                assert project(table, weights="newman").values[i][j] == pytest.approx(tie)
                overlap = jaccard.get_edge_data(first, second, {"weight": 0})["weight"]
                assert (project(table, weights="jaccard").values[i][j] or 0) == pytest.approx(overlap)
