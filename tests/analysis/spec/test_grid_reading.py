"""Reading the answers of several people: worked examples of every rule."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.grid import (
    Criterion,
    Rating,
    ReadingRules,
    band,
    checklist_band,
    read_grid,
    rounded_half_up,
    synergy_zone,
    tcrp_band,
)

A1, A2, C1 = Criterion("A1", "A"), Criterion("A2", "A"), Criterion("C1", "C")


def answers(criterion, values, *, college=None, evidence=None):
    """One answer per rater: a level, "?" for « je ne sais pas », "-" for « sans objet », "" for a blank."""
    words = {"?": "unknown", "-": "not_applicable", "": None}
    return [
        Rating(f"{college}-{n}", college, criterion, None, words[value])
        if value in words
        else Rating(f"{college}-{n}", college, criterion, int(value), None, evidence)
        for n, value in enumerate(values)
    ]


def read_one(values, **options):
    return read_grid(answers("A1", values, **options), [A1]).criterion("A1")


class TestCriterion:
    def test_the_score_is_the_median_of_valid_answers(self):
        reading = read_one(["2", "?", "5", "-", "3", ""])
        assert reading.median == 3
        assert (reading.answers, reading.unknown, reading.not_applicable, reading.blank) == (3, 1, 1, 1)
        assert reading.distribution == {1: 0, 2: 1, 3: 1, 4: 0, 5: 1}

    def test_an_even_number_of_answers_takes_the_middle_of_the_two_central_ones(self):
        assert read_one(["3", "4"]).median == 3.5
        assert read_one(["1", "3", "4", "5"]).median == 3.5

    def test_quartiles_interpolate_linearly(self):
        reading = read_one(["1", "2", "3", "5"])
        assert (reading.lower_quartile, reading.upper_quartile, reading.iqr) == (1.75, 3.5, 1.75)

    def test_nobody_knows_means_no_score_and_a_reason(self):
        reading = read_one(["?", "?", "-"])
        assert reading.median is reading.iqr is reading.band is None
        assert reading.reason == "no_valid_answer"
        assert not reading.disagreement

    @pytest.mark.parametrize(
        ("values", "word"), [("4 4", "strong"), ("3 4", "discuss"), ("3 3", "discuss"), ("2 3", "address")]
    )
    def test_the_score_has_a_word(self, values, word):
        assert read_one(values.split()).band == word


class TestColleges:
    def test_two_answers_of_a_college_stay_hidden(self):
        reading = read_one(["2", "4"], college="training")
        (college,) = reading.colleges
        assert (college.answers, college.median, college.reason) == (2, None, "too_few_answers_in_college")

    def test_three_answers_give_a_median_and_do_not_know_is_not_an_answer(self):
        assert read_one(["2", "4", "5"], college="training").colleges[0].median == 4
        assert read_one(["2", "4", "?"], college="training").colleges[0].median is None

    def test_a_rater_without_college_counts_in_the_median_only(self):
        assert read_one(["2", "4", "5"]).colleges == ()


class TestDisagreement:
    def test_a_spread_of_two_is_a_disagreement(self):
        reading = read_one(["1", "2", "3", "4", "5"])
        assert reading.iqr == 2
        assert reading.disagreement_causes == ("spread",)

    def test_less_than_two_is_not(self):
        assert not read_one(["1", "2", "3", "5"]).disagreement

    def test_two_colleges_one_and_a_half_apart_disagree(self):
        ratings = answers("A1", "333", college="cfa") + answers("A1", "4455", college="company")
        reading = read_grid(ratings, [A1]).criterion("A1")
        assert reading.college_gap == 1.5
        assert reading.iqr == 1.5
        assert reading.disagreement_causes == ("colleges",)

    def test_a_college_of_two_cannot_create_a_disagreement(self):
        ratings = answers("A1", "333", college="cfa") + answers("A1", "55", college="company")
        reading = read_grid(ratings, [A1]).criterion("A1")
        assert reading.college_gap is None
        assert reading.disagreement_causes == ("spread",)


class TestEvidence:
    def test_a_high_score_that_is_only_declared_needs_evidence(self):
        assert read_one("44", evidence="declared").needs_evidence

    @pytest.mark.parametrize("evidence", ["documented", "verified"])
    def test_one_document_is_enough(self, evidence):
        ratings = [*answers("A1", "44", evidence="declared"), Rating("z", None, "A1", 4, None, evidence)]
        assert not read_grid(ratings, [A1]).criterion("A1").needs_evidence

    def test_under_four_nothing_is_asked(self):
        assert not read_one("34", evidence="declared").needs_evidence

    def test_no_evidence_at_all_is_read_as_declared_unless_said_otherwise(self):
        assert read_one("44").needs_evidence
        lenient = ReadingRules(missing_evidence="ignored")
        assert not read_grid(answers("A1", "44"), [A1], rules=lenient).criterion("A1").needs_evidence


class TestDimension:
    def test_mean_of_medians_over_what_was_answered(self):
        reading = read_grid(answers("A1", "35") + answers("A2", "??"), [A1, A2, C1])
        dimension = reading.dimension("A")
        assert (dimension.mean, dimension.answered, dimension.total) == (4, 1, 2)
        assert reading.dimension("C").mean is None
        assert reading.dimension("C").reason == "no_valid_answer"

    def test_the_band_rounds_half_up_on_the_exact_mean(self):
        grid = [(f"A{n}", "A") for n in range(1, 21)]
        ratings = [rating for n in range(1, 21) for rating in answers(f"A{n}", "4" if n > 1 else "3")]
        dimension = read_grid(ratings, grid).dimension("A")
        assert dimension.mean == 3.95
        assert dimension.band == "strong"

    def test_a_changed_set_of_criteria_takes_the_thresholds_that_follow_the_set(self):
        reference = {"A1": "A", "A2": "A", "A3": "A"}
        reading = read_grid(answers("A1", "3") + answers("A2", "2"), {"A1": "A", "A2": "A"}, reference=reference)
        dimension = reading.dimension("A")
        assert dimension.changed
        assert (dimension.band_rule, dimension.band) == ("tcrp", "low")

    def test_there_is_no_total(self):
        assert not {"total", "score", "mean"} & set(read_grid(answers("A1", "3"), [A1]).as_dict())


class TestOrder:
    def test_disagreements_first_then_the_lowest_scores_then_what_nobody_answered(self):
        grid = [(c, "A") for c in ("low", "high", "silent", "split", "lower")]
        ratings = (
            answers("low", "222")
            + answers("high", "555")
            + answers("silent", "???")
            + answers("split", "155")
            + answers("lower", "111")
        )
        reading = read_grid(ratings, grid)
        assert reading.reading_order == ("split", "lower", "low", "high", "silent")
        assert reading.to_handle == ("split", "lower", "low")

    def test_the_order_of_arrival_changes_nothing(self):
        ratings = answers("A1", "12?45", college="cfa") + answers("A2", "33-35", college="cfa")
        assert read_grid(ratings, [A1, A2]) == read_grid(ratings[::-1], [A1, A2])


class TestBands:
    @pytest.mark.parametrize(
        ("score", "word"),
        [(3.95, "strong"), (3.949, "discuss"), (2.95, "discuss"), (Decimal("2.949"), "address"), (None, None)],
    )
    def test_scores_are_rounded_half_up(self, score, word):
        assert band(score) == word

    def test_rounding_is_exact(self):
        assert rounded_half_up(Fraction(5, 4)) == Decimal("1.3")
        assert rounded_half_up(0.25) == Decimal("0.3")

    def test_synergy_zones(self):
        assert [synergy_zone(x) for x in (4.6, 4.55, 4.0, 3.94, 2.94)] == [
            "target",
            "target",
            "headway",
            "work",
            "danger",
        ]

    def test_checklist_totals_depend_on_the_coding(self):
        assert [checklist_band(x, coding="0-4") for x in (0, 49, 50, 91, 92, 140)] == [
            *("question", "question", "progress", "progress", "genuine", "genuine")
        ]
        assert [checklist_band(x, coding="1-5") for x in (35, 84, 85, 126, 127, 175)] == [
            *("question", "question", "progress", "progress", "genuine", "genuine")
        ]
        with pytest.raises(InputError, match="check that the 35 items are coded 1-5"):
            checklist_band(34, coding="1-5")
        with pytest.raises(InputError, match="say whether"):
            checklist_band(34, coding="?")

    def test_tcrp_thresholds_belong_to_the_outer_bands(self):
        assert [tcrp_band(x, 8) for x in (20, 20.5, 29.5, 30)] == ["low", "middle", "middle", "high"]
        assert tcrp_band(0, 0) is None


class TestRefusals:
    @pytest.mark.parametrize(
        ("rating", "sentence"),
        [
            (Rating("Léa", None, "A9", 3), "not in the grid"),
            (Rating("Léa", None, "A1", 6), "outside 1 to 5"),
            (Rating("Léa", None, "A1", 0), "outside 1 to 5"),
            (Rating("Léa", None, "A1", float("nan")), "not a level"),
            (Rating("Léa", None, "A1", True), "not a level"),
            (Rating("Léa", None, "A1", 3, "unknown"), "keep one of them"),
            (Rating("Léa", None, "A1", None, "maybe"), "not a known answer"),
            (Rating("Léa", None, "A1", 3, None, "rumour"), "evidence 'rumour'"),
        ],
    )
    def test_an_answer_that_cannot_be_read_is_named(self, rating, sentence):
        with pytest.raises(InputError, match=sentence) as refusal:
            read_grid([rating], [A1])
        assert "Léa" in str(refusal.value)

    def test_two_answers_of_one_person(self):
        with pytest.raises(InputError, match="twice"):
            read_grid([Rating("Léa", None, "A1", 3), Rating("Léa", None, "A1", 4)], [A1])

    def test_two_colleges_of_one_person(self):
        with pytest.raises(InputError, match="one college"):
            read_grid([Rating("Léa", "cfa", "A1", 3), Rating("Léa", "opco", "A2", 4)], [A1, A2])

    def test_a_grid_needs_criteria_each_once(self):
        with pytest.raises(InputError, match="at least one criterion"):
            read_grid([], [])
        with pytest.raises(InputError, match="listed twice"):
            read_grid([], [A1, A1])


def test_the_result_is_ready_for_json_with_its_conventions():
    result = read_grid(answers("A1", "??") + answers("A2", "45"), [A1, A2]).as_dict()
    text = json.loads(json.dumps(result, allow_nan=False))
    assert text["criteria"][0]["median"] is None
    assert text["rules"]["quantile_definition"] == "linear interpolation (R type 7)"
