"""The pages as each of the cast sees them, and the way through the grid."""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.partnerships import actions
from maillage.partnerships.models import Answer, Assessment, Partnership
from maillage.spaces import actions as spaces

from .story import IDS


def words(page) -> str:
    """What a person reads: entities decoded, spaces as one."""
    return " ".join(html.unescape(page.text).split())


def at(name: str, cast, *args, **query) -> str:
    return reverse(f"partnerships:{name}", args=[cast.space.slug, *args], query=query or None)


@pytest.fixture
def read(partnership, sheets):
    """Three members have read it, and the group too."""
    sheets.fill("cfa", "3334435423233355545343", evidence="declared")
    sheets.fill("opco", "2?34435423233351545343")
    sheets.fill("fret", "5334435423-33355545343")
    sheets.fill(None, "3" * 22, kind="consensus")
    return partnership


# --- The portfolio


@pytest.mark.parametrize("role", ["pilot", "facilitator", "partner", "observer"])
def test_an_empty_portfolio_teaches(as_role, cast, role):
    page = as_role(role).get(at("home", cast))
    assert "Pourquoi cette étape compte" in page.text
    assert ("Décrire un premier partenariat" in page.text) == (role in {"pilot", "facilitator"})


def test_the_portfolio_says_words_not_marks(as_role, cast, read):
    page = as_role("pilot").get(at("home", cast)).text
    assert "1 partenariat, 1 lu" in page
    assert "ni note, ni classement" in page
    assert re.search(r"\d+\s+points? forts?", page)
    assert "Elles ne sont pas celles de l'AEFA" in " ".join(page.split())


def test_a_partner_is_invited_to_read_what_is_left(as_role, cast, partnership, sheets):
    assert "Un partenariat attend votre lecture" in as_role("partner").get(at("home", cast)).text
    sheets.fill("cfa", {"A1": 3}, by=cast.karim)
    assert "attend votre lecture" not in as_role("partner").get(at("home", cast)).text


def test_an_observer_sees_published_partnerships_then_their_reading(as_role, cast, read):
    observer = as_role("observer")
    assert observer.get(at("reading", cast, read.pk)).status_code == 404
    actions.set_partnership_published(partnership=read, published=True, by=cast.lea)
    assert "pas encore publiée" in observer.get(at("home", cast)).text
    page = observer.get(at("reading", cast, read.pk)).text
    assert "Une lecture pas encore publiée" in page
    assert "<svg" not in page
    assert "Médiane" not in page
    spaces.set_published(space=cast.space, reading="grid", published=True, by=cast.lea)
    assert "<svg" in observer.get(at("reading", cast, read.pk)).text


def test_thirty_partnerships_cost_no_more_queries_than_one(as_role, cast, read, sheets):
    pilot = as_role("pilot")
    pilot.get(at("home", cast))  # sessions and caches warm

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert pilot.get(at("home", cast)).status_code == 200
        return len(captured)

    few = queries()
    for number in range(30):
        other = actions.create_partnership(space=cast.space, name=f"Partenariat {number}", by=cast.lea)
        actions.add_member(partnership=other, organisation=cast.organisations["cfa"], role="pilot", by=cast.lea)
        sheets.partnership = other
        sheets.fill("cfa", {"A1": 3, "C1": 3, "C2": 3, "C3": 3})
    assert queries() == few


# --- One partnership


def test_the_page_reads_the_situation(as_role, cast, read):
    page = as_role("pilot").get(at("reading", cast, read.pk)).text
    assert "3 personnes ont répondu" in page
    assert page.count("<svg") == 3  # profile, its narrow form, frame
    assert "7 critères répondus sur 7" in page
    assert "à étayer" in page
    assert "Pourquoi « " in page
    assert "Ces seuils sont des hypothèses" in page


def test_the_table_gives_the_same_figures_as_the_picture(as_role, cast, read):
    page = as_role("pilot").get(at("reading", cast, read.pk)).text
    table = page[page.index('id="profile-table"') :]
    rows = re.findall(r'<span class="meta">([ABC]\d)</span>', table)
    assert rows[:22] == IDS


def test_names_of_raters_are_for_the_pilots_team(as_role, cast, read):
    for role, sees in [("pilot", True), ("facilitator", True), ("partner", False)]:
        assert ("Qui a répondu" in as_role(role).get(at("reading", cast, read.pk)).text) == sees


def test_a_member_reads_its_partnership_before_any_publication(as_role, cast, read):
    page = as_role("partner").get(at("reading", cast, read.pk)).text
    assert "<svg" in page
    assert "Réponse aux besoins économiques" in page


