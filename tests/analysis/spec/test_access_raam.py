"""Rational agents: everyone goes where crowding plus travel costs least."""

import json
from statistics import median
from time import process_time

import numpy as np
import pytest

from maillage_analysis.access import pairs_from_matrix, raam


def test_two_sites_at_the_same_distance_fill_alike():
    result = raam(pairs_from_matrix([[30.0, 30.0]]), [90], [1, 2], tau=60)

    assert result.load.tolist() == pytest.approx([30, 60], abs=1e-5)
    assert result.crowding.tolist() == pytest.approx([1, 1], abs=1e-6)
    assert result.cost.tolist() == pytest.approx([1.5], abs=1e-6)


def test_crowding_makes_up_for_distance():
    """x people at the near site (0 min), 100 − x at the far one (30 min): x/50 = (100 − x)/50 + 1/2, so x = 62.5."""
    result = raam(pairs_from_matrix([[0.0, 30.0]]), [100], [5, 5], tau=60)

    assert result.load.tolist() == pytest.approx([62.5, 37.5], abs=1e-5)
    assert result.cost.tolist() == pytest.approx([1.25], abs=1e-6)


def test_a_far_site_stays_empty_when_the_near_one_is_still_cheaper():
    result = raam(pairs_from_matrix([[0.0, 600.0]]), [100], [5, 5], tau=60)

    assert result.load.tolist() == pytest.approx([100, 0], abs=1e-5)
    assert result.cost.tolist() == pytest.approx([2], abs=1e-6)


def test_nobody_within_reach_is_undefined_and_closed_sites_take_nobody():
    near = pairs_from_matrix([[5.0, 1.0], [5.0, 1.0]], reachable=[[True, True], [False, True]])

    result = raam(near, [10, 10], [4, 0]).as_dict()

    assert result["cost"] == [pytest.approx(0.5 + 5 / 60, abs=1e-6), None]
    assert result["unreached"] == [1]
    assert result["crowding"][1] is None
    json.dumps(result, allow_nan=False)


def test_a_place_without_people_still_has_a_cost():
    assert raam(pairs_from_matrix([[0.0], [60.0]]), [10, 0], [1]).cost.tolist() == pytest.approx([1, 2], abs=1e-6)


def test_the_gap_bounds_the_error_and_is_tiny():
    rng = np.random.default_rng(3)

    result = raam(
        pairs_from_matrix(rng.uniform(0, 90, (300, 20))), rng.integers(1, 999, 300), rng.pareto(1.2, 20) + 0.1
    )

    assert 0 <= result.gap < 1e-9


def test_a_department_is_solved_while_one_waits():
    """1,400 communes × 60 sites; a whole region (5,500 × 180) takes about a second."""
    rng = np.random.default_rng(5)
    near = pairs_from_matrix(rng.uniform(0, 120, (1400, 60)))
    people, places = rng.integers(1, 3000, 1400), rng.integers(1, 50, 60)
    times = []
    for _ in range(3):
        start = process_time()
        raam(near, people, places)
        times.append(process_time() - start)
    assert median(times) < 3
