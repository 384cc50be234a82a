"""The demonstration is planted whole, through the same doors as everybody, and its doors stay shut elsewhere."""

from __future__ import annotations

import pytest
from django.urls import reverse

from maillage.demo import actions, story
from maillage.demo.queries import rows, tree
from maillage.journal.models import Entry
from maillage.territory import gazetteer


def test_the_territory_is_real_and_cuts_across_three_departements(planted):
    codes = planted.perimeter.codes
    assert len(codes) == 92
    assert gazetteer.unknown(codes) == []
    assert {zone.code for zone, _count in gazetteer.departements_of(codes)} == {"77", "93", "95"}


def test_about_a_hundred_organisations_sit_on_real_communes(planted):
    organisations = planted.organisations.current()
    assert 100 <= len(organisations) <= 120
    assert gazetteer.unknown({organisation.commune for organisation in organisations}) == []
    assert not [organisation for organisation in organisations if organisation.siret]  # none may pass for a real one


def test_the_story_speaks_of_actors_that_exist():
    known = {row["key"] for row in rows("organisations")}
    told = {row["organisation"] for name in ("stakes", "resources") for row in rows(name)}
    told |= {row[end] for row in rows("ties") for end in ("source", "target")}
    told |= {seat["organisation"] for seat in tree("groups")["seats"]}
    told |= {key for one in tree("partnerships")["partnership"] for key, _role in one["members"]}
    assert told <= known


def test_what_was_planted_is_in_the_journal(planted):
    codes = set(Entry.objects.filter(space_id=planted.pk).values_list("code", flat=True))
    assert {"space.created", "space.member_invited"} <= codes


def test_planting_again_starts_afresh(planted):
    actions.uproot()
    assert not actions.is_planted()
    assert actions.plant().pk != planted.pk


@pytest.mark.parametrize("part", list(story.CAST))
def test_one_click_comes_in(part, planted, client):
    answer = client.get(reverse("demo:enter", args=[part]))
    assert answer["Location"] == planted.get_absolute_url()


def test_there_is_no_such_door_on_a_real_server(planted, client, settings):
    settings.DEMO = False
    assert client.get(reverse("demo:enter", args=["pilot"])).status_code == 404
    assert "demonstration" not in client.get(reverse("spaces:mine")).text


def test_somebody_without_an_account_may_be_played_by_a_personal_link(planted, client):
    from maillage.campaigns import links
    from maillage.demo.queries import somebody_asked

    asked = somebody_asked()
    page = client.get(f"/reponse/{links.token_of(asked.key)}/")
    assert page.status_code == 200
    assert "vous demande" in page.text


def test_a_campaign_has_opened_a_common_reading_and_another_waits(planted):
    closed, waiting = planted.campaigns.filter(subject="grid").order_by("deadline")
    assert closed.closed_at
    assert waiting.closed_at is None
    assert closed.invitations.exclude(finished_on=None).count() == 3
    assert waiting.invitations.to_remind().count() == 5
