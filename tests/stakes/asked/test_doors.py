"""What a link does not open, what is typed for somebody, two windows at once, a fault in the middle, what is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maillage.actors.traces import traces_of
from maillage.campaigns import actions as campaigns
from maillage.campaigns.models import Campaign
from maillage.journal.models import Entry
from maillage.stakes import actions
from maillage.stakes.enums import Source
from maillage.stakes.models import AskedAnswer, AskedSheet, Stake
from maillage.toolkit.refusals import Refusal

from .story import POSITIONS, RESOURCES, STAKES, Visitor


def test_a_link_opens_nothing_but_its_own_organisations_sheet(helene, cast, campaign):
    mission = Visitor(campaign.invitations.get(name="Rose Ba"))
    mission.say_stakes(weights={"S1": 5}, S1="nos propres mots")
    free = actions.say_stake(
        organisation=cast.organisations["mission"], words="À elle", family="social", weight=2, by=cast.lea
    )
    resource = actions.say_resource(
        organisation=cast.organisations["mission"],
        direction="brings",
        nature="money",
        description="À elle",
        by=cast.lea,
    )
    elsewhere = cast.elsewhere.objectives.create(number=1, label="Ailleurs", family="social")
    for matter in (STAKES, RESOURCES, POSITIONS):
        assert helene.summary(matter).status_code == 404  # not begun
        helene.start(matter)
    for matter, key in [
        (STAKES, f"s{free.pk}"),
        (STAKES, "E99"),
        (STAKES, "S1"),  # of the catalogue, not chosen by this organisation
        (RESOURCES, f"r{resource.pk}"),
        (RESOURCES, "places-brings"),
        (POSITIONS, f"o{elsewhere.pk}"),
        (POSITIONS, "o" + "9" * 30),
        (7, "choose"),
    ]:
        address = reverse("stakes_by_link:question", args=[helene.token, int(matter), key])
        assert helene.client.get(address).status_code == 404, key
        assert helene.client.post(address, {"weight": 5, "choice": "both", "stand": "1"}).status_code == 404, key
    for matter in (STAKES, RESOURCES, POSITIONS):
        assert "nos propres mots" not in helene.summary(matter).text
        assert "À elle" not in helene.summary(matter).text
    assert helene.start(7).status_code == 404
    assert not AskedAnswer.objects.filter(sheet__invitation__name="Hélène Quéré").exists()


def test_closed_revoked_expired(helene, paul, cast, campaign):
    helene.say_stakes(weights={"E1": 5})
    paul.start(STAKES)
    campaigns.revoke_link(invitation=campaign.invitations.get(name="Paul Ruiz"), by=cast.lea)
    assert paul.summary(STAKES).status_code == 404
    form = helene.open(STAKES, "E1").context["form"]
    read = {name: form[name].value() for name in ("read_version", "read_mark")}
    campaigns.close_campaign(campaign=Campaign.objects.get(pk=campaign.pk), by=cast.lea)
    answer = helene.client.post(helene.url("question", STAKES, "E1"), {**read, "weight": 1})
    assert "Les réponses sont closes" in answer.text
    assert helene.hand_in(STAKES).status_code == 409
    assert "sans se corriger" in helene.summary(STAKES).text
    assert Stake.objects.get().weight == 5
    Campaign.objects.filter(pk=campaign.pk).update(deadline=timezone.localdate() - timedelta(days=61))
    assert helene.summary(STAKES).status_code == 404


def test_the_pilot_types_for_somebody_and_the_sheet_says_so(helene, cast, campaign, as_role, after_commit):
    lea, invitation = as_role("pilot"), campaign.invitations.get(name="Hélène Quéré")
    page = reverse("campaigns:answer_for", args=[cast.space.slug, campaign.pk, invitation.pk])
    first = lea.post(page, {"target": int(STAKES)}).url
    assert "choose" in first
    lea.post(first, {"codes": ["E1"]})
    sheet = AskedSheet.objects.get()
    typed = reverse("stakes:typed", args=[cast.space.slug, sheet.pk, "E1"])
    assert "vous saisissez ce que dit Hélène Quéré" in lea.get(typed).text
    lea.post(typed, {"weight": 4})
    assert as_role("facilitator").get(typed).status_code == 404  # somebody else's draft
    with after_commit(execute=True):
        done = lea.post(reverse("stakes:typed_hand_in", args=[cast.space.slug, sheet.pk]))
    assert done.url == campaign.get_absolute_url()
    stake = Stake.objects.get()
    assert (stake.source, stake.noted_by, stake.invitation) == (Source.ON_BEHALF, cast.lea, invitation)
    assert "Pourvoir des postes en tension : 4" in mail.outbox[-1].body.replace("\xa0", " ")
    assert "Saisies pour vous par Léa Martin" in helene.summary(STAKES).text
    helene.start(STAKES)  # she takes her sheet back
    helene.say(STAKES, "E1", weight=2)
    helene.hand_in(STAKES)
    stake.refresh_from_db()
    assert (stake.weight, stake.source, stake.noted_by) == (2, Source.SAID, None)
    assert lea.get(typed).status_code == 404


def test_a_facilitator_types_only_where_nothing_is_out_of_sight(helene, cast, campaign, as_role):
    nadia, invitation = as_role("facilitator"), campaign.invitations.get(name="Paul Ruiz")
    page = reverse("campaigns:answer_for", args=[cast.space.slug, campaign.pk, invitation.pk])
    first = nadia.post(page, {"target": int(STAKES)}).url
    assert nadia.get(first).status_code == 200
    helene.say_stakes(weights={"E1": 5}, E1="nos propres mots")
    refused = nadia.get(first)
    assert refused.status_code == 403
    assert "nos propres mots" not in refused.text
    assert nadia.post(first, {"codes": ["E2"]}).status_code == 403
    assert nadia.post(page, {"target": int(STAKES)}).status_code == 403


def test_two_windows_replays_and_long_texts(helene, after_commit):
    helene.start(STAKES)
    helene.say(STAKES, "choose", codes=["E1"])
    form = helene.open(STAKES, "E1").context["form"]
    read = {name: form[name].value() for name in ("read_version", "read_mark")}
    address = helene.url("question", STAKES, "E1")
    for _again in range(2):
        assert helene.client.post(address, {**read, "weight": 4}).status_code == 302
    other_window = helene.client.post(address, {**read, "weight": 1})
    assert "dans une autre fenêtre : « 4 · très important »" in other_window.text
    assert AskedAnswer.objects.get(key="E1").value["weight"] == 4
    long = helene.say(STAKES, "E1", weight=4, words="x" * 1001)
    assert "trop long" in long.text
    assert helene.say(STAKES, "E1", weight=4, words="x\x00y").status_code == 200
    for codes in (["E99"], ["E1", "'; DROP"]):
        assert helene.say(STAKES, "choose", codes=codes).status_code == 200
    with after_commit(execute=True):
        helene.hand_in(STAKES)
        helene.hand_in(STAKES)
    assert Stake.objects.count() == 1
    assert len(mail.outbox) == 1


def test_a_person_sees_in_the_access_to_their_data_what_they_handed_in(campaign, cast, paul):
    contact = cast.organisations["cfa"].contacts.create(
        space=cast.space, name="Paul Ruiz", email="personne1@exemple.fr"
    )
    campaign.invitations.filter(name="Paul Ruiz").update(contact=contact)
    paul.say_stakes(weights={"E1": 4}, E1="nos propres mots")
    paul.start(RESOURCES)
    told = " ".join(trace.sentence for trace in traces_of(contact))
    assert "nos propres mots" in told
    assert "sans les remettre" in told
    contact.delete()  # erased: the sheet is the organisation's
    stake = Stake.objects.select_related("invitation").get()
    assert (stake.weight, stake.invitation.name) == (4, "")


def test_drafts_never_handed_in_go_with_the_links(helene, paul, campaign):
    helene.say_stakes(weights={"E1": 4})
    paul.say_stakes(weights={"E2": 4}, hand_in=False)
    after = timezone.localdate() + timedelta(days=14 + 61)
    assert campaigns.forget_names(on=after) == 1
    assert [sheet.invitation.name for sheet in AskedSheet.objects.all()] == ["Hélène Quéré"]
    assert Stake.objects.get().code == "E1"


def test_only_promises_that_can_be_kept_and_matters_that_exist(cast):
    told = {"space": cast.space, "subject": "stakes", "title": "X", "deadline": timezone.localdate(), "by": cast.lea}
    with pytest.raises(Refusal, match="ne pourrait pas être tenue"):
        campaigns.create_campaign(**told, targets=[STAKES], anonymity="aggregated")
    actions.close_round(round=cast.space.rounds.get(), by=cast.lea)
    with pytest.raises(Refusal, match="si un tour est ouvert"):
        campaigns.create_campaign(**told, targets=[STAKES, POSITIONS])
    assert campaigns.create_campaign(**told, targets=[STAKES]).anonymity == "named"


def test_two_windows_hand_in_once(helene, campaign):
    helene.say_stakes(weights={"E1": 5}, hand_in=False)
    first, second = (AskedSheet.objects.select_related("invitation__campaign__space").get() for _window in range(2))
    actions.hand_in_asked(sheet=first, by=first.invitation)
    actions.hand_in_asked(sheet=second, by=second.invitation)  # read before the first was handed in
    assert Entry.objects.filter(code="campaign.answers_came").count() == 1


def test_a_fault_in_the_middle_of_handing_in_leaves_nothing_half_said(helene, monkeypatch):
    helene.say_stakes(weights={"E1": 5, "S4": 2}, hand_in=False)

    def fails(**_kwargs):
        raise RuntimeError("the server stops here")

    monkeypatch.setattr("maillage.campaigns.actions.note_answers_came", fails)
    with pytest.raises(RuntimeError, match="stops here"):
        helene.hand_in(STAKES)
    assert not Stake.objects.exists()
    assert AskedAnswer.objects.filter(is_pending=True).count() == 4
    assert AskedSheet.objects.get().handed_in_on is None
    monkeypatch.undo()
    helene.hand_in(STAKES)
    assert Stake.objects.count() == 2


def test_the_number_of_queries_does_not_grow_with_the_answers(helene, paul):
    helene.say_stakes(weights={"E1": 5})
    paul.start(STAKES)

    def count(call) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert call().status_code in {200, 302}
        return len(seen)

    few = [count(lambda: paul.summary(STAKES)), count(lambda: paul.open(STAKES, "choose"))]
    helene.say_stakes(weights=dict.fromkeys(("E1", "E2", "E3", "E4", "S1", "S2", "F1", "I1", "I2"), 3))
    many = [count(lambda: paul.summary(STAKES)), count(lambda: paul.open(STAKES, "choose"))]
    assert many == few
    assert max(many) < 25
