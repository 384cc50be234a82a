"""Pictures are plain SVG: nothing that the content security policy would block, everything named."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.utils import translation

from maillage.partnerships import actions, analyses, pictures

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def reading(partnership, sheets):
    sheets.fill("cfa", "3334435423233355545343")
    sheets.fill("opco", "2?34435423233351545343")
    sheets.fill("fret", "5334435423233355545343")
    sheets.fill(None, "3" * 22, kind="consensus")
    return analyses.read_partnership(partnership)


def drawings(reading):
    return [
        pictures.profile_svg(reading),
        pictures.profile_svg(reading, layout=pictures.NARROW),
        pictures.quadrant_svg([reading]),
        pictures.quadrant_svg([reading, reading]),
    ]


def test_nothing_that_a_strict_policy_blocks(reading):
    for svg in drawings(reading):
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|href", svg)


def test_each_picture_is_named_and_well_formed(reading):
    for svg in drawings(reading):
        root = ElementTree.fromstring(svg)
        assert root.get("role") == "img"
        assert root.get("aria-label")


def test_the_profile_holds_every_criterion_and_its_marks(reading):
    root = ElementTree.fromstring(pictures.profile_svg(reading))
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert all(line.name in texts for line in reading.lines)
    medians = [circle for circle in root.iter(f"{SVG}circle") if circle.get("cx") != "7"]
    assert len(medians) == 22
    assert len(list(root.iter(f"{SVG}polygon"))) == 22 + 1  # common reading, and its legend
    assert float(medians[0].get("cx")) == pictures.WIDE.x(3)


def test_words_stay_inside_the_picture(reading):
    for language in ("fr", "en"):
        with translation.override(language):
            for svg in drawings(analyses.read_partnership(reading.partnership)):
                root = ElementTree.fromstring(svg)
                left, _top, width, _height = map(float, root.get("viewBox").split())
                for element in root.iter(f"{SVG}text"):
                    if element.get("transform") or (element.get("text-anchor") != "start"):
                        continue
                    room = 0.56 * float(element.get("font-size")) * len(element.text)
                    assert float(element.get("x")) + room <= left + width, element.text


def test_a_name_cannot_break_the_picture(cast, partnership, sheets):
    sheets.fill("cfa", {"A1": 3, "C1": 3, "C2": 3, "C3": 3})
    actions.edit_partnership(partnership=partnership, name='<b>"&', by=cast.lea)
    for svg in drawings(analyses.read_partnership(partnership)):
        ElementTree.fromstring(svg)


def test_partnerships_at_the_same_place_stay_in_their_corner(reading):
    many = [reading] * 5
    root = ElementTree.fromstring(pictures.quadrant_svg(many))
    across = [float(circle.get("cx")) for circle in root.iter(f"{SVG}circle")]
    assert len(set(across)) == 5
    cut = pictures._across(3)
    assert all((x >= cut) == (reading.framing.flexibility >= 3) for x in across)


def test_letters_are_a_key():
    assert [pictures._letter(index) for index in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]
