"""Brokers between groups: who stands between two actors that are not tied, and in which role (Gould–Fernandez)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import scipy

from maillage_analysis.arguments import checked
from maillage_analysis.results import Result, Undefined, optional, read_only

from .broker_moments import ROLES, moments
from .broker_shuffles import shuffle_tails
from .ties import Ties, group_codes


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RoleCounts(Result):
    """One brokerage role: per actor, what is counted, what chance would give, and how far apart they are.

    expected, sd, z: under random ties of the same density. p_greater, p_less: share of label shuffles that give
    at least (at most) as much, None when no shuffle was asked. total: sum of counts over actors.
    """

    role: str
    pattern: str
    counts: np.ndarray
    total: int
    expected: tuple[float | None, ...]
    sd: tuple[float | None, ...]
    z: tuple[float | None, ...]
    p_greater: tuple[float | None, ...]
    p_less: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Brokerage(Result):
    """Brokerage of every actor in each role, in the order of ``ROLES``, the last one being all roles together."""

    layer: str
    directed: bool
    threshold: float | None
    permutations: int
    seed: int
    actors: tuple[str, ...]
    groups: tuple[str, ...]
    density: float | None
    roles: tuple[RoleCounts, ...]
    undefined: tuple[Undefined, ...]

    def role(self, name: str) -> RoleCounts:
        """One role by its name."""
        return self.roles[tuple(ROLES).index(name)]


@checked
def brokerage(ties: Ties, groups: Mapping[str, str], *, permutations: int = 0, seed: int = 0) -> Brokerage:
    """Gould–Fernandez brokerage: triples i → j → k, i ≠ k, without tie i → k, counted for the broker j.

    By the groups of i, j, k: coordinator A A A, itinerant A B A, representative A A B, gatekeeper A B B,
    liaison A B C (in R ``sna``: w_I, w_O, b_IO, b_OI, b_O). Undirected ties are read both ways, so that each
    broken pair counts twice. Expected values and variances suppose ties drawn independently with the density of the
    network (see ``broker_moments``); z = (count − expected)/sd is undefined when the sd is 0, everything is under two
    actors. With ``permutations`` > 0, group labels are also shuffled over the same ties (seeded); the total does not
    depend on labels, hence has no p-value. Raises InputError for an actor without group.
    Source: Gould & Fernandez 1989, Sociological Methodology 19.

    >>> ties = Ties.from_edges(["CFA", "Opco", "Branche"], [("CFA", "Opco"), ("Opco", "Branche")])
    >>> result = brokerage(ties, {"CFA": "training", "Opco": "funds", "Branche": "firms"})
    >>> result.role("liaison").counts.tolist()
    [0, 1, 0]
    """
    labels, codes = group_codes(ties.actors, groups)
    counts = role_counts(ties.adjacency, codes)
    sizes = np.bincount(codes)
    chance = None
    if ties.size > 1:
        chance = ties.arcs / (ties.size * (ties.size - 1))
    expected, variance = moments(sizes, chance or 0.0)
    tails = shuffle_tails(ties, codes, counts, permutations=permutations, seed=seed)
    roles = tuple(
        _role(number, name, counts[number], expected[number][codes], variance[number][codes], chance is not None, tails)
        for number, name in enumerate(ROLES)
    )
    return Brokerage(
        layer=ties.layer,
        directed=ties.directed,
        threshold=ties.threshold,
        permutations=permutations,
        seed=seed,
        actors=ties.actors,
        groups=tuple(labels[code] for code in codes),
        density=chance,
        roles=roles,
        undefined=_undefined(roles, ties.actors, chance),
    )


def role_counts(adjacency: scipy.sparse.csr_array, codes: np.ndarray) -> np.ndarray:
    """Counts of the six roles per broker, shape (6, n), as sums of sparse products.

    For each role: paths in and out of the broker through ties of the right kind, less returns to the sender,
    less paths that a direct tie closes.
    """
    rows, columns = adjacency.tocoo().coords
    inside_cell = codes[rows] == codes[columns]
    inside = scipy.sparse.csr_array((inside_cell.astype(float), (rows, columns)), shape=adjacency.shape)
    across = scipy.sparse.csr_array(((~inside_cell).astype(float), (rows, columns)), shape=adjacency.shape)
    for part in (inside, across):
        part.eliminate_zeros()
    coordinator = _open_paths(inside, inside, closing=inside, returns=True)
    representative = _open_paths(inside, across, closing=across, returns=False)
    gatekeeper = _open_paths(across, inside, closing=across, returns=False)
    itinerant = _same_group_paths(across, codes) - _returns(across, across) - _closed(across, across, inside)
    total = _open_paths(adjacency, adjacency, closing=adjacency, returns=True)
    liaison = total - coordinator - itinerant - representative - gatekeeper
    return np.rint([coordinator, itinerant, representative, gatekeeper, liaison, total]).astype(np.int64)


def _open_paths(
    first: scipy.sparse.csr_array, second: scipy.sparse.csr_array, *, closing: scipy.sparse.csr_array, returns: bool
) -> np.ndarray:
    """Per broker j, paths i → j (in ``first``) → k (in ``second``) that no tie i → k (in ``closing``) closes."""
    paths = first.sum(axis=0) * second.sum(axis=1)
    if returns:
        paths = paths - _returns(first, second)
    return paths - _closed(first, second, closing)


def _returns(first: scipy.sparse.csr_array, second: scipy.sparse.csr_array) -> np.ndarray:
    """Paths i → j → i."""
    return first.multiply(second.T).sum(axis=0)


def _closed(
    first: scipy.sparse.csr_array, second: scipy.sparse.csr_array, closing: scipy.sparse.csr_array
) -> np.ndarray:
    """Per j, Σ_{i,k} first_ij · second_jk · closing_ik."""
    return first.multiply(closing @ second.T).sum(axis=0)


def _same_group_paths(across: scipy.sparse.csr_array, codes: np.ndarray) -> np.ndarray:
    """Per j, paths that leave a group and come back to it: Σ_g (arcs from g) · (arcs to g)."""
    n = len(codes)
    member = scipy.sparse.csr_array((np.ones(n), (np.arange(n), codes)), shape=(n, codes.max() + 1))
    return (across.T @ member).multiply(across @ member).sum(axis=1)


def _role(number, name, counts, expected, variance, known, tails) -> RoleCounts:
    defined = np.full(counts.shape, known)
    sd = np.sqrt(np.maximum(variance, 0.0))
    varies = defined & (variance > 0)
    z = np.divide(counts - expected, sd, out=np.zeros_like(sd), where=varies)
    nobody = (None,) * len(counts)
    greater, less = (nobody, nobody) if tails is None or name == "total" else (tuple(t[number].tolist()) for t in tails)
    return RoleCounts(
        role=name,
        pattern=ROLES[name],
        counts=read_only(counts),
        total=int(counts.sum()),
        expected=optional(expected, defined),
        sd=optional(sd, defined),
        z=optional(z, varies),
        p_greater=greater,
        p_less=less,
    )


def _undefined(roles: tuple[RoleCounts, ...], actors: tuple[str, ...], chance: float | None) -> tuple[Undefined, ...]:
    if chance is None:
        return (Undefined(measure="expected, sd and z", reason="fewer than two actors", of=actors),)
    missing = ((role, tuple(a for a, z in zip(actors, role.z, strict=True) if z is None)) for role in roles)
    reason = "this role cannot vary: no tie, every tie, or groups too small"
    return tuple(Undefined(measure=f"z of {role.role}", of=names, reason=reason) for role, names in missing if names)
