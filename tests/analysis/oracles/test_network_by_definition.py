"""Network measures by their definitions, written as slowly and plainly as possible."""

from itertools import combinations, product
from math import log

import numpy as np
import pytest

from maillage_analysis.network import (
    ROLES,
    brokerage,
    core_periphery,
    external_internal,
    key_players_to_keep,
    key_players_to_reach,
    structural_holes,
)
from maillage_analysis.network import core as core_module
from maillage_analysis.network import key_players as key_players_module
from maillage_analysis.network.broker_moments import moments
from maillage_analysis.network.labels import shuffled_labels
from tests.analysis.cases import random_ties


def role_of(sender, broker, receiver):
    if sender == broker == receiver:
        return "coordinator"
    if sender == receiver:
        return "itinerant"
    if sender == broker:
        return "representative"
    return "gatekeeper" if broker == receiver else "liaison"


def roles_by_triples(tied, groups):
    n = len(tied)
    counts = {role: [0] * n for role in ROLES}
    for i, j, k in product(range(n), repeat=3):
        if i != k and tied[i][j] and tied[j][k] and not tied[i][k]:
            counts[role_of(groups[i], groups[j], groups[k])][j] += 1
            counts["total"][j] += 1
    return counts


@pytest.mark.parametrize("directed", [True, False], ids=["directed", "undirected"])
@pytest.mark.parametrize("seed", range(6))
def test_brokerage_counts(seed, directed):
    ties = random_ties(seed, directed=directed)
    groups = {actor: "abbcaacdb"[i] for i, actor in enumerate(ties.actors)}
    expected = roles_by_triples(ties.adjacency.toarray().tolist(), list(groups.values()))
    result = brokerage(ties, groups)
    assert {role.role: role.counts.tolist() for role in result.roles} == expected


def moments_by_covariance(sizes, p):
    """Mean and variance of each role's count, every pair of triples being asked what ties it needs."""
    groups = [group for group, size in enumerate(sizes) for _ in range(size)]
    means, variances = {}, {}
    for group in range(len(sizes)):
        j = groups.index(group)
        others = [node for node in range(len(groups)) if node != j]
        needs = {role: [] for role in ROLES}
        for i, k in product(others, repeat=2):
            if i != k:
                need = {(i, j): 1, (j, k): 1, (i, k): 0}
                needs[role_of(groups[i], groups[j], groups[k])].append(need)
                needs["total"].append(need)
        alone = p * p * (1 - p)
        for role, triples in needs.items():
            means[role, group] = alone * len(triples)
            variances[role, group] = sum(joint_probability(a, b, p) - alone**2 for a, b in product(triples, repeat=2))
    return means, variances


def joint_probability(first, second, p):
    both = first | second
    if any(both[tie] != first[tie] for tie in first):
        return 0.0
    return p ** sum(both.values()) * (1 - p) ** (len(both) - sum(both.values()))


@pytest.mark.parametrize("sizes", [(4, 2), (2, 2, 2), (3, 1, 2), (1, 1, 1), (5,), (1, 4)])
def test_moments_are_those_of_independent_ties(sizes):
    expected, variance = moments(np.array(sizes), 0.3)
    means, variances = moments_by_covariance(sizes, 0.3)
    for number, role in enumerate(ROLES):
        for group in range(len(sizes)):
            assert expected[number, group] == pytest.approx(means[role, group], abs=1e-12)
            assert variance[number, group] == pytest.approx(variances[role, group], abs=1e-12)


@pytest.mark.parametrize("directed", [True, False], ids=["directed", "undirected"])
def test_brokerage_p_values_count_every_shuffle_again(directed):
    ties = random_ties(4, n=8, directed=directed)
    groups = {actor: "aabbbccc"[i] for i, actor in enumerate(ties.actors)}
    result = brokerage(ties, groups, permutations=60, seed=9)
    codes = np.array(["abc".index(groups[actor]) for actor in ties.actors])
    tied = ties.adjacency.toarray().tolist()
    shuffles = [roles_by_triples(tied, labels) for labels in shuffled_labels(ties, codes, permutations=60, seed=9)]
    for role in result.roles[:-1]:
        for j in range(ties.size):
            seen = [shuffle[role.role][j] for shuffle in shuffles]
            assert role.p_greater[j] == (1 + sum(count >= role.counts[j] for count in seen)) / 61
            assert role.p_less[j] == (1 + sum(count <= role.counts[j] for count in seen)) / 61


def test_external_index_p_values_count_every_shuffle_again():
    ties = random_ties(4, directed=False)
    groups = {actor: "aabbbcccc"[i] for i, actor in enumerate(ties.actors)}
    result = external_internal(ties, groups, permutations=60, seed=9)
    codes = np.array(["abc".index(groups[actor]) for actor in ties.actors])
    values = []
    for labels in shuffled_labels(ties, codes, permutations=60, seed=9):
        values.append(external_internal(ties, dict(zip(ties.actors, map(str, labels), strict=True))).index)
    assert result.shuffled_mean == pytest.approx(np.mean(values))
    assert result.p_greater == (1 + sum(value >= result.index - 1e-12 for value in values)) / 61
    assert result.p_less == (1 + sum(value <= result.index + 1e-12 for value in values)) / 61


