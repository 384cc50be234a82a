"""How far do raters agree? Published tables, small cases by hand, and what is undefined."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.grid import (
    bootstrap_alpha,
    bootstrap_over_raters,
    cronbach_alpha,
    intraclass_correlations,
    krippendorff_alpha,
    within_group_agreement,
)

# Krippendorff (2011), example C: four observers, twelve units, missing values.
OBSERVERS = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
UNITS = [
    [None if value == "." else int(value) for value in unit]
    for unit in zip(*(line.split() for line in OBSERVERS.strip().splitlines()), strict=True)
]

# Shrout & Fleiss (1979), table 2: six targets, four judges.
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


class TestKrippendorff:
    @pytest.mark.parametrize(
        ("metric", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
    )
    def test_the_published_example(self, metric, value):
        alpha = krippendorff_alpha(UNITS, metric=metric)
        assert round(alpha.value, 3) == value
        assert (alpha.units, alpha.pairable_units, alpha.pairable_values) == (12, 11, 40)

    def test_complete_agreement_on_different_levels_is_one(self):
        assert krippendorff_alpha([[1, 1], [2, 2], [5, 5]]).value == 1

    def test_everybody_always_the_same_level_is_undefined_and_not_one(self):
        alpha = krippendorff_alpha([[4, 4], [4, 4]])
        assert (alpha.value, alpha.reason) == (None, "no_variation")

    def test_no_unit_rated_twice_is_undefined(self):
        alpha = krippendorff_alpha([[4, None], [None, 3]])
        assert (alpha.value, alpha.reason, alpha.pairable_units) == (None, "no_pairable_unit", 0)
        assert krippendorff_alpha([]).reason == "no_pairable_unit"

    def test_labels_are_compared_as_same_or_different(self):
        words = [["yes", "yes"], ["no", "no"], ["yes", "no"]]
        codes = [[1, 1], [0, 0], [1, 0]]
        assert krippendorff_alpha(words, metric="nominal").value == krippendorff_alpha(codes, metric="nominal").value

    @pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
    def test_a_masked_array_says_its_missing_values(self, metric):
        masked = np.ma.array([[1, 2, 9], [3, 3, 1]], mask=[[0, 0, 1], [0, 0, 0]])
        assert krippendorff_alpha(masked, metric=metric) == krippendorff_alpha([[1, 2, None], [3, 3, 1]], metric=metric)

    @pytest.mark.parametrize(
        ("ratings", "metric", "sentence"),
        [
            ([[1, float("nan")]], "ordinal", "Unit number 1, rater number 2"),
            ([[1, float("nan")]], "nominal", "not a label"),
            ([[1, 2], [3]], "ordinal", "same columns"),
            ([[1, -2]], "ratio", "starts at 0"),
            ([[1, 2]], "cosine", "not known"),
            ([["yes", "no"]], "interval", "not a number"),
        ],
    )
    def test_what_cannot_be_read_is_named(self, ratings, metric, sentence):
        with pytest.raises(InputError, match=sentence):
            krippendorff_alpha(ratings, metric=metric)


class TestIntraclassCorrelations:
    def test_the_published_example(self):
        icc = intraclass_correlations(SHROUT_FLEISS)
        single = (icc.icc1, icc.icc2, icc.icc3)
        average = (icc.icc1_average, icc.icc2_average, icc.icc3_average)
        assert [round(value, 2) for value in single] == [0.17, 0.29, 0.71]
        assert [round(value, 2) for value in average] == [0.44, 0.62, 0.91]
        assert round(icc.ms_between, 2) == 11.24
        assert round(icc.ms_error, 2) == 1.02

    def test_a_target_with_a_hole_is_left_out_and_counted(self):
        icc = intraclass_correlations([*SHROUT_FLEISS, [3, None, 2, 2]])
        assert icc.targets_left_out == 1
        assert icc.icc2 == intraclass_correlations(SHROUT_FLEISS).icc2

    @pytest.mark.parametrize(
        ("ratings", "reason"),
        [([[1, 2]], "too_few_targets"), ([[1], [2]], "too_few_raters"), ([[0.1] * 3] * 3, "no_variation")],
    )
    def test_undefined_cases_have_a_reason(self, ratings, reason):
        icc = intraclass_correlations(ratings)
        assert (icc.icc1, icc.icc2, icc.icc3_average, icc.reason) == (None, None, None, reason)

    def test_identical_targets_have_no_average(self):
        icc = intraclass_correlations([[0.1, 0.7]] * 3)
        assert icc.icc1 == pytest.approx(-1)
        assert icc.icc1_average is None


class TestCronbach:
    def test_by_hand(self):
        consistency = cronbach_alpha([[1, 2], [2, 3], [3, 5]])
        assert consistency.alpha == pytest.approx(2 * (1 - (1 + 7 / 3) / (19 / 3)))
        correlation = 1.5 / math.sqrt(7 / 3)
        assert consistency.standardised_alpha == pytest.approx(2 * correlation / (1 + correlation))

    def test_incomplete_respondents_are_left_out(self):
        assert cronbach_alpha([[1, 2], [2, 3], [3, 5], [None, 4]]).respondents_left_out == 1

    @pytest.mark.parametrize(
        ("answers", "reason"),
        [([[1], [2]], "too_few_items"), ([[1, 2]], "too_few_respondents"), ([[1, 3], [3, 1]], "no_variation")],
    )
    def test_undefined_cases_have_a_reason(self, answers, reason):
        consistency = cronbach_alpha(answers)
        assert (consistency.alpha, consistency.reason) == (None, reason)

    def test_a_constant_item_has_no_correlation(self):
        consistency = cronbach_alpha([[1, 3], [2, 3], [4, 3]])
        assert consistency.alpha == 0
        assert (consistency.standardised_alpha, consistency.standardised_reason) == (None, "item_without_variation")


class TestWithinGroup:
    def test_one_item_by_hand(self):
        agreement = within_group_agreement([[3], [4], [4], [5]])
        variance = 2 / 3
        assert agreement.rwg[0] == pytest.approx(1 - variance / 2)
        assert agreement.rwg_j == pytest.approx(agreement.rwg[0])
        assert agreement.average_deviation == 0.5
        assert agreement.awg == pytest.approx(1 - 2 * variance / ((6 * 4 - 16 - 5) * 4 / 3))

    def test_several_items(self):
        agreement = within_group_agreement([[3, 4], [4, 4], [5, 4]])
        share = (1 + 0) / 2 / 2
        assert agreement.rwg_j == pytest.approx(2 * (1 - share) / (2 * (1 - share) + share))
        assert agreement.average_deviation == pytest.approx(1 / 3)

    def test_more_spread_than_chance_is_zero_agreement(self):
        assert within_group_agreement([[1], [5]]).rwg == (0,)

    def test_a_group_of_one_is_undefined(self):
        agreement = within_group_agreement([[3, 4]])
        assert agreement.rwg == (None, None)
        assert agreement.rwg_j is agreement.awg is agreement.average_deviation is None
        assert agreement.reason == "fewer_than_two_answers"

    def test_everybody_at_the_end_of_the_scale_leaves_awg_undefined_unless_said_otherwise(self):
        assert within_group_agreement([[5], [5]]).awg is None
        assert within_group_agreement([[5], [5]]).awg_reason == "all_at_one_end_of_the_scale"
        assert within_group_agreement([[5], [5]], awg_at_extreme="perfect").awg == 1
        assert within_group_agreement([[4], [4]]).awg == 1

    def test_a_mean_too_near_an_end_is_flagged(self):
        assert within_group_agreement([[1], [1], [2]]).awg_outside_range == (0,)
        assert within_group_agreement([[1], [1], [5]]).awg_outside_range == ()

    def test_the_scale_is_checked(self):
        with pytest.raises(InputError, match="outside 1 to 5"):
            within_group_agreement([[3], [6]])
        with pytest.raises(InputError, match="under the highest"):
            within_group_agreement([[3], [3]], lowest=5, highest=5)


class TestBootstrap:
    RATINGS = np.random.default_rng(3).integers(1, 6, size=(12, 7)).tolist()

    def test_four_raters_have_no_interval(self):
        interval = bootstrap_alpha([row[:4] for row in self.RATINGS], seed=1)
        assert (interval.low, interval.high, interval.reason) == (None, None, "fewer_than_five_raters")
        assert interval.estimate == krippendorff_alpha([row[:4] for row in self.RATINGS]).value

    def test_the_seed_is_reported_and_repeats_the_interval(self):
        one, two = (bootstrap_alpha(self.RATINGS, seed=20260101) for _ in range(2))
        assert one == two
        assert (one.seed, one.replicates) == (20260101, 2000)
        assert one != bootstrap_alpha(self.RATINGS, seed=2)

    def test_the_order_of_raters_changes_nothing(self):
        turned = [row[::-1] for row in self.RATINGS]
        assert bootstrap_alpha(turned, seed=1) == bootstrap_alpha(self.RATINGS, seed=1)
        names = list("abcdefg")
        assert bootstrap_alpha(turned, seed=1, raters=names[::-1]) == bootstrap_alpha(
            self.RATINGS, seed=1, raters=names
        )

    def test_copies_of_a_rater_pull_upwards_unless_kept_apart(self):
        together = bootstrap_alpha(self.RATINGS, seed=1)
        apart = bootstrap_alpha(self.RATINGS, seed=1, copies="apart")
        assert together.bias > 0.1
        assert abs(apart.bias) < 0.02
        assert apart.low < apart.estimate < apart.high

    def test_any_figure_can_be_bootstrapped(self):
        interval = bootstrap_over_raters([[1, 2, 3, 4, 5]], lambda table: float(np.mean(list(table[0]))), seed=4)
        assert interval.low < interval.estimate == 3 < interval.high

    def test_undefined_replicates_are_counted(self):
        interval = bootstrap_alpha([[1, 1, 1, 1, 2]], seed=1)
        assert 0 < interval.undefined_replicates < 2000
        constant = bootstrap_alpha([[1] * 5], seed=1)
        assert (constant.low, constant.reason) == (None, "undefined_in_every_replicate")

    def test_refusals(self):
        with pytest.raises(InputError, match="2000 or more"):
            bootstrap_alpha(self.RATINGS, seed=1, replicates=100)
        with pytest.raises(InputError, match=r"0\.95"):
            bootstrap_alpha(self.RATINGS, seed=1, confidence=95)
        with pytest.raises(InputError, match="rater names"):
            bootstrap_alpha(self.RATINGS, seed=1, raters=["a", "a"])


def test_results_are_ready_for_json():
    for result in (
        krippendorff_alpha([[1, None]]),
        intraclass_correlations([[1, 2]]),
        cronbach_alpha([[1]]),
        within_group_agreement([[1]]),
        bootstrap_alpha([[1, 2]], seed=1),
    ):
        assert json.dumps(result.as_dict(), allow_nan=False)