def test_a_member_sees_nothing_under_three_answers(as_role, cast, partnership, sheets):
    sheets.fill("opco", "4" * 22)
    sheets.fill("fret", "4" * 22)
    page = as_role("partner").get(at("reading", cast, partnership.pk)).text
    assert "Encore trop peu de réponses" in page
    assert "<svg" not in page
    sheets.fill("mission", {"A1": 4})
    table = as_role("partner").get(at("reading", cast, partnership.pk)).text
    assert "moins de trois réponses" in table


def test_unread_and_published_to_nobody_are_calm_pages(as_role, cast, partnership):
    assert "Personne n'a encore lu" in words(as_role("pilot").get(at("reading", cast, partnership.pk)))
    assert as_role("observer").get(at("partnership", cast, partnership.pk)).status_code == 404


def test_only_non_answers_make_a_calm_page(as_role, cast, partnership, sheets):
    sheets.fill("cfa", "?" * 22)
    page = as_role("pilot").get(at("reading", cast, partnership.pk))
    assert "rien ne se lit encore" in page.text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_in_both_languages(as_role, cast, read, sheets, language):
    open_sheet = sheets.fill("cfa", {"A1": 3}, submit=False)
    pilot = as_role("pilot")
    pilot.cookies["django_language"] = language
    addresses = [
        at("home", cast),
        at("sheet", cast),
        at("archived", cast),
        at("new", cast),
        at("reading", cast, read.pk),
        at("edit", cast, read.pk),
        at("members", cast, read.pk),
        at("start", cast, read.pk),
        at("session_prepare", cast, read.pk),
        open_sheet.get_absolute_url(),
        open_sheet.get_criterion_url("B4"),
    ]
    for address in addresses:
        page = pilot.get(address)
        assert page.status_code == 200, address
        assert ("Foundations" in page.text or "partnership" in page.text) == (language == "en"), address


@pytest.mark.parametrize("name", ["home", "partnership", "start", "edit", "members", "sheet", "new", "archived"])
def test_a_stranger_finds_nothing(as_role, cast, partnership, name):
    args = [partnership.pk] if name in {"partnership", "start", "edit", "members"} else []
    assert as_role("stranger").get(at(name, cast, *args)).status_code == 404
    assert as_role(None).get(at(name, cast, *args)).status_code == 302


@pytest.mark.parametrize("name", ["new", "edit", "members"])
@pytest.mark.parametrize("role", ["partner", "observer"])
def test_forms_of_the_team_say_no_to_others(as_role, cast, partnership, name, role):
    actions.set_partnership_published(partnership=partnership, published=True, by=cast.lea)
    args = [] if name == "new" else [partnership.pk]
    page = as_role(role).get(at(name, cast, *args))
    assert page.status_code == 403
    assert "Seuls le pilote et son équipe" in page.text


def test_a_partnership_of_another_space_is_not_reached_through_this_one(as_role, cast):
    other = actions.create_partnership(space=cast.elsewhere, name="Loin", by=cast.paul)
    assert as_role("pilot").get(at("partnership", cast, other.pk)).status_code == 404


# --- Writing


def test_the_pilot_adds_a_partnership_and_its_members(as_role, cast):
    pilot = as_role("pilot")
    answer = pilot.post(at("new", cast), {"name": "Passerelle", "stage": 0, "bond": "", "purpose": "Cent contrats."})
    made = Partnership.objects.get()
    assert answer["Location"] == at("members", cast, made.pk)
    pilot.post(at("members", cast, made.pk), {"organisation": cast.organisations["cfa"].pk, "role": "pilot"})
    assert made.members.get().organisation == cast.organisations["cfa"]
    again = pilot.post(at("members", cast, made.pk), {"organisation": cast.organisations["cfa"].pk, "role": "pilot"})
    assert "déjà dans ce partenariat" in again.text
    pilot.post(at("end_member", cast, made.pk, made.members.get().pk))
    assert made.members.get().has_left


def test_bad_dates_come_back_with_what_was_typed(as_role, cast, partnership):
    page = as_role("pilot").post(
        at("edit", cast, partnership.pk),
        {"name": "Gardé", "stage": 1, "started_on": "2026-05-01", "ends_on": "2026-04-01", "read_version": 1},
    )
    assert "Le terme est avant le début" in words(page)
    assert "Gardé" in page.text
    partnership.refresh_from_db()
    assert partnership.name == "Passerelle fret"


def test_two_people_editing_the_same_partnership(as_role, cast, partnership):
    pilot, nadia = as_role("pilot"), as_role("facilitator")
    read = Partnership.objects.get().version
    form = {"name": "Par Léa", "stage": 1, "read_version": read}
    assert pilot.post(at("edit", cast, partnership.pk), form).status_code == 302
    page = nadia.post(at("edit", cast, partnership.pk), {**form, "name": "Par Nadia"})
    assert "Rien n'a été écrasé" in words(page)
    assert Partnership.objects.get().name == "Par Léa"


