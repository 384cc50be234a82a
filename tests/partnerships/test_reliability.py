"""How far a reading may be trusted, over the years, and what would move the type: the pages and their sentences."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.partnerships import actions, analyses, trust
from maillage.partnerships.models import Assessment
from maillage.partnerships.years import years_sentence
from maillage.spaces import actions as spaces

from .story import IDS

T7 = {"A1": 4, "A2": 5, "B2": 4, "B3": 4, "B4": 5, "C1": 5, "C2": 4, "C3": 4, "C4": 4, "C8": 4}


def at(name: str, cast, *args) -> str:
    return reverse(f"partnerships:{name}", args=[cast.space.slug, *args])


def words(page) -> str:
    return " ".join(html.unescape(page.text).replace("\u00a0", " ").split())


def test_six_respondents_agree_here_and_not_there(partnership, sheets, newcomers):
    for who, disputed in zip(newcomers("training", 6), "115155", strict=True):
        sheets.fill(who, {"A3": 4, "B4": int(disputed), "C1": 3})
    found = analyses.read_reliability_of(partnership)
    assert (found.raters, found.has_figures, found.has_limits) == (6, True, True)
    assert {line.id: line.status for line in found.criteria if line.status} == {
        "A3": "agree",
        "B4": "apart",
        "C1": "agree",
    }
    sentence = trust.trust_sentence(found).replace("\u00a0", " ")
    assert sentence == (
        "Vos 6 répondants sont d'accord sur « Finalité commune » et « Pilote identifié et formalisé » ; "
        "ils ne le sont pas sur « Tension mise en débat »."
    )
    assert "Alpha de Krippendorff" in trust.alpha_sentence(found)


def test_nothing_is_computed_under_three(as_role, cast, partnership, sheets):
    sheets.several("A1", cfa=1, opco=5)
    page = words(as_role("pilot").get(at("reliability", cast, partnership.pk)))
    assert "Rien n'est calculé" in page
    assert "r wg" not in page


def test_a_criterion_of_two_answers_enters_no_figure(partnership, sheets):
    for who in ("cfa", "opco"):
        sheets.fill(who, {"A1": 4, "A2": 1})
    sheets.fill("fret", {"A1": 4})
    dimension = analyses.read_reliability_of(partnership).dimensions[0]
    assert dimension.mean == 4


def test_the_same_answers_are_computed_once(partnership, sheets, monkeypatch):
    from maillage.partnerships.analyses import reliability

    for who in ("cfa", "opco", "fret"):
        sheets.fill(who, "4" * 22)
    first = analyses.read_reliability_of(partnership)
    monkeypatch.setattr(reliability, "read_reliability", lambda *a, **k: pytest.fail("computed again"))
    assert analyses.read_reliability_of(partnership) == first


@pytest.mark.parametrize("name", ["reliability", "over_time"])
def test_who_opens_the_page(as_role, cast, partnership, sheets, name):
    for who in ("cfa", "opco", "fret"):
        sheets.fill(who, "3334435423233355545343")
    address = at(name, cast, partnership.pk)
    for role, status in [("pilot", 200), ("facilitator", 200), ("partner", 200), ("observer", 404), ("stranger", 404)]:
        assert as_role(role).get(address).status_code == status
    actions.set_partnership_published(partnership=partnership, published=True, by=cast.lea)
    assert "n'est pas publiée" in words(as_role("observer").get(address))
    spaces.set_published(space=cast.space, reading="grid", published=True, by=cast.lea)
    assert "Cadre politique et juridique" in words(as_role("observer").get(address))


def test_years_stand_side_by_side_within_a_version(as_role, cast, partnership, sheets):
    for who in ("cfa", "opco", "fret"):
        sheets.fill(who, dict.fromkeys(IDS, 2))
    last_year = timezone.now() - timedelta(days=366)
    Assessment.objects.update(submitted_at=last_year)
    for who in ("cfa", "opco", "fret"):
        sheets.fill(who, dict.fromkeys(IDS, 4))
    (series,) = analyses.read_series(partnership, fewest_answers=3)
    assert [(wave.reading.by_id["A1"].median) for wave in series.waves] == [2, 4]
    page = words(as_role("pilot").get(at("over_time", cast, partnership.pk)))
    assert str(timezone.localdate().year) in page
    assert "3 répondants" in page
    assert "22 critères montent d'un niveau ou plus" in page
    assert "aucun ne baisse" in page


def test_a_year_is_read_in_a_sentence(partnership, sheets):
    sheets.fill("cfa", {"A1": 3, "A2": 3, "B1": 4})
    assert years_sentence(analyses.read_series(partnership, fewest_answers=1)) == ""
    Assessment.objects.update(submitted_at=timezone.now() - timedelta(days=366))
    sheets.fill("cfa", {"A1": 4, "A2": 3, "B1": 2})
    (series,) = analyses.read_series(partnership, fewest_answers=1)
    assert [by for _name, by in series.moved] == [-2, 1]
    said = years_sentence([series]).replace("\u00a0", " ").replace("\u202f", " ")
    assert "1 critère monte d'un niveau ou plus (« Cadre politique et juridique »)" in said
    assert "1 critère baisse d'un niveau ou plus (« Enjeux explicités »)" in said
    Assessment.objects.filter(submitted_at__lt=timezone.now() - timedelta(days=300)).delete()
    assert years_sentence(analyses.read_series(partnership, fewest_answers=1)) == ""


def test_what_would_move_the_type_is_said_and_holds(as_role, cast, partnership, sheets):
    actions.edit_partnership(partnership=partnership, bond=2, purpose="Cent contrats tenus.", by=cast.lea)
    sheets.fill("cfa", {"A1": 3, "A2": 2, "B2": 3, "B3": 4, "B4": 2, "C1": 3, "C2": 2, "C3": 2, "C4": 3, "C8": 2})
    partnership.refresh_from_db()
    suggestion = analyses.read_partnership(partnership).suggestion
    assert suggestion.closest_moves
    for move in suggestion.closest_moves:
        assert move.type.code != suggestion.nearest.code
    page = words(as_role("pilot").get(at("reading", cast, partnership.pk)))
    assert "Ce qui ferait passer à un autre type" in page
    assert "Le type sert-il la finalité ?" in page
    assert "Cent contrats tenus." in page
