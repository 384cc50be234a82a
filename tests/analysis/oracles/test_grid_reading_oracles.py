"""Second opinions on the reading: numpy's quantiles, and the reading on arrays against the reading on records."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage_analysis.errors import InputError
from maillage_analysis.grid import Rating, ReadingRules, read_grid, read_many
from maillage_analysis.grid.quantiles import quartiles

WORDS = {-1: "unknown", -2: "not_applicable", 0: None}
STRENGTHS = (None, "declared", "documented", "verified")


@given(st.lists(st.integers(1, 5), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_quartiles_agree_with_numpy(values):
    assert quartiles(values) == pytest.approx(np.quantile(values, [0.25, 0.5, 0.75], method="linear"), abs=1e-12)


def random_answers(rng, shape):
    answers = rng.choice([-2, -1, 0, 1, 2, 3, 4, 5], size=shape, p=[0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.2, 0.1])
    return answers, rng.integers(-1, 3, size=shape[:2]), rng.integers(0, 4, size=shape)


def records(answers, colleges, evidence):
    return [
        Rating(
            rater=f"r{r}",
            college=None if colleges[r] < 0 else f"c{colleges[r]}",
            criterion=f"k{k}",
            value=int(value) if value > 0 else None,
            non_answer=WORDS.get(int(value)),
            evidence=STRENGTHS[evidence[r, k]] if value > 0 else None,
        )
        for r, row in enumerate(answers)
        for k, value in enumerate(row)
    ]


def known(array):
    return [None if np.isnan(value) else value for value in array]


@pytest.mark.parametrize("missing_evidence", ["as_declared", "ignored"])
def test_arrays_and_records_read_the_same(missing_evidence):
    rng = np.random.default_rng(8)
    rules = ReadingRules(missing_evidence=missing_evidence)
    answers, colleges, evidence = random_answers(rng, (30, 9, 5))
    many = read_many(answers, colleges=colleges, evidence=evidence, rules=rules)
    for p in range(len(answers)):
        one = read_grid(records(answers[p], colleges[p], evidence[p]), [(f"k{k}", "A") for k in range(5)], rules=rules)
        assert known(many.median[p]) == [c.median for c in one.criteria]
        assert known(many.lower_quartile[p]) == [c.lower_quartile for c in one.criteria]
        assert known(many.iqr[p]) == [c.iqr for c in one.criteria]
        assert known(many.college_gap[p]) == [c.college_gap for c in one.criteria]
        assert many.disagreement[p].tolist() == [c.disagreement for c in one.criteria]
        assert many.needs_evidence[p].tolist() == [c.needs_evidence for c in one.criteria]
        assert many.unknown[p].tolist() == [c.unknown for c in one.criteria]
        assert many.answers[p].tolist() == [c.answers for c in one.criteria]


def test_bootstrap_limits_are_those_of_medians_of_drawn_raters():
    rng = np.random.default_rng(9)
    answers, _, _ = random_answers(rng, (1, 7, 4))
    answers[0, 6] = 0  # a padding row is not a rater
    answers[0, :, 3] = -1  # nobody knows
    many = read_many(answers, seed=12)
    rows = answers[0, :6]
    rows = rows[np.lexsort(rows.T[::-1])]
    draws = np.random.default_rng([12, 6]).integers(6, size=(2000, 6))
    for criterion in range(3):
        drawn = [rows[draw, criterion] for draw in draws]
        medians = [np.median(values[values > 0]) for values in drawn if (values > 0).any()]
        assert many.low[0, criterion] == pytest.approx(np.quantile(medians, 0.025), abs=1e-9)
        assert many.high[0, criterion] == pytest.approx(np.quantile(medians, 0.975), abs=1e-9)
    assert np.isnan(many.low[0, 3])
    assert many.as_dict()["low"][0][3] is None


def test_four_raters_have_no_limits_and_neighbours_do_not_matter():
    rng = np.random.default_rng(10)
    answers, _, _ = random_answers(rng, (3, 8, 4))
    answers[1, 4:] = 0
    many = read_many(answers, seed=1)
    assert np.isnan(many.low[1]).all()
    alone = read_many(answers[2:], seed=1)
    np.testing.assert_array_equal(alone.low[0], many.low[2])
    shuffled = read_many(answers[:, rng.permutation(8)], seed=1)
    np.testing.assert_array_equal(shuffled.low, many.low)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (np.zeros((1, 1, 1)), "whole numbers"),
        (np.zeros((1, 1), dtype=int), "dimensions"),
        (np.full((1, 1, 1), 6), "outside"),
    ],
)
def test_arrays_that_cannot_be_read_are_refused(answers, sentence):
    with pytest.raises(InputError, match=sentence):
        read_many(answers)
