"""The same reading for many partnerships at once, on arrays: a territory, a region, a study.

Everything rests on counts: with C_g the number of answers ≤ g among n, the k-th smallest answer is the number of levels
g whose C_g ≤ k, and the median of a bootstrap draw is the middle of the ladder minus Σ_g sign(2·C_g − n)/2. No sorting
of answers, whatever the number of draws.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.grid.reading import STANDARD_RULES, ReadingRules
from maillage_analysis.grid.resampling import (
    FEWEST_REPLICATES,
    checked_confidence,
    draw_weights,
    product_in_slices,
    rater_draws,
)
from maillage_analysis.results import Result

BLANK, UNKNOWN, NOT_APPLICABLE = 0, -1, -2


@dataclass(frozen=True, slots=True, eq=False)
class ManyReadings(Result):
    """Arrays of shape (partnerships, criteria), except where said; NaN is an undefined figure (None in ``as_dict``).

    ``college_median`` has shape (partnerships, colleges, criteria); ``low`` and ``high`` are the bootstrap limits of
    the medians, None when no bootstrap was asked, NaN under five raters.
    """

    median: np.ndarray
    lower_quartile: np.ndarray
    upper_quartile: np.ndarray
    iqr: np.ndarray
    answers: np.ndarray
    unknown: np.ndarray
    not_applicable: np.ndarray
    college_median: np.ndarray
    college_gap: np.ndarray
    disagreement: np.ndarray
    needs_evidence: np.ndarray
    raters: np.ndarray
    low: np.ndarray | None
    high: np.ndarray | None
    seed: int | None
    replicates: int
    confidence: float
    rules: ReadingRules


@checked
def read_many(
    answers: np.ndarray,
    *,
    colleges: np.ndarray | None = None,
    evidence: np.ndarray | None = None,
    rules: ReadingRules = STANDARD_RULES,
    seed: int | None = None,
    replicates: int = FEWEST_REPLICATES,
    confidence: float = 0.95,
) -> ManyReadings:
    """Read many grids at once, with the rules of ``read_grid``.

    Args:
        answers: whole numbers, shape (partnerships, raters, criteria): a level of the ladder, or 0 (blank or no such
            rater), −1 (« je ne sais pas »), −2 (« sans objet »). Pad with rows of 0 where there are fewer raters.
        colleges: codes 0, 1, 2… of the raters' colleges, shape (partnerships, raters); −1 for none.
        evidence: 0 none, 1 declared, 2 documented, 3 verified; same shape as ``answers``.
        seed: with a seed, bootstrap limits of the medians over raters; the same draw serves every partnership that
            has the same number of raters.

    Returns:
        ``ManyReadings``. A rater is someone with at least one answer, « je ne sais pas » included.

    Raises:
        InputError: not whole numbers, shapes that do not match, a code that is not known.
    """
    checked_confidence(confidence)
    answers = _checked(answers, "answers", NOT_APPLICABLE, rules.highest, 3)
    _check_levels(answers, rules)
    valid = answers > 0
    at_most = _cumulative(answers, valid, rules)
    count = valid.sum(axis=1)
    lower, median, upper = (_quartile(at_most, count, quarter, rules) for quarter in (1, 2, 3))
    by_college = _college_medians(answers, colleges, rules)
    gap = _gap(by_college)
    present = (answers != BLANK).any(axis=2)
    low, high = None, None
    if seed is not None:
        low, high = _median_limits(answers, present, rules, seed, replicates, confidence)
    with np.errstate(invalid="ignore"):
        disagreement = (upper - lower >= rules.disagreement_spread) | (gap >= rules.disagreement_college_gap)
    return ManyReadings(
        median=median,
        lower_quartile=lower,
        upper_quartile=upper,
        iqr=upper - lower,
        answers=count,
        unknown=(answers == UNKNOWN).sum(axis=1),
        not_applicable=(answers == NOT_APPLICABLE).sum(axis=1),
        college_median=by_college,
        college_gap=gap,
        disagreement=disagreement,
        needs_evidence=_needs_evidence(median, valid, evidence, rules),
        raters=present.sum(axis=1),
        low=low,
        high=high,
        seed=seed,
        replicates=replicates if seed is not None else 0,
        confidence=confidence,
        rules=rules,
    )


def _checked(array: np.ndarray, name: str, lowest: int, highest: int, dimensions: int) -> np.ndarray:
    array = np.asarray(array)
    if not np.issubdtype(array.dtype, np.integer):
        raise InputError(f"The array of {name} holds {array.dtype}: give whole numbers, with the codes for no answer.")
    if array.ndim != dimensions:
        raise InputError(f"The array of {name} has {array.ndim} dimensions: give {dimensions}.")
    outside = np.argwhere((array < lowest) | (array > highest))
    if len(outside):
        place = tuple(int(i) for i in outside[0])
        raise InputError(f"{name.capitalize()} {place}: {array[place]} is outside {lowest} to {highest}; correct it.")
    return array


def _check_levels(answers: np.ndarray, rules: ReadingRules) -> None:
    if rules.lowest < 1:
        raise InputError(f"A ladder that starts at {rules.lowest} meets the codes for no answer: start it at 1.")
    outside = np.argwhere((answers > 0) & (answers < rules.lowest))
    if len(outside):
        place = tuple(int(i) for i in outside[0])
        raise InputError(f"Answers {place}: level {answers[place]} is under {rules.lowest}; correct it.")


def _cumulative(answers: np.ndarray, valid: np.ndarray, rules: ReadingRules) -> np.ndarray:
    """Number of answers ≤ g for each level but the highest, shape (levels − 1, partnerships, criteria)."""
    return np.stack([(valid & (answers <= level)).sum(axis=1) for level in range(rules.lowest, rules.highest)])


def _quartile(at_most: np.ndarray, count: np.ndarray, quarter: int, rules: ReadingRules) -> np.ndarray:
    below, rest = np.divmod(quarter * (count - 1), 4)
    first = rules.lowest + (at_most <= below).sum(axis=0)
    second = rules.lowest + (at_most <= np.minimum(below + 1, count - 1)).sum(axis=0)
    return np.where(count > 0, first + rest * (second - first) / 4, np.nan)


def _college_medians(answers: np.ndarray, colleges: np.ndarray | None, rules: ReadingRules) -> np.ndarray:
    partnerships, raters, criteria = answers.shape
    if colleges is None:
        return np.empty((partnerships, 0, criteria))
    colleges = _checked(colleges, "colleges", -1, np.iinfo(np.int32).max, 2)
    if colleges.shape != (partnerships, raters):
        raise InputError(f"The array of colleges has shape {colleges.shape}: give {(partnerships, raters)}.")
    medians = np.full((partnerships, int(colleges.max(initial=-1)) + 1, criteria), np.nan)
    for college in range(medians.shape[1]):
        valid = (answers > 0) & (colleges == college)[:, :, None]
        count = valid.sum(axis=1)
        median = _quartile(_cumulative(answers, valid, rules), count, 2, rules)
        medians[:, college] = np.where(count >= rules.smallest_college, median, np.nan)
    return medians


def _gap(by_college: np.ndarray) -> np.ndarray:
    known = ~np.isnan(by_college)
    highest = np.where(known, by_college, -np.inf).max(axis=1, initial=-np.inf)
    lowest = np.where(known, by_college, np.inf).min(axis=1, initial=np.inf)
    return np.where(known.sum(axis=1) >= 2, highest - lowest, np.nan)


def _needs_evidence(
    median: np.ndarray, valid: np.ndarray, evidence: np.ndarray | None, rules: ReadingRules
) -> np.ndarray:
    if evidence is None:
        evidence = np.zeros(valid.shape, dtype=np.int8)
    evidence = _checked(evidence, "evidence", 0, 3, 3)
    if evidence.shape != valid.shape:
        raise InputError(f"The array of evidence has shape {evidence.shape}: give {valid.shape}.")
    strongest = np.where(valid, evidence, 0).max(axis=1, initial=0)
    weakest_that_counts = 0 if rules.missing_evidence == "as_declared" else 1
    with np.errstate(invalid="ignore"):
        return (median >= rules.needs_evidence_from) & (strongest <= 1) & (strongest >= weakest_that_counts)


def _median_limits(
    answers: np.ndarray, present: np.ndarray, rules: ReadingRules, seed: int, replicates: int, confidence: float
) -> tuple[np.ndarray, np.ndarray]:
    partnerships, _, criteria = answers.shape
    low, high = np.full((2, partnerships, criteria), np.nan)
    sizes = present.sum(axis=1)
    for size in np.unique(sizes):
        draws = rater_draws(int(size), replicates=replicates, seed=seed)
        if draws is None:
            continue
        weights = draw_weights(draws, int(size)).T.astype(np.float32)
        for p in np.flatnonzero(sizes == size):
            rows = answers[p, present[p]]
            rows = rows[np.lexsort(rows.T[::-1])]
            low[p], high[p] = _limits_of_one(rows, weights, rules, confidence)
    return low, high


def _limits_of_one(
    rows: np.ndarray, weights: np.ndarray, rules: ReadingRules, confidence: float
) -> tuple[np.ndarray, np.ndarray]:
    """Limits of the medians of one partnership; ``rows`` has shape (raters, criteria), weights (raters, draws)."""
    twice_below, drawn = twice_below_the_middle(rows, weights, rules)
    twice = np.sort(np.where(drawn, -twice_below, np.int8(127)), axis=1)
    defined = drawn.sum(axis=1)
    middle = (rules.lowest + rules.highest) / 2
    return tuple(
        np.where(defined > 0, middle + _type_7(twice, defined, share) / 2, np.nan)
        for share in ((1 - confidence) / 2, (1 + confidence) / 2)
    )


def twice_below_the_middle(rows: np.ndarray, weights: np.ndarray, rules: ReadingRules) -> tuple[np.ndarray, np.ndarray]:
    """How far under the middle of the ladder the median of each draw is, doubled; and whether anybody drawn answered.

    Both have shape (criteria, draws): median = (lowest + highest)/2 − first/2 where the second is true.
    """
    valid = rows > 0
    levels = range(rules.lowest, rules.highest)
    signed = np.stack([np.where(valid, np.where(rows <= level, 1, -1), 0) for level in levels])
    lean = np.sign(product_in_slices(signed.transpose(0, 2, 1).astype(np.float32).reshape(-1, len(rows)), weights))
    twice_below = lean.reshape(len(levels), -1, weights.shape[1]).sum(axis=0).astype(np.int8)
    return twice_below, product_in_slices(valid.T.astype(np.float32), weights) > 0


def _type_7(ordered: np.ndarray, defined: np.ndarray, share: float) -> np.ndarray:
    """Quantile of the first ``defined`` values of each sorted row."""
    position = share * np.maximum(defined - 1, 0)
    below = position.astype(int)
    rows = np.arange(len(ordered))
    first = ordered[rows, below].astype(float)
    second = ordered[rows, np.minimum(below + 1, np.maximum(defined - 1, 0))].astype(float)
    return first + (position - below) * (second - first)
