"""Answering by a personal link: no account, one question a screen, kept at each answer, nobody else's to see."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from maillage.actors.models import RegisterEntry
from maillage.campaigns import actions, links, rules
from maillage.campaigns.models import Campaign, Invitation
from maillage.journal.models import Entry
from maillage.partnerships.models import Answer, Assessment
from maillage.spaces.enums import Role
from maillage.spaces.models import Membership

from .story import IDS, Visitor


@pytest.fixture
def campaign(ask):
    return ask("named", cfa=2, mission=1)


@pytest.fixture
def someone(campaign, partnership):
    return Visitor(campaign.invitations.get(email="cfa0@exemple.fr"), partnership)


def test_the_welcome_page_says_who_asks_why_how_long_who_reads_and_until_when(someone, campaign):
    page = someone.open().text
    for words in ["Léa Martin", "10 minutes", "Pour préparer le comité.", "Passerelle fret", "22 questions"]:
        assert words in page
    assert "avec votre nom" in page
    assert "jamais votre lecture" in page
    assert "Nadia Benali" in page  # runs the campaign, and so sees who was asked
    assert "mission0@exemple.fr" not in page


def test_the_letter_holds_the_link_the_promise_and_the_way_out(ask):
    ask("named", letters=True, cfa=2, mission=1)
    letter = next(one for one in mail.outbox if "cfa0@exemple.fr" in one.to[0])
    assert letter.from_email.startswith("Pays d'Aulne <")
    assert letter.reply_to == ["Léa Martin <lea@exemple.fr>"]
    for words in ["/reponse/", "/refuser/", "/transmettre/", "avec votre nom", "10\xa0minutes", "Passerelle fret"]:
        assert words.replace("\xa0", " ") in letter.body.replace("\xa0", " ")
    assert len(mail.outbox) == 3


def test_an_english_speaker_is_written_to_and_welcomed_in_english(ask, cast, partnership):
    campaign = ask.prepare()
    person = actions.Person(
        organisation=cast.organisations["cfa"], name="Ann Bell", email="ann@exemple.fr", language="en"
    )
    [invitation] = actions.ask_people(campaign=campaign, people=[person], by=cast.lea)
    with ask.after_commit(execute=True):
        actions.open_campaign(campaign=campaign, by=cast.lea)
    assert "Dear Ann Bell" in mail.outbox[-1].body
    visitor = Visitor(invitation, partnership)
    assert '<html lang="en">' in visitor.open().text
    visitor.client.post(reverse("set_language"), {"language": "fr", "next": visitor.url()})
    assert '<html lang="fr">' in visitor.open().text


def test_each_answer_is_kept_and_one_comes_back_where_one_stopped(someone, partnership):
    first = someone.start()
    assert first.url == someone.sheet("assess", "A1")
    page = someone.client.get(first.url).text
    assert page.count('name="choice"') == 7
    assert "Je ne sais pas" in page
    assert "Sans objet" in page
    assert "avec votre nom" in page
    assert someone.say("A1", 4, evidence="documented", evidence_note="la charte").url == someone.sheet("assess", "A2")
    someone.say("A2", "unknown")
    again = Visitor(Invitation.objects.get(email="cfa0@exemple.fr"), partnership)  # another telephone
    assert "2 réponses sur 22" in again.open().text
    assert again.start().url == again.sheet("assess", "A3")
    kept = Answer.objects.order_by("criterion")
    assert [(one.criterion, one.level, one.non_answer) for one in kept] == [("A1", 4, ""), ("A2", None, "unknown")]


def test_handing_in_thanks_sends_the_answers_back_and_leaves_them_to_be_read(ask, campaign):
    visitor = ask.answer(campaign.invitations.get(email="cfa0@exemple.fr"), 4, 2)
    thanks = mail.outbox[-1]
    assert thanks.to == ["cfa 0 <cfa0@exemple.fr>"]
    assert "A1" in thanks.body
    assert "4 établi, " in thanks.body
    assert "Merci" in visitor.open().text
    assert "2 réponses sur 22" in visitor.client.get(visitor.sheet("summary")).text
    invitation = Invitation.objects.get(email="cfa0@exemple.fr")
    assert invitation.finished_on == timezone.localdate()


def test_one_corrects_until_the_closing_then_only_reads(ask, cast, campaign):
    visitor = ask.answer(campaign.invitations.get(email="cfa0@exemple.fr"), 4)
    assert visitor.client.post(visitor.sheet("reopen")).status_code == 302
    assert Invitation.objects.get(email="cfa0@exemple.fr").finished_on is None
    visitor.say("A1", 2)
    visitor.submit()
    actions.close_campaign(campaign=campaign, by=cast.lea)
    assert visitor.client.post(visitor.sheet("reopen")).status_code == 409
    assert visitor.client.post(visitor.sheet("assess", "A1"), {"choice": "5"}).status_code == 302  # to what was kept
    assert Answer.objects.get().level == 2
    assert "closes" in visitor.client.get(visitor.sheet("summary")).text


def test_an_answer_that_comes_after_the_closing_is_refused_in_words_and_nothing_is_lost(someone, cast, campaign):
    someone.start()
    someone.say("A1", 4)
    address = someone.sheet("assess", "A2")
    read = someone.client.get(address).context["form"].initial["read_version"]
    actions.close_campaign(campaign=Campaign.objects.get(), by=cast.lea)
    late = someone.client.post(address, {"choice": "3", "read_version": read})
    assert late.status_code == 200
    assert "closes" in late.text
    assert Answer.objects.get().criterion == "A1"
    assert someone.client.get(address).url == someone.sheet("summary")


def test_two_tabs_never_overwrite_each_other_unseen(someone):
    someone.start()
    address = someone.sheet("assess", "A1")
    read = someone.client.get(address).context["form"].initial["read_version"]
    assert someone.client.post(address, {"choice": "2", "read_version": read}).status_code == 302
    second = someone.client.post(address, {"choice": "5", "read_version": read})
    assert "modifié par quelqu'un d'autre" in second.text.replace("&#x27;", "'")
    assert Answer.objects.get().level == 2
    fresh = re.search(r'name="read_version" value="(\d+)"', second.text)[1]
    assert someone.client.post(address, {"choice": "5", "read_version": fresh}).status_code == 302


def test_two_clicks_on_begin_open_one_sheet(someone):
    someone.start()
    someone.start()
    assert Assessment.objects.count() == 1


def test_own_answers_are_not_sent_back_without_end(ask, campaign):
    visitor = ask.answer(campaign.invitations.get(email="cfa0@exemple.fr"), 4)
    mail.outbox.clear()
    for _ in range(rules.THANKS_ALLOWED + 2):
        visitor.client.post(visitor.sheet("reopen"))
        with ask.after_commit(execute=True):
            visitor.submit()
    assert len(mail.outbox) == rules.THANKS_ALLOWED - 1


# --- Links that open nothing


def test_any_wrong_link_gets_the_same_answer(someone, campaign, cast, ask, client):
    good = someone.token
    key = good[: links.KEY_LENGTH]
    draft = ask.prepare(title="Pas encore", fret=1).invitations.get()
    unsigned = [key, key + "x" * 22, good[:-1], good + "x", "x" * len(good), links.token_of(draft.key)]
    answers = {client.get(reverse("by_link:welcome", args=[token])).status_code for token in unsigned}
    assert answers == {404}
    pages = {client.get(reverse("by_link:welcome", args=[token])).text for token in unsigned[:2]}
    assert len({re.sub(r'value="[^"]*"', "", page) for page in pages}) == 1


def test_a_revoked_link_says_whom_to_write_to_and_what_was_handed_in_stays(ask, cast, campaign):
    invitation = campaign.invitations.get(email="cfa0@exemple.fr")
    visitor = ask.answer(invitation, 4)
    actions.revoke_link(invitation=Invitation.objects.get(pk=invitation.pk), by=cast.lea)
    for address in [visitor.url(), visitor.sheet("summary"), visitor.sheet("assess", "A1"), visitor.url("stop")]:
        assert visitor.client.post(address, {"choice": "5"}).status_code == 404
        page = visitor.client.get(address)
        assert page.status_code == 404
        assert "lea@exemple.fr" in page.text
        assert "no-store" in page["Cache-Control"]
        for word in ["Passerelle fret", "cfa 0", campaign.title]:
            assert word not in page.text
    assert Answer.objects.get().level == 4


def test_a_link_expires_two_months_after_the_date_and_the_name_goes_with_it(ask, cast, campaign):
    visitor = ask.answer(campaign.invitations.get(email="cfa0@exemple.fr"), 4)
    today = timezone.localdate()
    past = today - timedelta(days=rules.DAYS_OF_LINK_AFTER)
    Campaign.objects.update(deadline=past)
    assert visitor.open().status_code == 200
    assert actions.forget_names(on=today) == 0
    Campaign.objects.update(deadline=past - timedelta(days=1))
    assert visitor.open().status_code == 404
    assert actions.forget_names(on=today) == 1
    assert actions.forget_names(on=today) == 0
    assert set(campaign.invitations.values_list("email", flat=True)) == {""}
    assert "cfa 0" in set(campaign.invitations.values_list("name", flat=True))  # answers were given with the name


def test_when_answers_are_closed_one_is_told_whom_to_write_to(someone, cast, campaign):
    assert "lea@exemple.fr" not in someone.open().text
    actions.close_campaign(campaign=campaign, by=cast.lea)
    assert "Écrivez à Léa Martin" in someone.open().text
    Membership.objects.filter(user=cast.lea).update(role=Role.OBSERVER)  # no longer in the team
    assert "lea@exemple.fr" not in someone.open().text
    RegisterEntry.objects.create(space=cast.space, rights_email="droits@exemple.fr")
    assert "droits@exemple.fr" in someone.open().text


def test_where_no_name_was_promised_the_name_goes_too(ask):
    campaign = ask("pseudonymous", cfa=1)
    Campaign.objects.update(deadline=timezone.localdate() - timedelta(days=rules.DAYS_OF_LINK_AFTER + 1))
    actions.forget_names(on=timezone.localdate())
    assert campaign.invitations.get().name == ""


def test_a_link_of_one_person_never_reads_the_sheet_of_another(ask, campaign, partnership, cast):
    ask.answer(campaign.invitations.get(email="cfa0@exemple.fr"), 1, 1, 1)
    other = Visitor(campaign.invitations.get(email="cfa1@exemple.fr"), partnership)
    assert other.client.get(other.sheet("summary")).status_code == 404  # nothing begun: nothing of its own
    other.start()
    assert "Aucune réponse encore" in other.client.get(other.sheet("summary")).text


def test_a_link_begins_nothing_about_a_partnership_of_others(someone, cast):
    from maillage.partnerships import actions as partnerships

    elsewhere = partnerships.create_partnership(space=cast.space, name="Autre", by=cast.lea)
    assert someone.client.post(reverse("grid_by_link:start", args=[someone.token, elsewhere.pk])).status_code == 404
    theirs = partnerships.create_partnership(space=cast.elsewhere, name="Là-bas", by=cast.paul)
    assert someone.client.post(reverse("grid_by_link:start", args=[someone.token, theirs.pk])).status_code == 404


def test_whoever_tries_links_at_random_is_asked_to_come_back_later(someone, client):
    wrong = reverse("by_link:welcome", args=["x" * 38])
    for _ in range(rules.MISSES_ALLOWED):
        assert client.get(wrong).status_code == 404
    assert client.get(wrong).status_code == 429
    assert client.get(someone.url()).status_code == 429
    assert client.get(someone.url(), REMOTE_ADDR="10.0.0.9").status_code == 200


def test_one_link_sends_so_many_answers_and_no_more(someone, monkeypatch):
    monkeypatch.setattr(rules, "ANSWERS_ALLOWED", 2)
    someone.start()
    someone.say("A1", 3)
    assert someone.say("A2", 3).status_code == 429
    assert Answer.objects.count() == 1


def test_link_pages_are_neither_kept_by_browsers_nor_found_by_search_engines(someone):
    page = someone.open()
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Referrer-Policy"] == "same-origin"


def test_the_database_alone_opens_no_link(someone):
    stored = Invitation.objects.get(email="cfa0@exemple.fr")
    held = " ".join(str(value) for value in Invitation.objects.filter(pk=stored.pk).values_list()[0])
    assert someone.token not in held
    assert links.key_of(stored.key) is None


def test_a_new_secret_key_ends_the_links_unless_the_former_is_kept(someone, settings):
    former = settings.SECRET_KEY
    settings.SECRET_KEY = "n" * 50
    assert links.key_of(someone.token) is None
    settings.SECRET_KEY_FALLBACKS = [former]
    assert links.key_of(someone.token) is not None


# --- Somebody else, no, stop


def test_somebody_else_should_answer(someone, campaign, ask, as_role):
    with ask.after_commit(execute=True):
        someone.client.post(someone.url("forward"), {"name": "Zoé Roy", "email": "Zoe@exemple.fr", "language": "fr"})
    new = Invitation.objects.get(email="zoe@exemple.fr")
    assert new.organisation == Invitation.objects.get(email="cfa0@exemple.fr").organisation
    assert mail.outbox[-1].to == ["Zoé Roy <zoe@exemple.fr>"]
    assert "transmis" in mail.outbox[-1].body
    assert "Vous avez transmis" in someone.open().text
    assert someone.start().status_code == 409
    page = as_role("pilot").get(campaign.get_absolute_url()).text
    assert "transmis par cfa 0" in page
    assert "Une personne de CFA des Trois Rivières a transmis" in Entry.objects.first().sentence


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"name": "", "email": "a@exemple.fr", "language": "fr"}, "obligatoire"),
        ({"name": "A", "email": "pas une adresse", "language": "fr"}, "adresse"),
        ({"name": "A", "email": "mission0@exemple.fr", "language": "fr"}, "déjà interrogée"),
    ],
)
def test_a_question_is_handed_on_to_somebody_real_and_new(someone, form, words):
    assert words in someone.client.post(someone.url("forward"), form).text
    assert Invitation.objects.count() == 3


def test_whoever_has_begun_keeps_the_question(someone):
    someone.start()
    form = {"name": "Zoé Roy", "email": "zoe@exemple.fr", "language": "fr"}
    assert "déjà commencé" in someone.client.post(someone.url("forward"), form).text


def test_a_question_goes_from_hand_to_hand_three_times_at_most(campaign, partnership):
    invitation = campaign.invitations.get(email="cfa0@exemple.fr")
    for rank in range(rules.MOST_FORWARDS):
        form = {"name": "A", "email": f"suite{rank}@exemple.fr", "language": "fr"}
        visitor = Visitor(invitation, partnership)
        assert visitor.client.post(visitor.url("forward"), form).status_code == 302
        invitation = Invitation.objects.get(email=f"suite{rank}@exemple.fr")
    visitor = Visitor(invitation, partnership)
    form = {"name": "A", "email": "encore@exemple.fr", "language": "fr"}
    assert "changé plusieurs fois de mains" in visitor.client.post(visitor.url("forward"), form).text


def test_one_may_say_no_and_change_ones_mind(someone):
    assert someone.open("decline").status_code == 200
    assert Invitation.objects.get(email="cfa0@exemple.fr").declined_on is None  # asked, not done: machines open letters
    someone.client.post(someone.url("decline"))
    assert "vous ne répondriez pas" in someone.open().text
    refused = someone.start()
    assert refused.status_code == 409
    assert f'href="{someone.url()}"' in refused.text
    someone.client.post(someone.url(), {"do": "answer_after_all"})
    assert someone.start().status_code == 302


def test_stop_is_for_everything_that_the_space_asks_of_this_person(someone, ask):
    other = ask("named", cfa=1)
    assert someone.open("stop").status_code == 200
    someone.client.post(someone.url("stop"))
    assert other.invitations.get().stopped_on
    assert Invitation.objects.exclude(stopped_on=None).count() == 2
    assert someone.start().status_code == 302


def test_every_criterion_and_page_of_the_link_is_in_english_too(someone):
    someone.start()
    someone.client.cookies["django_language"] = "en"
    someone.say(IDS[0], 3)
    addresses = [someone.url(page) for page in ("welcome", "forward", "decline", "stop")]
    for address in [*addresses, someone.sheet("summary"), someone.sheet("assess", "C8")]:
        page = someone.client.get(address)
        assert page.status_code == 200, address
        assert '<html lang="en">' in page.text


@pytest.mark.parametrize(
    "form", [{}, {"choice": "9" * 40, "read_version": "9" * 40, "email": "\x00", "do": "x", "go": "y"}]
)
def test_no_form_however_strange_breaks_a_page_of_the_link(someone, form):
    someone.start()
    before = list(Answer.objects.values()), list(Assessment.objects.values("submitted_at"))
    addresses = [someone.url("welcome"), someone.url("forward")]
    addresses += [someone.sheet("assess", criterion) for criterion in ("A1", "Z9")]
    addresses += [someone.sheet(page) for page in ("summary", "submit", "reopen", "start")]
    for address in addresses:
        assert someone.client.post(address, form).status_code in {200, 302, 404, 405, 409}, address
    assert (list(Answer.objects.values()), list(Assessment.objects.values("submitted_at"))) == before
