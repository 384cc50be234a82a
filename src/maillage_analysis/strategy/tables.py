"""The two tables a workshop fills: who influences whom, and who stands where on which objective."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked_class
from maillage_analysis.checks import distinct_names, finite_matrix, refuse_diagonal

STRONGEST = 4.0


@checked_class
@dataclass(frozen=True, slots=True, eq=False)
class InfluenceTable:
    """Direct influences (MID): ``values[i, j]`` is what actor i can do to actor j, from 0 to 4.

    0 nothing, 1 its processes, 2 its projects, 3 its missions, 4 its existence. Shape (n, n), diagonal 0.
    Averages of several experts are accepted. No cell may be missing: 0 says "no influence", nothing says "unknown".
    Raises InputError for a duplicated name, a missing or infinite cell, a value out of range, a filled diagonal.

    >>> InfluenceTable(actors=["CFA", "Opco"], values=[[0, 1], [3, 0]]).values.tolist()
    [[0.0, 1.0], [3.0, 0.0]]
    """

    actors: Sequence[str]
    values: np.ndarray

    def __post_init__(self) -> None:
        actors = distinct_names(self.actors)
        values = finite_matrix(
            self.values, rows=actors, columns=actors, what="influence table", low=0.0, high=STRONGEST
        )
        refuse_diagonal(np.diagonal(values), actors, "the influence table")
        object.__setattr__(self, "actors", actors)
        object.__setattr__(self, "values", values)


@checked_class
@dataclass(frozen=True, slots=True, eq=False)
class PositionTable:
    """Valued positions (2MAO): ``values[i, k]`` is the stand of actor i on objective k, from −4 to 4.

    The sign says for or against; the size says what is at stake, on the same ladder as the influences.
    Shape (n actors, m objectives). No cell may be missing: 0 says "neutral or indifferent".
    Raises InputError for a duplicated name, a missing or infinite cell, a value out of range.

    >>> PositionTable(actors=["CFA"], objectives=["hire", "retain"], values=[[2, -1]]).values.tolist()
    [[2.0, -1.0]]
    """

    actors: Sequence[str]
    objectives: Sequence[str]
    values: np.ndarray

    def __post_init__(self) -> None:
        actors = distinct_names(self.actors)
        objectives = distinct_names(self.objectives, what="objective")
        values = finite_matrix(
            self.values, rows=actors, columns=objectives, what="position table", low=-STRONGEST, high=STRONGEST
        )
        object.__setattr__(self, "actors", actors)
        object.__setattr__(self, "objectives", objectives)
        object.__setattr__(self, "values", values)
