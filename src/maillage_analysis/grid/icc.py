"""Intraclass correlations (Shrout & Fleiss): how much of the variance of ratings belongs to what is rated?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.grid.tables import Table, checked_table
from maillage_analysis.results import Result

NUMERICAL_ZERO = 1e-28
"""A sum of squares under this share of n·max² is rounding noise and is set to exactly 0."""


@dataclass(frozen=True, slots=True)
class IntraclassCorrelations(Result):
    """The six coefficients and their mean squares; a coefficient whose denominator is 0 is None."""

    icc1: float | None
    icc2: float | None
    icc3: float | None
    icc1_average: float | None
    icc2_average: float | None
    icc3_average: float | None
    ms_between: float | None
    ms_within: float | None
    ms_raters: float | None
    ms_error: float | None
    targets: int
    raters: int
    targets_left_out: int
    reason: str | None


@checked
def intraclass_correlations(ratings: Table) -> IntraclassCorrelations:
    """ICC(1), ICC(2), ICC(3) of a single rating and of the average of k raters.

    From the mean squares between targets B, within targets W, between raters J and of error E, n targets, k raters:
    ICC1 = (B−W)/(B+(k−1)W); ICC2 = (B−E)/(B+(k−1)E+k(J−E)/n); ICC3 = (B−E)/(B+(k−1)E);
    averages (B−W)/B, (B−E)/(B+(J−E)/n), (B−E)/B.

    Args:
        ratings: shape (targets, raters); a target that a rater did not rate is left out and counted.

    Returns:
        ``IntraclassCorrelations``; all None with a reason under two complete targets or two raters
        ("too_few_targets", "too_few_raters"), and "no_variation" when every rating is the same.

    Source: Shrout & Fleiss, Psychological Bulletin 86 (1979).
    Raises InputError for rows of different lengths, text, NaN or infinity.
    """
    table = checked_table(ratings, row="target", column="rater")
    complete = table[~np.isnan(table).any(axis=1)]
    n, k = complete.shape
    if n < 2 or k < 2:
        return _undefined(table, n, "too_few_targets" if n < 2 else "too_few_raters")
    b, w, j, e = _mean_squares(complete)
    if b == w == 0:
        return _undefined(table, n, "no_variation")
    return IntraclassCorrelations(
        icc1=_ratio(b - w, b + (k - 1) * w),
        icc2=_ratio(b - e, b + (k - 1) * e + k * (j - e) / n),
        icc3=_ratio(b - e, b + (k - 1) * e),
        icc1_average=_ratio(b - w, b),
        icc2_average=_ratio(b - e, b + (j - e) / n),
        icc3_average=_ratio(b - e, b),
        ms_between=b,
        ms_within=w,
        ms_raters=j,
        ms_error=e,
        targets=n,
        raters=k,
        targets_left_out=len(table) - n,
        reason=None,
    )


def _mean_squares(table: np.ndarray) -> tuple[float, float, float, float]:
    n, k = table.shape
    grand = table.mean()
    rows, columns = table.mean(axis=1) - grand, table.mean(axis=0) - grand
    noise = NUMERICAL_ZERO * table.size * float(np.abs(table).max()) ** 2
    sums = (
        k * (rows**2).sum(),
        ((table - table.mean(axis=1, keepdims=True)) ** 2).sum(),
        n * (columns**2).sum(),
        ((table - grand - rows[:, None] - columns[None, :]) ** 2).sum(),
    )
    between, within, raters, error = (0.0 if total <= noise else float(total) for total in sums)
    return between / (n - 1), within / (n * (k - 1)), raters / (k - 1), error / ((n - 1) * (k - 1))


def _ratio(numerator: float, denominator: float) -> float | None:
    return numerator / denominator if denominator else None


def _undefined(table: np.ndarray, complete: int, reason: str) -> IntraclassCorrelations:
    return IntraclassCorrelations(
        *(None,) * 10,
        targets=complete,
        raters=table.shape[1],
        targets_left_out=len(table) - complete,
        reason=reason,
    )
