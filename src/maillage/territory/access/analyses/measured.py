"""Another measure of access than the one of the page, on the same communes, the same trainings and the same minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from maillage.territory.queries import COMMUNE
from maillage_analysis import access

from .. import queries
from ..question import Question
from .around import ground, within
from .reading import people
from .travel import StraightLine, Travelling

Measure = Callable[[access.Pairs, np.ndarray, np.ndarray], Any]
"""near, demand, supply → a result of the library."""
FIGURES = ("access", "cost", "minutes")


@dataclass(frozen=True, slots=True)
class Measured:
    """name: of the measure; values: by commune of the perimeter, None where nothing counts within reach; figure:
    "access", "cost" (lower is better) or "minutes"; parameters: those of the library, with what it took from the
    ground."""

    name: str
    values: dict[str, float | None]
    figure: str
    parameters: dict[str, Any]


def measure_access(
    codes: Sequence[str],
    question: Question,
    measure: Measure,
    *,
    name: str,
    reach: float,
    travelling: Travelling | None = None,
) -> Measured:
    """The training side seen by ``measure``, for known codes of communes; nothing is kept."""
    here = ground(queries.homes(), codes, reach)
    sites = within(queries.sites(question), here.homes, reach)
    near = (travelling or StraightLine()).pairs(here.homes, sites, reach)
    found = measure(near, people(here), sites["places"].to_numpy())
    figure = next(name for name in FIGURES if hasattr(found, name))
    inside, every = here.homes[here.inside][COMMUNE].to_list(), getattr(found, figure)
    lines = zip(inside, every[here.inside].tolist(), found.reached[here.inside].tolist(), strict=True)
    values = {code: value if reached else None for code, value, reached in lines}
    return Measured(name, values, figure, found.parameters)
