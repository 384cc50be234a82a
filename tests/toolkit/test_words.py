"""Numbers and shares as they are written: rounding, signs, the unknown, both languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from maillage.toolkit.typography import NO_BREAK, typeset
from maillage.toolkit.words import number, out_of_hundred, percent


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (-4.2, 0, "−4"),
        (-0.001, 1, "0,0"),
        (12345.65, 1, "12\u202f345,7"),
        (2.5, 0, "3"),
        (None, 1, "–"),
    ],
)
def test_a_number_is_rounded_half_up_and_nothing_is_not_below_zero(value, digits, written):
    assert number(value, digits) == written


@pytest.mark.parametrize(
    ("share", "digits", "french", "english"),
    [
        (0.234, 0, "23 %", "23%"),
        (0.234, 1, "23,4 %", "23.4%"),
        (0.285, 0, "29 %", "29%"),  # 100 * 0.285 is 28.499999999999996
        (0.125, 0, "13 %", "13%"),
        (0, 0, "0 %", "0%"),
        (1, 0, "100 %", "100%"),
        (-0.082, 1, "−8,2 %", "−8.2%"),
        (12.3456, 0, "1\u202f235 %", "1,235%"),
        (None, 0, "–", "–"),
    ],
)
def test_a_share_is_a_percentage(share, digits, french, english):
    assert percent(share, digits) == french
    with translation.override("en"):
        assert percent(share, digits) == english


def test_a_percentage_already_counted_is_written_the_same():
    assert (out_of_hundred(28.5), out_of_hundred(0.35, 1), out_of_hundred(None)) == ("29 %", "0,4 %", "–")


def test_the_space_of_a_share_holds_on_the_page():
    assert typeset(percent(0.5)) == f"50{NO_BREAK}%"
