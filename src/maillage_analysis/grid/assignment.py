"""Nearest prototype, for any set of prototypes: weights, ranges, contributions, margin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.grid.bands import Number, exact
from maillage_analysis.results import Result


@dataclass(frozen=True, slots=True)
class Assignment(Result):
    """Nearest and second prototype, distances to all, and what each dimension adds to each distance.

    ``contributions`` is prototype → dimension → part of the distance; the parts of a prototype sum to its distance.
    Everything is None or empty with a reason when nothing was answered.
    """

    nearest: str | None
    second: str | None
    distance: float | None
    margin: float | None
    tied: bool
    distances: Mapping[str, float]
    contributions: Mapping[str, Mapping[str, float]]
    answered: tuple[str, ...]
    missing: tuple[str, ...]
    ranges: Mapping[str, float]
    weights: Mapping[str, float]
    reason: str | None


@checked
def assign_prototype(
    scores: Mapping[str, Number | None],
    prototypes: Mapping[str, Mapping[str, Number]],
    *,
    ranges: Mapping[str, Number],
    weights: Mapping[str, Number] | None = None,
) -> Assignment:
    """Assign a profile to its nearest prototype: d = Σ w_d·|x_d − p_d|/R_d / Σ w_d over the answered dimensions.

    Args:
        scores: value of each dimension, None or absent when unknown.
        prototypes: value of every dimension for each prototype.
        ranges: R_d > 0 of each dimension; its keys are the dimensions.
        weights: w_d ≥ 0, 1 unless said.

    Returns:
        An ``Assignment``. Ties are settled alphabetically, with a margin of 0 and ``tied``. No answered dimension with
        a weight gives no type ("nothing_answered").

    Raises:
        InputError: no prototype, a prototype without a dimension, no range or a range of 0, a negative
            weight or one for an unknown dimension, NaN or infinity.
    """
    dimensions = tuple(ranges)
    if not dimensions:
        raise InputError("There is no dimension to compare on: give the range of at least one.")
    for stranger in sorted(set(weights or {}) - set(dimensions)):
        raise InputError(f"A weight is given to {stranger!r}, which has no range: correct the name, or give its range.")
    spans = {d: _positive("Range", d, ranges[d], strictly=True) for d in dimensions}
    share = {d: _positive("Weight", d, (weights or {}).get(d, 1), strictly=False) for d in dimensions}
    targets = _checked_prototypes(prototypes, dimensions)
    known = {d: _number(f"Dimension {d!r}", scores[d]) for d in dimensions if scores.get(d) is not None}
    missing = tuple(d for d in dimensions if d not in known)
    total = sum((share[d] for d in known), Fraction(0))
    parts = {
        name: {d: share[d] * abs(x - target[d]) / spans[d] / total for d, x in known.items()} if total else {}
        for name, target in targets.items()
    }
    distances = {name: sum(part.values(), Fraction(0)) for name, part in parts.items()} if total else {}
    ranking = sorted(distances, key=lambda name: (distances[name], name))
    nearest, second = (*ranking, None, None)[:2]
    margin = None if nearest is None or second is None else distances[second] - distances[nearest]
    return Assignment(
        nearest=nearest,
        second=second,
        distance=None if nearest is None else float(distances[nearest]),
        margin=None if margin is None else float(margin),
        tied=margin == 0,
        distances={name: float(distances[name]) for name in ranking},
        contributions={name: {d: float(part) for d, part in parts[name].items()} for name in ranking},
        answered=tuple(known),
        missing=missing,
        ranges={d: float(span) for d, span in spans.items()},
        weights={d: float(weight) for d, weight in share.items()},
        reason=None if total else "nothing_answered",
    )


def _number(where: str, value: Number) -> Fraction:
    try:
        return exact(value)
    except InputError as refusal:
        raise InputError(f"{where}: {refusal}") from None


def _positive(what: str, dimension: str, value: Number, *, strictly: bool) -> Fraction:
    number = _number(f"{what} of {dimension!r}", value)
    if number < 0 or (strictly and number == 0):
        raise InputError(
            f"{what} of {dimension!r} is {value}: write a number {'above' if strictly else 'of at least'} 0."
        )
    return number


def _checked_prototypes(
    prototypes: Mapping[str, Mapping[str, Number]], dimensions: tuple[str, ...]
) -> dict[str, dict[str, Fraction]]:
    if not prototypes:
        raise InputError("There is no prototype to compare with: give at least one.")
    checked = {}
    for name in sorted(prototypes):
        absent = [d for d in dimensions if d not in prototypes[name]]
        if absent:
            raise InputError(f"Prototype {name!r} has no value for {absent[0]!r}: give every dimension a value.")
        checked[name] = {d: _number(f"Prototype {name!r}, {d!r}", prototypes[name][d]) for d in dimensions}
    return checked
