"""A live workshop: prepared, projected as answers come, kept as a dated session or thrown away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maillage.journal.models import Entry
from maillage.spaces.enums import Reading
from maillage.spaces.models import Publication
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal
from maillage.workshops import actions, rules
from maillage.workshops.models import Phone, PhoneAnswer, Workshop

from .room import ITEMS, room


def test_only_the_team_prepares_runs_and_projects(cast, prepared, as_role):
    pages = ["home", "new"], ["workshop", "edit", "screen", "live"]
    for role, wanted in [("pilot", {200, 302}), ("facilitator", {200, 302}), ("partner", {403, 404})]:
        client = as_role(role)
        assert client.get(reverse("workshops:new", args=[cast.space.slug])).status_code in wanted
        for name in pages[1]:
            assert client.get(reverse(f"workshops:{name}", args=[cast.space.slug, prepared.pk])).status_code in wanted
    assert "Aucune séance" in as_role("observer").get(reverse("workshops:home", args=[cast.space.slug])).text
    with pytest.raises(NotAllowed):
        actions.open_workshop(workshop=prepared, by=cast.karim)
    assert as_role("stranger").get(prepared.get_absolute_url()).status_code == 404


def test_the_pilot_prepares_one_from_the_form(cast, partnership, as_role):
    client, url = as_role("pilot"), reverse("workshops:new", args=[cast.space.slug])
    assert "Pourvoir des postes en tension" in client.get(url).text
    page = client.get(f"{url}?sujet=grid&cible={partnership.pk}").text
    assert "Cadre politique et juridique" in page
    said = {"title": "Lire ensemble", "about": partnership.pk, "items": ["A1", "A2"], "pace": "led", "message": ""}
    answer = client.post(f"{url}?sujet=grid", said)
    made = Workshop.objects.get(title="Lire ensemble")
    assert answer["Location"] == made.get_absolute_url()
    assert (made.about, made.about_label, made.reading) == (partnership.pk, "Passerelle fret", "grid")
    assert made.items[0]["en"]["name"] != made.items[0]["fr"]["name"]
    assert len(made.items[0]["fr"]["anchors"]) == 5
    refused = client.post(f"{url}?sujet=grid", said | {"items": [f"A{n}" for n in range(1, 8)] + ["B1"] * 9 + ["Z9"]})
    assert refused.status_code == 200
    edited = client.post(reverse("workshops:edit", args=[cast.space.slug, made.pk]), said | {"title": "Autrement"})
    assert edited.status_code == 302


@pytest.mark.parametrize(
    ("items", "about", "words"),
    [([], None, "au moins un point"), (["Z9"], None, "ne peut pas"), (["E1"] * 1, 999, "Ce sur quoi porte")],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(cast, items, about, words):
    subject = "stakes" if about is None else "grid"
    with pytest.raises(Refusal, match=words):
        actions.create_workshop(space=cast.space, subject=subject, items=items, about=about, title="X", by=cast.lea)
    many = ["E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "S1", "S2", "S3", "S4", "S5"]
    with pytest.raises(Refusal, match="12 points"):
        actions.create_workshop(space=cast.space, subject="stakes", items=many, title="X", by=cast.lea)


def test_the_screen_grows_a_college_from_its_third_answer_and_costs_nothing_between(workshop, cast, as_role):
    client, url = as_role("pilot"), reverse("workshops:live", args=[cast.space.slug, workshop.pk])
    actions.show_item(workshop=workshop, shown=1, by=cast.lea)
    room(workshop, training=["4", "5"])
    before = client.get(url)
    assert "2 réponses : le résultat se montre à partir de trois" in before.text.replace("\xa0", " ").replace(
        "\u202f", " "
    )
    assert "<svg" in client.get(reverse("workshops:screen", args=[cast.space.slug, workshop.pk])).text
    again = client.get(url, headers={"if-none-match": before["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    room(workshop, training=["5"])
    after = client.get(url, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert ">Formation</text>" in after.text
    assert ">Formation</th>" in after.text
    actions.hide_results(workshop=workshop, hidden=True, by=cast.lea)
    hidden = client.get(url, headers={"if-none-match": after["ETag"]}).text
    assert "masqués le temps que chacun réponde" in hidden
    assert ">Formation</text>" not in hidden


def test_reading_a_full_room_asks_no_more_of_the_base(workshop, cast, as_role):
    def queries() -> list[int]:
        counted = []
        for name in ("live", "screen", "workshop"):
            with CaptureQueriesContext(connection) as asked:
                page = as_role("pilot").get(reverse(f"workshops:{name}", args=[cast.space.slug, workshop.pk]))
            assert page.status_code == 200
            counted.append(len(asked))
        return counted

    room(workshop, training=["455"] * 3)
    few = queries()
    room(workshop, training=["345", "35?"], companies=["123", "12-", "222", "155"], employment=["444"] * 5)
    assert queries() == few
    assert max(few) < 25


def test_two_pilots_at_once_the_second_sees_where_it_stands(workshop, cast, as_role):
    seen = workshop.version
    Workshop.objects.get(pk=workshop.pk)
    actions.show_item(workshop=workshop, shown=1, expected_version=seen, by=cast.lea)
    stale = Workshop.objects.get(pk=workshop.pk)
    with pytest.raises(EditedMeanwhile):
        actions.close_workshop(workshop=stale, expected_version=seen, by=cast.nadia)
    answer = as_role("facilitator").post(
        reverse("workshops:close", args=[cast.space.slug, workshop.pk]), {"read_version": seen, "next": "screen"}
    )
    assert answer.status_code == 302
    assert Workshop.objects.get(pk=workshop.pk).is_open
    page = as_role("facilitator").get(answer["Location"]).text
    assert "un d'autre vient d'agir" in page.replace("&#x27;", "'").replace("’", "'")


def test_kept_the_figures_stay_and_every_answer_goes(workshop, cast, as_role):
    room(workshop, training=["455", "455", "4?5"], companies=["1-1", "121"], employment=["3"])
    with pytest.raises(Refusal, match="Fermez"):
        actions.keep_workshop(workshop=Workshop.objects.get(), by=cast.lea)
    actions.close_workshop(workshop=workshop, by=cast.lea)
    assert (
        as_role("pilot")
        .post(reverse("workshops:keep", args=[cast.space.slug, workshop.pk]), {"read_version": workshop.version})
        .status_code
        == 302
    )
    kept = Workshop.objects.get(pk=workshop.pk)
    assert kept.is_kept
    assert kept.code is None
    assert not Phone.objects.exists()
    assert not PhoneAnswer.objects.exists()
    still = as_role("pilot").get(reverse("workshops:live", args=[cast.space.slug, kept.pk])).text
    assert "La séance est gardée" in still  # a screen left on somewhere
    page = as_role("pilot").get(kept.get_absolute_url()).text
    assert "6 téléphones" in page.replace("\xa0", " ")
    table = as_role("pilot").get(reverse("workshops:export", args=[cast.space.slug, kept.pk]))
    lines = table.content.decode("utf-8-sig").splitlines()
    assert any(line.startswith(f"{kept.held_on};E1;") and ";formation;3;4.0;" in line for line in lines)
    assert not any(";entreprises;" in line for line in lines)
    for deed in (actions.reopen_workshop, actions.keep_workshop, actions.open_workshop):
        with pytest.raises(Refusal):
            deed(workshop=Workshop.objects.get(pk=kept.pk), by=cast.lea)
    assert Entry.objects.filter(code="workshop.kept", space_id=cast.space.pk).exists()


def test_members_read_a_kept_session_once_the_reading_is_published(workshop, cast, as_role):
    room(workshop, training=["455"] * 3)
    actions.close_workshop(workshop=workshop, by=cast.lea)
    actions.keep_workshop(workshop=workshop, by=cast.lea)
    for role in ("partner", "observer"):
        assert as_role(role).get(workshop.get_absolute_url()).status_code == 404
    Publication.objects.create(space=cast.space, reading=Reading.STAKES)
    for role in ("partner", "observer"):
        page = as_role(role).get(workshop.get_absolute_url())
        assert page.status_code == 200
        assert "Jeter" not in page.text
        assert as_role(role).post(reverse("workshops:discard", args=[cast.space.slug, workshop.pk])).status_code == 403
    assert "Nos enjeux" in as_role("partner").get(reverse("stakes:home", args=[cast.space.slug])).text


def test_a_session_about_a_partnership_stays_with_those_who_see_it(cast, partnership, as_role):
    made = actions.create_workshop(
        space=cast.space, subject="grid", about=partnership.pk, items=["A1"], title="Lire ensemble", by=cast.lea
    )
    actions.open_workshop(workshop=made, by=cast.lea)
    for _n in range(3):
        actions.answer(phone=actions.join(workshop=made, college="training"), item="A1", said="4")
    actions.close_workshop(workshop=made, by=cast.lea)
    actions.keep_workshop(workshop=made, by=cast.lea)
    Publication.objects.create(space=cast.space, reading=Reading.GRID)
    assert as_role("partner").get(made.get_absolute_url()).status_code == 200  # its organisation is a member
    assert as_role("observer").get(made.get_absolute_url()).status_code == 404  # the partnership is not shown
    reading = as_role("pilot").get(reverse("partnerships:reading", args=[cast.space.slug, partnership.pk])).text
    assert "Lire ensemble" in reading


def test_a_second_session_stands_beside_the_first(workshop, cast, as_role):
    def hold(one, said, day):
        room(one, training=[said] * 3)
        actions.close_workshop(workshop=one, by=cast.lea)
        actions.keep_workshop(workshop=one, by=cast.lea)
        Workshop.objects.filter(pk=one.pk).update(held_on=day)

    today = timezone.localdate()
    hold(workshop, "222", today - timedelta(days=200))
    later = actions.create_workshop(space=cast.space, subject="stakes", items=ITEMS, title="Un an après", by=cast.lea)
    actions.open_workshop(workshop=later, by=cast.lea)
    hold(later, "455", today)
    page = as_role("pilot").get(later.get_absolute_url()).text
    assert "la médiane était 2,0" in page.replace("\xa0", " ")
    assert "la médiane était" not in as_role("pilot").get(workshop.get_absolute_url()).text


def test_nothing_is_kept_of_a_room_too_small(workshop, cast):
    room(workshop, training=["4", "5"])
    actions.close_workshop(workshop=workshop, by=cast.lea)
    with pytest.raises(Refusal, match="rien à garder"):
        actions.keep_workshop(workshop=workshop, by=cast.lea)


def test_thrown_away_only_the_journal_remembers(workshop, cast, as_role):
    room(workshop, training=["4", "5"])
    url = reverse("workshops:discard", args=[cast.space.slug, workshop.pk])
    assert as_role("pilot").post(url, {"read_version": workshop.version}).status_code == 302
    assert not Workshop.objects.exists()
    assert not PhoneAnswer.objects.exists()
    assert Entry.objects.get(code="workshop.discarded").about == "Nos enjeux"


def test_a_forgotten_workshop_loses_its_answers_after_a_week_and_keeps_its_questions(workshop, cast, as_role):
    room(workshop, training=["455"] * 3)
    today = timezone.localdate()
    front = as_role("pilot").get(reverse("spaces:front", args=[cast.space.slug])).text
    assert "gardez la séance ou jetez-la" in front
    assert actions.forget_workshops(on=today + timedelta(days=rules.DAYS_OF_PHONE_ANSWERS - 1)) == 0
    assert actions.forget_workshops(on=today + timedelta(days=rules.DAYS_OF_PHONE_ANSWERS)) == 1
    assert actions.forget_workshops(on=today + timedelta(days=400)) == 0
    again = Workshop.objects.get()
    assert again.is_draft
    assert [item["id"] for item in again.items] == ITEMS
    assert not Phone.objects.exists()
    assert Entry.objects.filter(code="workshop.forgotten").exists()
