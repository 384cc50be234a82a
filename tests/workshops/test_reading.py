"""What a room answered, read together: three answers or nothing, and no subtraction that points at anybody."""

from __future__ import annotations

import pytest

from maillage.actors.enums import College
from maillage.workshops.analyses import read_item
from maillage.workshops.pictures import all_items, one_item, qr_code
from maillage.workshops.queries import Given, plain_code
from maillage.workshops.readings import WorkshopReading
from maillage.workshops.wording import AskedItem, item_sentence

ASKED = AskedItem(
    1, "S3", "social", "Ouvrir <l'alternance>", "", tuple("abcde"), ("un", "deux", "trois", "quatre", "cinq")
)


def said(**colleges: str) -> list[Given]:
    """``said(training="455", companies="1?-")``: levels, « ? » unknown, « - » not applicable; nobody = no college."""
    beside = {"?": "unknown", "-": "not_applicable"}
    return [
        Given("" if college == "nobody" else college, None if one in beside else int(one), beside.get(one, ""))
        for college, answers in colleges.items()
        for one in answers
    ]


@pytest.mark.parametrize("answers", ["", "4", "4?", "55"])
def test_under_three_answers_only_their_number_is_known(answers):
    item = read_item("S3", said(training=answers))
    assert item.answers == len(answers)
    assert not item.is_told
    assert {item.levels, item.unknown, item.not_applicable, item.median} == {None}
    assert one_item(item, ASKED) == ""


def test_neither_unknown_nor_not_applicable_is_ever_a_number():
    item = read_item("S3", said(training="345???", companies="----"))
    assert (item.levels, item.median, item.unknown, item.not_applicable) == (3, 4, 3, 4)
    few = read_item("S3", said(training="5??", companies="-"))
    assert (few.levels, few.median, few.unknown, few.not_applicable, few.is_told) == (1, None, 2, 1, False)


def test_the_figures_are_those_of_the_grid():
    item = read_item("S3", said(training="1224", companies="4555"))
    assert (item.median, item.lower_quartile, item.upper_quartile) == (4, 2, 5)
    assert item.by_spread
    assert item.by_colleges
    assert [(line.college, line.median) for line in item.alone] == [("training", 2), ("companies", 5)]
    assert read_item("S3", said(training="233")).disagreement is False


ROOMS = [
    # answers by college, told apart, answers of the others gathered
    ({"training": 3}, ["training"], 0),
    ({"training": 2}, [], 0),
    ({"training": 3, "companies": 1}, [], 0),
    ({"training": 3, "companies": 2}, [], 0),
    ({"training": 3, "companies": 2, "employment": 1}, ["training"], 3),
    ({"training": 5, "employment": 3, "companies": 1}, ["training"], 4),
    ({"training": 5, "employment": 4, "companies": 3, "nobody": 2}, ["employment", "training"], 5),
    ({"training": 4, "companies": 4}, ["training", "companies"], 0),
    ({"nobody": 9}, [], 0),
]


@pytest.mark.parametrize(("room", "told", "gathered"), ROOMS, ids=str)
def test_no_subtraction_gives_one_or_two_answers_away(room, told, gathered):
    item = read_item("S3", said(**{college: "3" * number for college, number in room.items()}))
    assert [line.college for line in item.alone] == told
    assert (item.gathered.answers if item.gathered else 0) == gathered
    rest = item.levels - sum(line.answers for line in item.alone) if item.levels else 0
    assert rest not in {1, 2}
    assert all(line.answers >= 3 for line in item.rows)
    for college in set(College.values) - set(told):
        assert college not in {line.college for line in item.alone}


def test_a_college_that_is_not_told_makes_no_disagreement_either():
    item = read_item("S3", said(training="111", companies="55"))
    assert not item.alone
    assert not item.by_colleges


def test_a_reading_is_kept_and_comes_back_the_same():
    reading = WorkshopReading(
        9, (read_item("S3", said(training="1224", companies="455?", nobody="-1")), read_item("E1", said(training="4")))
    )
    assert WorkshopReading.from_data(reading.as_data()) == reading


def test_the_pictures_hold_no_name_that_could_break_them():
    item = read_item("S3", said(training="1224", companies="4555"))
    drawn = one_item(item, ASKED) + all_items([(ASKED, item)], rungs=ASKED.rungs, earlier={"S3": 2.5})
    assert "&lt;l&#x27;alternance&gt;" in drawn
    assert "<l'" not in drawn
    assert "style=" not in drawn
    assert "<script" not in qr_code("https://exemple.fr/atelier/ABCD2345/")


def test_the_sentence_says_what_the_level_means_and_who_differs():
    words = item_sentence(read_item("S3", said(training="1222", companies="4555?")), ASKED, not_applicable="sans objet")
    assert "8 niveaux choisis, médiane 3 : « trois »." in words
    assert "formation 2, entreprises 5" in words
    assert "1 ne sait pas" in words
    assert "à partir de trois" in item_sentence(read_item("S3", said(training="12")), ASKED, not_applicable="")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (" km4p-7trq ", "KM4P7TRQ"),
        ("KM4P 7TRQ", "KM4P7TRQ"),
        ("KM4P7TR0", ""),
        ("KM4P7TR", ""),
        ("", ""),
        ("é" * 8, ""),
    ],
)
def test_a_code_is_typed_as_one_likes(typed, code):
    assert plain_code(typed) == code
