"""The fair draw: everybody's chance, who can never be drawn, and a draw anyone can repeat."""

from __future__ import annotations

import json

import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.group import Candidate, Quota, draw_group, fair_lottery


def pool(**features):
    return [Candidate(name, frozenset(words.split())) for name, words in features.items()]


def test_without_quotas_everybody_has_the_same_chance():
    lottery = fair_lottery(pool(a="", b="", c="", d=""), size=2)
    assert lottery.probabilities == pytest.approx(dict.fromkeys("abcd", 0.5))
    assert lottery.gini == pytest.approx(0)
    assert lottery.geometric_mean == pytest.approx(0.5)


def test_a_quota_on_a_rare_feature_gives_it_more_chances_and_the_rest_equal_ones():
    lottery = fair_lottery(pool(rare="x", a="", b="", c=""), size=2, quotas=[Quota("x", 1)])
    assert lottery.probabilities == pytest.approx({"rare": 1, "a": 1 / 3, "b": 1 / 3, "c": 1 / 3}, abs=1e-6)
    assert lottery.minimum == pytest.approx(1 / 3, abs=1e-6)
    assert lottery.gini == pytest.approx((-3 / 3 - 1 / 3 + 1 / 3 + 3) / 8, abs=1e-6)


def test_the_second_smallest_chance_is_maximised_too():
    people = pool(a="x", b="x", c="x", d="y", e="z", f="z")
    lottery = fair_lottery(people, size=3, quotas=[Quota("x", 1, 1), Quota("y", 0, 1), Quota("z", 0, 2)])
    assert lottery.probabilities == pytest.approx(
        {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3, "d": 2 / 3, "e": 2 / 3, "f": 2 / 3}, abs=1e-6
    )


def test_who_is_in_no_possible_group_is_named():
    lottery = fair_lottery(pool(a="x", b="x y", c=""), size=1, quotas=[Quota("x", 1), Quota("y", 0, 0)])
    assert lottery.never == ("b", "c")
    assert lottery.probabilities == pytest.approx({"a": 1, "b": 0, "c": 0})
    assert (lottery.minimum, lottery.geometric_mean, lottery.least_possible) == (0, 0, pytest.approx(1))


def test_the_tickets_make_the_probabilities():
    people = pool(a="x", b="x", c="y", d="y", e="", f="x y")
    lottery = fair_lottery(people, size=3, quotas=[Quota("x", 1, 2), Quota("y", 1, 1)])
    assert sum(ticket.weight for ticket in lottery.tickets) == pytest.approx(1)
    assert sum(lottery.probabilities.values()) == pytest.approx(3)
    assert all(sum(ticket.counts) == 3 for ticket in lottery.tickets)


def test_impossible_quotas_are_explained():
    lottery = fair_lottery(pool(a="x", b=""), size=2, quotas=[Quota("x", 2)])
    assert (lottery.status, lottery.minimum, lottery.never) == ("infeasible", None, ("a", "b"))
    assert lottery.relaxation[0].relaxed_to == 1
    with pytest.raises(InputError, match="relax"):
        draw_group(lottery, seed=1)


def test_a_draw_can_be_repeated_by_anyone():
    people = pool(a="x", b="x", c="y", d="y", e="", f="x y")
    lottery = fair_lottery(people, size=3, quotas=[Quota("x", 1, 2), Quota("y", 1, 1)])
    again = fair_lottery(people[::-1], size=3, quotas=[Quota("y", 1, 1), Quota("x", 1, 2)])
    draw = draw_group(lottery, seed=20260704)
    assert draw == draw_group(again, seed=20260704)
    assert draw.seed == 20260704
    assert len(draw.members) == 3


def test_draws_follow_the_probabilities_and_the_quotas():
    people = pool(rare="x", a="", b="", c="")
    lottery = fair_lottery(people, size=2, quotas=[Quota("x", 1)])
    draws = [draw_group(lottery, seed=seed).members for seed in range(600)]
    assert all("rare" in members for members in draws)
    assert sum("a" in members for members in draws) / 600 == pytest.approx(1 / 3, abs=0.07)


def test_the_result_is_ready_for_json():
    lottery = fair_lottery(pool(a="x", b=""), size=1, quotas=[Quota("x", 0, 1)])
    assert json.loads(json.dumps(lottery.as_dict(), allow_nan=False))["tolerance"] == 1e-7
