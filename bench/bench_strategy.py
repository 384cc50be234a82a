"""MACTOR on 100 actors × 60 objectives: promised under 50 ms once warm, checked against the formulas written as loops.

python bench/bench_strategy.py
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time

ACTORS, OBJECTIVES, SEED, RUNS, PROMISE = 100, 60, 2026, 20, 0.050
Matrix = list[list[float]]


def main() -> int:
    start = time.perf_counter()
    import numpy as np

    from maillage_analysis.strategy import InfluenceTable, PositionTable, actors_game

    imported = time.perf_counter() - start
    rng = np.random.default_rng(SEED)
    actors = [f"actor {i}" for i in range(ACTORS)]
    direct = rng.integers(0, 5, (ACTORS, ACTORS))
    np.fill_diagonal(direct, 0)
    table = PositionTable(
        actors, [f"objective {k}" for k in range(OBJECTIVES)], rng.integers(-4, 5, (ACTORS, OBJECTIVES))
    )
    influence = InfluenceTable(actors, direct)

    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        game = actors_game(table, influence)
        times.append(time.perf_counter() - start)
    cold, warm = times[0], times[1:]

    start = time.perf_counter()
    strength, pairs = by_hand(direct.astype(float).tolist(), table.values.tolist())
    loops = time.perf_counter() - start
    np.testing.assert_allclose(game.power.relative_strength, strength, rtol=1e-9)
    for order, (convergence, divergence) in enumerate(pairs):
        np.testing.assert_allclose(game.between_actors[order].convergence, convergence, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(game.between_actors[order].divergence, divergence, rtol=1e-9, atol=1e-9)

    middle = statistics.median(warm)
    print(f"machine   {platform.platform()}, {os.cpu_count()} cores")
    print(f"python    {platform.python_version()}, numpy {np.__version__}")
    print(f"load      {os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "load      unknown")
    print(f"import    {1000 * imported:7.1f} ms")
    print(f"cold      {1000 * cold:7.1f} ms")
    print(
        f"warm      {1000 * middle:7.1f} ms median of {RUNS}, best {1000 * min(warm):.1f}, worst {1000 * max(warm):.1f}"
    )
    print(f"loops     {1000 * loops:7.1f} ms, the same figures within 1e-9")
    print(f"promise   {1000 * PROMISE:7.1f} ms: {'kept' if middle < PROMISE else 'BROKEN'}")
    return 0 if middle < PROMISE else 1


def by_hand(direct: Matrix, positions: Matrix) -> tuple[list[float], list[tuple[Matrix, Matrix]]]:
    """Relative strengths, then convergences and divergences of the three orders, formula by formula."""
    n = range(len(direct))
    both = [[direct[i][j] + sum(min(direct[i][k], direct[k][j]) for k in n) for j in n] for i in n]
    influence = [sum(both[i][j] for j in n if j != i) for i in n]
    dependence = [sum(both[j][i] for j in n if j != i) for i in n]
    total = sum(influence)
    strength = [(influence[i] - both[i][i]) / total * influence[i] / (influence[i] + dependence[i]) for i in n]
    relative = [len(direct) * one / sum(strength) for one in strength]
    orders = [
        [[float((value > 0) - (value < 0)) for value in row] for row in positions],
        positions,
        [[weight * value for value in row] for weight, row in zip(relative, positions, strict=True)],
    ]
    return relative, [pairs(stands) for stands in orders]


def pairs(stands: Matrix) -> tuple[Matrix, Matrix]:
    """C and D: half-sums of sizes over the objectives where two actors lean the same way, or opposite ways."""
    n = range(len(stands))
    convergence, divergence = ([[0.0 for _ in n] for _ in n] for _ in range(2))
    for i in n:
        for j in n:
            for one, other in zip(stands[i], stands[j], strict=True) if i != j else ():
                if one * other > 0:
                    convergence[i][j] += (abs(one) + abs(other)) / 2
                elif one * other < 0:
                    divergence[i][j] += (abs(one) + abs(other)) / 2
    return convergence, divergence


if __name__ == "__main__":
    sys.exit(main())
