"""What must hold whatever the indicators."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from maillage_analysis.composite import (
    AGGREGATIONS,
    NORMALISATIONS,
    competition_ranks,
    composite,
    dissimilarity,
    equivalent_number,
    mid_ranks,
    rank_uncertainty,
    wilson_interval,
    z_scores,
)

numbers = st.integers(-1000, 1000)
amounts = st.lists(st.integers(0, 100), min_size=3, max_size=3)
quick = settings(max_examples=60, deadline=None)


@st.composite
def tables(draw):
    units = draw(st.integers(3, 7))
    column = st.lists(numbers, min_size=units, max_size=units, unique=True)
    return {name: draw(column) for name in ("a", "b", "c")}


@quick
@given(st.lists(numbers, min_size=2, max_size=20))
def test_ranks_and_scores_agree_with_scipy(values):
    assert mid_ranks(values) == stats.rankdata(values).tolist()
    assert competition_ranks(values) == stats.rankdata([-v for v in values], method="min").astype(int).tolist()
    if len(set(values)) > 1:
        assert z_scores(values) == pytest.approx(stats.zscore(values).tolist(), abs=1e-9)


@quick
@given(tables(), st.sampled_from(NORMALISATIONS), st.sampled_from(AGGREGATIONS), st.randoms(use_true_random=False))
def test_order_of_units_and_indicators_does_not_matter(table, normalisation, aggregation, random):
    units = list(range(len(table["a"])))
    random.shuffle(units)
    mixed = {name: [table[name][unit] for unit in units] for name in ("c", "a", "b")}
    choices = {"normalisation": normalisation, "aggregation": aggregation}

    plain, other = composite(table, **choices), composite(mixed, **choices)

    assert other.scores == pytest.approx([plain.scores[unit] for unit in units], abs=1e-9)
    assert other.ranks == tuple(plain.ranks[unit] for unit in units)


@quick
@given(tables(), st.sampled_from(NORMALISATIONS), st.integers(1, 9), numbers)
def test_a_change_of_unit_changes_nothing(table, normalisation, factor, shift):
    moved = table | {"a": [factor * value + shift for value in table["a"]]}

    before, after = (composite(given, normalisation=normalisation).scores for given in (table, moved))

    assert after == pytest.approx(before, abs=1e-9)


@quick
@given(tables())
def test_means_are_ordered(table):
    arithmetic, geometric, harmonic = (
        composite(table, normalisation="min_max", aggregation=kind).scores
        for kind in ("arithmetic", "geometric", "harmonic")
    )
    assert all(h <= g + 1e-9 for h, g in zip(harmonic, geometric, strict=True))
    assert all(g <= 1 + 99 * a + 1e-9 for g, a in zip(geometric, arithmetic, strict=True))


@quick
@given(tables())
def test_the_baseline_lies_between_the_extremes(table):
    result = rank_uncertainty(table)

    assert all(
        low <= base <= high for low, base, high in zip(result.lowest, result.baseline, result.highest, strict=True)
    )
    assert all(sum(s.ranks) <= len(s.ranks) * (len(s.ranks) + 1) / 2 for s in result.scenarios)
    assert result.mean_shift == pytest.approx(np.mean([s.shift for s in result.scenarios]) * 48 / 47)


@quick
@given(amounts, amounts)
def test_dissimilarity_is_a_distance_between_zero_and_one(one, other):
    assume(sum(one) and sum(other))
    gap = dissimilarity(one, other)

    assert -1e-12 <= gap <= 1 + 1e-12
    assert gap == pytest.approx(dissimilarity(other, one))
    assert dissimilarity(one, one) == 0
    assert 1 - 1e-12 <= equivalent_number(one) <= 3 + 1e-12


@quick
@given(st.integers(0, 50), st.integers(1, 50), st.floats(0.5, 0.99))
def test_wilson_agrees_with_scipy(successes, trials, level):
    assume(successes <= trials)
    expected = stats.binomtest(successes, trials).proportion_ci(level, method="wilson")

    assert wilson_interval(successes, trials, level=level) == pytest.approx((expected.low, expected.high), abs=1e-9)
