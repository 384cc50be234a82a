"""The words of the grid, version 1."""

import hashlib
import re

import pytest
from django.utils import translation

from maillage.partnerships import grid

FINGERPRINT_OF_VERSION_1 = "920259004b8f5ddd4e1ae0488fd4a784dc4a759c6d54a360b515b7addc962f3f"


def test_version_1_never_changes():
    """Answers were given to these words. A correction, even of a comma, is a version 2."""
    assert hashlib.sha256(grid.FILE.read_bytes()).hexdigest() == FINGERPRINT_OF_VERSION_1


def test_seven_seven_and_eight_criteria_with_reserved_ids():
    ids = [criterion.id for criterion in grid.shipped_criteria()]
    assert set(ids) == grid.RESERVED
    assert ids == sorted(ids)
    assert [sum(id.startswith(dimension) for id in ids) for dimension in "ABC"] == [7, 7, 8]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_criterion_has_all_its_words_in_both_languages(language):
    for criterion in grid.shipped_criteria(language):
        assert criterion.name
        assert criterion.question.endswith("?")
        assert len(criterion.anchors) == 5
        assert len(set(criterion.anchors)) == 5
        assert all(criterion.anchors)
        assert criterion.evidence
        assert criterion.inspirations
    assert [rung.level for rung in grid.ladder(language)] == [1, 2, 3, 4, 5]


def test_english_is_not_left_in_french():
    french, english = grid.shipped_criteria("fr"), grid.shipped_criteria("en")
    same = {
        (a.id, part)
        for a, b in zip(french, english, strict=True)
        for part in ("name", "question", "anchors", "evidence")
        if getattr(a, part) == getattr(b, part)
    }
    assert same == {("C6", "name")}  # « Animation »


def test_french_punctuation_stays_with_its_word():
    for criterion in grid.shipped_criteria("fr"):
        assert not re.search(r" [?!:;»]|« ", criterion.question + "".join(criterion.anchors))


def test_the_language_in_use_is_the_default():
    with translation.override("en"):
        assert grid.dimensions()["C"] == "Conditions for lasting"
    with translation.override("fr"):
        assert grid.dimensions()["C"] == "Conditions de pérennisation"


def test_we_say_that_the_grid_is_ours():
    assert "pas celle de l'AEFA" in grid.about("fr")
    assert "not the AEFA's" in grid.about("en")
