"""APL, both sides of apprenticeship, white areas, sensitivity to the threshold."""

import json

import pytest

from maillage_analysis.access import (
    APL_LIKE,
    TRAINING_LEVELS_3_4,
    TRAINING_LEVELS_5_7,
    apl,
    double_sided,
    pairs_from_matrix,
    standardised_demand,
    threshold_sensitivity,
    white_areas,
)


def close(values):
    return pytest.approx(values, abs=1e-12)


def test_apl_gives_places_per_thousand_young_people():
    """One site of 30 places; 200 young people at 10 minutes (weight 1), 300 at 20 minutes (weight 2/3)."""
    near = pairs_from_matrix([[10.0], [20.0]])

    result = apl(near, [200, 300], [30], per=1000)

    assert result.access.tolist() == close([75.0, 50.0])
    assert result.served == close(30)


def test_apl_like_steps_are_inclusive():
    assert APL_LIKE.weight([10, 15, 20, 20.01]).tolist() == close([1, 1 / 3, 1 / 10, 0])


def test_age_groups_count_by_their_relative_use():
    """15–17 enter apprenticeship three times as often as 18–24; the mean use stays 1, so totals do not move."""
    people = standardised_demand([[10, 10], [0, 20]], [0.3, 0.1])

    assert people.tolist() == close([80 / 3, 40 / 3])
    assert people.sum() == close(40)
    assert standardised_demand([[10, 10], [0, 20]]).tolist() == [20, 20]


def test_both_sides_are_needed():
    result = double_sided(training=[2, 1, 0, 1], employers=[1, 1, 2, 0])

    assert result.training.tolist() == [2, 1, 0, 1]
    assert result.index.tolist() == close([2**0.5, 1, 0, 0])
    assert result.bottleneck == ("employers", "both", "training", "employers")
    assert result.shortage == (None, None, "training", "employers")


def test_nobody_is_short_where_everyone_has_the_same():
    """0.1 + 0.1 + 0.1 is a little more than 0.3 for a computer; the same access everywhere is no shortage."""
    assert double_sided([0.1] * 3, [0.7] * 3).shortage == (None, None, None)


def test_means_are_weighted_by_the_people_when_given():
    result = double_sided([4, 1], [1, 1], demand=[1, 2])

    assert result.training_mean == close(2)
    assert result.training.tolist() == close([2, 0.5])


def test_without_any_employer_nothing_is_relative_and_the_reason_is_said():
    result = double_sided([1, 2], [0, 0]).as_dict()

    assert result["index"] is None
    assert result["reason"] == "No place has any access to employers: there is no mean to compare with."


def test_white_areas_count_places_and_people_on_each_side():
    result = white_areas({"training": [10, 46, None], "employers": [50, 45, 60]}, [100, 200, 100], limit=45)

    assert result.as_dict()["places"] == {"training": [1, 2], "employers": [0, 2]}
    assert result.share == {"training": 0.75, "employers": 0.5}
    assert result.as_dict()["places_lacking_all"] == [2]
    assert result.share_lacking_all == 0.25


def test_nobody_lives_there_so_the_share_is_unknown():
    assert white_areas({"training": [10]}, [0], limit=45).share == {"training": None}


def test_one_threshold_more_or_less():
    """At 50 minutes the place is out of reach of 15/30/45, reached with 20/40/60."""
    near = pairs_from_matrix([[5.0], [50.0]])

    result = threshold_sensitivity(near, [10, 10], [6], TRAINING_LEVELS_3_4)

    assert TRAINING_LEVELS_3_4.scaled(4 / 3).limit == TRAINING_LEVELS_5_7.limit == 60
    assert result.baseline.access.tolist() == close([0.6, 0])
    assert result.lowest.tolist() == close([0.45, 0])
    assert result.highest.tolist() == close([0.6, 0.15])
    assert list(result.unreached.values()) == [1, 0]
    assert list(result.mean_change.values()) == close([0, 0.5])


def test_results_are_ready_for_json():
    near = pairs_from_matrix([[5.0], [50.0]])
    result = threshold_sensitivity(near, [10, 10], [6], TRAINING_LEVELS_3_4)

    assert json.loads(json.dumps(result.as_dict(), allow_nan=False))["unreached"] == [[2 / 3, 1], [4 / 3, 0]]
