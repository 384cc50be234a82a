"""Floating catchments, on a valley with three villages and two training sites.

minutes      | cfa (10 places) | lycée (4 places)
upstream 100 |        5        |       25
middle    50 |       15        |       10
downstream 0 |       40        |        5
"""

import numpy as np
import pytest

from maillage_analysis.access import (
    LUO_QI_SLOW,
    binary,
    cumulative,
    dai,
    epanechnikov,
    gaussian,
    hansen,
    modified_two_step_catchment,
    pairs_from_matrix,
    shen,
    steps,
    three_step_catchment,
    two_step_catchment,
)

MINUTES = [[5.0, 25.0], [15.0, 10.0], [40.0, 5.0]]
YOUNG = [100, 50, 0]
PLACES = [10, 4]


@pytest.fixture
def valley():
    return pairs_from_matrix(MINUTES)


def close(values):
    return pytest.approx(values, abs=1e-12)


def test_two_step_shares_each_site_between_those_who_reach_it(valley):
    result = two_step_catchment(valley, YOUNG, PLACES, binary(20))

    assert result.ratio.tolist() == close([10 / 150, 4 / 50])
    assert result.access.tolist() == close([10 / 150, 10 / 150 + 4 / 50, 4 / 50])
    assert result.served == close(14)


def test_the_threshold_is_inclusive(valley):
    assert two_step_catchment(valley, YOUNG, PLACES, binary(25)).access[0] == close(10 / 150 + 4 / 150)
    assert two_step_catchment(valley, YOUNG, PLACES, binary(24.999)).access[0] == close(10 / 150)


def test_enhanced_two_step_weighs_by_the_steps_of_luo_and_qi(valley):
    cfa, lycee = 10 / (100 * 1 + 50 * 0.68), 4 / (100 * 0.22 + 50 * 1)

    result = two_step_catchment(valley, YOUNG, PLACES, LUO_QI_SLOW, method="E2SFCA")

    assert result.access.tolist() == close([cfa + 0.22 * lycee, 0.68 * cfa + lycee, lycee])
    assert result.method == "E2SFCA"


def test_three_step_lets_people_choose_between_sites(valley):
    weights = np.array([[1, 0.22], [0.68, 1], [0, 1]])
    choice = weights / weights.sum(axis=1, keepdims=True)
    ratio = np.array(PLACES) / (np.array(YOUNG) @ (weights * choice))

    result = three_step_catchment(valley, YOUNG, PLACES, LUO_QI_SLOW)

    assert result.access.tolist() == close(((weights * choice) @ ratio).tolist())
    assert result.served == close(14)


def test_modified_two_step_loses_what_is_far(valley):
    weights = np.array([[1, 0.22], [0.68, 1], [0, 1]])

    result = modified_two_step_catchment(valley, YOUNG, PLACES, LUO_QI_SLOW)

    assert result.access.tolist() == close((weights**2 @ (PLACES / (np.array(YOUNG) @ weights))).tolist())
    assert result.served < result.reached_supply == 14


@pytest.mark.parametrize(
    ("decay", "at_ten_minutes"),
    [
        (gaussian(10, 30), np.exp(-0.5)),
        (dai(30), (np.exp(-0.5 / 9) - np.exp(-0.5)) / (1 - np.exp(-0.5))),
        (epanechnikov(30), 0.75 * (1 - 1 / 9)),
        (steps((5, 1), (15, 0.5)), 0.5),
    ],
)
def test_weights_of_each_family(decay, at_ten_minutes):
    assert decay.weight(10.0) == close(at_ten_minutes)
    assert decay.weight(31.0) == 0


def test_hansen_adds_supply_discounted_by_distance(valley):
    assert hansen(valley, PLACES, 2).access[0] == close(10 / 25 + 4 / 625)


def test_gravity_counts_a_trip_under_one_minute_as_one():
    assert hansen(pairs_from_matrix([[0.0]]), [7], 2).access.tolist() == [7]


def test_shen_divides_the_same_potential_by_the_demand_it_meets(valley):
    cfa = 10 / (100 / 25 + 50 / 225)
    lycee = 4 / (100 / 625 + 50 / 100)

    assert shen(valley, YOUNG, PLACES, 2).access[0] == close(cfa / 25 + lycee / 625)


def test_cumulative_counts_what_is_within_the_limit(valley):
    assert cumulative(valley, PLACES, 20).access.tolist() == [10, 14, 4]


def test_a_place_that_reaches_nothing_has_zero_and_a_flag():
    result = two_step_catchment(pairs_from_matrix([[5.0], [90.0]]), [10, 20], [3], binary(30))

    assert result.access.tolist() == close([0.3, 0])
    assert result.unreached == (1,)


def test_supply_without_demand_is_listed_and_its_ratio_undefined():
    near = pairs_from_matrix([[5.0, 90.0, 90.0]])

    result = two_step_catchment(near, [10], [3, 8, 0], binary(30))

    assert result.idle_sites == (1,)
    assert result.reached_supply == result.served == close(3)
    assert result.as_dict()["ratio"] == [close(0.3), None, None]


def test_a_decay_can_be_stretched(valley):
    assert LUO_QI_SLOW.scaled(2).thresholds == ((20, 1.0), (40, 0.68), (60, 0.22))
    assert gaussian(10, 30).scaled(0.5) == gaussian(5, 15)


def test_parameters_travel_with_the_result(valley):
    parameters = two_step_catchment(valley, YOUNG, PLACES, binary(20)).as_dict()["parameters"]

    assert parameters["decay"]["thresholds"] == [[20.0, 1.0]]
    assert parameters["travel"] == "matrix"
