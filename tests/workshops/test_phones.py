"""A phone in a workshop: no account, a promise told first, a tap an answer, nobody else's to see."""

from __future__ import annotations

import re

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from maillage.journal.models import Entry
from maillage.toolkit.refusals import Refusal
from maillage.workshops import actions, rules
from maillage.workshops.models import Phone, PhoneAnswer, Workshop
from tests.conftest import StrictClient

from .room import ITEMS, Handset


def test_the_door_tells_the_promise_before_anything_is_asked(workshop):
    page = Handset(workshop).get().text
    for words in ["Léa Martin", "Pour le comité.", "ni nom, ni organisation", "à partir de trois", "mission locale"]:
        assert words in page
    assert not Phone.objects.exists()


def test_a_phone_answers_corrects_and_comes_back_where_it_was(workshop):
    phone = Handset(workshop, "training")
    assert phone.get()["Location"].endswith("/1/")
    assert phone.post("1/", answer="4")["Location"].endswith("/2/")
    phone.post("2/", answer="unknown")
    assert phone.get()["Location"].endswith("/3/")
    assert 'value="4" aria-pressed="true"' in phone.get("1/").text
    phone.post("1/", answer="not_applicable")
    assert phone.post("3/", answer="5")["Location"].endswith("/4/")
    assert "3 réponses gardées sur 3" in phone.get("4/").text
    given = dict(PhoneAnswer.objects.values_list("item", "non_answer"))
    assert given == {"E1": "not_applicable", "S1": "unknown", "S3": ""}
    assert Phone.objects.count() == 1
    assert phone.post("1/", answer="6").status_code == 409
    assert phone.post("9/", answer="3").status_code == 404


def test_what_is_kept_of_a_phone_is_a_college_and_nothing_else(workshop):
    assert {field.name for field in Phone._meta.concrete_fields} == {"id", "workshop", "key", "college"}
    phone = Handset(workshop, "companies").answer("3")
    [cookie] = [one for name, one in phone.client.cookies.items() if name.startswith("atelier_")]
    assert cookie["httponly"]
    assert cookie["path"] == "/atelier/"
    assert Phone.objects.get().key in cookie.value
    assert cookie.value != Phone.objects.get().key  # the base alone answers for nobody
    assert not Entry.objects.filter(code__startswith="workshop").exclude(actor="Léa Martin").exists()


def test_the_college_changes_until_the_first_answer(workshop):
    phone = Handset(workshop, "training")
    assert "Changer de collège" in phone.get("?college=1").text
    phone.post("", college="none")
    assert Phone.objects.get().college == ""
    phone.answer("3")
    assert phone.post("", college="training").status_code == 409
    assert Handset(workshop).post("", college="bidule").status_code == 409


def test_a_wrong_code_a_closed_workshop_and_a_draft_are_the_same_404(workshop, prepared, cast):
    stranger = Handset(workshop)
    wrong = stranger.client.get("/atelier/ABCD2345/")
    actions.close_workshop(workshop=workshop, by=cast.lea)
    closed = stranger.get()
    assert (wrong.status_code, closed.status_code) == (404, 404)
    told = re.compile(r'value="[\w/]*"')  # the address asked for, the form's token
    assert told.sub("", wrong.text) == told.sub("", closed.text)
    assert stranger.client.get("/atelier/?code=abcd-2345").status_code == 404
    forged = StrictClient(SERVER_NAME="localhost")
    forged.cookies[f"atelier_{workshop.code}"] = "a" * 38
    assert forged.get(f"/atelier/{workshop.code}/").status_code == 404


def test_the_code_is_typed_with_its_hyphen(workshop):
    client = StrictClient(SERVER_NAME="localhost")
    answer = client.get("/atelier/", {"code": workshop.written_code.lower()})
    assert answer["Location"] == f"/atelier/{workshop.code}/"


def test_guessing_codes_is_cut_short_but_not_for_those_who_joined(workshop, monkeypatch):
    joined = Handset(workshop, "training")
    monkeypatch.setattr(rules, "WRONG_CODES_ALLOWED", 3)
    guesser = StrictClient(SERVER_NAME="localhost")
    statuses = [guesser.get(f"/atelier/ABCD234{n}/").status_code for n in "56789"]
    assert statuses == [404, 404, 404, 429, 429]
    assert guesser.get(f"/atelier/{workshop.code}/").status_code == 429
    assert guesser.get("/atelier/", {"code": workshop.code}).status_code == 429
    assert joined.get("1/").status_code == 200


def test_phones_and_answers_have_a_limit(workshop, monkeypatch):
    monkeypatch.setattr(rules, "MOST_PHONES", 1)
    phone = Handset(workshop, "training")
    assert Handset(workshop).post("", college="training").status_code == 409
    monkeypatch.setattr("maillage.campaigns.rules.ANSWERS_ALLOWED", 2)
    assert [phone.post("1/", answer="3").status_code for _n in range(3)] == [302, 302, 429]


def test_closed_a_phone_that_joined_is_thanked_and_nothing_more_comes_in(workshop, cast):
    phone = Handset(workshop, "training").answer("3")
    actions.close_workshop(workshop=workshop, by=cast.lea)
    assert "L'atelier est clos, merci" in phone.get("2/").text.replace("’", "'")
    assert "clos, merci" in phone.post("2/", answer="5").text
    assert PhoneAnswer.objects.count() == 1
    with pytest.raises(Refusal, match="clos"):
        actions.answer(phone=Phone.objects.get(), item="S1", said="5")
    actions.reopen_workshop(workshop=workshop, by=cast.lea)
    assert phone.post("2/", answer="5")["Location"].endswith("/3/")
    actions.discard_workshop(workshop=workshop, by=cast.lea)
    over = phone.get()
    assert over.status_code == 200
    assert "clos, merci" in over.text
    assert "Nos enjeux" not in over.text


def test_led_together_the_phone_follows_the_room(cast):
    led = actions.create_workshop(
        space=cast.space, subject="stakes", items=ITEMS, title="Ensemble", pace="led", by=cast.lea
    )
    actions.open_workshop(workshop=led, by=cast.lea)
    phone = Handset(led, "training")
    state = phone.get("etat/")
    assert phone.post("1/", answer="3")["Location"].endswith("/1/")
    assert phone.get("etat/", headers={"if-none-match": state["ETag"]}).status_code == 304
    actions.show_item(workshop=led, shown=2, by=cast.lea)
    assert phone.get("etat/", headers={"if-none-match": state["ETag"]}).json() == {"mark": "open-2"}
    assert phone.post("1/", answer="5").status_code == 409
    assert phone.get("1/")["Location"].endswith("/2/")
    actions.show_item(workshop=led, shown=0, by=cast.lea)
    assert "Regardez l'écran" in phone.get("0/").text.replace("’", "'")
    with pytest.raises(Refusal):
        actions.show_item(workshop=led, shown=9, by=cast.lea)


def test_the_base_refuses_what_the_pages_never_send(workshop, cast):
    phone = actions.join(workshop=workshop, college="training")
    for wrong in ({"level": 6}, {"level": None}, {"level": 3, "non_answer": "unknown"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PhoneAnswer.objects.create(phone=phone, item="E1", **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Workshop.objects.filter(pk=workshop.pk).update(kept_on=timezone.localdate())


def test_the_room_is_asked_in_english_too(workshop):
    phone = Handset(workshop, "training")
    phone.client.cookies["django_language"] = "en"
    page = phone.get("1/").text
    assert "how much does this stake matter" in page
    assert "not a stake for us" in page.lower()
