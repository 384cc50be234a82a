"""Krippendorff's alpha: do several raters, some of whom did not answer everything, agree better than by chance?"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Literal, get_args

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.grid.tables import Table, checked_table, lines_of, refuse_unhashable
from maillage_analysis.results import Result

Metric = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True, slots=True)
class Alpha(Result):
    """Alpha and what it was computed on; ``value`` is None with a ``reason`` when it is undefined."""

    value: float | None
    metric: Metric
    units: int
    raters: int
    pairable_units: int
    pairable_values: int
    observed_disagreement: float | None
    expected_disagreement: float | None
    reason: str | None


@checked
def krippendorff_alpha(ratings: Table | Sequence[Sequence[Hashable]], *, metric: Metric = "ordinal") -> Alpha:
    """Krippendorff's alpha: 1 − observed / expected disagreement, over the units rated at least twice.

    With o_ck = Σ over units of (ordered pairs c, k)/(m_u − 1), n_c = Σ_k o_ck and n = Σ n_c:
    alpha = 1 − (n − 1)·Σ o_ck δ²_ck / Σ n_c n_k δ²_ck, where δ² is 0/1 (nominal), (c − k)² (interval),
    ((c − k)/(c + k))² (ratio), (Σ_{g=c}^{k} n_g − (n_c + n_k)/2)² (ordinal).

    Args:
        ratings: shape (units, raters), None where a rater did not rate a unit; any labels when nominal.
        metric: how values are compared; "ordinal" suits a ladder of levels.

    Returns:
        An ``Alpha``. Undefined when no unit has two ratings ("no_pairable_unit") or when every pairable value is the
        same ("no_variation"): then there is nothing to agree about, and alpha is not 1.

    Raises:
        InputError: unknown metric, NaN or infinity, text unless nominal, negative values when ratio.

    Source: Krippendorff, Content Analysis (2004), ch. 11; Computing Krippendorff's Alpha-Reliability (2011).
    """
    codes, levels = checked_ratings_table(ratings, metric)
    counts = (codes[:, :, None] == np.arange(len(levels))).sum(axis=1).astype(float)
    counts = counts[counts.sum(axis=1) >= 2]
    totals = counts.sum(axis=0)
    n = float(totals.sum())
    observed, expected = _disagreements(counts, squared_differences(levels, totals, metric)) if n else (None, None)
    varied = np.count_nonzero(totals) > 1
    return Alpha(
        value=1 - observed / expected if varied else None,
        metric=metric,
        units=len(codes),
        raters=codes.shape[1],
        pairable_units=len(counts),
        pairable_values=int(n),
        observed_disagreement=observed,
        expected_disagreement=expected,
        reason=None if varied else "no_variation" if n else "no_pairable_unit",
    )


def _disagreements(counts: np.ndarray, delta: np.ndarray) -> tuple[float, float]:
    """Mean δ² over the pairs within units, each unit weighted by its ratings, and over all pairs."""
    rated, totals = counts.sum(axis=1), counts.sum(axis=0)
    n = totals.sum()
    observed = np.einsum("uc,ck,uk,u->", counts, delta, counts, 1 / (rated - 1), optimize=True) / n
    return float(observed), float(totals @ delta @ totals / (n * (n - 1)))


def checked_ratings_table(ratings: Table | Sequence[Sequence[Hashable]], metric: Metric) -> tuple[np.ndarray, list]:
    """Codes of the values, shape (units, raters), −1 where there is none; and the sorted values they stand for."""
    if metric not in get_args(Metric):
        raise InputError(f"Metric {metric!r} is not known: write one of {', '.join(get_args(Metric))}.")
    if metric == "nominal":
        ratings = _coded_labels(lines_of(ratings, row="unit"))
    table = checked_table(ratings, row="unit", column="rater")
    levels = sorted({float(value) for value in table[~np.isnan(table)]})
    if metric == "ratio" and levels and levels[0] < 0:
        raise InputError(f"Value {levels[0]:g} is negative: a ratio scale starts at 0; choose the interval metric.")
    codes = np.where(np.isnan(table), -1, np.searchsorted(levels, np.nan_to_num(table))).astype(int)
    return codes, levels


def _coded_labels(ratings: Sequence[Sequence[Hashable]]) -> list[list[int | None]]:
    """Any labels become their rank: a nominal comparison only asks whether two values are the same."""
    for n, line in enumerate(ratings):
        for m, value in enumerate(line):
            refuse_unhashable(value, f"Unit number {n + 1}, rater number {m + 1}")
    known = {value for line in ratings for value in line if value is not None}
    rank = {value: n for n, value in enumerate(sorted(known, key=_label_order))}
    return [[None if value is None else rank[value] for value in line] for line in ratings]


def _label_order(value: Hashable) -> tuple[str, float, str]:
    return ("", float(value), "") if isinstance(value, Real) else (type(value).__name__, 0.0, str(value))


def squared_differences(levels: Sequence[float], totals: np.ndarray, metric: Metric) -> np.ndarray:
    """δ² between values, shape (levels, levels); the ordinal one depends on how often each value occurs.

    The ordinal sum Σ_{g=c}^{k} n_g − (n_c + n_k)/2 is the difference between the mid-ranks of c and k.
    """
    if metric == "nominal":
        return 1.0 - np.eye(len(levels))
    positions = np.cumsum(totals) - totals / 2 if metric == "ordinal" else np.array(levels, dtype=float)
    gaps = positions[:, None] - positions[None, :]
    if metric == "ratio":
        sums = positions[:, None] + positions[None, :]
        gaps = np.divide(gaps, sums, out=np.zeros_like(gaps), where=sums != 0)
    return gaps**2
