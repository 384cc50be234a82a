"""Our own index of tension between supply and demand of work, never to be shown as the official one.

The official indicator (Dares, France Travail) has its own components and classes: import its values instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..arguments import checked
from ..errors import InputError
from ..results import Result
from .normalising import SAME, is_constant, log_ratios, z_scores
from .tables import Values, check_choice, check_names, listed, read

Standardisation = Literal["z", "weighted_z", "log_ratio"]
NOT_OFFICIAL = "Index made by Maillage from the components given; it is not the Dares–France Travail indicator."


@dataclass(frozen=True, slots=True)
class Tension(Result):
    """index: mean of standardised components, None where one is unknown; classes: 1 (low) to 5 (high), by quintiles."""

    index: tuple[float | None, ...]
    classes: tuple[int | None, ...]
    thresholds: tuple[float, ...] | None
    components: dict[str, tuple[float | None, ...]]
    notices: tuple[str, ...]
    parameters: dict

    def as_dict(self) -> dict:
        return {**Result.as_dict(self), "warning": NOT_OFFICIAL}


@checked
def tension_index(
    components: Mapping[str, Values],
    *,
    standardisation: Standardisation = "z",
    employment: Values | None = None,
    polarity: Mapping[str, int] | None = None,
) -> Tension:
    """Mean over components of z-scores (population sd), of employment-weighted z-scores, or of ln(x / mean).

    components: by name, one value per occupation or area, high = tense (else polarity −1); with ``employment`` a log
    ratio is taken to the employment-weighted mean. Constant components are excluded with a notice; a unit that misses
    a component has no index.

    Raises InputError for components of different lengths, an unknown option, a polarity that is wrong or given to
    something else, values of 0 and under with ``log_ratio``.
    """
    check_choice(standardisation, ("z", "weighted_z", "log_ratio"), "standardisation")
    if standardisation == "weighted_z" and employment is None:
        raise InputError("weighted_z needs employment: give one number of jobs per unit.")
    columns = {name: read(values, name) for name, values in components.items()} if components else {}
    if len({len(numbers) for numbers, _ in columns.values()}) != 1:
        raise InputError(
            "components must be at least one, all of the same length: one value per unit, None if unknown."
        )
    check_names(polarity, tuple(components), "polarity")
    signs = {name: (polarity or {}).get(name, 1) for name in components}
    if any(sign not in (1, -1) for sign in signs.values()):
        raise InputError("A polarity is neither 1 nor -1: write 1 when high means tense, -1 when low does.")
    weights = None if standardisation == "z" else employment
    scale = log_ratios if standardisation == "log_ratio" else z_scores
    scaled = {name: scale(listed(*column), weights=weights) for name, column in columns.items()}
    flat = {name for name, (numbers, known) in columns.items() if is_constant(numbers[known])}
    kept = {name: values for name, values in scaled.items() if name not in flat and values.count(None) < len(values)}
    notices = tuple(f"{name} is constant or unknown everywhere: it is excluded." for name in scaled if name not in kept)
    turned = {name: tuple(None if x is None else signs[name] * x for x in values) for name, values in kept.items()}
    index = (
        [_mean(row) for row in zip(*turned.values(), strict=True)]
        if turned
        else [None] * len(next(iter(scaled.values())))
    )
    return Tension(
        tuple(index),
        tuple(_classes(index, scale=_largest(turned.values()))),
        quintile_thresholds(index),
        turned,
        notices,
        {"standardisation": standardisation, "polarity": signs, "weighted": weights is not None},
    )


@checked
def quintile_thresholds(values: Values) -> tuple[float, ...] | None:
    """The four quintiles of the known values, by linear interpolation; None when nothing is known.

    Raises InputError for NaN, infinity or text.
    """
    numbers, known = read(values, "values")
    return tuple(np.quantile(numbers[known], [0.2, 0.4, 0.6, 0.8]).tolist()) if known.any() else None


@checked
def quintile_classes(values: Values) -> list[int | None]:
    """1 + the number of quintiles strictly below the value; what differs by rounding only is equal.

    Raises InputError for NaN, infinity or text.

    >>> quintile_classes([1, 2, 3, 4, 5, None])
    [1, 2, 3, 4, 5, None]
    """
    known = listed(*read(values, "values"))
    return _classes(known, scale=_largest([known]))


def _classes(values: Values, *, scale: float) -> list[int | None]:
    """Classes by quintiles; ``scale`` is the size of the numbers that the values were made from."""
    numbers, known = read(values, "values")
    thresholds = quintile_thresholds(values)
    if thresholds is None:
        return [None] * len(numbers)
    above = numbers[:, None] > np.array(thresholds) + SAME * scale
    return listed(1 + above.sum(axis=1), known)


def _largest(columns: Iterable[Values]) -> float:
    """The largest size of the known numbers, 0 without any."""
    return max((abs(value) for column in columns for value in column if value is not None), default=0.0)


def _mean(values: tuple[float | None, ...]) -> float | None:
    return None if any(value is None for value in values) else sum(values) / len(values)
