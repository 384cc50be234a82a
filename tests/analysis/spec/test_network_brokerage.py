"""Brokers between groups: the five roles, one broken path at a time."""

import json

import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.network import ROLES, Ties, brokerage

#        i → j → k, and the groups of the three
ONE_PATH = [("sender", "broker"), ("broker", "receiver")]


def roles_of_broker(groups, edges=ONE_PATH):
    names = ["sender", "broker", "receiver"]
    result = brokerage(Ties.from_edges(names, edges), dict(zip(names, groups, strict=True)))
    return {each.role: int(each.counts[1]) for each in result.roles if each.counts[1]}


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("AAA", "coordinator"),
        ("ABA", "itinerant"),
        ("AAB", "representative"),
        ("ABB", "gatekeeper"),
        ("ABC", "liaison"),
    ],
)
def test_the_role_follows_from_three_groups(groups, role):
    assert roles_of_broker(groups) == {role: 1, "total": 1}
    assert ROLES[role] == " ".join(groups)


def test_a_direct_tie_leaves_nothing_to_broker():
    assert roles_of_broker("ABC", [*ONE_PATH, ("sender", "receiver")]) == {}


def test_a_tie_back_does_not_close_the_path():
    assert roles_of_broker("ABC", [*ONE_PATH, ("receiver", "sender")]) == {"liaison": 1, "total": 1}


def test_an_undirected_path_is_read_both_ways():
    names = ["cfa", "opco", "branch"]
    ties = Ties.from_edges(names, [("cfa", "opco"), ("opco", "branch")], directed=False)
    result = brokerage(ties, {"cfa": "training", "opco": "training", "branch": "firms"})
    assert result.role("representative").counts.tolist() == [0, 1, 0]
    assert result.role("gatekeeper").counts.tolist() == [0, 1, 0]
    assert result.role("total").total == 2


def test_what_chance_gives_depends_on_density_and_group_sizes():
    names = ["a1", "a2", "a3", "b1", "b2"]
    ties = Ties.from_edges(names, [("a1", "a2"), ("a2", "a3"), ("a3", "b1"), ("b1", "b2"), ("b2", "a1")])
    result = brokerage(ties, {name: name[0] for name in names})
    p = 5 / 20
    assert result.density == p
    a, b = p**2 * (1 - p), (p * (1 - p)) ** 3
    coordinator = result.role("coordinator")
    assert coordinator.expected == pytest.approx((2 * a, 2 * a, 2 * a, 0, 0))
    assert coordinator.sd[:3] == pytest.approx([(2 * a * (1 - a)) ** 0.5] * 3)
    gatekeeper = result.role("gatekeeper")
    assert gatekeeper.expected == pytest.approx((4 * a, 4 * a, 4 * a, 3 * a, 3 * a))
    # For a1: two senders outside, two receivers inside.
    variance = 4 * a * (1 - a) + 2 * b * (2 * 1 + 2 * 1)
    assert gatekeeper.sd[0] == pytest.approx(variance**0.5)
    assert gatekeeper.z[0] == pytest.approx((1 - 4 * a) / variance**0.5)
    total = result.role("total")
    assert total.counts.tolist() == [1, 1, 1, 1, 1]
    assert total.sd[0] == pytest.approx((12 * a * (1 - a) + 2 * 24 * b) ** 0.5)


def test_a_role_that_cannot_vary_has_no_z_score():
    names = ["a1", "a2", "b1"]
    result = brokerage(Ties.from_edges(names, [("a1", "b1")]), {name: name[0] for name in names})
    assert result.role("liaison").expected == (0, 0, 0)
    assert result.role("liaison").z == (None, None, None)
    assert "z of liaison" in {each.measure for each in result.undefined}


def test_one_actor_has_counts_but_nothing_to_expect():
    result = brokerage(Ties(["a"], [[0]]), {"a": "x"})
    assert (result.density, result.role("total").expected, result.role("total").counts.tolist()) == (None, (None,), [0])


def test_shuffled_labels_say_whether_groups_matter():
    # Two closed groups, joined by one person on each side.
    left, right = [f"l{i}" for i in range(5)], [f"r{i}" for i in range(5)]
    inside = [(a, b) for group in (left, right) for a in group for b in group if a < b]
    ties = Ties.from_edges(left + right, [*inside, ("l0", "r0")], directed=False)
    result = brokerage(ties, {name: name[0] for name in left + right}, permutations=199, seed=7)
    assert result.role("representative").p_greater[0] < 0.1
    assert result.role("coordinator").p_greater[0] == 1
    assert result.role("total").p_greater == (None,) * 10
    again = brokerage(ties, {name: name[0] for name in left + right}, permutations=199, seed=7)
    assert result.as_dict() == again.as_dict()
    json.dumps(result.as_dict(), allow_nan=False)


def test_refusals():
    ties = Ties.from_edges(["a", "b"], [("a", "b")])
    with pytest.raises(InputError, match="'b' has no group: give it one"):
        brokerage(ties, {"a": "x"})
    with pytest.raises(InputError, match=r"number of permutations is 2\.5"):
        brokerage(ties, {"a": "x", "b": "x"}, permutations=2.5)
