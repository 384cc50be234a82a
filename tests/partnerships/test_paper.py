"""The grid on paper: printed, typed back for an organisation, taken back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from maillage.partnerships import actions, analyses, paper, queries
from maillage.partnerships.files.answers import TypedAnswer, TypedSheet
from maillage.partnerships.models import Assessment, GridVersion
from maillage.toolkit.refusals import NotAllowed, Refusal

from .story import IDS


def address(name: str, partnership, *args) -> str:
    return reverse(f"partnerships:{name}", args=[partnership.space.slug, partnership.pk, *args])


def sheet(organisation: str = "OPCO des métiers du fret", level: int = 3) -> TypedSheet:
    answers = {criterion: TypedAnswer(level) for criterion in IDS} | {"A1": TypedAnswer(None, "unknown")}
    return TypedSheet("R1", organisation, "", None, answers)


def typed(partnership, *sheets, by):
    return actions.type_sheets(
        partnership=partnership, sheets=sheets, grid=actions.grid_to_use(partnership.space), by=by
    )


def test_the_grid_prints_with_the_code_of_its_version(db):
    shipped = queries.shipped_version(GridVersion)
    printed = paper.grid_pdf(shipped, partnership="Passerelle fret")
    assert printed.startswith(b"%PDF")
    assert shipped.code.startswith("M1-")


def test_a_sheet_is_typed_for_an_organisation(cast, partnership):
    [kept] = typed(partnership, sheet(), by=cast.nadia)
    assert (kept.on_paper, kept.entered_by, kept.rater) == (True, cast.nadia, None)
    assert kept.organisation == cast.organisations["opco"]
    reading = analyses.read_partnership(partnership)
    assert (reading.raters, reading.by_id["A2"].median, reading.by_id["A1"].unknown) == (1, 3.0, 1)


def test_the_same_sheet_is_not_typed_twice_two_alike_are_two(cast, partnership):
    typed(partnership, sheet(), sheet(), by=cast.lea)
    with pytest.raises(Refusal, match="déjà saisies"):
        typed(partnership, sheet(), by=cast.lea)
    assert len(typed(partnership, sheet(), sheet(), sheet(), by=cast.lea)) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (TypedSheet("R2", "Inconnue", "", None, {"A1": TypedAnswer(3)}), "n'est pas membre"),
        (TypedSheet("R2", "", "", None, {}), "au moins un critère"),
        (TypedSheet("R2", "", "nulle part", None, {"A1": TypedAnswer(3)}), "collège"),
        (TypedSheet("R2", "", "", None, {"A1": TypedAnswer(6)}), "de 1 à 5"),
        (TypedSheet("R2", "", "", None, {"Z1": TypedAnswer(3)}), "Z1"),
    ],
)
def test_all_the_sheets_or_none(cast, partnership, wrong, said):
    with pytest.raises(Refusal, match=said):
        typed(partnership, sheet(), wrong, by=cast.lea)
    assert not Assessment.objects.exists()


def test_typed_sheets_are_taken_back_until_the_group_has_read(cast, partnership, sheets):
    kept = typed(partnership, sheet(), sheet(level=4), by=cast.lea)
    with pytest.raises(NotAllowed):
        actions.withdraw_typed_sheets(partnership=partnership, assessments=kept, by=cast.karim)
    actions.withdraw_typed_sheets(partnership=partnership, assessments=kept[:1], by=cast.lea)
    assert Assessment.objects.count() == 1
    sheets.fill(None, {"A1": 3}, kind="consensus")
    with pytest.raises(Refusal, match="lu ensemble"):
        actions.withdraw_typed_sheets(partnership=partnership, assessments=kept[1:], by=cast.lea)


def test_the_page_types_a_sheet_and_says_what_is_wrong(cast, partnership, as_role):
    client, page = as_role("facilitator"), address("paper", partnership)
    said = client.post(page, {"organisation": "Fret Horizon"})
    assert "au moins un critère" in said.text
    given = {f"level_{criterion}": "4" for criterion in IDS} | {"level_A1": "not_applicable", "note_A2": "vu"}
    client.post(page, given | {"organisation": "Fret Horizon", "filled_on": "2026-01-05"})
    kept = Assessment.objects.get()
    assert (kept.started_on.isoformat(), kept.answers.count()) == ("2026-01-05", 22)
    assert kept.answers.get(criterion="A1").non_answer == "not_applicable"
    assert "Fret Horizon" in client.get(page).text
    client.post(address("withdraw_paper", partnership), {"sheet": kept.pk, "together": "1"})
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("role", ["partner", "observer"])
def test_others_do_not_type(cast, partnership, as_role, role):
    actions.set_partnership_published(partnership=partnership, published=True, by=cast.lea)
    client = as_role(role)
    for name in ("paper", "paper_template", "import_answers"):
        assert client.get(address(name, partnership)).status_code == 403
    assert client.get(address("paper_pdf", partnership)).headers["Content-Type"] == "application/pdf"
