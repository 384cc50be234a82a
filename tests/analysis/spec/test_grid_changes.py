"""What would move a profile to another type: one criterion, then two together."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from maillage_analysis.grid import PROFILE_COLUMNS, PROTOTYPES, Move, suggest_type
from maillage_analysis.grid.typology import BOND_LEVEL

PROFILES = [
    dict(PROTOTYPES["T2"]),
    {**PROTOTYPES["T2"], "A1": 3, "C1": 3, "C3": 2, "C4": 3},
    {**PROTOTYPES["T7"], "A2": 3.5, "B4": 2, "C1": 3.5, "L": 3},
    {**dict.fromkeys(PROFILE_COLUMNS, 3), "C8": None, "L": None},
]


def every_pair(profile):
    """Every pair of changes, written out: (size, moves, type reached), for two criteria that do not do it alone."""
    known = [column for column in PROFILE_COLUMNS if profile[column] is not None]

    def reached(**changes):
        """The nearest type, the rule written out in eighths; ties go to the first of the alphabet."""
        now = {**profile, **changes}
        return min(
            PROTOTYPES,
            key=lambda t: (sum(abs(now[c] - PROTOTYPES[t][c]) * (1.25 if c == BOND_LEVEL else 1) for c in known), t),
        )

    start = reached()
    for one, other in combinations(known, 2):
        for a, b in product(range(1, 6), range(1, 6)):
            if max(a * (one == BOND_LEVEL), b * (other == BOND_LEVEL)) > 4 or a == profile[one] or b == profile[other]:
                continue
            there = reached(**{one: a, other: b})
            if there not in {start, reached(**{one: a}), reached(**{other: b})}:
                yield abs(a - profile[one]) + abs(b - profile[other]), {one: a, other: b}, there


@pytest.mark.parametrize("profile", PROFILES[1:3])
def test_the_best_pair_is_the_smallest_of_all_pairs(profile):
    found = suggest_type(profile).pair_change
    everything = list(every_pair(profile))
    assert found.size == min(size for size, _moves, _type in everything)
    moves = {move.criterion: move.new_score for move in found.moves}
    assert (found.size, moves, found.type) in everything
    moved = suggest_type({**profile, **moves})
    assert (moved.nearest, moved.distance) == (found.type, found.distance)


@pytest.mark.parametrize("profile", PROFILES[1:])
def test_a_pair_leads_where_it_says_and_neither_criterion_does_it_alone(profile):
    suggestion = suggest_type(profile)
    pair = suggestion.pair_change
    assert pair.type != suggestion.nearest
    for move in pair.moves:
        assert isinstance(move, Move)
        assert suggest_type({**profile, move.criterion: move.new_score}).nearest != pair.type


def test_a_profile_far_inside_its_type_may_need_more_than_two():
    assert suggest_type(PROTOTYPES["T7"]).pair_change is None
    assert suggest_type(PROTOTYPES["T7"]).changes == ()
    assert suggest_type(PROTOTYPES["T2"]).pair_change is None


def test_scores_that_are_no_halves_stay_exact():
    thirds = {**PROTOTYPES["T2"], "A1": 10 / 3, "C1": 8 / 3, "C3": 2.1}
    pair = suggest_type(thirds).pair_change
    assert suggest_type({**thirds, **{move.criterion: move.new_score for move in pair.moves}}).nearest == pair.type
