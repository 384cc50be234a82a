"""Rigid or flexible read on the text itself, beside those who live with it."""

from __future__ import annotations

import html
from datetime import date
from itertools import product

import pytest
from django.urls import reverse

from maillage.agreements import actions, frames
from maillage.agreements.analyses import read_text
from maillage.agreements.catalogue import PLANS, hint, plan
from maillage.agreements.enums import ClauseNature, Framing, Kind, Lean, Lived
from maillage.agreements.models import Clause
from maillage.agreements.rules import LEAN, LIVED, TEXT_AGAINST_RATERS
from maillage.journal.models import Entry
from maillage.partnerships import actions as partnerships
from maillage.partnerships.rules import BANDS
from maillage.spaces import actions as spaces
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal

DAY = date(2026, 11, 2)
MEANS = {"heading": "Moyens", "body": "Quarante places par an et dix tuteurs.", "nature": "means"}
REVISION = {"heading": "Réviser", "body": "Le texte est relu chaque année.", "nature": "revision"}
TOGETHER = {"heading": "Décider", "body": "Le groupe fixe les objectifs.", "nature": "co_construction"}
OTHER = {"heading": "Objet", "body": "Former.", "nature": "other"}
MEMBERS = ["cfa", "mission", "opco", "fret"]
SIGNED = ["proofreading", "signed"]


def words(page) -> str:
    return " ".join(html.unescape(page.text).split())


@pytest.fixture
def partnership(cast):
    made = partnerships.create_partnership(space=cast.space, name="Passerelle fret", by=cast.lea)
    for key in MEMBERS:
        partnerships.add_member(partnership=made, organisation=cast.organisations[key], role="operator", by=cast.lea)
    return made


@pytest.fixture
def write(cast, partnership):
    """``write(MEANS)`` → a text of the partnership with these clauses, open to the members' reading."""

    def text(*clauses, signed: bool = True):
        made = actions.create_agreement(
            space=cast.space,
            kind=Kind.AGREEMENT,
            title="Convention fret",
            partnership=partnership,
            clauses=clauses,
            by=cast.lea,
        )
        for status in SIGNED if signed else []:
            actions.change_status(agreement=made, status=status, on=DAY, by=cast.lea)
        return made

    return text


@pytest.fixture
def rate(cast, partnership):
    """``rate(4, 4, 5)``: as many members answer criterion C3."""

    def answer(*levels: int) -> None:
        for key, level in zip(MEMBERS, levels, strict=False):
            sheet = partnerships.start_assessment(
                partnership=partnership, organisation=cast.organisations[key], by=cast.lea
            )
            partnerships.answer(assessment=sheet, criterion="C3", level=level, by=cast.lea)
            partnerships.submit_assessment(assessment=sheet, by=cast.lea)

    return answer


def frame_of(user, role, partnership) -> frames.FrameReading:
    return frames.read_frames(user, role, partnership)[0]


# --- The tables


def test_every_text_and_every_answer_has_its_sentence():
    assert set(TEXT_AGAINST_RATERS) == set(product(Lean, Lived))
    assert set(LEAN) == set(Framing)
    assert set(LIVED) == set(BANDS)
    assert all(verdict.sentence and verdict.advice for verdict in TEXT_AGAINST_RATERS.values())


def test_saying_the_same_thing_is_agreeing():
    for (lean, lived), verdict in TEXT_AGAINST_RATERS.items():
        told = lean != Lean.SILENT and lived != Lived.UNKNOWN
        assert (verdict.agrees is None) == (not told), (lean, lived)
        if told and lived != Lived.DIVIDED:
            assert verdict.agrees == (lean.value == lived.value), (lean, lived)


# --- The text


def test_shares_by_words_and_by_clauses():
    clauses = [Clause(heading="a", body="un deux trois", nature="means"), Clause(heading="b", body="x", nature="other")]
    shares = {share.nature: share for share in read_text(clauses).shares}
    assert (shares["means"].share, shares["means"].clause_share) == (0.75, 0.5)
    assert sum(share.share for share in shares.values()) == 1
    assert sum(share.clause_share for share in shares.values()) == 1
    assert [share.nature for share in read_text(clauses).spoken] == ["means"]
    assert read_text([]).framing == Framing.SILENT


