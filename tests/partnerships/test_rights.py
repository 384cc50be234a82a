"""Who reads whose answers: named ratings stay with the pilot, and with those who gave them."""

from __future__ import annotations

import html

import pytest
from django.urls import reverse

from maillage.partnerships import actions, permissions
from maillage.partnerships.models import Assessment
from maillage.partnerships.portfolio import read_portfolio
from maillage.partnerships.standing import needs
from maillage.toolkit.refusals import Refusal


def at(name: str, cast, *args, **query) -> str:
    return reverse(f"partnerships:{name}", args=[cast.space.slug, *args], query=query or None)


def words(page) -> str:
    return " ".join(html.unescape(page.text).split())


@pytest.fixture
def two_answers(cast, partnership, sheets):
    """Karim for the CFA, Nadia on behalf of the OPCO."""
    return {
        "karim": sheets.fill("cfa", "1" * 22, by=cast.karim),
        "nadia": sheets.fill("opco", "5" * 22, by=cast.nadia),
    }


def test_the_facilitator_knows_who_has_answered_never_what(as_role, cast, partnership, two_answers):
    page = words(as_role("facilitator").get(at("reading", cast, partnership.pk)))
    assert "Qui a répondu" in page
    assert "CFA des Trois Rivières" in page
    assert "2 membres n'ont pas encore répondu : Fret Horizon, Mission locale de la Plaine" in page
    assert "2 personnes ont répondu : chaque critère se montre à partir de trois réponses" in page
    assert two_answers["karim"].get_absolute_url() not in page


def test_the_facilitator_opens_the_sheets_it_typed_and_no_other(as_role, cast, two_answers):
    nadia = as_role("facilitator")
    assert nadia.get(two_answers["nadia"].get_absolute_url()).status_code == 200
    assert nadia.get(two_answers["karim"].get_absolute_url()).status_code == 404
    assert nadia.get(two_answers["karim"].get_criterion_url("A1")).status_code == 404
    assert set(Assessment.objects.visible_to(cast.nadia)) == {two_answers["nadia"]}
    assert Assessment.objects.visible_to(cast.lea).count() == 2
    assert as_role("pilot").get(two_answers["karim"].get_absolute_url()).status_code == 200


def test_the_facilitator_reads_medians_from_three_answers(as_role, cast, partnership, sheets, two_answers):
    (row,) = read_portfolio(cast.space, cast.nadia).rows
    assert not row.reading.shows_something
    sheets.fill("fret", "5" * 22)
    (row,) = read_portfolio(cast.space, cast.nadia).rows
    assert row.reading.by_id["A1"].median == 5.0
    assert "<svg" in as_role("facilitator").get(at("reading", cast, partnership.pk)).text


def test_the_team_shares_the_common_reading(as_role, cast, sheets):
    together = sheets.fill(None, "3" * 22, kind="consensus")
    assert as_role("facilitator").get(together.get_absolute_url()).status_code == 200
    assert as_role("partner").get(together.get_absolute_url()).status_code == 404


def test_around_the_table_nothing_is_projected_under_three_answers(as_role, cast, partnership, sheets, two_answers):
    together = sheets.fill(None, {"A2": 3}, kind="consensus", submit=False)
    assert "réponses, médiane" not in as_role("pilot").get(together.get_criterion_url("A1")).text
    sheets.fill("fret", "5" * 22)
    assert "3 réponses, médiane 5" in as_role("pilot").get(together.get_criterion_url("A1")).text


def test_the_front_page_tells_no_disagreement_of_two_people(cast, partnership, sheets, two_answers):
    from django.utils import timezone

    def told():
        return [need.sentence for need in needs(cast.space, timezone.localdate()) if "désaccord" in need.sentence]

    assert told() == []
    sheets.fill("fret", "3" * 22)
    assert "22 désaccords" in told()[0]


def test_the_reason_asked_for_a_type_follows_what_the_person_reads(cast, partnership, two_answers):
    """Two answers suggest nothing to the facilitator, and so contradict nothing."""
    actions.choose_type(partnership=partnership, type_code="T1", by=cast.nadia)
    with pytest.raises(Refusal, match="suggère autre chose"):
        actions.choose_type(partnership=partnership, type_code="T7", by=cast.lea)


@pytest.mark.parametrize(
    ("role", "fewest"), [("pilot", 1), ("facilitator", 3), ("partner", 3), ("observer", 3), (None, 3)]
)
def test_the_fewest_answers_of_each_role(role, fewest):
    assert permissions.fewest_answers_shown(role) == fewest


def test_what_others_will_see_is_said_before_answering(as_role, cast, partnership):
    page = words(as_role("partner").get(at("start", cast, partnership.pk)))
    assert "vous, votre organisation et le pilote (Léa Martin)" in page
    assert "Nadia" not in page.split("Qui lira quoi")[1]
    sheet = words(as_role("pilot").get(at("partnership", cast, partnership.pk)))
    assert "jamais les réponses d'une autre personne" in sheet
