"""What must hold whatever the answers: order does not matter, bounds, translations, renamings."""

from __future__ import annotations

import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage_analysis.grid import (
    Rating,
    intraclass_correlations,
    krippendorff_alpha,
    partition_around_medoids,
    read_grid,
    suggest_type,
    within_group_agreement,
)
from maillage_analysis.grid.typology import BOND_LEVEL, PROFILE_COLUMNS

GRID = {"k1": "A", "k2": "A", "k3": "B"}
COLLEGES = {"r1": "cfa", "r2": "cfa", "r3": "cfa", "r4": "opco", "r5": "opco", "r6": "opco", "r7": None}

answer_sets = st.dictionaries(
    st.tuples(st.sampled_from(list(COLLEGES)), st.sampled_from(list(GRID))),
    st.one_of(st.integers(1, 5), st.sampled_from(["unknown", "not_applicable"]), st.none()),
).map(
    lambda given_answers: [
        Rating(r, COLLEGES[r], k, v, None) if isinstance(v, int) else Rating(r, COLLEGES[r], k, None, v)
        for (r, k), v in given_answers.items()
    ]
)
tables = st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=2, max_size=6)


@given(answer_sets, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_a_reading_does_not_depend_on_the_order_of_answers(ratings, random):
    shuffled = ratings.copy()
    random.shuffle(shuffled)
    assert read_grid(shuffled, GRID) == read_grid(ratings, GRID)


@given(answer_sets)
@settings(max_examples=60, deadline=None)
def test_a_reading_stays_on_the_ladder_and_counts_every_answer(ratings):
    reading = read_grid(ratings, GRID)
    counted = sum(c.answers + c.unknown + c.not_applicable + c.blank for c in reading.criteria)
    assert counted == len(ratings)
    assert sorted(reading.reading_order) == sorted(GRID)
    for criterion in reading.criteria:
        assert (criterion.median is None) == (criterion.answers == 0) == (criterion.reason is not None)
        assert criterion.median is None or 1 <= criterion.lower_quartile <= criterion.median <= 5
        assert all((c.median is None) == (c.answers < 3) for c in criterion.colleges)
    assert json.dumps(reading.as_dict(), allow_nan=False)


@given(answer_sets, st.sampled_from(list(GRID)))
@settings(max_examples=40, deadline=None)
def test_not_knowing_changes_no_score(ratings, criterion):
    more = [*ratings, Rating("newcomer", None, criterion, None, "unknown")]
    assert read_grid(more, GRID).scores == read_grid(ratings, GRID).scores


@given(tables, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_agreement_does_not_depend_on_the_order_of_raters_or_units(table, random):
    columns = [0, 1, 2]
    random.shuffle(columns)
    turned = [[row[c] for c in columns] for row in table]
    random.shuffle(turned)
    one, two = krippendorff_alpha(table).value, krippendorff_alpha(turned).value
    assert (one is None) == (two is None)
    assert one is None or abs(one - two) < 1e-12
    assert one is None or one <= 1


@given(tables)
@settings(max_examples=40, deadline=None)
def test_a_rater_who_adds_a_constant_changes_consistency_only_through_the_mean(table):
    moved = [[row[0] + 10, *row[1:]] for row in table]
    one, two = intraclass_correlations(table), intraclass_correlations(moved)
    if one.icc3 is not None and two.icc3 is not None:
        assert abs(one.icc3 - two.icc3) < 1e-9


@given(st.lists(st.lists(st.integers(1, 5), min_size=2, max_size=2), min_size=2, max_size=8))
@settings(max_examples=40, deadline=None)
def test_within_group_indices_stay_in_their_ranges(table):
    agreement = within_group_agreement(table)
    assert all(0 <= value <= 1 for value in agreement.rwg)
    assert 0 <= agreement.rwg_j <= 1
    assert 0 <= agreement.average_deviation <= 2


@given(st.dictionaries(st.sampled_from(PROFILE_COLUMNS), st.integers(2, 8).map(lambda v: v / 2), min_size=7))
@settings(max_examples=40, deadline=None)
def test_a_suggestion_explains_itself(scores):
    suggestion = suggest_type(scores)
    for item in suggestion.distances:
        assert abs(sum(c.contribution for c in item.contributions) - item.distance) < 1e-12
    assert [d.distance for d in suggestion.distances] == sorted(d.distance for d in suggestion.distances)
    for change in suggestion.changes:
        assert change.type != suggestion.nearest
        assert 1 <= change.new_score <= (4 if change.criterion == BOND_LEVEL else 5)
        assert suggest_type({**scores, change.criterion: change.new_score}).nearest == change.type


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_medoids_do_not_depend_on_the_order_of_rows(seed, random):
    points = np.random.default_rng(seed).random(8)
    order = list(range(8))
    random.shuffle(order)
    table = np.abs(np.subtract.outer(points, points))
    names = [f"p{n}" for n in range(8)]
    one = partition_around_medoids(table, 3, names=names)
    two = partition_around_medoids(table[np.ix_(order, order)], 3, names=[names[n] for n in order])
    assert one.medoids == two.medoids
    assert [one.labels[n] for n in order] == list(two.labels)
