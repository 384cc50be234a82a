"""What was promised before answering holds in every reading, page and line of the journal."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from maillage.campaigns import actions
from maillage.campaigns.models import Campaign, Invitation
from maillage.journal.models import Entry
from maillage.partnerships import actions as partnerships
from maillage.partnerships import queries
from maillage.partnerships.analyses import read_partnership
from maillage.partnerships.models import Assessment

from .story import Visitor


def all_answer(ask, campaign, *levels: int) -> list[Assessment]:
    """Each person asked answers A1 with one of these levels, and hands in."""
    for invitation, level in zip(campaign.invitations.order_by("pk"), levels, strict=False):
        ask.answer(invitation, level)
    return list(Assessment.objects.filter(invitation__campaign=campaign).order_by("pk"))


def close(campaign, cast):
    with transaction.atomic():
        actions.close_campaign(campaign=Campaign.objects.select_related("space").get(pk=campaign.pk), by=cast.lea)


def pages_of(partnership, campaign, *sheets) -> list[str]:
    space = partnership.space.slug
    return [
        partnership.get_absolute_url(),
        partnership.get_reading_url(),
        campaign.get_absolute_url(),
        reverse("spaces:journal", args=[space]),
        *[reverse("partnerships:summary", args=[space, partnership.pk, sheet.pk]) for sheet in sheets],
    ]


def read(client, pages: list[str]) -> str:
    return "\n".join(answer.text for answer in map(client.get, pages) if answer.status_code == 200)


# --- With names


def test_the_pilot_reads_named_answers_once_handed_in_and_nobody_else_does(ask, cast, as_role):
    campaign = ask("named", cfa=1)
    invitation = campaign.invitations.get()
    visitor = ask.answer(invitation, 4, submit=False)
    [sheet] = Assessment.objects.all()
    summary = reverse("partnerships:summary", args=[cast.space.slug, ask.partnership.pk, sheet.pk])
    assert as_role("pilot").get(summary).status_code == 404  # not handed in: still the person's own
    visitor.submit()
    assert as_role("pilot").get(summary).status_code == 200
    assert "cfa 0" in as_role("pilot").get(ask.partnership.get_reading_url()).text
    for role in ("facilitator", "partner", "observer"):  # Karim represents the same organisation
        assert as_role(role).get(summary).status_code == 404, role
    assert "CFA des Trois Rivières a répondu" in Entry.objects.first().sentence


# --- Under a number


def test_numbered_sheets_are_read_after_the_closing_from_three_on_and_name_nobody(ask, cast, as_role):
    campaign = ask("pseudonymous", cfa=3)
    sheets = all_answer(ask, campaign, 1, 3, 5)
    lea = as_role("pilot")
    pages = pages_of(ask.partnership, campaign, *sheets)
    assert [lea.get(page).status_code for page in pages[4:]] == [404] * 3
    close(campaign, cast)
    assert [lea.get(page).status_code for page in pages[4:]] == [200] * 3
    reading = lea.get(ask.partnership.get_reading_url()).text
    for sheet in sheets:
        assert f"répondant {sheet.number}" in reading
    assert "(formation)" in reading
    for who in [*(f"cfa {rank}" for rank in range(3)), "@exemple.fr", "CFA des Trois"]:
        assert who not in read(lea, pages[4:])
    assert "remises le" not in lea.get(pages[4]).text  # the day would tell
    told = Assessment.objects.filter(told=True)
    assert len(set(told.values_list("submitted_at", "started_on"))) == 1
    for role in ("facilitator", "partner", "observer"):
        assert {as_role(role).get(page).status_code for page in pages[4:]} == {404}


def test_fewer_than_three_numbered_sheets_are_never_read_one_by_one(ask, cast, as_role):
    campaign = ask("pseudonymous", cfa=3)
    sheets = all_answer(ask, campaign, 1, 5)
    close(campaign, cast)
    assert not Assessment.objects.visible_to(cast.lea).exists()
    pages = pages_of(ask.partnership, campaign, *sheets)
    assert {as_role("pilot").get(page).status_code for page in pages[4:]} == {404}


def test_a_college_of_one_is_not_told(ask, cast):
    campaign = ask("pseudonymous", cfa=3, mission=1)
    all_answer(ask, campaign, 1, 2, 3, 4)
    close(campaign, cast)
    colleges = [one.college for one in queries.numbered_sheets(ask.partnership)]
    assert sorted(colleges) == ["", "formation", "formation", "formation"]


def test_the_pilot_knows_who_answered_not_how_far_the_others_are(ask, as_role):
    campaign = ask("pseudonymous", cfa=2, mission=1)
    first, second, _third = campaign.invitations.order_by("pk")
    ask.answer(first, 4)
    ask.answer(second, 4, submit=False)
    page = as_role("pilot").get(campaign.get_absolute_url()).text
    assert page.count("A répondu") == 1
    assert page.count("N&#x27;a pas encore répondu") == 2
    assert "A commencé" not in page
    assert "Ont ouvert" not in page


# --- Together only


def test_nobody_reads_a_sheet_that_is_read_together_only(ask, cast, as_role):
    campaign = ask("aggregated", cfa=3)
    sheets = all_answer(ask, campaign, 1, 3, 5)
    close(campaign, cast)
    pages = pages_of(ask.partnership, campaign, *sheets)
    for role in ("pilot", "facilitator", "partner", "observer"):
        assert {as_role(role).get(page).status_code for page in pages[4:]} == {404}
    for user in (cast.lea, cast.nadia, cast.karim, cast.ines):
        assert not Assessment.objects.visible_to(user).exists()


def test_nobody_sees_who_answered_where_answers_are_read_together_only(ask, as_role):
    campaign = ask("aggregated", cfa=3, mission=1)
    first, second, *_others = campaign.invitations.order_by("pk")
    ask.answer(first, 4)
    ask.answer(second, 4, submit=False)
    page = as_role("pilot").get(campaign.get_absolute_url()).text
    for words in ["A répondu", "A commencé", "pas encore répondu", "relancée"]:
        assert words not in page
    assert page.count("Invitée") == 4
    assert "moins de trois" in page  # the college of one person is not counted apart


def test_the_journal_says_who_answered_with_names_only(ask, cast, as_role):
    for anonymity in ("pseudonymous", "aggregated"):
        campaign = ask(anonymity, cfa=1)
        before = Entry.objects.count()
        ask.answer(campaign.invitations.get(), 4)
        assert Entry.objects.count() == before, anonymity


@pytest.mark.parametrize("anonymity", ["pseudonymous", "aggregated"])
def test_the_database_keeps_no_name_beside_what_was_promised_without(ask, cast, anonymity):
    campaign = ask(anonymity, cfa=1)
    ask.answer(campaign.invitations.get(), 4)
    sheet = Assessment.objects.get()
    assert (sheet.organisation, sheet.rater, sheet.college) == (None, None, "training")
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.update(organisation=cast.organisations["cfa"])


# --- In the figures


@pytest.mark.parametrize("anonymity", ["pseudonymous", "aggregated"])
def test_nameless_answers_count_from_three_on_even_for_the_pilot(ask, anonymity):
    campaign = ask(anonymity, cfa=3)
    people = list(campaign.invitations.order_by("pk"))
    for number, (invitation, level) in enumerate(zip(people, (1, 3, 5), strict=True), start=1):
        ask.answer(invitation, level)
        reading = read_partnership(ask.partnership)
        assert (reading.raters, reading.by_id["A1"].median) == ((3, 3) if number == 3 else (0, None))


def test_named_answers_do_not_give_the_nameless_ones_away(ask):
    named, nameless = ask("named", mission=2), ask("aggregated", cfa=2)
    all_answer(ask, named, 2, 2)
    all_answer(ask, nameless, 5, 5)
    line = read_partnership(ask.partnership).by_id["A1"]
    assert (line.answers, line.median) == (2, 2)  # four would give 3.5, and the pilot knows the first two


def test_where_two_of_three_do_not_know_the_third_is_not_found_out(ask):
    campaign = ask("aggregated", cfa=3)
    for invitation, said in zip(campaign.invitations.order_by("pk"), ("unknown", "unknown", 5), strict=True):
        ask.answer(invitation, said)
    line = read_partnership(ask.partnership).by_id["A1"]
    assert (line.answers, line.median, line.unknown) == (0, None, 2)


def test_the_same_person_asked_again_counts_once(ask):
    first, second = ask("named", cfa=2), ask("named", cfa=2)
    all_answer(ask, first, 1, 1)
    all_answer(ask, second, 5, 4)
    line = read_partnership(ask.partnership).by_id["A1"]
    assert (line.answers, line.median) == (2, 4.5)


def test_the_same_person_by_account_and_by_link_counts_once(ask, cast, as_role):
    cfa = cast.organisations["cfa"]
    sheet = partnerships.start_assessment(partnership=ask.partnership, organisation=cfa, by=cast.karim)
    partnerships.answer(assessment=sheet, criterion="A1", level=1, by=cast.karim)
    partnerships.submit_assessment(assessment=sheet, by=cast.karim)
    campaign = ask("named", mission=1)
    karim = actions.Person(organisation=cfa, email=cast.karim.email.upper(), name="Karim")
    with ask.after_commit(execute=True):
        [invitation] = actions.ask_people(campaign=campaign, people=[karim], by=cast.lea)
    ask.answer(invitation, 5)
    line = read_partnership(ask.partnership).by_id["A1"]
    assert (line.answers, line.median) == (1, 5)


def test_what_a_partner_answered_by_link_no_longer_waits(ask, cast):
    assert queries.left_to_answer(cast.karim, cast.space) == [ask.partnership]
    campaign = ask("aggregated", mission=1)
    karim = actions.Person(organisation=cast.organisations["cfa"], email=cast.karim.email, name="Karim")
    with ask.after_commit(execute=True):
        [invitation] = actions.ask_people(campaign=campaign, people=[karim], by=cast.lea)
    assert queries.left_to_answer(cast.karim, cast.space) == []  # asked once, by the link
    ask.answer(invitation, 3)
    assert queries.left_to_answer(cast.karim, cast.space) == []


def test_an_account_of_the_team_writes_in_nobodys_sheet(ask, cast, as_role):
    campaign = ask("named", cfa=1)
    ask.answer(campaign.invitations.get(), 4)
    [sheet] = Assessment.objects.all()
    where = [cast.space.slug, ask.partnership.pk, sheet.pk]
    assert as_role("pilot").post(reverse("partnerships:reopen", args=where)).status_code == 403
    assert (
        as_role("pilot").post(reverse("partnerships:assess", args=[*where, "A1"]), {"choice": "1"}).status_code == 403
    )
    assert sheet.answers.get().level == 4


def test_a_grid_changed_meanwhile_does_not_change_what_people_were_asked(ask, cast):
    campaign = ask("named", cfa=2)
    first, second = campaign.invitations.order_by("pk")
    ask.answer(first, 4)
    used = Assessment.objects.get().grid_id
    from maillage.partnerships.models import GridVersion, Instruments

    newer = GridVersion.objects.create(
        space=cast.space, number=2, criteria=GridVersion.objects.get(pk=used).criteria[:5]
    )
    Instruments.objects.update_or_create(space=cast.space, defaults={"grid": newer})
    ask.answer(second, 4)
    assert set(Assessment.objects.values_list("grid", flat=True)) == {used}


def test_a_person_who_left_the_partnership_is_asked_nothing_more(ask, cast):
    campaign = ask("named", cfa=1)
    member = ask.partnership.members.get(organisation=cast.organisations["cfa"])
    partnerships.end_member(member=member, by=cast.lea)
    visitor = Visitor(campaign.invitations.get(), ask.partnership)
    assert "plus dans ce qui est demandé" in visitor.open().text
    assert visitor.start().status_code == 404
    assert Invitation.objects.get().begun_on is None
