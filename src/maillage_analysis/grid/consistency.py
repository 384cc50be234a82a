"""Cronbach's alpha: do the items of one scale go together?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.grid.tables import Table, checked_table
from maillage_analysis.results import Result


@dataclass(frozen=True, slots=True)
class Consistency(Result):
    """Raw and standardised alpha, over respondents who answered every item."""

    alpha: float | None
    standardised_alpha: float | None
    mean_correlation: float | None
    items: int
    respondents: int
    respondents_left_out: int
    reason: str | None
    standardised_reason: str | None


@checked
def cronbach_alpha(answers: Table) -> Consistency:
    """Cronbach's alpha k/(k−1)·(1 − Σ s²_item / s²_total), and standardised k·r̄/(1 + (k−1)·r̄).

    Args:
        answers: shape (respondents, items), reversed items already reversed; a respondent with a missing answer is
            left out (listwise) and counted. Variances are unbiased.

    Returns:
        A ``Consistency``; None with a reason under two items ("too_few_items"), two complete respondents
        ("too_few_respondents") or when the totals do not vary ("no_variation"). The standardised one is None too when
        an item does not vary ("item_without_variation").

    Source: Cronbach, Psychometrika 16 (1951).
    Raises InputError for rows of different lengths, text, NaN or infinity.
    """
    table = checked_table(answers, row="respondent", column="item")
    complete = table[~np.isnan(table).any(axis=1)]
    respondents, items = complete.shape
    left_out = len(table) - respondents
    if items < 2 or respondents < 2:
        reason = "too_few_items" if items < 2 else "too_few_respondents"
        return Consistency(None, None, None, items, respondents, left_out, reason, reason)
    alpha = _raw(complete)
    correlation = _mean_correlation(complete)
    standardised = None
    if correlation is not None and 1 + (items - 1) * correlation != 0:
        standardised = items * correlation / (1 + (items - 1) * correlation)
    return Consistency(
        alpha=alpha,
        standardised_alpha=standardised,
        mean_correlation=correlation,
        items=items,
        respondents=respondents,
        respondents_left_out=left_out,
        reason=None if alpha is not None else "no_variation",
        standardised_reason=None
        if standardised is not None
        else "item_without_variation"
        if correlation is None
        else "no_variation",
    )


def _raw(table: np.ndarray) -> float | None:
    items = table.shape[1]
    totals = table.sum(axis=1)
    if np.ptp(totals) <= 1e-12 * np.abs(totals).max():
        return None
    return float(items / (items - 1) * (1 - table.var(axis=0, ddof=1).sum() / totals.var(ddof=1)))


def _mean_correlation(table: np.ndarray) -> float | None:
    """Mean correlation between two different items, None when an item is constant."""
    if (np.ptp(table, axis=0) == 0).any():
        return None
    correlations = np.corrcoef(table, rowvar=False)
    return float(correlations[np.triu_indices(table.shape[1], k=1)].mean())
