"""Core and periphery, and the few whose presence or absence matters most."""

import numpy as np
import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.network import Ties, core_periphery, key_players_to_keep, key_players_to_reach


def undirected(edges, actors=None):
    pairs = [tuple(edge.split("-")) for edge in edges.split()]
    return Ties.from_edges(actors or sorted({name for pair in pairs for name in pair}), pairs, directed=False)


# Three who all know each other; four guests, each known by one of them.
CLUB = undirected("a-b b-c a-c a-w a-x b-y c-z")
BOW_TIE = undirected("a-b b-c a-c c-d d-e c-e")


def test_a_perfect_core_is_found():
    found = core_periphery(CLUB)
    assert found.correlation == pytest.approx(1)
    assert ("a", "b", "c") in found.cores
    assert found.exact


def test_the_star_pattern_also_asks_that_the_core_knows_the_periphery():
    star = undirected("hub-a hub-b hub-c hub-d")
    found = core_periphery(star, pattern="star")
    assert (found.correlation, found.cores) == (pytest.approx(1), (("hub",),))
    assert core_periphery(CLUB, pattern="star").correlation < 1


def test_equally_good_divisions_are_all_given():
    found = core_periphery(undirected("a-b c-d", actors=list("abcdef")))
    assert found.cores == (("a", "b"), ("c", "d"))
    # 14 cells are considered, 2 in the core and both full, 2 more full outside.
    assert found.correlation == pytest.approx((14 * 2 - 2 * 4) / (2 * 12 * (14 * 4 - 4 * 4)) ** 0.5)


def test_strengths_count_unless_asked_otherwise():
    valued = Ties(list("abcd"), [[0, 4, 1, 0], [4, 0, 0, 1], [1, 0, 0, 1], [0, 1, 1, 0]], directed=False)
    assert core_periphery(valued).cores == (("a", "b"),)
    assert set(core_periphery(valued, values="binary").cores) != {("a", "b")}


def test_no_division_can_be_told_from_another_when_all_is_alike():
    complete = Ties(list("abcde"), np.ones((5, 5)) - np.eye(5), directed=False)
    found = core_periphery(complete)
    assert (found.correlation, found.cores) == (None, ())
    assert "all cells alike" in found.reason
    assert core_periphery(undirected("a-b")).correlation is None


def test_a_large_network_is_searched_and_says_so():
    core = [f"core {i}" for i in range(6)]
    guests = [f"guest {i:02d}" for i in range(24)]
    edges = [(a, b) for a in core for b in core if a < b] + [(core[i % 6], name) for i, name in enumerate(guests)]
    found = core_periphery(Ties.from_edges(core + guests, edges, directed=False), pattern="star", restarts=5, seed=3)
    assert (found.exact, found.restarts, found.seed) == (False, 5, 3)
    assert tuple(core) in found.cores


def test_the_person_between_two_groups_is_the_one_to_keep():
    found = key_players_to_keep(BOW_TIE, 1)
    assert (found.sets, found.method) == ((("c",),), "exact")
    assert found.value == pytest.approx(1 - 4 / 12)
    assert found.before == pytest.approx(0.2)
    by_component = key_players_to_keep(BOW_TIE, 1, measure="component")
    assert (by_component.value, by_component.before) == (pytest.approx(1 - 4 / 12), 0)


def test_all_equally_harmful_absences_are_given():
    ring = undirected("a-b b-c c-d d-a")
    assert key_players_to_keep(ring, 2).sets == (("a", "c"), ("b", "d"))


def test_nothing_to_say_when_too_few_would_remain():
    found = key_players_to_keep(undirected("a-b"), 1)
    assert (found.sets, found.value, found.reason) == ((), None, "fewer than two actors would remain")


def test_those_who_reach_everyone_together():
    found = key_players_to_reach(BOW_TIE, 1)
    assert (found.sets, found.value) == ((("c",),), 1)
    line = undirected("a-b b-c c-d d-e e-f")
    assert key_players_to_reach(line, 2).sets == (("b", "e"),)
    alone = key_players_to_reach(line, 1)
    assert alone.value == pytest.approx((1 + 1 + 1 + 1 / 2 + 1 / 2 + 1 / 3) / 6)
    assert alone.sets == (("c",), ("d",))


def test_reach_within_a_number_of_steps():
    line = undirected("a-b b-c c-d d-e e-f")
    assert key_players_to_reach(line, 1, measure="steps", steps=1).value == 3 / 6
    assert key_players_to_reach(line, 1, measure="steps", steps=2).value == 5 / 6
    assert key_players_to_reach(line, 1, measure="steps", steps=0).value == 1 / 6


def test_reach_may_follow_the_direction_of_ties():
    chain = Ties.from_edges(list("abc"), [("a", "b"), ("b", "c")])
    assert key_players_to_reach(chain, 1, paths="as_given", measure="steps", steps=2).sets == (("a",),)


def test_with_too_many_sets_to_compare_the_best_is_searched_and_it_says_so():
    stars = undirected(" ".join(f"hub{i}-guest{i}{j}" for i in range(6) for j in range(11)))
    found = key_players_to_reach(stars, 6)
    assert found.method == "greedy with swaps"
    assert (found.sets, found.value) == ((tuple(f"hub{i}" for i in range(6)),), 1)
    fewer = key_players_to_keep(stars, 2)
    assert fewer.method == "greedy with swaps"  # 72 actors
    assert fewer.sets == (("hub0", "hub1"),)


def test_refusals():
    with pytest.raises(InputError, match="0 key players cannot be chosen among 5 actors: ask for 1 to 5"):
        key_players_to_keep(BOW_TIE, 0)
    with pytest.raises(InputError, match="6 key players"):
        key_players_to_reach(BOW_TIE, 6)
    with pytest.raises(InputError, match="choose one of distance, component"):
        key_players_to_keep(BOW_TIE, 1, measure="F")
    with pytest.raises(InputError, match="choose one of distance, steps"):
        key_players_to_reach(BOW_TIE, 1, measure="component")
    with pytest.raises(InputError, match="number of steps is -1"):
        key_players_to_reach(BOW_TIE, 1, measure="steps", steps=-1)
    with pytest.raises(InputError, match="choose one of ignored, star"):
        core_periphery(CLUB, pattern="block")
    with pytest.raises(InputError, match="number of restarts is -1"):
        core_periphery(CLUB, restarts=-1)