def test_the_version_that_binds_is_the_one_compared(cast, partnership, write, rate):
    text = write(MEANS)
    rate(3, 3, 3)
    actions.write_version(agreement=text, clauses=[MEANS, REVISION], change="révision", by=cast.lea)
    assert (frame_of(cast.lea, "pilot", partnership).version.number, frame_of(cast.lea, "pilot", partnership).lean) == (
        1,
        Lean.RIGID,
    )
    actions.sign_amendment(agreement=text, on=DAY, by=cast.lea)
    assert frame_of(cast.lea, "pilot", partnership).lean == Lean.FLEXIBLE


# --- Those who live with it


@pytest.mark.parametrize(
    ("clauses", "levels", "lived", "agrees"),
    [
        ([MEANS], [2, 2, 1], Lived.RIGID, True),
        ([MEANS], [4, 4, 5], Lived.FLEXIBLE, False),
        ([MEANS], [3, 3, 4], Lived.BETWEEN, False),
        ([MEANS, REVISION], [4, 4, 4], Lived.FLEXIBLE, True),
        ([MEANS, REVISION], [1, 2, 2], Lived.RIGID, False),
        ([MEANS, TOGETHER], [3, 3, 3], Lived.BETWEEN, True),
        ([MEANS], [1, 1, 5, 5], Lived.DIVIDED, False),
        ([MEANS], [], Lived.UNKNOWN, None),
        ([OTHER], [4, 4, 4], Lived.FLEXIBLE, None),
    ],
)
def test_where_the_text_and_the_people_agree_or_not(cast, partnership, write, rate, clauses, levels, lived, agrees):
    write(*clauses)
    rate(*levels)
    frame = frame_of(cast.lea, "pilot", partnership)
    assert (frame.lived, frame.verdict.agrees) == (lived, agrees)


def test_a_member_compares_from_three_answers_on(cast, partnership, write, rate):
    write(MEANS)
    rate(4, 4)
    frame = frame_of(cast.karim, "partner", partnership)
    assert (frame.lived, frame.verdict.agrees) == (Lived.UNKNOWN, None)


def test_an_observer_reads_the_text_and_not_the_people_before_they_are_shown(as_role, cast, partnership, write, rate):
    write(MEANS)
    rate(4, 4, 5)
    partnerships.set_partnership_published(partnership=partnership, published=True, by=cast.lea)
    url = reverse("agreements:of_partnership", args=[cast.space.slug, partnership.pk])
    page = words(as_role("observer").get(url))
    assert "rigide" in page
    assert "lecture pas encore publiée" in page
    assert "médiane" not in page
    spaces.set_published(space=cast.space, reading="grid", published=True, by=cast.lea)
    page = words(as_role("observer").get(url))
    assert "médiane 4" in page
    assert "il tient à des personnes" in page


def test_the_sheet_the_tab_and_the_text_say_the_same(as_role, cast, partnership, write, rate):
    text = write(MEANS)
    rate(4, 4, 5)
    pilot, sentence = as_role("pilot"), "Le texte est rigide, mais ceux qui ont répondu vivent un cadre souple"
    for address in [
        partnership.get_absolute_url(),
        reverse("agreements:of_partnership", args=[cast.space.slug, partnership.pk]),
        text.get_absolute_url(),
    ]:
        assert sentence in words(pilot.get(address)), address


def test_a_text_of_no_partnership_is_read_alone(as_role, cast):
    text = actions.create_agreement(space=cast.space, kind="charter", title="Charte", clauses=[MEANS], by=cast.lea)
    page = words(as_role("pilot").get(text.get_absolute_url()))
    assert "Rigide ou souple" in page
    assert "ceux qui le vivent" not in page


@pytest.mark.parametrize("role", ["pilot", "partner"])
def test_no_text_is_a_calm_page(as_role, cast, partnership, role):
    page = as_role(role).get(reverse("agreements:of_partnership", args=[cast.space.slug, partnership.pk]))
    assert page.status_code == 200
    assert ("Écrire un nouveau texte" in page.text) == (role == "pilot")


# --- Saying what a clause speaks of


def test_tagging_changes_no_word_and_makes_no_version(cast, write):
    text = write(OTHER, MEANS)
    version = text.versions.get()
    before = list(version.clauses.values_list("heading", "body"))
    clause = version.clauses.first()
    actions.tag_clauses(version=version, natures={clause.pk: "revision"}, by=cast.nadia)
    assert list(version.clauses.values_list("heading", "body")) == before
    assert list(version.clauses.values_list("nature", flat=True)) == ["revision", "means"]
    assert text.versions.count() == 1
    assert "version 1" in Entry.objects.get(code="agreement.clauses_tagged").sentence


