"""Second opinions on typologies: definitions written out, other decompositions, SciPy."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage

from maillage_analysis.grid import (
    PROTOTYPES,
    Variable,
    correspondence_analysis,
    gower_distances,
    latent_classes,
    partition_around_medoids,
    suggest_type,
    ward_tree,
)

KINDS = ("interval", "ordinal", "nominal", "symmetric", "asymmetric")
cells = st.one_of(st.none(), st.integers(0, 1))
wide_cells = st.one_of(st.none(), st.integers(1, 5))
gower_rows = st.lists(st.tuples(wide_cells, wide_cells, wide_cells, cells, cells), min_size=2, max_size=6)


def gower_written_out(one, other, rows):
    total = weight = 0
    for q, kind in enumerate(KINDS):
        x, y = one[q], other[q]
        if x is None or y is None or (kind == "asymmetric" and x == y == 0):
            continue
        known = [row[q] for row in rows if row[q] is not None]
        span = max(known) - min(known)
        weight += 1
        total += (abs(x - y) / span if span else 0) if kind in ("interval", "ordinal") else x != y
    return total / weight if weight else None


@given(gower_rows)
@settings(max_examples=60, deadline=None)
def test_gower_agrees_with_the_definition(rows):
    result = gower_distances(rows, [Variable(kind, kind) for kind in KINDS]).as_dict()["distances"]
    for i, j in combinations(range(len(rows)), 2):
        expected = gower_written_out(rows[i], rows[j], rows)
        assert result[i][j] == (None if expected is None else pytest.approx(expected, abs=1e-12))


@pytest.mark.parametrize("seed", range(5))
def test_medoids_reach_the_best_of_every_choice(seed):
    points = np.random.default_rng(seed).random((9, 2))
    table = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    result = partition_around_medoids(table, 3, restarts=10, seed=seed)
    every = [table[:, list(medoids)].min(axis=1).sum() for medoids in combinations(range(9), 3)]
    assert result.objective == pytest.approx(min(every), abs=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_swap_stops_where_no_exchange_helps_and_silhouettes_are_those_of_the_definition(seed):
    points = np.random.default_rng(seed).random((12, 2))
    table = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    result = partition_around_medoids(table, 3)
    medoids = [result.names.index(name) for name in result.medoids]
    for place in range(3):
        for new in range(12):
            moved = [*medoids[:place], new, *medoids[place + 1 :]]
            assert table[:, moved].min(axis=1).sum() >= result.objective - 1e-9
    labels = np.array(result.labels)
    for i, width in enumerate(result.silhouettes):
        same = [table[i, j] for j in range(12) if labels[j] == labels[i] and j != i]
        others = [table[i, labels == g].mean() for g in set(labels) - {labels[i]}]
        a = np.mean(same) if same else None
        assert width == pytest.approx(0 if a is None else (min(others) - a) / max(a, min(others)), abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_correspondence_agrees_with_the_burt_table(seed):
    """The eigenvalues of the Burt table's correspondence analysis are the squares of ours."""
    rows = np.random.default_rng(seed).integers(0, 3, size=(40, 4)).tolist()
    result = correspondence_analysis(rows, list("abcd"))
    indicator = np.array([[row[q] == level for q in range(4) for level in range(3)] for row in rows], dtype=float)
    burt = indicator.T @ indicator
    burt /= burt.sum()
    masses = burt.sum(axis=0)
    centred = (burt - np.outer(masses, masses)) / np.sqrt(np.outer(masses, masses))
    expected = np.sort(np.linalg.eigvalsh(centred))[::-1][:8]
    np.testing.assert_allclose(result.eigenvalues, expected, atol=1e-12)
    assert sum(result.eigenvalues) == pytest.approx(result.total_inertia)
    profiles = indicator / indicator.sum(axis=0)
    barycentres = profiles.T @ result.row_coordinates / np.sqrt(result.eigenvalues)
    np.testing.assert_allclose(result.categories.coordinates, barycentres, atol=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_the_tree_is_scipys_and_the_gains_are_lost_inertia(seed):
    points = np.random.default_rng(seed).normal(size=(20, 3))
    tree = ward_tree(points, 4)
    np.testing.assert_allclose(tree.merges, linkage(points, "ward"))
    reference = fcluster(tree.merges, 4, criterion="maxclust")
    pairs = list(combinations(range(20), 2))
    assert [tree.labels[i] == tree.labels[j] for i, j in pairs] == [reference[i] == reference[j] for i, j in pairs]
    finer, coarser = (ward_tree(points, k).explained * tree.total_inertia for k in (4, 3))
    assert finer - coarser == pytest.approx(tree.gains[2], abs=1e-12)


def test_latent_class_likelihood_is_that_of_its_own_parameters():
    rows = np.random.default_rng(2).integers(0, 3, size=(150, 3)).tolist()
    model = latent_classes(rows, "abc", 2, seed=1)
    logs = [
        np.log(
            sum(
                size * np.prod([model.probabilities[v][k][row[q]] for q, v in enumerate("abc")])
                for k, size in enumerate(model.sizes)
            )
        )
        for row in rows
    ]
    assert model.log_likelihood == pytest.approx(sum(logs), abs=1e-9)


@given(st.dictionaries(st.sampled_from(list(PROTOTYPES["T1"])), st.integers(1, 4), min_size=7))
@settings(max_examples=60, deadline=None)
def test_the_nearest_type_agrees_with_the_rule_written_out(scores):
    distances = {
        t: sum(abs(x - prototype[c]) * (1.25 if c == "L" else 1) for c, x in scores.items()) / len(scores)
        for t, prototype in PROTOTYPES.items()
    }
    suggestion = suggest_type(scores)
    assert {d.type: d.distance for d in suggestion.distances} == pytest.approx(distances, abs=1e-12)
    ranked = sorted(distances.values())
    assert suggestion.margin == pytest.approx(ranked[1] - ranked[0], abs=1e-12)
    if ranked[0] > 1.25 + 1e-9:
        assert suggestion.status == "atypical"
    elif ranked[1] - ranked[0] < 0.25 - 1e-9:
        assert suggestion.status == "mixed"
    elif ranked[0] < 1.25 - 1e-9 and ranked[1] - ranked[0] > 0.25 + 1e-9:
        assert suggestion.status == "clear"