def test_choosing_a_type_against_the_suggestion_asks_why(as_role, cast, read):
    pilot = as_role("pilot")
    page = pilot.post(at("choose_type", cast, read.pk), {"type_code": "T1", "reason": ""})
    assert "dites en une phrase pourquoi" in page.text
    assert page.status_code == 200
    pilot.post(at("choose_type", cast, read.pk), {"type_code": "T1", "reason": "On commence."})
    page = pilot.get(at("reading", cast, read.pk)).text
    assert "Type retenu" in page
    assert "On commence." in page
    assert as_role("partner").post(at("choose_type", cast, read.pk), {"type_code": "T1"}).status_code == 403


def test_showing_and_archiving(as_role, cast, partnership):
    pilot = as_role("pilot")
    pilot.post(at("publish", cast, partnership.pk), {"published": "1"})
    assert as_role("observer").get(at("partnership", cast, partnership.pk)).status_code == 200
    pilot.post(at("archive", cast, partnership.pk))
    assert "Passerelle fret" in pilot.get(at("archived", cast)).text
    assert "Remettre dans la liste" in pilot.get(at("partnership", cast, partnership.pk)).text
    pilot.post(at("archive", cast, partnership.pk), {"restore": "1"})
    assert "Passerelle fret" in pilot.get(at("home", cast)).text


# --- Filling the grid


def test_a_partner_fills_the_grid_to_the_end(as_role, cast, partnership):
    karim = as_role("partner")
    page = karim.get(at("start", cast, partnership.pk))
    assert "Qui lira quoi" in page.text
    assert "Léa Martin" in page.text
    address = karim.post(at("start", cast, partnership.pk), {"organisation": cast.organisations["cfa"].pk})["Location"]
    for number, criterion in enumerate(IDS, start=1):
        assert address.endswith(f"/{criterion}/")
        page = karim.get(address).text
        assert f"{number} sur 22" in page
        assert page.count('name="choice"') == 7
        version = re.search(r'name="read_version" value="(\d+)"', page).group(1)
        form = {"choice": "unknown" if number == 2 else "3", "go": "next", "read_version": version}
        address = karim.post(address, form)["Location"]
    assessment = Assessment.objects.get()
    assert address == assessment.get_absolute_url()
    summary = karim.get(address).text
    assert "22 réponses sur 22" in summary
    assert "dont 1 « je ne sais pas »" in summary
    assert karim.post(at("submit", cast, partnership.pk, assessment.pk))["Location"] == partnership.get_reading_url()
    assessment.refresh_from_db()
    assert (assessment.is_submitted, assessment.rater, assessment.answers.count()) == (True, cast.karim, 22)


def test_a_partner_of_one_organisation_needs_not_say_which(as_role, cast, partnership):
    as_role("partner").post(at("start", cast, partnership.pk), {"organisation": cast.organisations["cfa"].pk})
    page = as_role("partner").get(at("start", cast, partnership.pk))
    assert "vos réponses vous attendent" in page.text


def test_one_takes_up_where_one_left(as_role, cast, partnership, sheets):
    sheets.fill("cfa", {"A1": 3, "A2": 4}, by=cast.karim, submit=False)
    answer = as_role("partner").post(at("start", cast, partnership.pk), {"organisation": cast.organisations["cfa"].pk})
    assert answer["Location"].endswith("/A3/")


def test_earlier_answers_are_kept_and_shown(as_role, cast, partnership, sheets):
    assessment = sheets.fill("cfa", {"A1": 4}, evidence="documented", by=cast.karim, submit=False)
    page = as_role("partner").get(assessment.get_criterion_url("A1")).text
    assert re.search(r'value="4" checked', page)
    assert re.search(r'value="documented" checked', page)


def test_next_without_a_choice_says_what_to_do(as_role, cast, partnership, sheets):
    assessment = sheets.fill("cfa", {"A2": 4}, by=cast.karim, submit=False)
    page = as_role("partner").post(assessment.get_criterion_url("A1"), {"go": "next", "evidence_note": "la charte"})
    assert "Choisissez l'une des cinq phrases" in words(page)
    assert "la charte" in page.text
    assert assessment.answers.count() == 1


def test_previous_goes_back_with_or_without_a_choice(as_role, cast, partnership, sheets):
    assessment = sheets.fill("cfa", {"A1": 4}, by=cast.karim, submit=False)
    karim, address = as_role("partner"), assessment.get_criterion_url("A3")
    assert karim.post(address, {"go": "previous"})["Location"].endswith("/A2/")
    assert karim.post(address, {"go": "previous", "choice": "2"})["Location"].endswith("/A2/")
    assert assessment.answers.get(criterion="A3").level == 2


