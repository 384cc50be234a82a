"""Scores of instruments, and means of small groups pulled towards the others."""

from __future__ import annotations

import json

import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.grid import SYNERGY_ZONES, Item, score_instrument, shrink_means

TRUST = [Item("t1", "trust"), Item("t2", "trust", reverse=True)]


class TestInstrument:
    def test_a_factor_is_the_mean_of_its_item_means(self):
        scores = score_instrument({"léa": {"t1": 5, "t2": 2}, "karim": {"t1": 4, "t2": 1}}, TRUST)
        factor = scores.factor("trust")
        assert factor.item_means == {"t1": 4.5, "t2": 4.5}
        assert (factor.score, factor.band, factor.answered_share) == (4.5, "strong", 1)

    def test_under_four_fifths_of_the_answers_the_factor_is_undefined(self):
        answers = {"a": {"t1": 5, "t2": 2}, "b": {"t1": 5, "t2": None}}
        factor = score_instrument(answers, TRUST).factor("trust")
        assert (factor.score, factor.answered_share, factor.reason) == (None, 0.75, "too_few_answers")
        assert score_instrument(answers, TRUST, least_answered_share=0.75).factor("trust").score == 4.5

    def test_exactly_four_fifths_is_enough(self):
        items = [Item(f"i{n}", "f") for n in range(5)]
        assert score_instrument({"a": {f"i{n}": 3 for n in range(4)}}, items).factor("f").score == 3

    def test_no_answer_at_all(self):
        assert score_instrument({}, TRUST).factor("trust").reason == "no_answer"
        assert score_instrument({}, TRUST).factor("trust").answered_share is None

    def test_the_mean_is_rounded_half_up_before_its_band(self):
        items = [Item(f"i{n}", "f") for n in range(20)]
        answers = {"a": {f"i{n}": 5 if n < 11 else 4 for n in range(20)}}
        factor = score_instrument(answers, items, bands=SYNERGY_ZONES).factor("f")
        assert (factor.score, factor.band) == (4.55, "target")

    def test_refusals(self):
        with pytest.raises(InputError, match="'b' answers 't9'"):
            score_instrument({"b": {"t9": 3}}, TRUST)
        with pytest.raises(InputError, match="'b', item 't1'"):
            score_instrument({"b": {"t1": 6}}, TRUST)
        with pytest.raises(InputError, match="listed twice"):
            score_instrument({}, [*TRUST, TRUST[0]])


class TestShrinkage:
    def test_by_hand(self):
        result = shrink_means({"a": [1, 2, 3], "b": [4, 5, 6]})
        variance = (13.5 - 1) / 3
        weight = 3 * variance / (3 * variance + 1)
        assert result.between_variance == pytest.approx(variance)
        assert result.overall == pytest.approx(3.5)
        assert result.shrunk["a"] == pytest.approx(weight * 2 + (1 - weight) * 3.5)

    def test_a_small_group_moves_more(self):
        result = shrink_means({"small": [5, 4], "large": [2, 3] * 10, "other": [4, 4, 3, 4]})
        assert result.weights["small"] < result.weights["large"]
        assert result.shrunk["small"] < 4.5

    def test_no_difference_between_groups_gives_everybody_the_grand_mean(self):
        result = shrink_means({"a": [1, 5], "b": [2, 4, 3]})
        assert result.between_variance == 0
        assert result.shrunk == {"a": 3, "b": 3}

    @pytest.mark.parametrize(
        ("groups", "reason"),
        [({"a": [1, 2]}, "too_few_groups"), ({"a": [1], "b": [2]}, "no_variance_within"), ({}, "too_few_groups")],
    )
    def test_undefined_cases_have_a_reason(self, groups, reason):
        result = shrink_means(groups)
        assert result.reason == reason
        assert set(result.shrunk.values()) <= {None}

    def test_an_empty_group_stays_empty(self):
        result = shrink_means({"a": [1, 2], "b": [4, 5], "c": [None]})
        assert result.means["c"] is result.shrunk["c"] is None
        assert json.dumps(result.as_dict(), allow_nan=False)

    def test_refusals(self):
        with pytest.raises(InputError, match="Group 'a'"):
            shrink_means({"a": [1, float("inf")]})
