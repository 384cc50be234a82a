"""1,000 partnerships × 20 raters × 22 criteria: a full reading promised under 5 s, checked against plain references.

python bench/bench_grid.py

Full reading: medians, spreads, colleges, disagreement, 2,000 bootstrap draws of the medians, alpha, r_wg, AD, types.
References, on a sample: NumPy's quantiles, drawn medians one by one, the ``krippendorff`` package, ``suggest_type``.
"""

from __future__ import annotations

import os
import platform
import sys
import time

PARTNERSHIPS, RATERS, CRITERIA, SEED, DRAWS, SAMPLE, PROMISE = 1000, 20, 22, 2026, 2000, 25, 5.0
COLUMNS = {"A1": 0, "A2": 1, "B2": 8, "B3": 9, "B4": 10, "C1": 14, "C2": 15, "C3": 16, "C4": 17, "C8": 21}


def main() -> int:
    start = time.perf_counter()
    import numpy as np

    from maillage_analysis.grid import agree_many, read_many, suggest_many

    imported = time.perf_counter() - start
    rng = np.random.default_rng(SEED)
    answers = rng.integers(1, 6, (PARTNERSHIPS, RATERS, CRITERIA))
    luck = rng.random(answers.shape)
    answers[luck < 0.05], answers[(luck >= 0.05) & (luck < 0.08)] = -1, -2
    colleges = rng.integers(0, 6, (PARTNERSHIPS, RATERS))
    bond = rng.integers(1, 5, PARTNERSHIPS)

    def full_reading() -> tuple:
        reading = read_many(answers, colleges=colleges, seed=SEED, replicates=DRAWS)
        profiles = np.column_stack([reading.median[:, list(COLUMNS.values())], bond])
        return reading, agree_many(answers), suggest_many(profiles), profiles

    times = []
    for _ in range(3):
        start = time.perf_counter()
        found = full_reading()
        times.append(time.perf_counter() - start)
    start = time.perf_counter()
    compare(answers, *found)
    checked = time.perf_counter() - start
    best = sorted(times)[1]
    print(f"machine   {platform.platform()}, {os.cpu_count()} cores")
    print(f"python    {platform.python_version()}, numpy {np.__version__}")
    print(f"import    {imported:7.2f} s")
    print(f"reading   {best:7.2f} s median of 3, first {times[0]:.2f}")
    print(f"plain     {checked:7.2f} s for {SAMPLE} partnerships, the same numbers")
    print(f"promise   {PROMISE:7.2f} s: {'kept' if best < PROMISE else 'BROKEN'}")
    return 0 if best < PROMISE else 1


def compare(answers, reading, agreement, types, profiles) -> None:
    """The first partnerships read again the plain way; any difference stops the bench."""
    import krippendorff
    import numpy as np

    from maillage_analysis.grid import suggest_type
    from maillage_analysis.grid.resampling import rater_draws

    draws = rater_draws(RATERS, replicates=DRAWS, seed=SEED)
    for p in range(SAMPLE):
        table = np.where(answers[p] > 0, answers[p], np.nan)
        quartiles = np.nanquantile(table, [0.25, 0.5, 0.75], axis=0)
        ours = np.stack([reading.lower_quartile[p], reading.median[p], reading.upper_quartile[p]])
        np.testing.assert_allclose(ours, quartiles, rtol=0, atol=1e-12)
        rows = answers[p][np.lexsort(answers[p].T[::-1])]
        drawn = np.nanmedian(np.where(rows > 0, rows, np.nan)[draws], axis=1)
        limits = np.nanquantile(drawn, [0.025, 0.975], axis=0)
        np.testing.assert_allclose([reading.low[p], reading.high[p]], limits, rtol=0, atol=1e-12)
        alpha = krippendorff.alpha(table, level_of_measurement="ordinal")
        np.testing.assert_allclose(agreement.alpha[p], alpha, rtol=0, atol=1e-10)
        variance = np.nanvar(table, axis=0, ddof=1)
        np.testing.assert_allclose(agreement.rwg[p], 1 - np.minimum(variance, 2) / 2, rtol=0, atol=1e-12)
        suggestion = suggest_type(dict(zip((*COLUMNS, "L"), profiles[p].tolist(), strict=True)))
        if (suggestion.nearest, suggestion.status) != (types.nearest[p], types.status[p]):
            raise SystemExit(f"Partnership {p}: {types.nearest[p]} instead of {suggestion.nearest}.")


if __name__ == "__main__":
    sys.exit(main())
