"""Tension of our own, and what is taught against what is sought."""

import json

import pytest

from maillage_analysis.composite import (
    covered_share,
    dissimilarity,
    equivalent_number,
    location_quotients,
    quintile_classes,
    quintile_thresholds,
    tension_index,
    wilson_interval,
)


def close(values):
    return pytest.approx(values, abs=1e-12)


def test_tension_is_the_mean_of_z_scores_in_five_classes():
    result = tension_index({"difficult": [1, 2, 3, 4, 5], "offers_per_seeker": [5, 4, 3, 2, 1]})

    assert result.index == close((0, 0, 0, 0, 0))
    single = tension_index({"difficult": [1, 2, 3, 4, 5]})
    assert single.index == close((-(2**0.5), -(2**-0.5), 0, 2**-0.5, 2**0.5))
    assert single.classes == (1, 2, 3, 4, 5)


def test_polarity_turns_what_eases_recruitment():
    assert tension_index({"ease": [1, 2, 3]}, polarity={"ease": -1}).index == close((1.5**0.5, 0, -(1.5**0.5)))


def test_jobs_can_weigh_the_mean_and_the_spread():
    assert tension_index({"x": [0, 10]}, standardisation="weighted_z", employment=[3, 1]).index == close(
        (-2.5 / 18.75**0.5, 7.5 / 18.75**0.5)
    )


def test_log_ratio_to_the_mean():
    assert tension_index({"x": [1, 4, 1]}, standardisation="log_ratio").index == close(
        (-0.6931471805599453, 0.6931471805599453, -0.6931471805599453)
    )


def test_an_occupation_that_misses_a_component_has_no_index():
    result = tension_index({"x": [1, 2, 3], "y": [1, None, 3], "flat": [7, 7, 7]})

    assert result.index[1] is None
    assert result.classes[1] is None
    assert result.notices == ("flat is constant or unknown everywhere: it is excluded.",)


@pytest.mark.parametrize("standardisation", ["z", "weighted_z", "log_ratio"])
def test_a_constant_component_counts_for_nothing_whatever_the_scale(standardisation):
    options = {"standardisation": standardisation, "employment": [1, 1, 1]}

    alone, beside = (tension_index(each, **options) for each in ({"x": [1, 2, 4]}, {"x": [1, 2, 4], "flat": [7, 7, 7]}))

    assert beside.index == alone.index
    assert beside.notices == ("flat is constant or unknown everywhere: it is excluded.",)


def test_it_never_passes_for_the_official_indicator():
    shown = json.loads(json.dumps(tension_index({"x": [1, 2]}).as_dict(), allow_nan=False))

    assert "not the Dares" in shown["warning"]


def test_quintiles_are_interpolated_and_a_value_on_a_threshold_stays_below():
    assert quintile_thresholds(range(11)) == close((2, 4, 6, 8))
    assert quintile_classes(range(11)) == [1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert quintile_classes([None]) == [None]


def test_equal_units_have_one_class_whatever_the_rounding():
    """Two components that say the opposite of each other, twice: every index is 0, give or take rounding."""
    x = [3, 8, 3, 2, 6, 5, 1, 1, 4]
    opposite = [20 - 2 * value for value in x]

    for components in ((x, opposite, x, opposite), (x, x, opposite, opposite), (opposite, x, opposite, x)):
        result = tension_index({f"component {n}": values for n, values in enumerate(components)})
        assert set(result.classes) == {1}
    assert quintile_classes([0.1 + 0.2, 0.3, 0.3, 0.3, 0.9]) == [1, 1, 1, 1, 5]


def test_dissimilarity_of_courses_and_plans():
    """Courses 50 %, 50 %, 0; plans 20 %, 30 %, 50 %."""
    assert dissimilarity([10, 10, 0], [2, 3, 5]) == close(0.5)
    assert dissimilarity([1, 2], [10, 20]) == 0
    assert dissimilarity([0, 0], [1, 1]) is None


def test_share_of_difficult_plans_with_a_course_at_45_minutes_or_less():
    assert covered_share([60, 30, 10], [45, 46, None]) == 0.6
    assert covered_share([0, 0], [10, 20]) is None


def test_location_quotient():
    """A has 30 % of its jobs in industry where both have 20 %."""
    assert location_quotients([[30, 70], [10, 90]]) == [close([1.5, 0.875]), close([0.5, 1.125])]
    assert location_quotients([[0, 0], [1, 0]]) == [[None, None], [1.0, None]]
    assert location_quotients([[5, 5]], [10, 30]) == [close([2, 2 / 3])]


def test_equivalent_number_of_domains():
    assert equivalent_number([7, 7, 7, 7]) == close(4)
    assert equivalent_number([9, 0]) == 1
    assert equivalent_number([0, 0]) is None


def test_wilson_interval_of_a_small_share():
    """8 of 10, as R: prop.test(8, 10, correct = FALSE)$conf.int."""
    assert wilson_interval(8, 10) == pytest.approx((0.4901624715, 0.9433178485), abs=1e-9)
    assert wilson_interval(0, 10)[0] == 0
    assert wilson_interval(0, 0) is None