def test_tagging_nothing_leaves_no_trace(cast, write):
    version = write(MEANS).versions.get()
    actions.tag_clauses(version=version, natures={version.clauses.get().pk: "means"}, by=cast.lea)
    assert not Entry.objects.filter(code="agreement.clauses_tagged").exists()


def test_a_clause_of_elsewhere_or_a_strange_nature_is_refused(cast, write):
    version = write(MEANS).versions.get()
    with pytest.raises(Refusal, match="pas dans cette version"):
        actions.tag_clauses(version=version, natures={0: "means"}, by=cast.lea)
    with pytest.raises(Refusal, match="ou d'autre chose"):
        actions.tag_clauses(version=version, natures={version.clauses.get().pk: "moon"}, by=cast.lea)
    with pytest.raises(NotAllowed):
        actions.tag_clauses(version=version, natures={}, by=cast.karim)
    with pytest.raises(EditedMeanwhile):
        actions.tag_clauses(version=version, natures={}, expected_version=99, by=cast.lea)


def test_tagging_by_the_page(as_role, cast, partnership, write):
    text = write(OTHER)
    clause, pilot = Clause.objects.get(), as_role("pilot")
    url = reverse("agreements:tag", args=[cast.space.slug, text.pk])
    assert pilot.get(url).text.count('type="radio"') == 5
    text.refresh_from_db()
    sent = {f"clause-{clause.pk}": "co_construction", "read_version": text.version}
    assert pilot.post(url, sent).status_code == 302
    assert Clause.objects.get().nature == "co_construction"
    assert "Rien n'a été écrasé" in words(pilot.post(url, sent))
    assert "autre" in words(pilot.post(url, {f"clause-{clause.pk}": "moon", "read_version": "9"}))
    assert Clause.objects.get().nature == "co_construction"
    assert as_role("partner").get(url).status_code == 403


def test_a_text_without_words_has_nothing_to_tag(as_role, cast):
    text = actions.create_agreement(space=cast.space, kind="charter", title="Charte", by=cast.lea)
    assert as_role("pilot").get(reverse("agreements:tag", args=[cast.space.slug, text.pk])).status_code == 404


# --- What the words suggest


@pytest.mark.parametrize(
    ("heading", "body", "nature"),
    [
        ("Réviser", "Le texte est RELU chaque année, par avenant.", "revision"),
        ("Gouvernance", "Les désaccords sont débattus ensemble, en commun.", "co_construction"),
        ("Moyens", "Un budget de 18 000 euros et des locaux.", "means"),
        ("Résultats", "Trois indicateurs, un taux de rupture.", "result"),
        ("Objet", "Former et recruter.", None),
        ("Révision du budget", "", None),  # two natures told as often
        ("L'œuvre commune", "Elle est révisée.", "revision"),
    ],
)
def test_a_hint_comes_from_the_words(heading, body, nature):
    found = hint(heading, body)
    assert (found.nature if found else None) == nature


def test_a_hint_shows_the_words_as_they_are_written():
    assert hint("L'Œuvre", "Révisée l'an prochain ; à RÉVISER").words == ("Révisée", "RÉVISER")


def test_hints_rarely_contradict_our_own_plans():
    """A heading of a plan that says something never suggests the contrary of what the plan says."""
    told = [(clause, hint(clause["heading"], "")) for kind in PLANS for clause in plan(kind)]
    apart = [c["heading"] for c, h in told if h and c["nature"] != ClauseNature.OTHER and h.nature != c["nature"]]
    assert len(apart) <= 2, apart


def test_the_writing_page_hints_and_never_chooses(as_role, cast):
    text = actions.create_agreement(
        space=cast.space,
        kind="charter",
        title="Charte",
        clauses=[{"heading": "Réviser", "body": "Par avenant.", "nature": "other"}],
        by=cast.lea,
    )
    page = words(as_role("pilot").get(reverse("agreements:write", args=[cast.space.slug, text.pk])))
    assert "Ses mots (« Réviser », « avenant ») font penser à : révision" in page
    assert page.count("checked") == 1
