"""What chance gives in each brokerage role: expected counts and variances (Gould & Fernandez 1989)."""

from __future__ import annotations

import numpy as np

ROLES = {
    "coordinator": "A A A",
    "itinerant": "A B A",
    "representative": "A A B",
    "gatekeeper": "A B B",
    "liaison": "A B C",
    "total": "all",
}


def moments(sizes: np.ndarray, density: float) -> tuple[np.ndarray, np.ndarray]:
    """Expected count and variance of each role for a broker of each group, two arrays (6 roles, groups).

    ``sizes`` are the group sizes. Ties are drawn independently with probability p = ``density``, q = 1 − p. With
    N actors, n in the broker's group, n_g in each other group, a = p²q and b = p³q³:

    - E: a(n−1)(n−2) | a·Σn_g(n_g−1) | a(N−n)(n−1) | same | a((Σn_g)² − Σn_g²) | a(N−1)(N−2);
    - V = E(1−a) plus 2(n−1)(n−2)(n−3)b | 2b·Σn_g(n_g−1)(n_g−2) | 2b[(n−1)C(N−n,2) + (N−n)C(n−1,2)] | same |
      4b·Σn_g·C(N−n_g−n,2) | 2(N−1)(N−2)(N−3)b.

    >>> expected, variance = moments(np.array([3, 2]), 0.5)
    >>> expected[0].tolist(), expected[5].tolist()
    ([0.25, 0.0], [1.5, 1.5])
    """
    p, q = density, 1.0 - density
    a, b = p * p * q, (p * q) ** 3
    everyone = int(sizes.sum())
    rows = [_one_group(n, np.delete(sizes, group), everyone) for group, n in enumerate(sizes.tolist())]
    pairs, overlaps = (np.array(columns, dtype=float).T for columns in zip(*rows, strict=True))
    expected = a * pairs
    return expected, expected * (1.0 - a) + 2.0 * b * overlaps


def _one_group(n: int, others: np.ndarray, everyone: int) -> tuple[list[int], list[int]]:
    """Possible triples of each role, and pairs of triples that share a tie (halved), for a broker of a group of n."""
    m = everyone - n
    one_side = (n - 1) * _pairs(m) + m * _pairs(n - 1)
    triples = [
        (n - 1) * (n - 2),
        int((others * (others - 1)).sum()),
        m * (n - 1),
        m * (n - 1),
        m**2 - int((others**2).sum()),
        (everyone - 1) * (everyone - 2),
    ]
    overlaps = [
        (n - 1) * (n - 2) * (n - 3),
        int((others * (others - 1) * (others - 2)).sum()),
        one_side,
        one_side,
        2 * sum(size * _pairs(m - size) for size in others.tolist()),
        (everyone - 1) * (everyone - 2) * (everyone - 3),
    ]
    return triples, overlaps


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
