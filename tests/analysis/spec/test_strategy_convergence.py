"""Positions on objectives, and who converges with whom, worked by hand."""

import json

import numpy as np
import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.strategy import (
    InfluenceTable,
    PositionTable,
    actor_positions,
    actors_game,
    agreement_index,
    balance_of_power,
    convergences,
)


def read(text):
    """A table as one would draw it on a whiteboard."""
    head, *rows = ([cell.strip() for cell in line.split("|")] for line in text.strip().splitlines())
    return PositionTable([row[0] for row in rows], head[1:], [[float(cell) for cell in row[1:]] for row in rows])


@pytest.fixture
def table():
    return read(
        """
        actor   | hire | insert | retain | house
        cfa     |   1  |    2   |    3   |   0
        mission |   0  |    3   |    1   |   0
        branch  |   3  |   -1   |    1   |   0
        """
    )


def pair(result, matrix, first, second):
    return matrix[result.names.index(first), result.names.index(second)]


def test_order_one_counts_objectives_on_which_two_actors_lean_the_same_way(table):
    result = convergences(actor_positions(table, order=1))
    assert pair(result, result.convergence, "cfa", "mission") == 2
    assert pair(result, result.convergence, "branch", "cfa") == 2
    assert pair(result, result.convergence, "branch", "mission") == 1
    assert pair(result, result.divergence, "branch", "mission") == 1


def test_order_two_weighs_each_shared_objective_by_the_half_sum_of_what_is_at_stake(table):
    result = convergences(actor_positions(table))
    assert pair(result, result.convergence, "cfa", "mission") == (2 + 3) / 2 + (3 + 1) / 2
    assert pair(result, result.divergence, "cfa", "branch") == (2 + 1) / 2
    assert pair(result, result.net, "cfa", "branch") == (1 + 3) / 2 + (3 + 1) / 2 - 1.5
    assert result.convergence_total.tolist() == [8.5, 5.5, 5]
    assert result.divergence_total.tolist() == [1.5, 2, 3.5]


def test_the_degree_of_convergence_is_a_share_of_everything_shared(table):
    result = convergences(actor_positions(table))
    assert result.degree_of_convergence == pytest.approx(100 * 19 / 26)
    assert result.degree_of_convergence + result.degree_of_divergence == 100


def test_an_ambivalent_actor_agrees_and_disagrees_with_the_same_people(table):
    result = convergences(actor_positions(table))
    # mission and branch: C = 1, D = 2. cfa and branch: C = 4, D = 1.5. cfa and mission: C = 4.5, D = 0.
    assert result.ambivalence == pytest.approx((1 - 7 / 10, 1 - 5.5 / 7.5, 1 - 3.5 / 8.5))


def test_order_three_multiplies_positions_by_relative_strength(table):
    power = balance_of_power(InfluenceTable(["mission", "branch", "cfa"], [[0, 0, 1], [2, 0, 2], [1, 0, 0]]))
    stands = actor_positions(table, order=3, power=power)
    strength = dict(zip(power.actors, power.relative_strength, strict=True))
    assert stands.values[2].tolist() == pytest.approx(
        [3 * strength["branch"], -strength["branch"], strength["branch"], 0]
    )


def test_mobilisation_adds_what_is_for_and_what_is_against(table):
    stands = actor_positions(table)
    assert stands.by_objective.names == ("hire", "insert", "retain", "house")
    assert stands.by_objective.in_favour.tolist() == [4, 5, 5, 0]
    assert stands.by_objective.against.tolist() == [0, 1, 0, 0]
    assert stands.by_objective.mobilisation.tolist() == [4, 6, 5, 0]
    assert stands.by_actor.mobilisation.tolist() == [6, 4, 5]


def test_objectives_converge_when_the_same_actors_carry_them(table):
    result = convergences(actor_positions(table), between="objectives")
    assert pair(result, result.convergence, "hire", "retain") == (1 + 3) / 2 + (3 + 1) / 2
    assert pair(result, result.divergence, "hire", "insert") == (3 + 1) / 2
    assert result.ambivalence[3] is None
    assert result.undefined[0].of == ("house",)


def test_agreement_is_undefined_for_two_actors_who_share_no_stand():
    table = read(
        """
        actor   | hire | insert
        cfa     |   1  |    0
        mission |   0  |    3
        branch  |   2  |   -1
        """
    )
    agreement = agreement_index(convergences(actor_positions(table)))
    assert agreement.values == ((None, None, 1.0), (None, None, -1.0), (1.0, -1.0, None))
    assert agreement.undefined[0].of == ("cfa – mission",)


def test_without_any_stand_degrees_are_undefined_not_zero():
    result = convergences(actor_positions(PositionTable(["cfa", "opco"], ["hire"], [[0], [0]])))
    assert (result.degree_of_convergence, result.degree_of_divergence) == (None, None)
    assert result.ambivalence == (None, None)
    assert [each.measure for each in result.undefined] == ["degree_of_convergence", "ambivalence"]


def test_the_whole_game_goes_without_influences_up_to_order_two(table):
    assert actors_game(table).orders == (1, 2)
    with_power = actors_game(table, InfluenceTable(table.actors, np.ones((3, 3)) - np.eye(3)), convention="literal")
    assert with_power.orders == (1, 2, 3)
    assert with_power.power.convention == "literal"
    # Equal actors: order 3 repeats order 2.
    assert with_power.between_actors[2].convergence.tolist() == with_power.between_actors[1].convergence.tolist()


def test_results_are_ready_for_json(table):
    powerless = actors_game(table, InfluenceTable(table.actors, np.zeros((3, 3))))
    document = json.loads(json.dumps(powerless.as_dict(), allow_nan=False))
    assert document["power"]["stability"] is None
    assert document["positions"][2]["values"][2] == [0, 0, 0, 0]
    assert document["between_actors"][1]["names"] == ["cfa", "mission", "branch"]


def test_refusals(table):
    with pytest.raises(InputError, match="order 4 do not exist: choose 1"):
        actor_positions(table, order=4)
    with pytest.raises(InputError, match="order 3 need the balance of power"):
        actor_positions(table, order=3)
    strangers = balance_of_power(InfluenceTable(["cfa", "mission", "opco"], np.zeros((3, 3))))
    with pytest.raises(InputError, match="'branch' is in only one of the two tables"):
        actor_positions(table, order=3, power=strangers)
    with pytest.raises(InputError, match="kind of pair 'people' is not known"):
        convergences(actor_positions(table), between="people")
    with pytest.raises(InputError, match=r"row 'cfa', column 'hire', the value is -4\.5: write a number from -4 to 4"):
        PositionTable(["cfa"], ["hire"], [[-4.5]])
    with pytest.raises(InputError, match="Rows 1 and 2 carry the same objective 'hire'"):
        PositionTable(["cfa"], ["hire", "hire"], [[1, 1]])
