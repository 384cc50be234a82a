"""Second opinions on agreement: another package, and definitions written out loop by loop."""

from __future__ import annotations

import math
from itertools import permutations
from statistics import mean, variance

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from maillage_analysis.grid import (
    bootstrap_alpha,
    bootstrap_over_raters,
    cronbach_alpha,
    intraclass_correlations,
    krippendorff_alpha,
    shrink_means,
)

METRICS = ("nominal", "ordinal", "interval", "ratio")


def tables(*, holes=True, least_rows=2, least_columns=2):
    value = st.integers(1, 5)
    cell = st.one_of(value, st.none()) if holes else value
    return st.integers(least_columns, 6).flatmap(
        lambda width: st.lists(st.lists(cell, min_size=width, max_size=width), min_size=least_rows, max_size=8)
    )


@given(tables(), st.sampled_from(METRICS))
@settings(max_examples=80, deadline=None)
def test_alpha_agrees_with_the_krippendorff_package(ratings, metric):
    ours = krippendorff_alpha(ratings, metric=metric)
    assume(ours.value is not None)
    data = np.array([[np.nan if v is None else v for v in row] for row in ratings], dtype=float).T
    theirs = krippendorff.alpha(reliability_data=data, level_of_measurement=metric)
    assert math.isclose(ours.value, theirs, abs_tol=1e-9)


@given(tables(holes=False))
@settings(max_examples=50, deadline=None)
def test_iccs_agree_with_sums_of_squares_written_out(ratings):
    n, k = len(ratings), len(ratings[0])
    columns = list(zip(*ratings, strict=True))
    grand = mean(v for row in ratings for v in row)
    b = k * sum((mean(row) - grand) ** 2 for row in ratings) / (n - 1)
    w = sum((v - mean(row)) ** 2 for row in ratings for v in row) / (n * (k - 1))
    j = n * sum((mean(c) - grand) ** 2 for c in columns) / (k - 1)
    e = sum((ratings[i][m] - mean(ratings[i]) - mean(columns[m]) + grand) ** 2 for i in range(n) for m in range(k)) / (
        (n - 1) * (k - 1)
    )
    ours = intraclass_correlations(ratings)
    assume(b + (k - 1) * e > 1e-9 and b > 1e-9 and abs(b + (k - 1) * e + k * (j - e) / n) > 1e-9)
    assume(abs(b + (j - e) / n) > 1e-9)
    assert math.isclose(ours.icc1, (b - w) / (b + (k - 1) * w), abs_tol=1e-9)
    assert math.isclose(ours.icc2, (b - e) / (b + (k - 1) * e + k * (j - e) / n), abs_tol=1e-9)
    assert math.isclose(ours.icc3, (b - e) / (b + (k - 1) * e), abs_tol=1e-9)
    assert math.isclose(ours.icc2_average, (b - e) / (b + (j - e) / n), rel_tol=1e-9, abs_tol=1e-9)


@given(tables(holes=False))
@settings(max_examples=50, deadline=None)
def test_average_consistency_icc_is_cronbach_alpha(ratings):
    """ICC(3, k) and Cronbach's alpha are the same number, computed along different paths."""
    alpha, icc = cronbach_alpha(ratings).alpha, intraclass_correlations(ratings).icc3_average
    assume(alpha is not None and icc is not None)
    assert math.isclose(alpha, icc, rel_tol=1e-9, abs_tol=1e-9)


@given(st.lists(st.lists(st.integers(1, 5), min_size=2, max_size=6), min_size=2, max_size=5))
@settings(max_examples=50, deadline=None)
def test_shrinkage_agrees_with_the_formulas_written_out(values):
    groups = {f"g{n}": given_values for n, given_values in enumerate(values)}
    total, k = sum(map(len, values)), len(values)
    grand = mean(v for group in values for v in group)
    msb = sum(len(g) * (mean(g) - grand) ** 2 for g in values) / (k - 1)
    msw = sum((len(g) - 1) * variance(g) for g in values) / (total - k)
    n0 = (total - sum(len(g) ** 2 for g in values) / total) / (k - 1)
    tau2 = max(0.0, (msb - msw) / n0)
    assume(tau2 > 1e-9 or tau2 == 0)
    weights = [len(g) * tau2 / (len(g) * tau2 + msw) if tau2 else 0 for g in values]
    mu = sum(w * mean(g) for w, g in zip(weights, values, strict=True)) / sum(weights) if tau2 else grand
    expected = [w * mean(g) + (1 - w) * mu for w, g in zip(weights, values, strict=True)]
    assert list(shrink_means(groups).shrunk.values()) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("metric", METRICS)
def test_the_vectorised_bootstrap_is_the_plain_one(metric):
    rng = np.random.default_rng(5)
    ratings = [[None if rng.random() < 0.2 else int(v) for v in row] for row in rng.integers(1, 6, size=(5, 6))]
    fast = bootstrap_alpha(ratings, seed=11, metric=metric)
    plain = bootstrap_over_raters(ratings, lambda t: krippendorff_alpha(t, metric=metric).value, seed=11)
    assert (fast.undefined_replicates, fast.replicates) == (plain.undefined_replicates, plain.replicates)
    assert (fast.low, fast.high, fast.bias) == pytest.approx((plain.low, plain.high, plain.bias), abs=1e-9)


def test_pairs_of_different_raters_only():
    """With copies kept apart, the figure is a mean over ordered pairs of different raters, weighted by their copies."""
    from maillage_analysis.grid.resampling import _weighted_alphas

    codes = np.array([[0, 1, 1], [2, 2, 1]])
    weights = np.array([[2.0, 1.0, 1.0]])
    observed = 0.0
    for unit in codes:
        pairs = [(a, b) for a, b in permutations(range(3), 2)]
        weight = sum(weights[0][a] * weights[0][b] for a, b in pairs)
        gap = sum(weights[0][a] * weights[0][b] * (unit[a] != unit[b]) for a, b in pairs)
        observed += 4 * gap / weight / 8
    counts = [sum(weights[0][r] for u in codes for r in range(3) if u[r] == c) for c in range(3)]
    expected = sum(counts[a] * counts[b] for a, b in permutations(range(3), 2)) / (8**2 - 2 * (4 + 1 + 1))
    (alpha,) = _weighted_alphas(codes, [0.0, 1.0, 2.0], weights, "nominal", "apart")
    assert math.isclose(alpha, 1 - observed / expected, abs_tol=1e-12)
