"""How far a reading may be trusted: hand-checked cases, edges, and the same figures on arrays."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest

from maillage_analysis.grid import (
    Rating,
    agree_many,
    krippendorff_alpha,
    read_grid,
    read_many,
    read_reliability,
    suggest_many,
    suggest_type,
    within_group_agreement,
)
from maillage_analysis.grid.typology import BOND_LEVEL, PROFILE_COLUMNS

GRID = (("A1", "A"), ("A2", "A"), ("B1", "B"))
COLLEGES = {"ana": "x", "bob": "x", "cleo": "x", "dan": "y", "eve": "y", "fay": "y", "gus": "z"}


def answers(**by_criterion: str) -> list[Rating]:
    """``answers(A1="3454")``: one mark a rater in the order of COLLEGES; « ? » ne sait pas, « - » sans objet."""
    no_number = {"?": "unknown", "-": "not_applicable"}
    return [
        Rating(rater, COLLEGES[rater], criterion, None if mark in no_number else int(mark), no_number.get(mark))
        for criterion, marks in by_criterion.items()
        for rater, mark in zip(COLLEGES, marks, strict=False)
    ]


def read(**by_criterion: str):
    return read_reliability(answers(**by_criterion), GRID, seed=7)


def test_krippendorff_s_published_example_is_0_815_ordinal():
    """Computing Krippendorff's Alpha-Reliability (2011), example C: four observers, twelve units, missing values."""
    observers = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    units = [list(unit) for unit in zip(*observers, strict=True)]
    ours = krippendorff_alpha(units, metric="ordinal").value
    assert ours == pytest.approx(0.815, abs=5e-4)
    table = np.array([[np.nan if mark is None else mark for mark in line] for line in observers])
    assert ours == pytest.approx(krippendorff.alpha(table, level_of_measurement="ordinal"), abs=1e-12)


def test_words_follow_the_published_thresholds():
    """A1: 4 4 4 5, s² = 0.25, r_wg = 0.875; A2: 2 3 4 4, s² = 0.917, r_wg = 0.54; B1: 1 5 1 5."""
    judged = {each.criterion: each for each in read(A1="4445", A2="2344", B1="1515").criteria}
    assert judged["A1"].rwg == pytest.approx(0.875)
    assert judged["A1"].average_deviation == pytest.approx(0.375)
    assert judged["A2"].rwg == pytest.approx(1 - (11 / 12) / 2)
    assert judged["B1"].rwg == 0
    assert [judged[id].status for id in ("A1", "A2", "B1")] == ["agree", "shared", "apart"]


def test_a_disagreement_flagged_by_the_reading_is_never_called_agreement():
    """Two colleges 1.5 apart or more: r_wg is good, the reading says « désaccord », and so do the words."""
    judged = read(A1="444222", A2="444444", B1="444444").criteria
    assert judged[0].rwg < 0.71 or judged[0].status == "apart"
    assert [each.status for each in judged] == ["apart", "agree", "agree"]


def test_nothing_is_said_under_three_answers():
    two = read(A1="45", A2="45", B1="54")
    assert (two.reason, two.alpha.value, two.alpha_status) == ("too_few_answers", None, None)
    assert {each.reason for each in two.criteria} == {"too_few_answers"}
    assert [each.mean for each in two.dimensions] == [None, None]
    three = {each.criterion: each for each in read(A1="455", A2="4?5", B1="---").criteria}
    assert (three["A1"].status, three["A2"].status, three["B1"].answers) == ("agree", None, 0)


def test_limits_come_from_five_raters_on_and_from_five_answers_on():
    four = read(A1="2345", A2="2345", B1="2345")
    assert (four.criteria[0].low, four.alpha_interval.low) == (None, None)
    assert four.alpha_interval.reason == "fewer_than_five_raters"
    five = read(A1="23455", A2="234-5", B1="23455")
    assert five.criteria[0].low <= 4 <= five.criteria[0].high
    assert five.criteria[1].low is None
    assert five.dimensions[0].low <= five.dimensions[0].mean <= five.dimensions[0].high


def test_limits_of_medians_are_those_of_the_arrays():
    given = answers(A1="2345152", A2="13?5151", B1="5434?23")
    judged = read_reliability(given, GRID, seed=7)
    table = np.zeros((1, 7, 3), dtype=int)
    for rating in given:
        row, column = list(COLLEGES).index(rating.rater), [id for id, _ in GRID].index(rating.criterion)
        table[0, row, column] = rating.value or -1
    many = read_many(table, seed=7)
    spread = [(each.low, each.high) for each in judged.criteria]
    # the arrays order raters by their answers, the reading by their names: same law, other draws
    assert np.allclose(spread, np.stack([many.low[0], many.high[0]], axis=1), atol=1)
    again = read_reliability(reversed(given), GRID, seed=7)
    assert again == judged


def test_small_colleges_are_pulled_towards_the_others_and_lone_raters_are_not_shown():
    dimension = read(A1="2225554", A2="2225554", B1="3333333").dimensions[0]
    assert set(dimension.colleges.means) == {"x", "y"}
    assert dimension.colleges.means["x"] == 2
    assert 2 < read(A1="2235554", A2="1325454", B1="3333333").dimensions[0].colleges.shrunk["x"] < 3.6


@pytest.mark.parametrize("seed", range(3))
def test_arrays_agree_as_single_readings_do(seed):
    rng = np.random.default_rng(seed)
    table = rng.integers(-2, 6, (6, 7, 5))
    table[0, :, 0] = 3
    table[1] = np.where(table[1] > 0, 4, table[1])  # no variation at all
    many = agree_many(table)
    for p, raters in enumerate(table):
        rows = [[int(mark) if mark > 0 else None for mark in line] for line in raters]
        alone = within_group_agreement(rows)
        assert np.allclose(many.rwg[p], [np.nan if each is None else each for each in alone.rwg], equal_nan=True)
        deviations = [np.nan if each is None else each for each in alone.average_deviation_items]
        assert np.allclose(many.average_deviation[p], deviations, equal_nan=True)
        alpha = krippendorff_alpha([list(unit) for unit in zip(*rows, strict=True)]).value
        assert many.alpha[p] == pytest.approx(np.nan if alpha is None else alpha, nan_ok=True)


def test_arrays_find_the_same_types():
    rng = np.random.default_rng(3)
    scores = rng.integers(2, 11, (60, len(PROFILE_COLUMNS))) / 2
    scores[:, -1] = rng.integers(1, 5, 60)
    scores[rng.random(scores.shape) < 0.2] = np.nan
    many = suggest_many(scores)
    for row, nearest, second, status, distances in zip(
        scores, many.nearest, many.second, many.status, many.distances, strict=True
    ):
        one = suggest_type({c: None if np.isnan(x) else float(x) for c, x in zip(PROFILE_COLUMNS, row, strict=True)})
        assert (nearest, second, status) == (one.nearest or "", one.second or "", one.status)
        assert np.allclose(sorted(distances), [each.distance for each in one.distances] or np.nan, equal_nan=True)
    assert PROFILE_COLUMNS[-1] == BOND_LEVEL


def test_the_means_are_those_of_the_reading():
    given = answers(A1="2345152", A2="13?5151", B1="5434?23")
    reading = read_grid(given, GRID)
    assert [each.mean for each in read_reliability(given, GRID, seed=1).dimensions] == [
        each.mean for each in reading.dimensions
    ]
