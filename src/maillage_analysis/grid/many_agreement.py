"""Agreement of the raters of many partnerships at once, from the counts of their answers; and their nearest types."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.grid.reading import STANDARD_RULES, ReadingRules
from maillage_analysis.grid.typology import TypologyRules
from maillage_analysis.results import Result


@dataclass(frozen=True, slots=True, eq=False)
class ManyAgreements(Result):
    """Krippendorff's ordinal alpha, shape (partnerships,); r_wg and AD by criterion, shape (partnerships, criteria).

    NaN where undefined: alpha without variation or without two ratings of one criterion, the others under two answers.
    """

    alpha: np.ndarray
    rwg: np.ndarray
    average_deviation: np.ndarray


@checked
def agree_many(answers: np.ndarray, *, rules: ReadingRules = STANDARD_RULES) -> ManyAgreements:
    """The formulas of ``krippendorff_alpha`` (ordinal) and ``within_group_agreement``, on arrays.

    Args:
        answers: as in ``read_many``, shape (partnerships, raters, criteria): levels; 0 and under are no answer.
        rules: the ladder.

    Raises:
        InputError: not whole numbers in three dimensions, or a level off the ladder.
    """
    answers = np.asarray(answers)
    if answers.ndim != 3 or not np.issubdtype(answers.dtype, np.integer):
        raise InputError("The array of answers needs whole numbers, shape (partnerships, raters, criteria).")
    if answers.max(initial=0) > rules.highest or ((answers > 0) & (answers < rules.lowest)).any():
        raise InputError(f"A level is outside {rules.lowest} to {rules.highest}: correct it.")
    levels = np.arange(rules.lowest, rules.highest + 1)
    counts = np.stack([(answers == level).sum(axis=1) for level in levels], axis=-1).astype(float)
    rated = counts.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = counts @ levels / rated
        squares = (counts * (levels - mean[..., None]) ** 2).sum(axis=-1)
        variance = np.where(rated >= 2, squares / (rated - 1), np.nan)
        deviation = (counts * np.abs(levels - mean[..., None])).sum(axis=-1) / rated
    expected = (len(levels) ** 2 - 1) / 12
    return ManyAgreements(
        alpha=_alphas(counts, rated),
        rwg=1 - np.minimum(variance, expected) / expected,
        average_deviation=np.where(rated >= 2, deviation, np.nan),
    )


def _alphas(counts: np.ndarray, rated: np.ndarray) -> np.ndarray:
    """Ordinal alpha of each partnership; Σ n_c n_k (v_c − v_k)² = 2(Σn·Σn v² − (Σ n v)²), with mid-ranks v."""
    pairable = rated >= 2
    counts = counts * pairable[..., None]
    totals = counts.sum(axis=1)
    n = totals.sum(axis=-1)
    ranks = np.cumsum(totals, axis=-1) - totals / 2
    first, second = np.einsum("pcl,pl->pc", counts, ranks), np.einsum("pcl,pl->pc", counts, ranks**2)
    with np.errstate(divide="ignore", invalid="ignore"):
        within = np.where(pairable, (rated * second - first**2) / (rated - 1), 0.0).sum(axis=-1)
        across = n * (totals * ranks**2).sum(axis=-1) - (totals * ranks).sum(axis=-1) ** 2
        varied = (totals > 0).sum(axis=-1) > 1
        return np.where(varied, 1 - (n - 1) * within / across, np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class ManyTypes(Result):
    """Nearest and second type of each partnership, shape (partnerships,); "" and NaN when too little is known.

    ``status`` as in ``suggest_type``: clear, mixed, atypical or too_few_answers. ``distances`` has shape
    (partnerships, types), types in the order of ``types``.
    """

    types: tuple[str, ...]
    nearest: np.ndarray
    second: np.ndarray
    status: np.ndarray
    distances: np.ndarray


@checked
def suggest_many(scores: np.ndarray, *, rules: TypologyRules | None = None) -> ManyTypes:
    """Nearest types of many profiles, with the rule of ``suggest_type`` but without its reasons.

    Thresholds are met exactly when scores and weights are halves, quarters or eighths, as medians are.

    Args:
        scores: shape (partnerships, columns), columns in the order of ``rules.scales``; NaN where unknown.
        rules: prototypes, weights and thresholds.

    Raises:
        InputError: another number of columns, a score off its scale, fewer than two types.
    """
    rules = rules or TypologyRules()
    columns, types = tuple(rules.scales), tuple(sorted(rules.prototypes))
    if len(types) < 2:
        raise InputError("There are fewer than two types to choose from: give two prototypes or more.")
    try:
        scores = np.asarray(scores, dtype=float)
    except (TypeError, ValueError):
        scores = np.empty(0)
    if scores.ndim != 2 or scores.shape[1] != len(columns):
        raise InputError(f"Profiles have {len(columns)} columns: {', '.join(columns)}; give an array of that width.")
    lowest, highest = (np.array([rules.scales[column][end] for column in columns]) for end in (0, 1))
    outside = np.argwhere((scores < lowest) | (scores > highest))
    if len(outside):
        row, column = outside[0]
        raise InputError(f"Row {row}, {columns[column]!r}: {scores[row, column]:g} is off its scale; correct it.")
    targets = np.array([[rules.prototypes[name][column] for column in columns] for name in types], dtype=float)
    weights = np.array([float(rules.weights.get(column, 1)) for column in columns])
    known = ~np.isnan(scores)
    count = known.sum(axis=1)
    sums = np.nansum(np.abs(scores[:, None] - targets) * weights, axis=2)
    order = np.argsort(sums, axis=1, kind="stable")
    best, next_best = (np.take_along_axis(sums, order[:, [place]], axis=1)[:, 0] for place in (0, 1))
    mixed = best + rules.mixed_within * count > next_best
    status = np.where(best > rules.atypical_beyond * count, "atypical", np.where(mixed, "mixed", "clear"))
    enough = (count >= max(1, rules.least_answered))[:, None]
    names = np.array(types)[order]
    with np.errstate(divide="ignore", invalid="ignore"):
        distances = np.where(enough, sums / count[:, None], np.nan)
    return ManyTypes(
        types=types,
        nearest=np.where(enough[:, 0], names[:, 0], ""),
        second=np.where(enough[:, 0], names[:, 1], ""),
        status=np.where(enough[:, 0], status, "too_few_answers"),
        distances=distances,
    )
