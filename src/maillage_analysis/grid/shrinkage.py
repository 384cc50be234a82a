"""Shrinkage: pull the mean of a small group towards the others, by as much as its size does not support it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.grid.tables import checked_values
from maillage_analysis.results import Result


@dataclass(frozen=True, slots=True)
class Shrinkage(Result):
    """Group means before and after, with the weight that each keeps on its own mean; None with a reason."""

    means: Mapping[str, float | None]
    shrunk: Mapping[str, float | None]
    weights: Mapping[str, float | None]
    sizes: Mapping[str, int]
    overall: float | None
    between_variance: float | None
    ms_between: float | None
    ms_within: float | None
    reason: str | None


@checked
def shrink_means(groups: Mapping[str, Sequence[float | None]]) -> Shrinkage:
    """Empirical-Bayes means of groups from a one-way analysis of variance.

    n0 = (N − Σn_g²/N)/(k − 1); τ² = max(0, (MSB − MSW)/n0); w_g = n_g τ²/(n_g τ² + MSW); μ = Σ w_g ȳ_g / Σ w_g;
    result = w_g ȳ_g + (1 − w_g) μ. When τ² = 0 every group receives the mean of all ratings.

    Args:
        groups: ratings of each group; None is a missing rating. A group without any rating stays None.

    Returns:
        A ``Shrinkage``; undefined under two groups with ratings ("too_few_groups") or when no group has two
        ("no_variance_within"), since the spread within groups is then unknown.

    Raises InputError for a rating that is not a finite number, naming its group. Source: Robinson, Statistical Science
    6 (1991).
    """
    names = sorted(groups)
    values = {name: _group_values(name, groups[name]) for name in names}
    sizes = {name: len(values[name]) for name in names}
    means = {name: float(np.mean(np.sort(values[name]))) if sizes[name] else None for name in names}
    rated = [name for name in names if sizes[name]]
    total = sum(sizes.values())
    if len(rated) < 2 or total == len(rated):
        reason = "too_few_groups" if len(rated) < 2 else "no_variance_within"
        nothing = dict.fromkeys(names)
        return Shrinkage(means, nothing, nothing, sizes, None, None, None, None, reason)
    grand = float(np.mean(np.sort(np.concatenate([values[name] for name in rated]))))
    between = sum(sizes[name] * (means[name] - grand) ** 2 for name in rated) / (len(rated) - 1)
    within = sum(float(((values[name] - means[name]) ** 2).sum()) for name in rated) / (total - len(rated))
    n0 = (total - sum(size**2 for size in sizes.values()) / total) / (len(rated) - 1)
    variance = max(0.0, (between - within) / n0)
    weights = {name: sizes[name] * variance / (sizes[name] * variance + within) if variance else 0.0 for name in rated}
    overall = sum(weights[name] * means[name] for name in rated) / sum(weights.values()) if variance else grand
    return Shrinkage(
        means=means,
        shrunk={
            name: weights[name] * means[name] + (1 - weights[name]) * overall if name in weights else None
            for name in names
        },
        weights={name: weights.get(name) for name in names},
        sizes=sizes,
        overall=overall,
        between_variance=variance,
        ms_between=between,
        ms_within=within,
        reason=None,
    )


def _group_values(name: str, ratings: Sequence[float | None]) -> np.ndarray:
    try:
        return checked_values(ratings)
    except InputError as refusal:
        raise InputError(f"Group {name!r}: {refusal}") from None
