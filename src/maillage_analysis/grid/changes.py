"""What would move a profile to another type: the smallest changes of one criterion, and of two together.

Everything is counted in whole units of the smallest fraction in play: exact, and quick.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from maillage_analysis.results import Result

LARGEST_UNIT = 2**40
"""Above, sums of whole units are kept as Python's own integers."""


@dataclass(frozen=True, slots=True)
class Change(Result):
    """The smallest change of one criterion after which another type is the nearest."""

    criterion: str
    score: float
    new_score: int
    type: str
    distance: float


@dataclass(frozen=True, slots=True)
class Move(Result):
    """A criterion that goes from one score to a whole level."""

    criterion: str
    score: float
    new_score: int


@dataclass(frozen=True, slots=True)
class PairChange(Result):
    """Two criteria that move together; ``size`` is the sum of their moves, ``distance`` that to the new type."""

    moves: tuple[Move, Move]
    type: str
    distance: float
    size: float


class Steps:
    """Weighted gaps summed over the columns for each type, and what every whole level of every column would change.

    ``sums`` has shape (types,), ``shifts`` (options, types), where an option is a column moved to a level; ``sizes``
    are the moves. All are whole numbers of ``unit`` parts: Python's own when they would not fit in 64 bits.
    """

    def __init__(
        self,
        known: Mapping[str, Fraction],
        scales: Mapping[str, tuple[int, int]],
        prototypes: Mapping[str, Mapping[str, int]],
        weights: Mapping[str, Fraction],
    ) -> None:
        self.known, self.types = known, sorted(prototypes)
        self.unit = math.lcm(*(weights[column].denominator * score.denominator for column, score in known.items()))
        whole = np.int64 if self.unit < LARGEST_UNIT else object
        columns = list(known)
        weight = {column: weights[column].numerator * self.unit // weights[column].denominator for column in columns}
        scores = {column: score.numerator * self.unit // score.denominator for column, score in known.items()}

        def gaps(column: str, at: int) -> list[int]:
            """Of one column to each type; ``at`` in units."""
            away = [abs(at - prototypes[t][column] * self.unit) for t in self.types]
            return [weight[column] * gap // self.unit for gap in away]

        before = {column: gaps(column, scores[column]) for column in columns}
        self.sums = np.array([sum(each) for each in zip(*before.values(), strict=True)], dtype=whole)
        self.options = [
            (column, level)
            for column in columns
            for level in _levels_around(known[column], *scales[column])
            if level != known[column]
        ]
        self.shifts = np.array(
            [
                [after - now for after, now in zip(gaps(column, level * self.unit), before[column], strict=True)]
                for column, level in self.options
            ],
            dtype=whole,
        ).reshape(-1, len(self.types))
        self.sizes = np.array([abs(level * self.unit - scores[column]) for column, level in self.options], dtype=whole)
        self.places = np.array([columns.index(column) for column, _ in self.options], dtype=int)

    def nearest(self, shifts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Place of the nearest type after each shift (a tie goes to the first of the alphabet), and its sum."""
        sums = self.sums + shifts
        places = sums.argmin(axis=-1)
        return places, np.take_along_axis(sums, places[..., None], axis=-1)[..., 0]

    def distance(self, total: int) -> float:
        return float(Fraction(int(total), self.unit * len(self.known)))


def single_changes(steps: Steps) -> tuple[Change, ...]:
    """For each column and each other type, the nearest level that makes that type the nearest one."""
    start = steps.sums.argmin()
    reached, totals = steps.nearest(steps.shifts)
    found: set[tuple[str, int]] = set()
    changes: list[Change] = []
    for (column, level), place, total in zip(steps.options, reached.tolist(), totals, strict=True):
        if place != start and (column, place) not in found:
            found.add((column, place))
            score = float(steps.known[column])
            changes.append(Change(column, score, level, steps.types[place], steps.distance(total)))
    return tuple(sorted(changes, key=lambda change: abs(change.new_score - change.score)))


def best_pair(steps: Steps) -> PairChange | None:
    """The two criteria that lead to another type by the smallest moves together, neither of them doing it alone.

    Among equal moves, the one that comes nearest to its new type; then the order of the columns. None when no two
    criteria are enough.
    """
    start = steps.sums.argmin()
    alone, _ = steps.nearest(steps.shifts)
    reached, totals = steps.nearest(steps.shifts[:, None] + steps.shifts[None])
    sizes = steps.sizes[:, None] + steps.sizes[None]
    leads = (reached != start) & (reached != alone[:, None]) & (reached != alone[None])
    found = np.argwhere(leads & (steps.places[:, None] < steps.places[None]))
    if not len(found):
        return None
    one, other = min(found.tolist(), key=lambda pair: (sizes[*pair], totals[*pair]))
    moves = tuple(
        Move(column, float(steps.known[column]), level) for column, level in (steps.options[one], steps.options[other])
    )
    return PairChange(
        moves=moves,
        type=steps.types[reached[one, other]],
        distance=steps.distance(totals[one, other]),
        size=float(Fraction(int(sizes[one, other]), steps.unit)),
    )


def _levels_around(score: Fraction, lowest: int, highest: int) -> list[int]:
    return sorted(range(lowest, highest + 1), key=lambda level: (abs(level - score), level))