@pytest.mark.parametrize("choice", ["0", "6", "maybe", "3; drop"])
def test_a_forged_choice_is_refused(as_role, cast, partnership, sheets, choice):
    assessment = sheets.fill("cfa", {"A2": 4}, by=cast.karim, submit=False)
    page = as_role("partner").post(assessment.get_criterion_url("A1"), {"go": "next", "choice": choice})
    assert "choisissez l'une des sept" in words(page)
    assert not assessment.answers.filter(criterion="A1").exists()


def test_two_windows_on_the_same_sheet(as_role, cast, partnership, sheets):
    assessment = sheets.fill("cfa", {"A1": 4}, by=cast.karim, submit=False)
    karim, stale = as_role("partner"), assessment.version
    karim.post(assessment.get_criterion_url("A1"), {"go": "next", "choice": "5", "read_version": stale})
    page = karim.post(assessment.get_criterion_url("A1"), {"go": "next", "choice": "1", "read_version": stale})
    assert "Rien n'a été écrasé" in words(page)
    assert re.search(r'value="1" checked', page.text)
    assert Answer.objects.get(criterion="A1").level == 5
    fresh = re.search(r'name="read_version" value="(\d+)"', page.text).group(1)
    karim.post(assessment.get_criterion_url("A1"), {"go": "next", "choice": "1", "read_version": fresh})
    assert Answer.objects.get(criterion="A1").level == 1


def test_an_unknown_criterion_is_not_found(as_role, cast, partnership, sheets):
    assessment = sheets.fill("cfa", {"A1": 4}, by=cast.karim, submit=False)
    assert as_role("partner").get(assessment.get_criterion_url("D1")).status_code == 404


def test_what_is_handed_in_is_read_again_and_reopened(as_role, cast, partnership, sheets):
    assessment = sheets.fill("cfa", {"A1": 4}, by=cast.karim)
    karim = as_role("partner")
    assert karim.get(assessment.get_criterion_url("A1"))["Location"] == assessment.get_absolute_url()
    assert "Rouvrir pour corriger" in karim.get(assessment.get_absolute_url()).text
    karim.post(at("reopen", cast, partnership.pk, assessment.pk))
    assert karim.get(assessment.get_criterion_url("A1")).status_code == 200


def test_nobody_outside_reads_another_organisations_answers(as_role, cast, partnership, sheets):
    theirs = sheets.fill("opco", {"A1": 4})
    actions.set_partnership_published(partnership=partnership, published=True, by=cast.lea)
    for role in ("partner", "observer", "stranger"):
        assert as_role(role).get(theirs.get_absolute_url()).status_code == 404
        assert as_role(role).get(theirs.get_criterion_url("A1")).status_code == 404
        assert as_role(role).post(at("submit", cast, partnership.pk, theirs.pk)).status_code == 404


def test_the_pilot_reads_a_partners_answers_without_writing_in_them(as_role, cast, partnership, sheets):
    karims = sheets.fill("cfa", {"A1": 4}, by=cast.karim, submit=False)
    pilot = as_role("pilot")
    page = pilot.get(karims.get_absolute_url()).text
    assert "Les réponses de CFA des Trois Rivières" in page
    assert "Remettre ma lecture" not in page
    assert pilot.get(karims.get_criterion_url("A1")).status_code == 403
    assert pilot.post(at("submit", cast, partnership.pk, karims.pk)).status_code == 403


def test_observers_do_not_start_and_outsiders_are_told_why(as_role, cast):
    other = actions.create_partnership(space=cast.space, name="Autre", by=cast.lea)
    actions.set_partnership_published(partnership=other, published=True, by=cast.lea)
    assert as_role("observer").get(at("start", cast, other.pk)).status_code == 403
    page = as_role("partner").get(at("start", cast, other.pk))
    assert "Votre organisation n'est pas membre" in words(page)
    assert "Commencer" not in page.text


# --- The actor's sheet


def card(user, cast, organisation, *, is_editor=False) -> str:
    request = type("Request", (), {"user": user})()
    words = Template("{% load partnerships_tags %}{% organisation_partnerships organisation %}")
    context = {"request": request, "space": cast.space, "is_editor": is_editor, "organisation": organisation}
    return words.render(Context(context))


def test_the_actors_card_shows_only_what_the_person_sees(cast, partnership):
    opco = cast.organisations["opco"]
    assert "Passerelle fret" in card(cast.lea, cast, opco, is_editor=True)
    assert "Passerelle fret" in card(cast.karim, cast, opco)
    assert "Passerelle fret" not in card(cast.ines, cast, opco)
    actions.end_member(member=partnership.members.get(organisation=opco), by=cast.lea)
    assert "Passerelle fret" not in card(cast.lea, cast, opco, is_editor=True)
