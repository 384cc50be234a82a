"""Second opinions on groups: every possible group tried in turn."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from maillage_analysis.group import Candidate, Quota, compose_group, fair_lottery, most_dispersed

FEATURES = ("x", "y", "z")
ITEMS = ("i", "j", "k", "l")

words = st.frozensets
pools = st.lists(
    st.tuples(words(st.sampled_from(FEATURES)), words(st.sampled_from(ITEMS))), min_size=2, max_size=7
).map(lambda rows: [Candidate(f"p{n}", features, items) for n, (features, items) in enumerate(rows)])
quota_sets = st.dictionaries(st.sampled_from(FEATURES), st.tuples(st.integers(0, 2), st.integers(0, 2))).map(
    lambda bounds: [Quota(feature, low, low + more) for feature, (low, more) in bounds.items()]
)


def satisfies(group, quotas):
    counts = ((q, sum(q.feature in p.features for p in group)) for q in quotas)
    return all(q.lowest <= n and (q.highest is None or n <= q.highest) for q, n in counts)


def possible_groups(pool, size, quotas):
    return [group for group in combinations(pool, size) if satisfies(group, quotas)]


def covered(group):
    return len(frozenset().union(*(p.items for p in group)))


@given(pools, st.integers(1, 4), quota_sets)
@settings(max_examples=50, deadline=None)
def test_composition_agrees_with_trying_every_group(pool, size, quotas):
    groups = possible_groups(pool, size, quotas)
    composition = compose_group(pool, size=size, quotas=quotas, alternatives=3)
    best = sorted(map(covered, groups), reverse=True)[:3]
    assert [panel.value for panel in composition.panels] == best
    assert composition.status == ("optimal" if groups else "infeasible")


@given(pools, st.integers(1, 4), quota_sets)
@settings(max_examples=50, deadline=None)
def test_conflicts_are_irreducible_and_the_relaxation_is_the_least(pool, size, quotas):
    composition = compose_group(pool, size=size, quotas=quotas)
    if composition.panels:
        return

    def holds(group, bound):
        count = len(group) if bound.side == "exactly" else sum(bound.feature in p.features for p in group)
        return {
            "exactly": count == bound.value,
            "at_least": count >= bound.value,
            "at_most": count <= bound.value,
        }[bound.side]

    def possible(bounds):
        every = (group for n in range(len(pool) + 1) for group in combinations(pool, n))
        return any(all(holds(group, bound) for bound in bounds) for group in every)

    assert not possible(composition.conflicts)
    for bound in composition.conflicts:
        assert possible([other for other in composition.conflicts if other != bound])

    def shortfall(group):
        counts = [(q, sum(q.feature in p.features for p in group)) for q in quotas]
        return sum(max(0, q.lowest - n) + max(0, n - q.highest) for q, n in counts)

    moved = sum(abs(move.relaxed_to - move.value) for move in composition.relaxation if move.side != "exactly")
    if size <= len(pool):
        assert moved == min(map(shortfall, combinations(pool, size)))
        assert all(move.side != "exactly" for move in composition.relaxation)
    else:
        assert any(move.side == "exactly" for move in composition.relaxation)


@given(st.integers(0, 10_000), st.integers(2, 4))
@settings(max_examples=25, deadline=None)
def test_dispersion_agrees_with_trying_every_group(seed, size):
    points = np.random.default_rng(seed).integers(0, 9, size=(7, 2))
    table = np.abs(points[:, None, :] - points[None, :, :]).sum(axis=2)
    gaps = [[table[i, j] for i, j in combinations(group, 2)] for group in combinations(range(7), size)]
    assert most_dispersed(table, "abcdefg", size=size).smallest == max(map(min, gaps))
    assert most_dispersed(table, "abcdefg", size=size, objective="max_sum").total == max(map(sum, gaps))


def leximin_by_enumeration(pool, size, quotas):
    """LEXIMIN over all groups and all persons: raise the floor, then fix whoever cannot be above it."""
    groups = possible_groups(pool, size, quotas)
    seats = np.array([[person in group for group in groups] for person in pool], dtype=float)

    def highest(raised, floors):
        """Largest t such that a lottery gives at least t to ``raised`` and their floor to the others."""
        upper = [np.append(-seats[n], 1.0 if n in raised else 0.0) for n in range(len(pool))]
        limits = [0.0 if n in raised else -floors[n] for n in range(len(pool))]
        total = np.append(np.ones(len(groups)), 0.0)[None, :]
        cost = np.append(np.zeros(len(groups)), -1.0)
        answer = linprog(cost, A_ub=np.array(upper), b_ub=limits, A_eq=total, b_eq=[1.0], bounds=(0, None))
        return float(answer.x[-1])

    fixed = {}
    while len(fixed) < len(pool):
        free = {n for n in range(len(pool)) if n not in fixed}
        level = highest(free, {n: value - 1e-9 for n, value in fixed.items()})
        floors = {n: fixed.get(n, level) - 1e-9 for n in range(len(pool))}
        fixed.update({n: level for n in free if highest({n}, floors) <= level + 1e-6})
    return {person.id: fixed[n] for n, person in enumerate(pool)}


@pytest.mark.parametrize("seed", range(8))
def test_the_lottery_agrees_with_leximin_over_every_group(seed):
    rng = np.random.default_rng(seed)
    pool = [
        Candidate(f"p{n}", frozenset(f for f in FEATURES if rng.random() < 0.4)) for n in range(int(rng.integers(4, 8)))
    ]
    quotas = [Quota("x", int(rng.integers(0, 2)), 2), Quota("y", 0, int(rng.integers(1, 3))), Quota("z", 1)]
    size = int(rng.integers(2, 4))
    lottery = fair_lottery(pool, size=size, quotas=quotas)
    if not possible_groups(pool, size, quotas):
        assert lottery.status == "infeasible"
        return
    assert lottery.probabilities == pytest.approx(leximin_by_enumeration(pool, size, quotas), abs=1e-5)
