"""Bootstrap over raters: how much would a figure move if other people of the same kind had answered?

Raters are drawn with replacement, each with all their answers; the interval is the percentile one. Under five raters
no interval is given. The seed is part of the result, and the raters are put in a fixed order before the draw, so that
the same answers and the same seed always give the same interval.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.checks import one_of
from maillage_analysis.errors import InputError
from maillage_analysis.grid.alpha import Metric, checked_ratings_table, krippendorff_alpha, squared_differences
from maillage_analysis.grid.tables import Table, checked_table
from maillage_analysis.parameters import real_number, seed_number, whole_number
from maillage_analysis.results import Result

FEWEST_RATERS = 5
FEWEST_REPLICATES = 2000
TOO_FEW_RATERS = "fewer_than_five_raters"
REPLICATES_AT_ONCE = 500
LARGEST_PRODUCT = 250_000
"""Multiplications in one slice of a matrix product: BLAS libraries keep such a slice on one thread."""


@dataclass(frozen=True, slots=True)
class BootstrapInterval(Result):
    """A percentile interval; ``low`` and ``high`` are None with a reason when there is none.

    ``bias`` is the mean of the replicates minus the estimate; replicates in which the figure is undefined are left
    out and counted.
    """

    estimate: float | None
    low: float | None
    high: float | None
    bias: float | None
    confidence: float
    replicates: int
    undefined_replicates: int
    raters: int
    seed: int
    method: str
    reason: str | None


@checked
def bootstrap_over_raters(
    ratings: Table,
    statistic: Callable[[np.ndarray], float | None],
    *,
    seed: int,
    replicates: int = FEWEST_REPLICATES,
    confidence: float = 0.95,
    raters: Sequence[str] | None = None,
) -> BootstrapInterval:
    """Percentile interval of any figure of a table of ratings, raters drawn with replacement.

    Args:
        ratings: shape (units, raters), None where there is no rating.
        statistic: figure of such a table (an object array with None for the holes), None when undefined.
        seed: whole number that makes the draw repeatable.
        replicates: number of draws, at least 2000.
        raters: names of the columns; they fix the order of the draw. Without names the content of the columns does.

    Returns:
        A ``BootstrapInterval``; no interval under five raters ("fewer_than_five_raters") or when the figure is
        undefined in every replicate ("undefined_in_every_replicate").

    Raises InputError for a table that cannot be read, fewer than 2000 replicates, a confidence not between 0 and 1, or
    a seed that is not a whole number of 0 or more.
    """
    table = _in_fixed_order(checked_table(ratings, row="unit", column="rater"), raters)
    holes = np.where(np.isnan(table), None, table.astype(object))
    estimate = statistic(holes)
    estimate = None if estimate is None or np.isnan(estimate) else float(estimate)
    draws = rater_draws(table.shape[1], replicates=replicates, seed=seed)
    values = [] if draws is None else [statistic(holes[:, draw]) for draw in draws]
    figures = np.array([np.nan if value is None else value for value in values], dtype=float)
    return percentile_interval(estimate, figures, raters=table.shape[1], seed=seed, confidence=confidence)


@checked
def bootstrap_alpha(
    ratings: Table,
    *,
    seed: int,
    metric: Metric = "ordinal",
    replicates: int = FEWEST_REPLICATES,
    confidence: float = 0.95,
    raters: Sequence[str] | None = None,
    copies: Literal["paired", "apart"] = "paired",
) -> BootstrapInterval:
    """Percentile interval of Krippendorff's alpha, raters drawn with replacement; vectorised.

    A rater drawn twice agrees with their own copy. ``copies`` "paired" (plain bootstrap) lets these pairs count, which
    pulls the replicates upwards when raters are few (see ``bias``); "apart" pairs different raters only.
    The other arguments and the undefined cases are those of ``bootstrap_over_raters``.

    Raises InputError as ``krippendorff_alpha`` does, for fewer than 2000 replicates, or for a seed that is not a whole
    number of 0 or more.
    """
    one_of(copies, ("paired", "apart"), what="treatment of copies")
    codes, levels = checked_ratings_table(ratings, metric)
    codes = _in_fixed_order(codes, raters)
    count = codes.shape[1]
    estimate = krippendorff_alpha(ratings, metric=metric).value
    draws = rater_draws(count, replicates=replicates, seed=seed)
    figures = np.zeros(0)
    if draws is not None:
        weights = draw_weights(draws, count)
        parts = np.array_split(weights, max(1, len(weights) // REPLICATES_AT_ONCE))
        figures = np.concatenate([_weighted_alphas(codes, levels, part, metric, copies) for part in parts])
    name = "percentile" if copies == "paired" else "percentile, copies of a rater kept apart"
    return percentile_interval(estimate, figures, raters=count, seed=seed, confidence=confidence, method=name)


def rater_draws(raters: int, *, replicates: int, seed: int) -> np.ndarray | None:
    """Indices of the raters drawn, shape (replicates, raters); None under five raters."""
    seed_number(seed)
    if whole_number(replicates, what="number of replicates") < FEWEST_REPLICATES:
        raise InputError(f"{replicates} replicates are too few for an interval: ask for {FEWEST_REPLICATES} or more.")
    if raters < FEWEST_RATERS:
        return None
    return np.random.default_rng([seed, raters]).integers(raters, size=(replicates, raters))


def draw_weights(draws: np.ndarray, raters: int) -> np.ndarray:
    """How often each rater was drawn, shape (replicates, raters)."""
    rows = np.arange(len(draws))[:, None] * raters
    return np.bincount((draws + rows).ravel(), minlength=len(draws) * raters).reshape(len(draws), raters)


def product_in_slices(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """``left @ right``, a few columns of ``right`` at a time.

    A large product is shared between threads that wait for one another, up to ten times slower when the processors are
    busy elsewhere; small ones stay on one thread.
    """
    product = np.empty((len(left), right.shape[1]), dtype=np.result_type(left, right))
    width = max(1, LARGEST_PRODUCT // max(1, left.size))
    for start in range(0, right.shape[1], width):
        columns = slice(start, start + width)
        np.matmul(left, right[:, columns], out=product[:, columns])
    return product


def checked_confidence(confidence: float) -> float:
    """The confidence of an interval, strictly between 0 and 1."""
    if not 0 < real_number(confidence, what="confidence") < 1:
        raise InputError(f"Confidence {confidence} is not between 0 and 1: write for instance 0.95.")
    return float(confidence)


def percentile_interval(
    estimate: float | None,
    figures: np.ndarray,
    *,
    raters: int,
    seed: int,
    confidence: float,
    method: str = "percentile",
) -> BootstrapInterval:
    """Interval between the (1 ± confidence)/2 quantiles (R type 7) of the replicates that are defined."""
    checked_confidence(confidence)
    defined = figures[~np.isnan(figures)]
    low = high = bias = None
    if len(defined) and estimate is not None:
        low, high = (float(q) for q in np.quantile(defined, [(1 - confidence) / 2, (1 + confidence) / 2]))
        bias = float(defined.mean() - estimate)
    reason = None
    if low is None:
        reason = TOO_FEW_RATERS if raters < FEWEST_RATERS else "undefined_in_every_replicate"
    return BootstrapInterval(
        estimate=estimate,
        low=low,
        high=high,
        bias=bias,
        confidence=confidence,
        replicates=len(figures),
        undefined_replicates=len(figures) - len(defined),
        raters=raters,
        seed=seed,
        method=method,
        reason=reason,
    )


def _in_fixed_order(table: np.ndarray, raters: Sequence[str] | None) -> np.ndarray:
    if raters is None:
        return table[:, np.lexsort(np.nan_to_num(table, nan=-np.inf)[::-1])] if table.size else table
    if len(set(raters)) != table.shape[1] or len(raters) != table.shape[1]:
        raise InputError(f"{table.shape[1]} columns need as many different rater names: {len(set(raters))} were given.")
    return table[:, np.argsort(np.array(raters, dtype=str), kind="stable")]


def _weighted_alphas(codes: np.ndarray, levels: list, weights: np.ndarray, metric: Metric, copies: str) -> np.ndarray:
    """Alpha of each row of ``weights`` (how often each rater counts); NaN where it is undefined."""
    units, raters = codes.shape
    present = (codes[:, :, None] == np.arange(len(levels))).transpose(1, 0, 2).reshape(raters, -1).astype(float)
    counts = product_in_slices(present.T, weights.T.astype(float)).T.reshape(len(weights), units, len(levels))
    rated = counts.sum(axis=2)
    pairs = rated * (rated - 1)
    own_copies = np.zeros(1)
    if copies == "apart":
        own = product_in_slices((codes >= 0).astype(float), weights.T.astype(float) ** 2).T
        pairs, own_copies = rated**2 - own, (own * (rated**2 > own)).sum(axis=1)
    usable = pairs > 0
    counts *= usable[:, :, None]
    rated = rated * usable
    totals = counts.sum(axis=1)
    n = totals.sum(axis=1)
    share = np.divide(rated, pairs, out=np.zeros_like(rated), where=usable)
    observed, expected = _disagreements(counts, totals, share, levels, metric)
    all_pairs = n * (n - 1) if copies == "paired" else n**2 - own_copies
    with np.errstate(divide="ignore", invalid="ignore"):
        alphas = 1 - (observed / n) / (expected / all_pairs)
    return np.where(expected > 0, alphas, np.nan)


def _disagreements(
    counts: np.ndarray, totals: np.ndarray, share: np.ndarray, levels: list, metric: Metric
) -> tuple[np.ndarray, np.ndarray]:
    """Σ over units of share·Σ n_uc n_uk δ²_ck, and Σ n_c n_k δ²_ck, for each replicate.

    When δ is a difference of positions, Σ n_c n_k (v_c − v_k)² = 2(Σn·Σn v² − (Σ n v)²): no table of pairs is needed.
    """
    if metric in ("ordinal", "interval"):
        positions = np.cumsum(totals, axis=1) - totals / 2 if metric == "ordinal" else np.array([levels])
        positions = positions - positions.mean(axis=1, keepdims=True)
        positions = np.broadcast_to(positions, totals.shape)
        first = np.einsum("bul,bl->bu", counts, positions)
        second = np.einsum("bul,bl->bu", counts, positions**2)
        observed = (share * 2 * (counts.sum(axis=2) * second - first**2)).sum(axis=1)
        first, second = (totals * positions).sum(axis=1), (totals * positions**2).sum(axis=1)
        varied = (totals > 0).sum(axis=1) > 1
        return observed, np.where(varied, 2 * (totals.sum(axis=1) * second - first**2), 0.0)
    delta = squared_differences(levels, totals[0], metric)
    observed = np.einsum("bu,bul,lk,buk->b", share, counts, delta, counts, optimize=True)
    return observed, np.einsum("bl,lk,bk->b", totals, delta, totals, optimize=True)
