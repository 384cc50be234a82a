"""What stays true of every network."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from maillage_analysis.network import (
    DyadRating,
    Ties,
    assortativity,
    betweenness,
    bridging_centrality,
    brokerage,
    centralization,
    core_periphery,
    cut_points,
    density,
    external_internal,
    fragmentation,
    key_players_to_keep,
    key_players_to_reach,
    partner_scale,
    partner_structure,
    reciprocity,
    respondent_density,
    structural_holes,
    symmetrise,
)

patient = settings(deadline=None)


@st.composite
def networks(draw, directed=None, largest=8):
    n = draw(st.integers(1, largest))
    values = draw(arrays(np.int64, (n, n), elements=st.sampled_from([0, 0, 0, 1, 2, 3])))
    np.fill_diagonal(values, 0)
    if directed is None:
        directed = draw(st.booleans())
    if not directed:
        values = np.maximum(values, values.T)
    return Ties([f"actor {i}" for i in range(n)], values, directed, draw(st.sampled_from([None, 2])))


def groups_of(ties):
    return {actor: "abc"[int(actor.split()[1]) % 3] for actor in ties.actors}


def shuffled(ties, random):
    order = random.sample(range(ties.size), ties.size)
    values = ties.strength.toarray()[np.ix_(order, order)]
    return order, Ties([ties.actors[i] for i in order], values, ties.directed, ties.threshold)


def everything(ties):
    """Every measure that applies to these ties."""
    groups = groups_of(ties)
    undirected = symmetrise(ties)
    size = min(2, ties.size)
    return [
        density(ties),
        reciprocity(ties),
        reciprocity(ties, method="dyadic"),
        centralization(ties),
        centralization(ties, measure="betweenness"),
        respondent_density(ties),
        respondent_density(ties, method="confirmed"),
        partner_structure(ties),
        betweenness(ties),
        structural_holes(ties),
        structural_holes(ties, scope="ego_network"),
        external_internal(ties, groups, permutations=7, seed=1),
        assortativity(ties, groups),
        brokerage(ties, groups, permutations=7, seed=1),
        core_periphery(ties),
        core_periphery(ties, pattern="star"),
        fragmentation(ties, removed=["actor 0"]),
        fragmentation(ties, paths="as_given"),
        key_players_to_keep(ties, size),
        key_players_to_reach(ties, size, measure="steps"),
        bridging_centrality(undirected),
        cut_points(ties),
    ]


@settings(max_examples=60, deadline=None)
@given(networks())
def test_every_result_can_be_written_as_json(ties):
    for result in everything(ties):
        json.dumps(result.as_dict(), allow_nan=False)


# Lists of names, and tables of groups, whose length may happen to be the number of actors.
NOT_PER_ACTOR = ("sets", "cores", "pieces", "most_central", "articulation_points", "bridges", "of", "labels", "mixing")


def by_actor(value, actors):
    """A result with its per-actor lists turned into dictionaries."""
    if isinstance(value, dict):
        return {
            key: sorted(each, key=str) if key in NOT_PER_ACTOR else by_actor(each, actors)
            for key, each in value.items()
            if key != "actors"
        }
    if isinstance(value, list) and len(value) == len(actors) and not any(isinstance(x, (dict, list)) for x in value):
        return dict(zip(actors, value, strict=True))
    return [by_actor(each, actors) for each in value] if isinstance(value, list) else value


def same(first, second):
    """Equal, up to the rounding of sums made in another order."""
    if isinstance(first, dict):
        return first.keys() == second.keys() and all(same(first[key], second[key]) for key in first)
    if isinstance(first, list):
        return len(first) == len(second) and all(map(same, first, second))
    if isinstance(first, float):
        return second == pytest.approx(first, abs=1e-9)
    return first == second


@settings(max_examples=60, deadline=None)
@given(networks(), st.randoms())
def test_renumbering_actors_renumbers_every_result(ties, random):
    _, other = shuffled(ties, random)
    for before, after in zip(everything(ties), everything(other), strict=True):
        first, second = by_actor(before.as_dict(), ties.actors), by_actor(after.as_dict(), other.actors)
        assert same(first, second), (first, second)


@patient
@given(networks())
def test_bounds(ties):
    for measure in ("degree", "betweenness"):
        value = centralization(ties, measure=measure).centralization
        assert value is None or -1e-12 <= value <= 1 + 1e-12
    broken = fragmentation(ties)
    if broken.fragmentation is not None:
        assert -1e-12 <= broken.fragmentation <= broken.distance_fragmentation + 1e-12 <= 1 + 2e-12
    best = core_periphery(ties)
    assert best.correlation is None or -1 - 1e-12 <= best.correlation <= 1 + 1e-12


@patient
@given(networks())
def test_structural_holes_stay_between_one_contact_and_all(ties):
    holes = structural_holes(ties)
    for contacts, size, efficiency, hierarchy in zip(
        holes.contacts, holes.effective_size, holes.efficiency, holes.hierarchy, strict=True
    ):
        assert (size is None) == (contacts == 0)
        if size is not None:
            assert 1 - 1e-12 <= size <= contacts + 1e-12
            assert efficiency <= 1 + 1e-12
            assert -1e-12 <= hierarchy <= 1 + 1e-12


@patient
@given(networks())
def test_the_five_roles_add_up_to_the_total_and_groups_do_not_change_it(ties):
    result = brokerage(ties, groups_of(ties))
    *roles, total = (role.counts for role in result.roles)
    np.testing.assert_array_equal(sum(roles), total)
    alone = brokerage(ties, {actor: actor for actor in ties.actors})
    np.testing.assert_array_equal(alone.role("liaison").counts, total)
    together = brokerage(ties, dict.fromkeys(ties.actors, "all"))
    np.testing.assert_array_equal(together.role("coordinator").counts, total)


@patient
@given(networks(directed=True))
def test_turning_every_tie_around_swaps_representatives_and_gatekeepers(ties):
    back = Ties(ties.actors, ties.strength.toarray().T, True, ties.threshold)
    before, after = brokerage(ties, groups_of(ties)), brokerage(back, groups_of(ties))
    np.testing.assert_array_equal(before.role("representative").counts, after.role("gatekeeper").counts)
    np.testing.assert_array_equal(before.role("itinerant").counts, after.role("itinerant").counts)


@patient
@given(networks())
def test_pairs_are_mutual_asymmetric_or_null(ties):
    pairs = reciprocity(ties)
    assert pairs.mutual + pairs.asymmetric + pairs.null == ties.size * (ties.size - 1) // 2
    assert 2 * pairs.mutual + pairs.asymmetric == ties.arcs


@patient
@given(networks(directed=True))
def test_confirmed_ties_are_among_ties_declared_by_either(ties):
    confirmed, either = (symmetrise(ties, rule=rule).adjacency.toarray() for rule in ("confirmed", "either"))
    assert (confirmed <= either).all()
    assert confirmed.sum() + either.sum() == 2 * ties.arcs


@patient
@given(networks())
def test_more_players_never_reach_less(ties):
    values = [key_players_to_reach(ties, size).value for size in range(1, min(3, ties.size) + 1)]
    assert values == sorted(values)


@patient
@given(networks())
def test_cut_points_are_those_whose_absence_makes_more_pieces(ties):
    points = cut_points(ties).articulation_points
    before = len(fragmentation(ties).pieces)
    for actor in ties.actors:
        assert (len(fragmentation(ties, removed=[actor]).pieces) > before) == (actor in points)


@patient
@given(st.lists(st.one_of(st.none(), st.integers(1, 4)), min_size=3, max_size=3), st.integers(1, 3))
def test_partner_percentages_follow_the_ladder(notes, min_items):
    answers = dict(zip(("openness", "reliability", "shared_mission"), notes, strict=True))
    result = partner_scale(["a", "b"], [DyadRating("a", "b", answers)], min_items=min_items)
    assert (result.mean is None) == (sum(note is not None for note in notes) < min_items)
    if result.mean is not None:
        assert 25 <= result.pct_of_max <= 100
        assert 0 <= result.pct_minmax <= 100
        assert result.received == (None, pytest.approx(result.mean))
