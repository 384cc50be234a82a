"""Fit of a core–periphery division: Pearson's r from sums over cells, and a search by moves and swaps."""

from __future__ import annotations

import numpy as np

GAIN = 1e-12


class CoreFit:
    """Scores divisions of one table of ties (n × n, zero diagonal).

    Pearson's r between N considered cells and a 0/1 ideal needs only, for the cells where the ideal is 1 and those
    where it is 0, their number, their sum and their sum of squares. All three follow from within-core and
    within-periphery sums, which one move updates in constant time per candidate.
    """

    def __init__(self, matrix: np.ndarray, *, star: bool) -> None:
        self.size = len(matrix)
        self.star = star
        self.tables = (matrix, matrix**2)
        self.both = matrix + matrix.T
        self.squared_both = self.tables[1] + self.tables[1].T
        self.totals = tuple(table.sum() for table in self.tables)

    def scores(self, divisions: np.ndarray) -> np.ndarray:
        """Pearson's r of each division (rows of booleans, True in the core); −inf where it is undefined."""
        core = divisions.astype(float)
        rest = 1.0 - core
        inside = [((core @ table) * core).sum(axis=1) for table in self.tables]
        outside = [((rest @ table) * rest).sum(axis=1) for table in self.tables]
        return self._correlation(core.sum(axis=1), inside, outside)

    def climb(self, start: np.ndarray) -> np.ndarray:
        """The division where no move of one actor and no swap of two does better, from a given start."""
        division = start.copy()
        score = self.scores(division[None, :])[0]
        while True:
            moved, better = self._best_move(division)
            if not better > score + GAIN:
                moved, better = self._best_swap(division)
            if not better > score + GAIN:
                return division
            division[moved] = ~division[moved]
            score = better

    def _best_move(self, division: np.ndarray) -> tuple[list[int], float]:
        """The best actor to move across, and the score it gives."""
        core, joins = division.astype(float), np.where(division, -1.0, 1.0)
        inside, outside = [], []
        for table, both in zip(self.tables, (self.both, self.squared_both), strict=True):
            to_core, to_rest = both @ core, both @ (1.0 - core)
            inside.append(core @ table @ core + joins * to_core)
            outside.append((1.0 - core) @ table @ (1.0 - core) - joins * to_rest)
        scores = self._correlation(core.sum() + joins, inside, outside)
        best = int(np.argmax(scores))
        return [best], scores[best]

    def _best_swap(self, division: np.ndarray) -> tuple[list[int], float]:
        """The best pair (one out of the core, one in), and the score it gives."""
        leaving, joining = np.flatnonzero(division), np.flatnonzero(~division)
        if not (leaving.size and joining.size):
            return [], -np.inf
        core = division.astype(float)
        inside, outside = [], []
        for table, both in zip(self.tables, (self.both, self.squared_both), strict=True):
            to_core, to_rest = both @ core, both @ (1.0 - core)
            between = both[np.ix_(leaving, joining)]
            inside.append(core @ table @ core - to_core[leaving][:, None] + to_core[joining] - between)
            outside.append((1.0 - core) @ table @ (1.0 - core) + to_rest[leaving][:, None] - to_rest[joining] - between)
        scores = self._correlation(np.full(inside[0].shape, core.sum()), inside, outside)
        row, column = np.unravel_index(int(np.argmax(scores)), scores.shape)
        return [int(leaving[row]), int(joining[column])], scores[row, column]

    def _correlation(self, members: np.ndarray, inside: list[np.ndarray], outside: list[np.ndarray]) -> np.ndarray:
        """r = (N·Σ₁ − N₁·Σ)/√(N₁·N₀·(N·Σ² − Σ·Σ)), −inf without both kinds of cells or without variance."""
        others = self.size - members
        zeros = others * (others - 1.0)
        if self.star:
            ones = self.size * (self.size - 1.0) - zeros
            inside = [total - out for total, out in zip(self.totals, outside, strict=True)]
        else:
            ones = members * (members - 1.0)
        cells = ones + zeros
        total, squares = (first + second for first, second in zip(inside, outside, strict=True))
        spread = cells * squares - total**2
        # Rounding leaves a trace where all cells are alike: relative to its terms, that is no variance.
        defined = (ones > 0) & (zeros > 0) & (spread > 1e-12 * np.maximum(cells * squares, 1e-300))
        scale = np.sqrt(np.where(defined, ones * zeros * spread, 1.0))
        return np.where(defined, (cells * inside[0] - ones * total) / scale, -np.inf)
