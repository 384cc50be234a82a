"""Objectives on two axes, and the balance between economic and social stakes."""

from itertools import product

import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.strategy import (
    READING,
    PositionTable,
    actor_positions,
    carried_tensions,
    economic_social_balance,
    read_objectives,
)

TABLE = PositionTable(
    ["cfa", "mission", "branch"],
    ["hire", "insert", "retain", "house", "image"],
    [
        [4, 2, 1, 0, -1],
        [2, 4, 0, 0, 0],
        [3, -3, 0, 0, 1],
    ],
)


def test_every_situation_has_a_reading():
    assert set(READING) == set(product(("shared", "split"), ("strong", "weak")))


def test_objectives_fall_in_four_situations():
    reading = read_objectives(actor_positions(TABLE))
    assert reading.polarisation == pytest.approx((0, 1 - 3 / 9, 0, None, 1))
    assert reading.intensity.tolist() == [9, 9, 1, 0, 2]
    assert reading.strong_from == 5.5  # median of 9, 9, 1 and 2: nobody spoke of housing
    assert reading.reading == ("common_ground", "to_debate", "to_awaken", None, "to_watch")
    assert reading.undefined[0].of == ("house",)


def test_thresholds_are_choices_printed_with_the_result():
    reading = read_objectives(actor_positions(TABLE), split_from=0.7, strong_from=2)
    assert (reading.split_from, reading.strong_from) == (0.7, 2)
    assert reading.reading == ("common_ground", "common_ground", "to_awaken", None, "to_debate")


def test_a_polarisation_on_the_threshold_is_a_split():
    """4 + 4 + 1 − 1 = 8 out of 10: exactly 0.2, though 1 − 0.8 is a little under it for a computer."""
    stands = actor_positions(PositionTable(["a", "b", "c", "d"], ["hire"], [[4], [4], [1], [-1]]))
    reading = read_objectives(stands, split_from=0.2)
    assert (reading.polarisation, reading.sides) == ((0.2,), ("split",))


def test_objectives_that_matter_as_much_but_for_rounding_are_both_strong():
    """0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 differ in their last digit; their median is between both."""
    stands = actor_positions(PositionTable(["a", "b", "c"], ["hire", "retain"], [[0.1, 0.3], [0.2, 0.2], [0.3, 0.1]]))
    assert read_objectives(stands).strengths == ("strong", "strong")


def test_without_any_stand_there_is_no_threshold_either():
    reading = read_objectives(actor_positions(PositionTable(["cfa"], ["hire"], [[0]])))
    assert (reading.strong_from, reading.reading) == (None, (None,))


def test_balance_goes_from_all_social_to_all_economic():
    families = {"hire": "E", "insert": "S", "retain": "E", "house": "S", "image": "I"}
    balance = economic_social_balance(actor_positions(TABLE), families)
    assert balance.economic.tolist() == [5, 2, 3]
    assert balance.social.tolist() == [2, 4, 3]
    assert balance.balance == pytest.approx((3 / 7, -1 / 3, 0))
    assert balance.social_objectives == ("insert", "house")


def test_balance_is_undefined_without_a_stand_on_either_family():
    families = dict.fromkeys(TABLE.objectives, "I") | {"retain": "E"}
    balance = economic_social_balance(actor_positions(TABLE), families)
    assert balance.balance == (1, None, None)
    assert balance.undefined[0].of == ("mission", "branch")


def test_a_tension_is_carried_when_both_ends_have_somebody_in_favour():
    stands = actor_positions(TABLE)
    pull, quiet = carried_tensions(stands, [("hire", "insert"), ("retain", "house")])
    assert (pull.both_ends, pull.economic_end_only, pull.social_end_only) == (("cfa", "mission"), ("branch",), ())
    assert pull.is_carried
    assert not quiet.is_carried


def test_refusals():
    stands = actor_positions(TABLE)
    with pytest.raises(InputError, match="'retain' has no family"):
        economic_social_balance(stands, {"hire": "E", "insert": "S"})
    with pytest.raises(InputError, match="polarisation that makes a split is 2"):
        read_objectives(stands, split_from=2)
    with pytest.raises(InputError, match="intensity that makes an objective strong is -1"):
        read_objectives(stands, strong_from=-1)
    with pytest.raises(InputError, match="names the objective 'train', which is not in the table"):
        carried_tensions(stands, [("train", "hire")])
    with pytest.raises(InputError, match="not made of two objectives"):
        carried_tensions(stands, [("hire", "hire")])
