"""What is refused, in one sentence that names the row and says what to do."""

import math

import pytest

from maillage_analysis.access import (
    Travel,
    apl,
    binary,
    double_sided,
    gaussian,
    grid,
    pairs_from_indices,
    pairs_from_matrix,
    pairs_from_table,
    pairs_within,
    power,
    raam,
    raam_cycles,
    speeds,
    steps,
    threshold_sensitivity,
    two_step_catchment,
    white_areas,
)
from maillage_analysis.errors import InputError

NEAR = pairs_from_matrix([[1.0, 2.0], [3.0, 4.0]])


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: two_step_catchment(NEAR, [1, -2], [1, 1], binary(9)), "demand[1] is -2: it cannot be negative"),
        (lambda: two_step_catchment(NEAR, [1, math.nan], [1, 1], binary(9)), "demand[1] is not a finite number"),
        (lambda: two_step_catchment(NEAR, [1, 1], [1, math.inf], binary(9)), "supply[1] is not a finite number"),
        (lambda: two_step_catchment(NEAR, [1], [1, 1], binary(9)), "demand has the shape (1,) for 2 places"),
        (
            lambda: two_step_catchment(NEAR, ["a", "b"], [1, 1], binary(9)),
            "demand holds something that is not a number",
        ),
        (lambda: pairs_from_matrix([[1.0, math.inf]]), "minutes[0, 1] is not a finite number"),
        (lambda: pairs_from_matrix([1.0]), "minutes must be a matrix"),
        (lambda: pairs_from_indices([0, 0], [1, 1], [5, 6], demand_count=1, supply_count=2), "appears twice"),
        (lambda: pairs_from_indices([0], [2], [5], demand_count=1, supply_count=2), "positions go from 0 to 1"),
        (lambda: pairs_from_table(["a"], ["b"], [1], demand_ids=["a", "a"], supply_ids=["b"]), "'a' appears twice"),
        (lambda: pairs_within([[48.85, 102.35]], [[2, 48]], limit=30), "longitude then latitude"),
        (lambda: pairs_within([[2, 48]], [[2, 48]], limit=30, demand_kmh=[0]), "one speed above zero"),
        (lambda: pairs_within([[2, 48]], [[2, 48]], limit=9).weigh(binary(10)), "The pair table stops at 9 minutes"),
        (lambda: pairs_within([[2, 48]], [[2, 48]], limit=9).weigh(power(2)), "looks without limit"),
        (lambda: grid([[2, 48]], [[2, 48]], limit=9).weigh(gaussian(5, 10)), "The grid was made for 9 minutes"),
        (lambda: grid([[2, 89.9]], [[2, 89.9]], limit=60), "too near a pole"),
        (lambda: grid([[x, 0] for x in range(360)], [[0, 0]], limit=600), "longitude then latitude"),
        (lambda: grid([[x - 180, 0] for x in range(360)], [[0, 0]], limit=600), "circle the Earth"),
        (lambda: Travel(detour=0.9), "a road is never shorter"),
        (lambda: Travel(speed_kmh=0), "speed_kmh is 0: give a finite number above zero"),
        (lambda: speeds(["rural", "lunar"]), "'lunar' has no speed"),
        (lambda: steps(), "at least one step"),
        (lambda: steps((20, 1), (10, 0.5)), "do not rise"),
        (lambda: steps((10, 0.5), (20, 1)), "rise with time"),
        (lambda: binary(0), "is 0"),
        (lambda: apl(NEAR, [1, 1], [1, 1], per=0), "per is 0"),
        (lambda: raam(NEAR, [1, 1], [0, 0]), "at least one open site"),
        (lambda: raam_cycles(NEAR, [1.5, 1], [1, 1]), "whole people"),
        (lambda: double_sided([1, 2], [1]), "differ in length"),
        (lambda: white_areas({}, [1], limit=30), "at least one side"),
        (lambda: threshold_sensitivity(NEAR, [1, 1], [1, 1], power(2)), "no threshold to move"),
    ],
)
def test_refusals_teach(call, sentence):
    with pytest.raises(InputError) as refusal:
        call()
    assert sentence in str(refusal.value)
