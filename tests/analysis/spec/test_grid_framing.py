"""Formality × flexibility: the four corners, the cut, and what is missing."""

from __future__ import annotations

import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.grid import FRAMES, read_framing


@pytest.mark.parametrize(
    ("formality", "flexibility", "frame"),
    [
        (3, 3, "co_built_frame"),
        (3, 2.5, "rigid_frame"),
        (2.5, 3, "informal_understanding"),
        (2.5, 2.5, "imposed_or_absent_frame"),
    ],
)
def test_three_belongs_to_the_upper_side(formality, flexibility, frame):
    scores = {"A1": formality, "C1": formality, "C2": formality, "C3": flexibility}
    assert read_framing(scores).frame == frame


def test_formality_is_the_mean_of_three_criteria():
    framing = read_framing({"A1": 2, "C1": 4, "C2": 3, "C3": 5})
    assert (framing.formality, framing.flexibility, framing.frame) == (3, 5, "co_built_frame")


def test_what_is_missing_is_named():
    framing = read_framing({"A1": 2, "C1": None, "C3": 5})
    assert (framing.formality, framing.flexibility, framing.frame) == (None, 5, None)
    assert framing.missing == ("C1", "C2")
    assert framing.reason == "missing_criteria"


def test_another_grid_can_name_its_own_criteria():
    framing = read_framing({"X": 4, "Y": 2}, formality_criteria=["X"], flexibility_criteria=["Y"])
    assert framing.frame == "rigid_frame"
    assert framing.as_dict()["formality_criteria"] == ["X"]


def test_every_corner_has_a_frame():
    assert set(FRAMES) == {(a, b) for a in (True, False) for b in (True, False)}


@pytest.mark.parametrize("score", [0, 6, float("nan"), "four", True])
def test_a_score_that_cannot_be_read_is_named(score):
    with pytest.raises(InputError, match="C1"):
        read_framing({"A1": 2, "C1": score, "C2": 3, "C3": 5})
