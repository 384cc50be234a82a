"""How much ranks owe to the choices made: every normalisation × aggregation × one indicator dropped.

Source: OECD/JRC 2008, uncertainty analysis; average shift in ranks R̄ = Σ|rank − baseline rank| / n.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from ..arguments import checked
from ..errors import InputError
from ..results import Result
from .normalising import rank_competition
from .scoring import AGGREGATIONS, NORMALISATIONS, Aggregation, Normalisation, aggregate, compare, normalise
from .tables import Values, check_choice, check_names, left_out_rows, weights_of


@dataclass(frozen=True, slots=True)
class Scenario(Result):
    """One way of putting indicators together: the indicator dropped (None: none), ranks of the compared units."""

    normalisation: Normalisation
    aggregation: Aggregation
    dropped: str | None
    ranks: tuple[int, ...]
    shift: float


@dataclass(frozen=True, slots=True)
class RankUncertainty:
    """Ranks over every scenario, the baseline among them.

    units: positions of the compared units; lowest is the best rank. baseline: its ranks;
    mean_shift: average over the other scenarios of their ``shift`` (None without another scenario).
    """

    units: tuple[int, ...]
    baseline: tuple[int, ...]
    lowest: tuple[int, ...]
    median: tuple[float, ...]
    highest: tuple[int, ...]
    scenarios: tuple[Scenario, ...]
    mean_shift: float | None
    left_out: dict[int, str]
    notices: tuple[str, ...]
    parameters: dict

    def as_dict(self) -> dict:
        return {
            "units": list(self.units),
            "baseline": list(self.baseline),
            "rank_min": list(self.lowest),
            "rank_median": list(self.median),
            "rank_max": list(self.highest),
            "scenarios": [scenario.as_dict() for scenario in self.scenarios],
            "mean_shift": self.mean_shift,
            "left_out": left_out_rows(self.left_out),
            "notices": list(self.notices),
            "parameters": self.parameters,
        }


@checked
def rank_uncertainty(
    indicators: Mapping[str, Values],
    *,
    polarity: Mapping[str, int] | None = None,
    weights: Mapping[str, float] | None = None,
    normalisations: Sequence[Normalisation] = NORMALISATIONS,
    aggregations: Sequence[Aggregation] = AGGREGATIONS,
    drop_one: bool = True,
    baseline: tuple[Normalisation, Aggregation] = ("z", "arithmetic"),
) -> RankUncertainty:
    """Rank the units in every scenario; the same units, those that know every indicator, are compared in all.

    When an indicator is dropped the weights of the others are normalised to 1 again; one that carries the whole weight
    is never dropped. The baseline drops none.

    Raises InputError as ``composite`` does, when no indicator varies, or for a baseline that is not among the
    scenarios. Source: OECD/JRC 2008.
    """
    if len(baseline) != 2 or baseline[0] not in normalisations or baseline[1] not in aggregations:
        raise InputError(f"The baseline {baseline} is not among the scenarios: add its normalisation and aggregation.")
    for normalisation, aggregation in product(normalisations, aggregations):
        check_choice(normalisation, NORMALISATIONS, "normalisation")
        check_choice(aggregation, AGGREGATIONS, "aggregation")
    compared = compare(indicators, polarity)
    check_names(weights, tuple(indicators), "weights")
    if not compared.names:
        raise InputError("No indicator varies between complete units: there is nothing to rank.")
    drops: list[str | None] = [None, *_droppable(compared.names, weights)] if drop_one else [None]
    choices = list(product(normalisations, aggregations, drops))
    ranks = {}
    for normalisation, aggregation, dropped in choices:
        columns = [column for column, name in enumerate(compared.names) if name != dropped]
        shares = weights_of(weights, [compared.names[column] for column in columns])
        scaled = normalise(compared.table[:, columns], normalisation)
        scores = aggregate(scaled, shares, aggregation)
        ranks[normalisation, aggregation, dropped] = rank_competition(scores, np.abs(scaled).max())
    reference = ranks[(*baseline, None)]
    shifts = {choice: float(np.abs(ranks[choice] - reference).mean()) for choice in choices}
    others = [shift for choice, shift in shifts.items() if choice != (*baseline, None)]
    every = np.array([ranks[choice] for choice in choices])
    return RankUncertainty(
        units=tuple(np.flatnonzero(compared.complete).tolist()),
        baseline=tuple(reference.tolist()),
        lowest=tuple(every.min(axis=0).tolist()),
        median=tuple(np.median(every, axis=0).tolist()),
        highest=tuple(every.max(axis=0).tolist()),
        scenarios=tuple(Scenario(*choice, tuple(ranks[choice].tolist()), shifts[choice]) for choice in choices),
        mean_shift=float(np.mean(others)) if others else None,
        left_out=compared.left_out,
        notices=compared.notices,
        parameters={
            "normalisations": list(normalisations),
            "aggregations": list(aggregations),
            "drop_one": drop_one,
            "baseline": list(baseline),
            "weights": None if weights is None else dict(weights),
        },
    )


def _droppable(names: Sequence[str], weights: Mapping[str, float] | None) -> list[str]:
    """Indicators that leave some weight to the others."""
    shares = weights_of(weights, names)
    return [name for name, share in zip(names, shares, strict=True) if len(names) > 1 and share < 1]
