"""Nearest of the seven types: each prototype, mixed and atypical profiles, reasons, changes."""

from __future__ import annotations

import json
import math
from itertools import combinations

import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.grid import PROFILE_COLUMNS, PROTOTYPES, TypologyRules, suggest_type


def distance_between(one, other):
    distances = suggest_type(PROTOTYPES[one]).distances
    return next(item.distance for item in distances if item.type == other)


@pytest.mark.parametrize("type_id", PROTOTYPES)
def test_each_prototype_is_its_own_nearest_type(type_id):
    suggestion = suggest_type(PROTOTYPES[type_id])
    assert (suggestion.status, suggestion.types, suggestion.distance) == ("clear", (type_id,), 0)
    assert suggestion.contrary_criteria == ()
    assert suggestion.missing == ()


def test_prototypes_are_082_to_261_apart():
    pairs = {pair: round(distance_between(*pair), 2) for pair in combinations(PROTOTYPES, 2)}
    assert sorted(pairs, key=pairs.get)[:2] == [("T2", "T3"), ("T1", "T2")]
    assert (pairs["T2", "T3"], pairs["T1", "T2"]) == (0.82, 0.84)
    assert max(pairs.values()) == 2.61


def test_the_level_of_the_bond_counts_a_quarter_more():
    suggestion = suggest_type({**PROTOTYPES["T7"], "L": 2})
    assert suggestion.distance == pytest.approx(1.25 * 2 / 11, abs=1e-12)
    assert suggestion.contrary_criteria[0].criterion == "L"


def test_the_mean_is_over_the_answered_columns():
    scores = {"A1": 5, "A2": 5, "B2": 4, "B3": 4, "B4": 5, "C1": 5, "C2": 4}
    suggestion = suggest_type(scores)
    assert suggestion.nearest == "T7"
    assert suggestion.distance == pytest.approx(1 / 7, abs=1e-12)
    assert suggestion.missing == ("C3", "C4", "C8", "L")


def test_six_columns_are_too_few():
    suggestion = suggest_type(dict.fromkeys(PROFILE_COLUMNS[:6], 3))
    assert (suggestion.status, suggestion.nearest, suggestion.distance) == ("too_few_answers", None, None)
    assert suggestion.reason == "too_few_answers"


def test_a_profile_between_two_types_is_mixed():
    halfway = {**PROTOTYPES["T2"], "A1": 4, "C1": 3, "C3": 2, "C4": 2.5}
    suggestion = suggest_type(halfway)
    assert suggestion.status == "mixed"
    assert set(suggestion.types) == {"T2", "T3"}
    assert suggestion.margin < 0.25


def test_exactly_a_quarter_further_is_not_mixed():
    rules = TypologyRules(
        prototypes={"P": dict.fromkeys("abcd", 1), "Q": {**dict.fromkeys("abcd", 1), "a": 2}},
        scales=dict.fromkeys("abcd", (1, 5)),
        least_answered=4,
    )
    suggestion = suggest_type(dict.fromkeys("abcd", 1), rules=rules)
    assert (suggestion.margin, suggestion.status) == (0.25, "clear")


def test_a_tie_is_alphabetical_and_flagged():
    rules = TypologyRules(
        prototypes={"Q": {"a": 3}, "P": {"a": 1}}, scales={"a": (1, 5)}, least_answered=1, mixed_within=0.1
    )
    suggestion = suggest_type({"a": 2}, rules=rules)
    assert (suggestion.nearest, suggestion.second, suggestion.tied, suggestion.status) == ("P", "Q", True, "mixed")


def test_a_profile_far_from_everything_is_atypical():
    scores = {"A1": 1, "A2": 5, "B2": 1, "B3": 1, "B4": 5, "C1": 1, "C2": 1, "C3": 1, "C4": 5, "C8": 5, "L": 4}
    suggestion = suggest_type(scores)
    assert suggestion.status == "atypical"
    assert suggestion.distance > 1.25


def test_exactly_one_and_a_quarter_is_not_atypical():
    rules = TypologyRules(prototypes={"P": {"a": 1, "b": 1}}, scales={"a": (1, 5), "b": (1, 5)}, least_answered=2)
    assert suggest_type({"a": 3.5, "b": 1}, rules=rules).status == "clear"
    assert suggest_type({"a": 3.6, "b": 1}, rules=rules).status == "atypical"


def test_contributions_sum_to_the_distance():
    for item in suggest_type({**PROTOTYPES["T5"], "A1": 2.5, "L": 1}).distances:
        assert math.isclose(sum(c.contribution for c in item.contributions), item.distance, abs_tol=1e-12)


def test_three_nearest_and_three_most_contrary_criteria():
    suggestion = suggest_type({**PROTOTYPES["T6"], "A1": 5, "A2": 4, "B2": 2, "L": 4})
    assert suggestion.nearest == "T6"
    assert [c.criterion for c in suggestion.contrary_criteria] == ["B2", "A1", "L"]
    assert [c.gap for c in suggestion.nearest_criteria] == [0, 0, 0]


def test_single_changes_lead_where_they_say():
    profile = {**PROTOTYPES["T2"], "A1": 3, "C1": 3, "C3": 2, "C4": 3}
    suggestion = suggest_type(profile)
    assert suggestion.changes
    for change in suggestion.changes:
        moved = suggest_type({**profile, change.criterion: change.new_score})
        assert (moved.nearest, moved.distance) == (change.type, change.distance)
        assert change.type != suggestion.nearest


def test_no_single_change_moves_a_prototype_that_stands_apart():
    assert suggest_type(PROTOTYPES["T7"]).changes == ()


@pytest.mark.parametrize(("column", "score"), [("A1", 6), ("L", 5), ("B2", 0.9), ("C3", float("inf"))])
def test_a_score_off_its_scale_is_refused(column, score):
    with pytest.raises(InputError, match=column):
        suggest_type({**PROTOTYPES["T1"], column: score})


def test_other_criteria_are_ignored_and_the_result_is_ready_for_json():
    suggestion = suggest_type({**PROTOTYPES["T1"], "A7": 5})
    text = json.loads(json.dumps(suggestion.as_dict(), allow_nan=False))
    assert text["rules"]["weights"] == {"L": 1.25}
    assert text["types"] == ["T1"]