def burt_by_definition(a, scope):
    """Effective size, constraint and hierarchy of each actor, None without contact."""
    n = len(a)
    results = []
    for i in range(n):
        circle = [j for j in range(n) if a[i][j] + a[j][i] > 0]
        if not circle:
            results.append((None, None, None))
            continue
        seen = range(n) if scope == "whole_network" else [i, *circle]
        s = {(x, y): a[x][y] + a[y][x] for x in seen for y in seen}
        p = {(x, y): s[x, y] / sum(s[x, k] for k in seen) for x in [i, *circle] for y in seen}
        m = {(x, y): s[x, y] / max(s[x, k] for k in seen) for x in [i, *circle] for y in seen}
        size = sum(1 - sum(p[i, q] * m[j, q] for q in circle if q != j) for j in circle)
        c = [(p[i, j] + sum(p[i, q] * p[q, j] for q in circle if q != j)) ** 2 for j in circle]
        ratios = [each / (sum(c) / len(c)) for each in c]
        hierarchy = sum(r * log(r) for r in ratios) / (len(c) * log(len(c))) if len(c) > 1 else 1
        results.append((size, sum(c), hierarchy))
    return results


@pytest.mark.parametrize("scope", ["whole_network", "ego_network"])
@pytest.mark.parametrize("directed", [True, False], ids=["directed", "undirected"])
@pytest.mark.parametrize("seed", range(4))
def test_structural_holes(seed, directed, scope):
    ties = random_ties(seed, share=0.2, directed=directed, strongest=5)
    result = structural_holes(ties, scope=scope)
    for actor, expected in enumerate(burt_by_definition(ties.strength.toarray().tolist(), scope)):
        found = (result.effective_size[actor], result.constraint[actor], result.hierarchy[actor])
        assert found == (expected if None in expected else pytest.approx(expected, abs=1e-12))
        if found[0] is not None:
            assert result.efficiency[actor] == pytest.approx(found[0] / result.contacts[actor])


def core_by_correlation(a, pattern):
    """Best Pearson correlation, and the cores that give it, one subset at a time."""
    n = len(a)
    cells = [(i, j) for i in range(n) for j in range(n) if i != j]
    scores = {}
    for size in range(n + 1):
        for core in combinations(range(n), size):
            kept = [(i, j) for i, j in cells if pattern == "star" or (i in core) == (j in core)]
            ideal = [float(i in core or j in core) for i, j in kept]
            seen = [a[i][j] for i, j in kept]
            if len(set(ideal)) == 2 and len(set(seen)) > 1:
                scores[core] = np.corrcoef(ideal, seen)[0, 1]
    best = max(scores.values())
    return best, {core for core, score in scores.items() if score > best - 1e-10}


@pytest.mark.parametrize("pattern", ["ignored", "star"])
@pytest.mark.parametrize("directed", [True, False], ids=["directed", "undirected"])
@pytest.mark.parametrize("strongest", [1, 3])
def test_core_and_periphery(pattern, directed, strongest):
    ties = random_ties(strongest, n=7, directed=directed, strongest=strongest)
    best, cores = core_by_correlation(ties.strength.toarray(), pattern)
    found = core_periphery(ties, pattern=pattern)
    assert found.correlation == pytest.approx(best)
    assert set(found.cores) == {tuple(ties.actors[i] for i in core) for core in cores}


@pytest.mark.parametrize("pattern", ["ignored", "star"])
@pytest.mark.parametrize("seed", range(4))
def test_the_search_for_a_core_finds_what_enumeration_proves(seed, pattern, monkeypatch):
    ties = random_ties(seed, n=12, directed=False, strongest=3)
    proven = core_periphery(ties, pattern=pattern)
    monkeypatch.setattr(core_module, "EXACT_ACTORS", 0)
    searched = core_periphery(ties, pattern=pattern, restarts=20)
    assert not searched.exact
    assert searched.correlation == pytest.approx(proven.correlation)
    assert set(searched.cores) <= set(proven.cores)


@pytest.mark.parametrize("choose", [key_players_to_keep, key_players_to_reach])
@pytest.mark.parametrize("seed", range(3))
def test_the_search_for_key_players_comes_close_to_what_enumeration_proves(seed, choose, monkeypatch):
    ties = random_ties(seed, n=16, share=0.1, directed=False)
    proven = choose(ties, 3)
    monkeypatch.setattr(key_players_module, "EXACT_ACTORS", 0)
    searched = choose(ties, 3)
    assert searched.method == "greedy with swaps"
    assert 0.95 * proven.value <= searched.value <= proven.value + 1e-12


@pytest.mark.parametrize("paths", ["either_way", "as_given"])
def test_reach_of_every_pair_of_players(paths):
    ties = random_ties(3, n=8, share=0.15)
    tied = ties.adjacency.toarray()
    if paths == "either_way":
        tied = np.maximum(tied, tied.T)
    steps = np.where(tied > 0, 1.0, np.inf)
    np.fill_diagonal(steps, 0)
    for middle in range(8):
        steps = np.minimum(steps, steps[:, [middle]] + steps[[middle], :])
    worth = {}
    for pair in combinations(range(8), 2):
        nearest = steps[list(pair)].min(axis=0)
        worth[pair] = sum(1 if j in pair else 1 / nearest[j] for j in range(8)) / 8
    found = key_players_to_reach(ties, 2, paths=paths)
    assert found.value == pytest.approx(max(worth.values()))
    assert len(found.sets) == sum(value > found.value - 1e-9 for value in worth.values())
