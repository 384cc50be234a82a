"""Random cases that several tests of the library share."""

from __future__ import annotations

import numpy as np

from maillage_analysis.network import Ties


def random_ties(seed: int, *, n: int = 9, share: float = 0.3, directed: bool = True, strongest: int = 1) -> Ties:
    """``n`` actors, each tie there with the probability ``share``, its strength from 1 to ``strongest``."""
    rng = np.random.default_rng(seed)
    values = (rng.random((n, n)) < share) * rng.integers(1, strongest + 1, (n, n))
    np.fill_diagonal(values, 0)
    if not directed:
        values = np.maximum(values, values.T)
    return Ties([f"actor {i:02d}" for i in range(n)], values, directed)
