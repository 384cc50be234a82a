"""Where the step stands, and what it brings to the pilot's attention."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from maillage.partnerships import actions
from maillage.partnerships.standing import needs, standing
from maillage.spaces.enums import State


def sentences(space):
    return [need.sentence for need in needs(space, timezone.localdate())]


def test_the_count_says_how_many_are_read(cast, partnership, sheets):
    actions.create_partnership(space=cast.space, name="Autre", by=cast.lea)
    assert standing(cast.elsewhere).state == State.TO_START
    assert standing(cast.space).count == "2 partenariats, aucun lu"
    sheets.fill("cfa", {"A1": 3})
    sheets.fill("opco", {"A1": 3})
    now = standing(cast.space)
    assert (now.state, now.count) == (State.UNDER_WAY, "2 partenariats, 1 lu")


def test_all_read_is_up_to_date(cast, partnership, sheets):
    sheets.fill("cfa", {"A1": 3})
    assert standing(cast.space).state == State.UP_TO_DATE


@pytest.mark.parametrize(("days", "words"), [(-1, "est arrivé à son terme"), (0, "se termine"), (150, "se termine")])
def test_a_near_or_past_end_needs_the_pilot(cast, partnership, sheets, days, words):
    sheets.fill("cfa", {"A1": 3})
    actions.edit_partnership(partnership=partnership, ends_on=timezone.localdate() + timedelta(days=days), by=cast.lea)
    assert [words in sentence for sentence in sentences(cast.space)] == [True]


def test_a_far_end_does_not(cast, partnership, sheets):
    sheets.fill("cfa", {"A1": 3})
    actions.edit_partnership(partnership=partnership, ends_on=timezone.localdate() + timedelta(days=300), by=cast.lea)
    assert sentences(cast.space) == []


def test_a_disagreement_waits_until_the_group_has_read(cast, partnership, sheets):
    assert "n'est pas encore lu" in sentences(cast.space)[0]
    sheets.several("B4", cfa=1, opco=5, mission=3)
    assert sentences(cast.space) == ["« Passerelle fret » : un désaccord attend d'être mis en débat."]
    sheets.fill(None, {"B4": 3}, kind="consensus")
    assert sentences(cast.space) == []
    sheets.several("B4", fret=5)
    assert "mis en débat" in sentences(cast.space)[0]


def test_archived_partnerships_are_left_in_peace(cast, partnership):
    actions.archive_partnership(partnership=partnership, by=cast.lea)
    assert sentences(cast.space) == []
    assert standing(cast.space).state == State.TO_START
