"""How far may a reading be trusted? Agreement of the raters, limits of the figures, colleges with few people.

Everything starts from three answers: under that, an index of agreement would say what one person answered. Limits come
from raters drawn again, from five raters on. The words that go with the figures ("agree", "shared", "apart") follow
thresholds of the literature, which are part of the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.disclosure import SMALLEST_COLLEGE
from maillage_analysis.grid.alpha import Alpha, krippendorff_alpha
from maillage_analysis.grid.many import twice_below_the_middle
from maillage_analysis.grid.ratings import Criterion, Rating, checked_criteria, checked_ratings
from maillage_analysis.grid.reading import STANDARD_RULES, ReadingRules, read_grid
from maillage_analysis.grid.resampling import (
    FEWEST_RATERS,
    FEWEST_REPLICATES,
    BootstrapInterval,
    bootstrap_alpha,
    checked_confidence,
    draw_weights,
    rater_draws,
)
from maillage_analysis.grid.shrinkage import Shrinkage, shrink_means
from maillage_analysis.grid.within_group import within_group_agreement
from maillage_analysis.results import Result

TOO_FEW_ANSWERS = "too_few_answers"
ROUNDING = 1e-9
"""A figure this near a threshold is on it."""


@dataclass(frozen=True, slots=True)
class ReliabilityRules(Result):
    """Thresholds; they travel with the result.

    r_wg from 0.71 is strong and up to 0.30 is a lack of agreement (LeBreton & Senter, Organizational Research Methods
    11, 2008); an average deviation up to a sixth of the number of levels is acceptable (Burke & Dunlap, same journal 5,
    2002); alpha from 0.800 can be relied on and from 0.667 allows tentative conclusions (Krippendorff, 2004).
    """

    fewest_answers: int = SMALLEST_COLLEGE
    agree_from: float = 0.71
    apart_to: float = 0.30
    deviation_to: float = 5 / 6
    alpha_reliable: float = 0.800
    alpha_tentative: float = 0.667
    reading: ReadingRules = STANDARD_RULES


@dataclass(frozen=True, slots=True)
class CriterionAgreement(Result):
    """One criterion: r_wg, average deviation, limits of the median, and a word.

    ``status``: "agree" (r_wg and AD both good, no disagreement flagged by the reading), "apart" (r_wg shows a lack of
    agreement, or the reading flags a disagreement), "shared" between the two; None with a reason under three answers.
    ``low`` and ``high`` are None under five answers.
    """

    criterion: str
    answers: int
    rwg: float | None
    average_deviation: float | None
    low: float | None
    high: float | None
    status: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class DimensionReliability(Result):
    """One dimension: its mean with its limits, and the colleges' means before and after shrinkage.

    ``colleges`` holds the colleges of three raters or more only; the weights say how much of its own mean each keeps.
    """

    dimension: str
    mean: float | None
    low: float | None
    high: float | None
    colleges: Shrinkage


@dataclass(frozen=True, slots=True)
class Reliability(Result):
    """The whole judgement. ``alpha`` compares criteria: do raters put the same ones high and the same ones low?"""

    criteria: tuple[CriterionAgreement, ...]
    dimensions: tuple[DimensionReliability, ...]
    alpha: Alpha
    alpha_interval: BootstrapInterval
    alpha_status: str | None
    raters: int
    replicates: int
    confidence: float
    seed: int
    rules: ReliabilityRules = field(default_factory=ReliabilityRules)
    reason: str | None = None


@checked
def read_reliability(
    ratings: Iterable[Rating],
    criteria: Iterable[Criterion | tuple[str, str]] | Mapping[str, str],
    *,
    seed: int,
    replicates: int = FEWEST_REPLICATES,
    confidence: float = 0.95,
    rules: ReliabilityRules | None = None,
) -> Reliability:
    """Judge the individual answers to one grid.

    Args:
        ratings: at most one answer per rater and criterion; individual answers only.
        criteria: as in ``read_grid``.
        seed, replicates, confidence: of the draws of raters.
        rules: thresholds.

    Returns:
        A ``Reliability``. Under three raters everything is None with the reason "too_few_answers". ``alpha_status`` is
        "reliable", "tentative", "weak", or "chance" at 0 and under.

    Raises:
        InputError: as ``read_grid``; fewer than 2000 replicates; a confidence outside 0 to 1.
    """
    rules = rules or ReliabilityRules()
    checked_confidence(confidence)
    grid = checked_criteria(criteria)
    given = tuple(ratings)
    scale = rules.reading
    checked = checked_ratings(given, grid, lowest=scale.lowest, highest=scale.highest)
    raters = sorted({rating.rater for rating in given})
    table = _table(checked, raters)
    few = len(raters) < rules.fewest_answers
    alpha_table = np.full_like(table, np.nan) if few else table
    holes = np.where(np.isnan(alpha_table), None, alpha_table.astype(object))
    alpha = krippendorff_alpha(holes.tolist(), metric="ordinal")
    low, high, mean_low, mean_high = _limits(table, grid, seed, replicates, confidence, scale)
    reading = read_grid(given, grid, rules=scale)
    colleges = {rating.rater: rating.college for rating in given}
    return Reliability(
        criteria=tuple(
            _criterion(grid[n].id, table[n], (low[n], high[n]), reading.criterion(grid[n].id).disagreement, rules)
            for n in range(len(grid))
        ),
        dimensions=tuple(
            DimensionReliability(
                dimension=each.dimension,
                mean=None if few else each.mean,
                low=_known(mean_low.get(each.dimension)),
                high=_known(mean_high.get(each.dimension)),
                colleges=_by_college(table[_rows(grid, each.dimension)], raters, colleges, rules),
            )
            for each in reading.dimensions
        ),
        alpha=alpha,
        alpha_interval=bootstrap_alpha(
            holes.tolist(), seed=seed, replicates=replicates, confidence=confidence, raters=raters, copies="apart"
        ),
        alpha_status=_alpha_status(alpha.value, rules),
        raters=len(raters),
        replicates=replicates,
        confidence=confidence,
        seed=seed,
        rules=rules,
        reason=TOO_FEW_ANSWERS if few else None,
    )


def _table(checked: Mapping[str, Sequence[Rating]], raters: Sequence[str]) -> np.ndarray:
    """Levels, shape (criteria, raters), NaN where there is no number."""
    place = {rater: n for n, rater in enumerate(raters)}
    table = np.full((len(checked), len(raters)), np.nan)
    for row, answers in enumerate(checked.values()):
        for rating in answers:
            if rating.value is not None:
                table[row, place[rating.rater]] = rating.value
    return table


def _limits(
    table: np.ndarray, grid: Sequence[Criterion], seed: int, replicates: int, confidence: float, scale: ReadingRules
) -> tuple[np.ndarray, np.ndarray, dict[str, float], dict[str, float]]:
    """Limits of each criterion's median, shape (criteria,), and of each dimension's mean; NaN under five answers."""
    shares = ((1 - confidence) / 2, (1 + confidence) / 2)
    nothing = np.full(len(table), np.nan)
    draws = rater_draws(table.shape[1], replicates=replicates, seed=seed)
    if draws is None:
        return nothing, nothing, {}, {}
    weights = draw_weights(draws, table.shape[1]).T.astype(np.float32)
    rows = np.nan_to_num(table.T).astype(int)
    twice_below, drawn = twice_below_the_middle(rows, weights, scale)
    medians = np.where(drawn, (scale.lowest + scale.highest - twice_below) / 2, np.nan)
    few = (~np.isnan(table)).sum(axis=1) < FEWEST_RATERS
    low, high = _quantiles(medians, shares)
    low[few], high[few] = np.nan, np.nan
    ends: tuple[dict[str, float], dict[str, float]] = {}, {}
    for dimension in dict.fromkeys(criterion.dimension for criterion in grid):
        of_it = medians[_rows(grid, dimension)]
        answered = (~np.isnan(of_it)).sum(axis=0)
        means = np.divide(np.nansum(of_it, axis=0), answered, out=np.full(of_it.shape[1], np.nan), where=answered > 0)
        for end, value in zip(ends, _quantiles(means[None], shares), strict=True):
            end[dimension] = float(value[0])
    return low, high, *ends


def _quantiles(figures: np.ndarray, shares: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """Quantiles (R type 7) of the defined figures of each row; NaN for a row without any."""
    limits = np.full((2, len(figures)), np.nan)
    for n, row in enumerate(figures):
        defined = row[~np.isnan(row)]
        if len(defined):
            limits[:, n] = np.quantile(defined, shares)
    return limits[0], limits[1]


def _rows(grid: Sequence[Criterion], dimension: str) -> list[int]:
    return [n for n, criterion in enumerate(grid) if criterion.dimension == dimension]


def _criterion(
    criterion: str, line: np.ndarray, limits: tuple[float, float], flagged: bool, rules: ReliabilityRules
) -> CriterionAgreement:
    values = line[~np.isnan(line)]
    if len(values) < rules.fewest_answers:
        return CriterionAgreement(criterion, len(values), None, None, None, None, None, TOO_FEW_ANSWERS)
    scale = rules.reading
    agreement = within_group_agreement([[value] for value in values], lowest=scale.lowest, highest=scale.highest)
    (rwg,), (deviation,) = agreement.rwg, agreement.average_deviation_items
    if flagged or rwg <= rules.apart_to + ROUNDING:
        status = "apart"
    else:
        agreed = rwg >= rules.agree_from - ROUNDING and deviation <= rules.deviation_to + ROUNDING
        status = "agree" if agreed else "shared"
    return CriterionAgreement(
        criterion, len(values), rwg, deviation, _known(limits[0]), _known(limits[1]), status, None
    )


def _by_college(
    table: np.ndarray, raters: Sequence[str], colleges: Mapping[str, str | None], rules: ReliabilityRules
) -> Shrinkage:
    """Each rater's mean over the dimension, grouped by college; only colleges with enough raters come out."""
    groups: dict[str, list[float]] = {}
    for rater, column in zip(raters, table.T, strict=True):
        values = column[~np.isnan(column)]
        if colleges[rater] and len(values):
            groups.setdefault(colleges[rater], []).append(float(values.mean()))
    found = shrink_means(groups)
    shown = [name for name in found.means if found.sizes[name] >= rules.fewest_answers]
    return Shrinkage(
        means={name: found.means[name] for name in shown},
        shrunk={name: found.shrunk[name] for name in shown},
        weights={name: found.weights[name] for name in shown},
        sizes={name: found.sizes[name] for name in shown},
        overall=found.overall,
        between_variance=found.between_variance,
        ms_between=found.ms_between,
        ms_within=found.ms_within,
        reason=found.reason or (None if shown else "too_few_answers_in_college"),
    )


def _alpha_status(value: float | None, rules: ReliabilityRules) -> str | None:
    if value is None:
        return None
    if value >= rules.alpha_reliable - ROUNDING:
        return "reliable"
    if value >= rules.alpha_tentative - ROUNDING:
        return "tentative"
    return "weak" if value > ROUNDING else "chance"


def _known(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else float(value)
