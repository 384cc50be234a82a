"""Indicators put together: five areas, jobs (high is good) and unemployment (low is good)."""

import json
from math import sqrt

import pytest

from maillage_analysis.composite import (
    competition_ranks,
    composite,
    log_ratios,
    mid_ranks,
    min_max,
    rank_uncertainty,
    z_scores,
)

AREAS = {"jobs": [10, 20, 30, 40, 50], "unemployment": [5, 9, 7, 6, 8]}
LOW_IS_GOOD = {"unemployment": -1}


def close(values):
    return pytest.approx(values, abs=1e-12)


def test_z_scores_use_the_population_standard_deviation():
    assert z_scores([1, 2, 3, 4]) == close([-1.5 / sqrt(1.25), -0.5 / sqrt(1.25), 0.5 / sqrt(1.25), 1.5 / sqrt(1.25)])


def test_z_scores_weighted_by_jobs():
    """Values 0 and 10 with 3 and 1 jobs: mean 2.5, variance (3 × 6.25 + 56.25) / 4 = 18.75."""
    assert z_scores([0, 10], weights=[3, 1]) == close([-2.5 / sqrt(18.75), 7.5 / sqrt(18.75)])


def test_other_scales():
    assert min_max([2, 4, 6, None]) == [0, 0.5, 1, None]
    assert mid_ranks([10, 30, 20, 20]) == [1, 4, 2.5, 2.5]
    assert log_ratios([1, 3]) == close([-0.6931471805599453, 0.4054651081081644])
    assert competition_ranks([0.1 + 0.2, 0.3, 9]) == [2, 2, 1]  # what differs by rounding is tied


def test_a_constant_has_no_scale():
    assert z_scores([3, 3]) == min_max([3, 3]) == [None, None]


def test_arithmetic_mean_of_z_scores_with_polarity():
    result = composite(AREAS, polarity=LOW_IS_GOOD)

    root = sqrt(2)
    assert result.normalised["unemployment"] == close((root, -root, 0, root / 2, -root / 2))
    assert result.scores == close((0, -0.75 * root, 0, root / 2, root / 4))
    assert result.ranks == (3, 5, 3, 1, 2)


def test_weights_are_normalised_to_one():
    result = composite(AREAS, polarity=LOW_IS_GOOD, weights={"jobs": 3, "unemployment": 1}, normalisation="min_max")

    assert result.weights == {"jobs": 0.75, "unemployment": 0.25}
    assert result.scores == close((0.25, 0.1875, 0.5, 0.75, 0.8125))


def test_geometric_and_harmonic_means_punish_imbalance():
    """1 + 99 × min–max of jobs is 1, 25.75, 50.5, 75.25, 100; of unemployment 100, 1, 50.5, 75.25, 25.75."""
    geometric = composite(AREAS, polarity=LOW_IS_GOOD, aggregation="geometric")
    harmonic = composite(AREAS, polarity=LOW_IS_GOOD, aggregation="harmonic")

    assert geometric.scores == close((10, sqrt(25.75), 50.5, 75.25, sqrt(2575)))
    assert harmonic.scores[0] == close(2 / (1 + 1 / 100))


def test_mpi_takes_off_the_imbalance_between_indicators():
    """Area 1: 100 − 10√2 and 100 + 10√2, so M = 100, S² = 200 and MPI⁻ = 98."""
    result = composite(AREAS, polarity=LOW_IS_GOOD, aggregation="mpi")

    assert result.scores[0] == close(98)
    assert result.scores[2] == close(100)


def test_ranks_as_a_scale():
    assert composite(AREAS, polarity=LOW_IS_GOOD, normalisation="rank").scores == close((3, 1.5, 3, 4, 3.5))


def test_a_constant_indicator_is_excluded_with_a_notice():
    result = composite({**AREAS, "region": [1] * 5}, polarity=LOW_IS_GOOD)

    assert result.notices == ("region has the same value everywhere and tells nothing apart: it is excluded.",)
    assert result.weights == {"jobs": 0.5, "unemployment": 0.5}


def test_an_area_with_an_unknown_value_is_left_out_and_says_why():
    result = composite({"jobs": [1, 2, 3], "training": [4, None, 6]})

    assert result.scores[1] is None
    assert result.ranks == (2, None, 1)
    assert result.left_out == {1: "unknown: training"}


def test_areas_that_differ_by_rounding_only_share_a_rank():
    """Two indicators that say the opposite of each other: every score is 0, give or take rounding."""
    jobs = [3, 8, 3, 2, 6, 5, 1, 1, 4]
    indicators = {"jobs": jobs, "vacancies": [20 - 2 * value for value in jobs]}

    assert set(composite(indicators).ranks) == {1}
    assert set(rank_uncertainty(indicators, aggregations=["arithmetic"], drop_one=False).baseline) == {1}


def test_without_any_complete_area_nothing_is_said_to_be_constant():
    result = composite({"jobs": [1, None], "training": [None, 2]})

    assert result.notices == ()
    assert result.left_out == {0: "unknown: training", 1: "unknown: jobs"}


def test_nothing_varies():
    assert composite({"jobs": [1, 1]}).scores == (None, None)


def test_rank_uncertainty_over_every_choice():
    """3 normalisations × 4 aggregations × (nothing dropped, jobs dropped, unemployment dropped)."""
    result = rank_uncertainty(AREAS, polarity=LOW_IS_GOOD)

    assert len(result.scenarios) == 36
    assert result.baseline == (3, 5, 3, 1, 2)
    assert (result.lowest[0], result.highest[0]) == (1, 5)  # first by unemployment alone, last by jobs alone
    jobs_alone = next(s for s in result.scenarios if s.dropped == "unemployment")
    assert jobs_alone.ranks == (5, 4, 3, 2, 1)
    assert jobs_alone.shift == close((2 + 1 + 0 + 1 + 1) / 5)


def test_the_scenarios_can_be_chosen():
    result = rank_uncertainty(AREAS, normalisations=["z"], aggregations=["arithmetic"], drop_one=False)

    assert len(result.scenarios) == 1
    assert result.mean_shift is None


def test_results_are_ready_for_json():
    json.dumps(composite(AREAS).as_dict(), allow_nan=False)
    json.dumps(rank_uncertainty(AREAS).as_dict(), allow_nan=False)
