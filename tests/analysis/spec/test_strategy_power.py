"""Balance of power: from direct influences to relative strength, worked by hand on three actors."""

import numpy as np
import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.strategy import InfluenceTable, balance_of_power

ACTORS = ["CFA", "Mission locale", "Opco"]

#                 CFA  Mission  Opco
DIRECT = [
    [0, 2, 1],  # the CFA weighs on the projects of the mission locale
    [1, 0, 0],
    [3, 1, 0],  # the Opco weighs on the missions of the CFA
]


@pytest.fixture
def table():
    return InfluenceTable(ACTORS, DIRECT)


def test_indirect_influence_goes_through_each_intermediary_as_far_as_the_weaker_link_allows(table):
    # Opco on Mission locale: 1 directly, and min(3, 2) = 2 through the CFA.
    midi = balance_of_power(table).midi
    assert midi.tolist() == [[2, 3, 1], [1, 1, 1], [4, 3, 1]]


def test_influence_and_dependence_leave_retroaction_out_by_default(table):
    power = balance_of_power(table)
    assert power.influence.tolist() == [4, 2, 7]
    assert power.dependence.tolist() == [5, 6, 2]


def test_relative_strength_has_mean_one(table):
    power = balance_of_power(table)
    strength = np.array([(4 - 2) / 13 * 4 / 9, (2 - 1) / 13 * 2 / 8, (7 - 1) / 13 * 7 / 9])
    assert power.strength == pytest.approx(strength)
    assert power.relative_strength == pytest.approx(3 * strength / strength.sum())


def test_the_literal_convention_keeps_the_diagonal_and_subtracts_it_once(table):
    power = balance_of_power(table, convention="literal")
    assert power.influence.tolist() == [6, 3, 8]
    assert power.dependence.tolist() == [7, 7, 3]
    assert power.strength == pytest.approx([4 / 17 * 6 / 13, 2 / 17 * 3 / 10, 7 / 17 * 8 / 11])
    assert power.convention == "literal"


def test_the_product_convention_multiplies_along_the_path(table):
    assert balance_of_power(table, convention="product").midi.tolist() == [[5, 3, 1], [1, 2, 1], [4, 7, 3]]


def test_the_strongest_path_takes_the_best_of_direct_and_two_steps(table):
    assert balance_of_power(table).mmidi.tolist() == [[0, 2, 1], [1, 0, 1], [3, 2, 0]]
    assert balance_of_power(table, convention="literal").mmidi.tolist() == [[1, 2, 1], [1, 1, 1], [3, 2, 1]]


def test_strength_by_the_strongest_path(table):
    power = balance_of_power(table)
    assert power.max_influence.tolist() == [3, 2, 5]
    assert power.max_dependence.tolist() == [4, 4, 2]
    assert power.max_strength == pytest.approx([3 / 10 * 3 / 7, 2 / 10 * 2 / 6, 5 / 10 * 5 / 7])
    literal = balance_of_power(table, convention="literal")
    assert literal.max_strength == pytest.approx([3 / 13 * 4 / 9, 2 / 13 * 3 / 8, 5 / 13 * 6 / 9])


def test_the_net_scale_says_who_weighs_more_in_each_pair(table):
    assert balance_of_power(table).net_scale.tolist() == [[0, 2, -3], [-2, 0, -2], [3, 2, 0]]


def test_stability_is_high_when_those_who_influence_are_not_those_who_depend(table):
    assert balance_of_power(table).stability == pytest.approx(100 * (1 + 4 + 5) / (2 * 13))
    one_way = balance_of_power(InfluenceTable(["CFA", "Opco"], [[0, 4], [0, 0]]))
    assert one_way.stability == 100


def test_equal_actors_have_a_strength_of_exactly_one():
    equal = np.full((7, 7), 0.7) - 0.7 * np.eye(7)
    assert (
        balance_of_power(InfluenceTable([f"actor {i}" for i in range(7)], equal)).relative_strength.tolist() == [1] * 7
    )


def test_without_any_influence_nothing_is_invented():
    power = balance_of_power(InfluenceTable(ACTORS, np.zeros((3, 3))))
    assert power.relative_strength.tolist() == [0, 0, 0]
    assert power.warnings[0].startswith("No actor has any strength")
    assert power.stability is None
    assert power.undefined[0].measure == "stability"


def test_an_actor_out_of_the_game_has_no_strength():
    power = balance_of_power(InfluenceTable(ACTORS, [[0, 2, 0], [1, 0, 0], [0, 0, 0]]))
    assert power.strength[2] == 0
    assert power.relative_strength.sum() == pytest.approx(3)


@pytest.mark.parametrize(
    ("actors", "values", "sentence"),
    [
        (["CFA", "CFA"], np.zeros((2, 2)), "Rows 1 and 2 carry the same actor 'CFA': merge them"),
        (["CFA", " "], np.zeros((2, 2)), "Row 2 has no actor name"),
        ([], np.zeros((0, 0)), "The list of actors is empty"),
        (["CFA", "Opco"], [[0, 1, 2], [1, 0, 2]], "shape 2 × 3 .* give 2 rows of 2 numbers"),
        (["CFA", "Opco"], [[0, 1], [1]], "not a rectangular table of numbers"),
        (["CFA", "Opco"], [[0, 5], [1, 0]], "row 'CFA', column 'Opco', the value is 5: write a number from 0 to 4"),
        (["CFA", "Opco"], [[0, 1], [-1, 0]], "row 'Opco', column 'CFA', the value is -1"),
        (["CFA", "Opco"], [[0, float("nan")], [1, 0]], "row 'CFA', column 'Opco', the value is nan: write a finite"),
        (["CFA", "Opco"], [[0, None], [1, 0]], "the value is nan"),
        (["CFA", "Opco"], [[0, 1], [1, 2]], "'Opco' acts on itself"),
        ("CFA", [[0]], "must be a list of names"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_a_sentence(actors, values, sentence):
    with pytest.raises(InputError, match=sentence):
        InfluenceTable(actors, values)


def test_an_unknown_convention_is_refused_with_the_list_of_those_known(table):
    with pytest.raises(InputError, match="'godet' is not known: choose one of lipsor, literal, product"):
        balance_of_power(table, convention="godet")
