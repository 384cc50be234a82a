"""The pilot's team prepares, opens, follows, reminds, closes: what each page shows, what each action refuses."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from maillage.actors import actions as actors
from maillage.actors.models import Contact
from maillage.campaigns import actions, queries, wording
from maillage.campaigns.models import Campaign, Invitation
from maillage.journal.models import Entry
from maillage.partnerships import actions as partnerships
from maillage.partnerships.models import Assessment
from maillage.spaces.attention import most_urgent
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal

from .story import Visitor


def told(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_related("space").get(pk=campaign.pk)


def url(name: str, campaign: Campaign, *more: int) -> str:
    return reverse(f"campaigns:{name}", args=[campaign.space.slug, campaign.pk, *more])


def test_the_pilot_prepares_a_campaign_and_nothing_leaves(as_role, cast, partnership, deadline):
    lea = as_role("pilot")
    new = f"{reverse('campaigns:new', args=[cast.space.slug])}?sujet=grid"
    page = lea.get(f"{new}&cible={partnership.pk}").text
    assert "Trois façons de promettre" in page
    assert f'value="{partnership.pk}" id="id_targets_0" checked' in page
    assert "Passerelle fret" in page
    form = {
        "title": "Automne",
        "targets": [partnership.pk],
        "anonymity": "aggregated",
        "deadline": deadline.isoformat(),
    }
    answer = lea.post(new, form | {"message": "Merci", "reminder_days": "10, 3"})
    campaign = Campaign.objects.get()
    assert answer.url == url("ask", campaign)
    assert (campaign.reminder_days, campaign.anonymity, campaign.opened_at) == ([10, 3], "aggregated", None)
    contact = Contact.objects.create(
        space=cast.space,
        organisation=cast.organisations["cfa"],
        name="Hélène Quéré",
        function="Directrice",
        email="Helene@exemple.fr",
    )
    assert "Hélène Quéré" in lea.get(answer.url).text
    mission = cast.organisations["mission"]
    people = {"contacts": [contact.pk], "organisation": mission.pk, "name": "Samia", "email": "samia@exemple.fr"}
    assert lea.post(answer.url, people).url == campaign.get_absolute_url()
    assert set(campaign.invitations.values_list("email", flat=True)) == {"helene@exemple.fr", "samia@exemple.fr"}
    assert "Hélène Quéré" not in lea.get(answer.url).text  # already asked
    assert "2 personnes choisies" in lea.get(campaign.get_absolute_url()).text
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": " "}, "obligatoire"),
        ({"targets": []}, "obligatoire"),
        ({"deadline": "2020-01-01"}, "déjà passée"),
        ({"deadline": "2199-01-01"}, "plus d'un an"),
        ({"anonymity": "secret"}, "choix"),
        ({"reminder_days": "sept"}, "nombres de jours"),
        ({"reminder_days": "0, 90"}, "de 1 à 60"),
        ({"reminder_days": "1 2 3 4 5 6"}, "cinq au plus"),
    ],
)
def test_a_campaign_that_cannot_be_is_refused_in_one_sentence(as_role, cast, partnership, deadline, changes, words):
    form = {"title": "A", "targets": [partnership.pk], "anonymity": "named", "deadline": deadline.isoformat()} | changes
    page = as_role("pilot").post(f"{reverse('campaigns:new', args=[cast.space.slug])}?sujet=grid", form).text
    assert words in page.replace("&#x27;", "'")
    assert not Campaign.objects.exists()


def test_only_what_is_in_the_space_is_asked_about(cast, deadline):
    theirs = partnerships.create_partnership(space=cast.elsewhere, name="Là-bas", by=cast.paul)
    with pytest.raises(Refusal, match="dans cet espace"):
        actions.create_campaign(
            space=cast.space, subject="grid", title="A", targets=[theirs.pk], deadline=deadline, by=cast.lea
        )
    with pytest.raises(Refusal, match="Aucune question"):
        actions.create_campaign(space=cast.space, subject="x", title="A", targets=[1], deadline=deadline, by=cast.lea)


def test_only_members_of_the_partnerships_are_asked_each_address_once(ask, cast):
    campaign = ask.prepare(cfa=1)
    outsider = actions.Person(organisation=cast.organisations["epci"], email="x@exemple.fr")
    for person, words in [
        (outsider, "n'est pas concernée"),
        (actions.Person(organisation=cast.organisations["cfa"], email="CFA0@exemple.fr"), "déjà interrogée"),
        (actions.Person(organisation=cast.organisations["cfa"], email="pas une adresse"), "adresse"),
        (actions.Person(organisation=cast.organisations["cfa"], email=" "), "manque l'adresse"),
    ]:
        with pytest.raises(Refusal, match=words):
            actions.ask_people(campaign=campaign, people=[person], by=cast.lea)
    assert campaign.invitations.count() == 1


def test_a_campaign_opens_with_somebody_asked_and_a_date_to_come(ask, cast):
    empty = ask.prepare()
    with pytest.raises(Refusal, match="Personne n'est encore interrogé"):
        actions.open_campaign(campaign=empty, by=cast.lea)
    campaign = ask("named", cfa=1)
    with pytest.raises(Refusal, match="déjà ouverte"):
        actions.open_campaign(campaign=told(campaign), by=cast.lea)
    with pytest.raises(Refusal, match="n'est pas close"):
        actions.reopen_campaign(campaign=told(campaign), deadline=ask.deadline, by=cast.lea)
    with pytest.raises(Refusal, match="n'est pas ouverte"):
        actions.close_campaign(campaign=told(empty), by=cast.lea)


def test_the_promise_does_not_change_once_the_letters_have_left(ask, cast, as_role):
    campaign = ask("aggregated", cfa=1)
    kept = {"title": "A", "message": "", "deadline": ask.deadline, "reminder_days": [3]}
    with pytest.raises(Refusal, match="ne changent plus"):
        actions.edit_campaign(campaign=told(campaign), **kept, anonymity="named", by=cast.lea)
    with pytest.raises(Refusal, match="ne changent plus"):
        actions.edit_campaign(campaign=told(campaign), **kept, targets=[ask.partnership.pk], by=cast.lea)
    page = as_role("pilot").get(url("edit", campaign)).text
    assert 'name="anonymity"' not in page
    actions.edit_campaign(campaign=told(campaign), **kept, by=cast.lea)
    assert told(campaign).reminder_days == [3]


def test_two_who_edit_together_overwrite_nothing(ask, cast):
    campaign = ask.prepare()
    kept = {"message": "", "deadline": ask.deadline, "reminder_days": []}
    actions.edit_campaign(campaign=told(campaign), title="Un", **kept, expected_version=1, by=cast.lea)
    with pytest.raises(EditedMeanwhile):
        actions.edit_campaign(campaign=told(campaign), title="Deux", **kept, expected_version=1, by=cast.nadia)
    assert told(campaign).title == "Un"


def test_a_date_that_is_past_is_prolonged(ask, cast, as_role):
    campaign = ask("named", cfa=1)
    Campaign.objects.update(deadline=timezone.localdate() - timedelta(days=1))
    page = as_role("pilot").get(campaign.get_absolute_url()).text
    assert "Prolonger" in page
    assert "la date est passée" in page
    edited = as_role("facilitator").post(
        url("edit", campaign), {"title": "A", "deadline": ask.deadline.isoformat(), "reminder_days": ""}
    )
    assert edited.status_code == 302
    assert told(campaign).takes_answers(timezone.localdate())


def test_a_campaign_closes_and_opens_again(ask, cast, as_role):
    campaign, lea = ask("named", cfa=1), as_role("pilot")
    lea.post(url("close", campaign))
    assert told(campaign).closed_at
    kept = {"title": "A", "deadline": ask.deadline.isoformat(), "reminder_days": ""}
    assert "rouvrez-la" in lea.post(url("edit", campaign), kept).text
    assert "déjà passée" in lea.post(url("reopen", campaign), {"deadline": "2020-01-01"}).text
    lea.post(url("reopen", campaign), {"deadline": ask.deadline.isoformat()})
    assert told(campaign).closed_at is None
    actions.close_campaign(campaign=told(campaign), by=cast.lea)
    with pytest.raises(Refusal, match="ne prend plus de réponses"):
        ask.add(told(campaign), mission=1)


def test_numbered_sheets_that_could_be_read_are_not_joined_by_others(ask, cast, as_role):
    campaign = ask("pseudonymous", cfa=1)
    ask.answer(campaign.invitations.get(), 3)
    actions.close_campaign(campaign=told(campaign), by=cast.lea)
    with pytest.raises(Refusal, match="se reconnaîtraient"):
        actions.reopen_campaign(campaign=told(campaign), deadline=ask.deadline, by=cast.lea)
    assert 'name="deadline"' not in as_role("pilot").get(campaign.get_absolute_url()).text


# --- The board


def test_the_board_counts_by_college_and_by_partnership(ask, as_role, django_assert_num_queries):
    campaign = ask("named", cfa=3, mission=1)
    people = {one.email: one for one in campaign.invitations.all()}
    ask.answer(people["cfa0@exemple.fr"], 4)
    ask.answer(people["cfa1@exemple.fr"], 4, submit=False)
    Visitor(people["mission0@exemple.fr"], ask.partnership).open()
    board = queries.read_board(told(campaign), queries.people_of(campaign), on=ask.deadline)
    assert (board.total.asked, board.total.opened, board.total.begun, board.total.handed_in) == (4, 3, 2, 1)
    by_college = {line.label: (line.asked, line.opened, line.begun, line.handed_in) for line in board.colleges}
    assert by_college == {"formation": (3, 2, 2, 1), "emploi": (1, 1, 0, 0)}
    [line] = board.targets
    assert (line.label, line.asked, line.opened, line.begun, line.handed_in) == ("Passerelle fret", 4, 3, 2, 1)
    page = as_role("facilitator").get(campaign.get_absolute_url()).text
    for words in ["1 personne sur 4 a répondu", "A répondu", "A commencé", "A ouvert le lien"]:
        assert words in page


def test_no_query_for_each_person(ask, as_role, django_assert_max_num_queries):
    lea, campaign = as_role("pilot"), ask("named", cfa=2)
    pages = [campaign.get_absolute_url(), url("ask", campaign), reverse("campaigns:home", args=[campaign.space.slug])]
    few = [_queries(lea, page) for page in pages]
    ask.add(told(campaign), cfa=0, mission=12, fret=12)
    assert [_queries(lea, page) for page in pages] == few


def _queries(client, page: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as done:
        assert client.get(page).status_code == 200
    return len(done)


def test_asking_many_people_costs_the_same_few_queries(ask, cast, django_assert_max_num_queries):
    campaign = ask.prepare()
    people = [actions.Person(organisation=cast.organisations["cfa"], email=f"p{n}@exemple.fr") for n in range(60)]
    with django_assert_max_num_queries(14):
        actions.ask_people(campaign=campaign, people=people, by=cast.lea)
    numbers = list(campaign.invitations.order_by("pk").values_list("number", flat=True))
    assert len(set(numbers)) == 60
    assert numbers != sorted(numbers)  # they tell nothing of the order


def test_the_front_page_says_what_is_missing_and_until_when(ask, cast):
    campaign = ask("named", cfa=2, mission=1)
    ask.answer(campaign.invitations.first(), 4)
    today = timezone.localdate()
    [need] = [one for one in most_urgent(cast.space, on=today) if "réponses manquent" in one.sentence]
    assert "2 réponses manquent avant le" in need.sentence
    assert need.url == campaign.get_absolute_url()
    late = [one.sentence for one in most_urgent(cast.space, on=ask.deadline + timedelta(days=1))]
    assert any("la date est passée" in sentence for sentence in late)


# --- Reminders


def test_only_those_who_have_not_answered_are_reminded(ask, cast, as_role):
    campaign = ask("named", cfa=3, mission=2)
    people = {one.email: one for one in campaign.invitations.all()}
    ask.answer(people["cfa0@exemple.fr"], 4)
    for email, page in [("cfa1@exemple.fr", "decline"), ("cfa2@exemple.fr", "stop")]:
        visitor = Visitor(people[email], ask.partnership)
        visitor.client.post(visitor.url(page))
    actions.revoke_link(invitation=people["mission1@exemple.fr"], by=cast.lea)
    with pytest.raises(Refusal, match="Personne à relancer aujourd'hui"):
        actions.remind_now(campaign=told(campaign), by=cast.lea)  # the letters left today
    Invitation.objects.update(invited_on=timezone.localdate() - timedelta(days=3))
    mail.outbox.clear()
    with ask.after_commit(execute=True):
        answer = as_role("facilitator").post(url("remind", campaign))
    assert answer.status_code == 302
    assert [letter.to for letter in mail.outbox] == [["mission 0 <mission0@exemple.fr>"]]
    assert "/relances/" in mail.outbox[0].body
    with pytest.raises(Refusal, match="Personne à relancer aujourd'hui"):
        actions.remind_now(campaign=told(campaign), by=cast.lea)


def test_one_letter_a_person_for_everything_that_is_awaited(ask, cast):
    first, second = ask("named", cfa=1), ask("aggregated", cfa=1)
    Campaign.objects.filter(pk=second.pk).update(title="Une autre question")
    Invitation.objects.update(invited_on=timezone.localdate() - timedelta(days=1))
    mail.outbox.clear()
    with ask.after_commit(execute=True):
        actions.remind_now(campaign=told(first), by=cast.lea)
    [letter] = mail.outbox
    assert "Lire nos partenariats" in letter.body
    assert "Une autre question" in letter.body
    assert letter.body.count("/reponse/") == 3  # two links, and how to stop
    assert set(Invitation.objects.values_list("reminders", flat=True)) == {1}


def test_planned_reminders_leave_on_their_day_and_once(ask):
    campaign = ask("named", cfa=2)  # 7 and 2 days before a date that is in 14 days
    Invitation.objects.update(invited_on=timezone.localdate())
    mail.outbox.clear()

    def leave(days_before: int) -> int:
        return sum(actions.remind_due(on=ask.deadline - timedelta(days=days_before)).values())

    assert [leave(day) for day in (10, 8, 7, 7, 6, 1, 1, 0)] == [0, 0, 2, 0, 0, 2, 0, 0]  # day 2 was missed: caught up
    assert actions.remind_due(on=ask.deadline + timedelta(days=1)) == {}
    told_then = wording.reminders_in_words(told(campaign), on=ask.deadline - timedelta(days=5))
    assert told_then.startswith("7 et 2 jours avant la date ; la prochaine le ")
    assert wording.reminders_in_words(told(campaign), on=ask.deadline) == "7 et 2 jours avant la date"
    assert len(mail.outbox) == 4
    assert campaign.invitations.first().reminders == 2


def test_whoever_was_added_late_is_not_reminded_of_days_before(ask):
    campaign = ask("named", cfa=1)
    Campaign.objects.update(deadline=timezone.localdate() + timedelta(days=3))
    ask.add(told(campaign), mission=1)
    Invitation.objects.filter(email="cfa0@exemple.fr").update(invited_on=timezone.localdate() - timedelta(days=9))
    mail.outbox.clear()
    actions.remind_due(on=timezone.localdate() + timedelta(days=0))
    assert [letter.to for letter in mail.outbox] == [["cfa 0 <cfa0@exemple.fr>"]]


def test_letters_that_could_not_leave_are_seen_and_leave_later(ask, cast, as_role, monkeypatch):
    campaign = ask.prepare(cfa=2)

    def refuse(self, *args, **kwargs):
        raise smtplib.SMTPConnectError(421, "plus tard")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.message.EmailMessage.send", refuse)
        with ask.after_commit(execute=True):
            actions.open_campaign(campaign=told(campaign), by=cast.lea)
    assert told(campaign).opened_at
    assert "2 lettres ne sont pas encore parties" in as_role("pilot").get(campaign.get_absolute_url()).text
    with ask.after_commit(execute=True):
        as_role("pilot").post(url("send_letters", campaign))
    assert len(mail.outbox) == 2
    assert actions.remind_due(on=timezone.localdate()) == {cast.space: 0}
    assert len(mail.outbox) == 2


# --- One person


def test_a_link_is_sent_again_or_taken_back(ask, cast, as_role):
    campaign, lea = ask("named", letters=True, cfa=1), as_role("pilot")
    [invitation] = campaign.invitations.all()
    with ask.after_commit(execute=True):
        lea.post(url("send_again", campaign, invitation.pk))
    assert len(mail.outbox) == 2
    assert mail.outbox[0].body == mail.outbox[1].body  # the same link
    lea.post(url("revoke", campaign, invitation.pk))
    assert Invitation.objects.get().revoked_on
    assert lea.post(url("send_again", campaign, invitation.pk)).status_code == 409
    ask.add(told(campaign), cfa=1)  # the same address may be asked again
    assert campaign.invitations.count() == 2


def test_answers_said_on_the_telephone_are_typed_and_said_so(ask, cast, as_role):
    campaign, lea = ask("named", cfa=1), as_role("pilot")
    invitation = campaign.invitations.get()
    page = lea.get(url("answer_for", campaign, invitation.pk)).text
    assert "Votre nom reste noté" in page
    first = lea.post(url("answer_for", campaign, invitation.pk), {"target": ask.partnership.pk})
    assert first.url.endswith("/A1/")
    screen = lea.get(first.url).text
    assert "vous saisissez pour une personne interrogée" in screen
    assert "lues par Léa Martin, qui pilote" in screen
    lea.post(first.url, {"choice": "4", "read_version": 1})
    sheet = Assessment.objects.get()
    assert (sheet.entered_by, sheet.rater, sheet.organisation) == (cast.lea, None, cast.organisations["cfa"])
    with ask.after_commit(execute=True):
        lea.post(reverse("partnerships:submit", args=[cast.space.slug, ask.partnership.pk, sheet.pk]))
    assert mail.outbox[-1].to == ["cfa 0 <cfa0@exemple.fr>"]  # the person gets what was typed
    assert "Léa Martin a saisi des réponses pour CFA" in " ".join(one.sentence for one in Entry.objects.all())
    assert Invitation.objects.get().finished_on


def test_nobody_types_over_somebody_who_answers_alone(ask, cast):
    campaign = ask("named", cfa=1)
    ask.answer(campaign.invitations.get(), 4, submit=False)
    invitation = Invitation.objects.select_related("campaign", "space", "organisation").get()
    with pytest.raises(Refusal, match="répond déjà elle-même"):
        actions.answer_for(invitation=invitation, target=ask.partnership.pk, by=cast.lea)


def test_where_nobody_reads_a_sheet_nobody_types_one(ask, cast, as_role):
    campaign = ask("aggregated", cfa=1)
    invitation = campaign.invitations.select_related("space", "organisation").get()
    with pytest.raises(Refusal, match="personne ne lit ces réponses"):
        actions.answer_for(invitation=invitation, target=ask.partnership.pk, by=cast.lea)
    assert "Saisir ses réponses" not in as_role("pilot").get(campaign.get_absolute_url()).text
    assert as_role("pilot").get(url("answer_for", campaign, invitation.pk)).status_code == 409  # it would tell who has


def test_erasing_a_contact_erases_the_name_from_what_was_asked(ask, cast, partnership):
    contact = actors.add_contact(
        organisation=cast.organisations["cfa"], name="Zoé Roy", function="CPE", email="zoe@exemple.fr", by=cast.lea
    )
    campaign = ask.prepare()
    person = actions.Person(contact.organisation, contact.email, contact.name, contact)
    actions.ask_people(campaign=campaign, people=[person], by=cast.lea)
    actors.erase_contact(contact=contact, by=cast.lea)
    left = campaign.invitations.get()
    assert (left.name, left.email, left.contact) == ("", "", None)


# --- Who runs, who is asked


def test_partners_and_observers_run_nothing_and_read_only_what_they_were_asked(ask, cast, as_role):
    campaign = ask("named", mission=1)
    for role in ("partner", "observer"):
        client = as_role(role)
        assert client.get(campaign.get_absolute_url()).status_code == 404
        assert client.get(reverse("campaigns:new", args=[cast.space.slug])).status_code == 403
        assert "Rien ne vous est demandé" in client.get(reverse("campaigns:home", args=[cast.space.slug])).text
    with pytest.raises(NotAllowed):
        actions.close_campaign(campaign=told(campaign), by=cast.karim)
    karims = actions.Person(organisation=cast.organisations["cfa"], email=cast.karim.email, name="Karim")
    with ask.after_commit(execute=True):
        [invitation] = actions.ask_people(campaign=told(campaign), people=[karims], by=cast.lea)
    for page in (reverse("campaigns:home", args=[cast.space.slug]), cast.space.get_absolute_url()):
        text = as_role("partner").get(page).text
        assert Visitor(invitation, ask.partnership).url() in text
        assert "mission0@exemple.fr" not in text


def test_a_campaign_of_another_space_does_not_exist_here(ask, cast, client):
    campaign = ask("named", cfa=1)
    client.force_login(cast.paul, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(campaign.get_absolute_url()).status_code == 404
    there = reverse("campaigns:campaign", args=[cast.elsewhere.slug, campaign.pk])
    assert client.get(there).status_code == 404
