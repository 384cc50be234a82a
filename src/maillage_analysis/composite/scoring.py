"""Composite indicators: several indicators put together, and said how.

Source: OECD/JRC 2008; Mazziotta & Pareto 2013 for MPI.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..arguments import checked
from ..errors import InputError
from ..results import Result
from .normalising import is_constant, rank_competition, rank_mid, scale_min_max, scale_z
from .tables import Floats, Known, Values, check_choice, check_names, left_out_rows, listed, read_table, weights_of

Normalisation = Literal["z", "min_max", "rank"]
Aggregation = Literal["arithmetic", "geometric", "harmonic", "mpi"]
NORMALISATIONS: tuple[Normalisation, ...] = ("z", "min_max", "rank")
AGGREGATIONS: tuple[Aggregation, ...] = ("arithmetic", "geometric", "harmonic", "mpi")


@dataclass(frozen=True, slots=True)
class Composite(Result):
    """Score of each unit, and its rank (1 = best, competition ranks).

    scores, ranks: None for the units of ``left_out``, which give why; notices: indicators excluded as constant;
    normalised: by kept indicator, the values that were put together (polarity applied).
    """

    scores: tuple[float | None, ...]
    ranks: tuple[int | None, ...]
    normalised: dict[str, tuple[float | None, ...]]
    weights: dict[str, float]
    left_out: dict[int, str]
    notices: tuple[str, ...]
    parameters: dict

    def as_dict(self) -> dict:
        return {**Result.as_dict(self), "left_out": left_out_rows(self.left_out)}


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Indicators ready to be put together: units that know everything, indicators that vary, high is good."""

    names: tuple[str, ...]
    table: Floats
    complete: Known
    left_out: dict[int, str]
    notices: tuple[str, ...]


@checked
def composite(
    indicators: Mapping[str, Values],
    *,
    polarity: Mapping[str, int] | None = None,
    weights: Mapping[str, float] | None = None,
    normalisation: Normalisation = "z",
    aggregation: Aggregation = "arithmetic",
) -> Composite:
    """One score per unit from indicators of shape (units,), None where unknown.

    polarity: +1 (default) when high is good, −1 when low is. weights: by name, normalised to 1, equal by default.
    normalisation: z-scores (population sd), min–max, or mid-ranks (best = highest).
    aggregation: arithmetic mean; geometric and harmonic means on 1 + 99 × min–max; MPI⁻ = M − S²/M on 100 + 10 z, with
    M and S the (weighted) mean and population sd of a unit's indicators.
    Units with an unknown value are left out of the comparison; constant indicators are excluded with a notice.

    Raises InputError for indicators of different lengths, NaN or infinity, an unknown option, and a polarity or a
    weight that is wrong, missing or given to something else. Source: OECD/JRC 2008; Mazziotta & Pareto 2013 (MPI).
    """
    check_choice(normalisation, NORMALISATIONS, "normalisation")
    check_choice(aggregation, AGGREGATIONS, "aggregation")
    compared = compare(indicators, polarity)
    check_names(weights, tuple(indicators), "weights")
    shares = weights_of(weights, compared.names) if compared.names else np.zeros(0)
    scaled = normalise(compared.table, normalisation)
    scores, ranks = np.zeros(len(compared.complete)), np.zeros(len(compared.complete), dtype=int)
    full = compared.complete
    if full.any():
        scores[full] = aggregate(scaled, shares, aggregation)
        ranks[full] = rank_competition(scores[full], np.abs(scaled).max())
    return Composite(
        scores=tuple(listed(scores, full)),
        ranks=tuple(listed(ranks, full)),
        normalised={name: _spread(scaled[:, column], full) for column, name in enumerate(compared.names)},
        weights=dict(zip(compared.names, shares.tolist(), strict=True)),
        left_out=compared.left_out,
        notices=compared.notices,
        parameters={
            "normalisation": normalisation,
            "aggregation": aggregation,
            "polarity": {name: (polarity or {}).get(name, 1) for name in indicators},
        },
    )


def compare(indicators: Mapping[str, Values], polarity: Mapping[str, int] | None) -> Comparison:
    """Leave out incomplete units and constant indicators, and turn every indicator so that high is good."""
    names, numbers, known = read_table(indicators)
    signs = _signs(names, polarity)
    complete = known.all(axis=1)
    left_out = {
        int(unit): f"unknown: {', '.join(name for name, there in zip(names, known[unit], strict=True) if not there)}"
        for unit in np.flatnonzero(~complete)
    }
    constant = [is_constant(numbers[complete, column]) for column in range(len(names))]
    notices = (
        ()
        if not complete.any()
        else tuple(
            f"{name} has the same value everywhere and tells nothing apart: it is excluded."
            for name, flat in zip(names, constant, strict=True)
            if flat
        )
    )
    kept = np.flatnonzero(~np.array(constant))
    if len(kept) == 0:
        complete = np.zeros_like(complete)
        left_out |= {unit: "no indicator varies" for unit in range(len(complete)) if unit not in left_out}
    table = numbers[complete][:, kept] * signs[kept]
    return Comparison(tuple(names[column] for column in kept), table, complete, left_out, notices)


def normalise(table: Floats, normalisation: Normalisation) -> Floats:
    """Each column on one scale; columns vary and high is good."""
    if table.size == 0:
        return table
    scale = {"z": scale_z, "min_max": lambda column: scale_min_max(column, column), "rank": rank_mid}[normalisation]
    return np.column_stack([scale(column) for column in table.T])


def aggregate(scaled: Floats, shares: Floats, aggregation: Aggregation) -> Floats:
    """One number per row. Geometric and harmonic means rescale columns to 1–100, MPI to mean 100 and sd 10."""
    if aggregation == "arithmetic":
        return scaled @ shares
    if aggregation == "mpi":
        points = 100 + 10 * normalise(scaled, "z")
        mean = points @ shares
        return mean - ((points - mean[:, None]) ** 2 @ shares) / mean
    points = 1 + 99 * normalise(scaled, "min_max")
    return np.exp(np.log(points) @ shares) if aggregation == "geometric" else 1 / ((1 / points) @ shares)


def _signs(names: tuple[str, ...], polarity: Mapping[str, int] | None) -> Floats:
    given = polarity or {}
    check_names(given, names, "polarity")
    for name, sign in given.items():
        if sign not in (1, -1):
            raise InputError(f"The polarity of {name!r} is {sign!r}: write 1 when high is good, -1 when low is.")
    return np.array([given.get(name, 1) for name in names], dtype=np.float64)


def _spread(values: Floats, full: Known) -> tuple[float | None, ...]:
    wide = np.zeros(len(full))
    wide[full] = values
    return tuple(listed(wide, full))
