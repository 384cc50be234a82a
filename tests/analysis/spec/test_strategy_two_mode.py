"""Who holds what: shared resources, rare resources."""

from math import exp

import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.strategy import (
    TwoModeTable,
    project,
    resource_exclusivity,
    two_mode_centrality,
    two_mode_density,
)

#                                       room  funds  bus  trainers
TABLE = TwoModeTable(
    ["cfa", "mission", "branch", "guest"],
    ["room", "funds", "bus", "trainers"],
    [[1, 1, 0, 1], [1, 0, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0]],
)


def test_density_is_the_share_of_filled_cells():
    assert two_mode_density(TABLE).density == 7 / 16


def test_projection_counts_what_two_actors_both_hold():
    assert project(TABLE).values[0] == (3, 1, 2, 0)


def test_a_resource_that_many_hold_ties_less():
    # cfa and branch share the room (three holders: 1/2) and the funds (two holders: 1).
    assert project(TABLE, weights="newman").values[0] == (0, 0.5, 1.5, 0)


def test_jaccard_is_undefined_between_two_who_hold_nothing():
    jaccard = project(TABLE, weights="jaccard")
    assert jaccard.values[0] == pytest.approx((1, 1 / 4, 2 / 3, 0))
    assert jaccard.values[3] == (0, 0, 0, None)
    assert jaccard.undefined[0].of == ("guest",)


def test_the_same_measures_read_from_the_resources():
    assert project(TABLE.transposed()).values[0] == (3, 2, 1, 1)


def test_exclusivity_rewards_what_nobody_else_holds():
    rare = resource_exclusivity(TABLE)
    assert rare.index == pytest.approx([exp(-2) + exp(-1) + 1, exp(-2) + 1, exp(-2) + exp(-1), 0])
    assert rare.held_by_one == (("bus", "mission"), ("trainers", "cfa"))


def test_a_resource_that_nobody_holds_is_listed():
    assert resource_exclusivity(TwoModeTable(["cfa"], ["bus"], [[0]])).held_by_nobody == ("bus",)


def test_closeness_of_someone_who_holds_nothing_is_undefined():
    actors, _ = two_mode_centrality(TABLE)
    assert actors.closeness[3] is None
    assert actors.undefined[0].of == ("guest",)


def test_betweenness_is_undefined_when_there_is_nobody_to_stand_between():
    actors, _ = two_mode_centrality(TwoModeTable(["cfa"], ["bus"], [[1]]))
    assert (actors.degree, actors.closeness, actors.betweenness) == ((1,), (1,), (None,))


def test_refusals():
    with pytest.raises(InputError, match="row 'cfa', column 'bus', the value is -1"):
        TwoModeTable(["cfa"], ["bus"], [[-1]])
    with pytest.raises(InputError, match="same item 'bus'"):
        TwoModeTable(["cfa"], ["bus", "bus"], [[1, 1]])
    with pytest.raises(InputError, match="choose one of count, newman, jaccard"):
        project(TABLE, weights="cosine")
