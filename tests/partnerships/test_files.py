"""Answers out and in: names where they were promised, round trip equal, all or nothing."""

from __future__ import annotations

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from maillage.partnerships import actions, queries
from maillage.partnerships.files import answers as files
from maillage.partnerships.models import Assessment
from maillage.toolkit.refusals import Refusal

from .story import IDS

MARKS = "1234?-5432?-12345432?."


def address(name: str, partnership, *args) -> str:
    return reverse(f"partnerships:{name}", args=[partnership.space.slug, partnership.pk, *args])


def plain(sheets):
    return sorted(
        (sheet.organisation, sheet.college, sorted((c, *_said(a)) for c, a in sheet.answers.items()))
        for sheet in sheets
    )


def _said(answer):
    return answer.level or 0, answer.non_answer, answer.evidence, answer.note


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_answers_go_out_and_come_back_the_same(cast, partnership, sheets, form):
    sheets.fill("cfa", MARKS, evidence="documented")
    sheets.fill("opco", MARKS[::-1])
    found = queries.sheets_of(partnership, cast.lea)
    content = files.answers_csv(found) if form == "csv" else files.answers_xlsx(found, title="Réponses")
    first = files.read(content, f"a.{form}", criteria=IDS)
    assert (first.problems, len(first.sheets)) == ([], 2)
    other = actions.create_partnership(space=cast.space, name="Autre", by=cast.lea)
    for key in ("cfa", "opco"):
        actions.add_member(partnership=other, organisation=cast.organisations[key], role="operator", by=cast.lea)
    kept = files.from_kept(files.as_kept(first.sheets))
    assert kept == first.sheets
    actions.type_sheets(partnership=other, sheets=kept, grid=actions.grid_to_use(cast.space), by=cast.lea)
    again = files.read(files.answers_csv(queries.sheets_of(other, cast.lea)), "b.csv", criteria=IDS)
    assert plain(again.sheets) == plain(first.sheets)


def test_the_command_line_reads_the_exported_answers(cast, partnership, sheets, tmp_path, here):
    sheets.fill("cfa", MARKS, evidence="declared")
    sheets.fill("opco", MARKS)
    file = tmp_path / "reponses.csv"
    file.write_bytes(files.answers_csv(queries.sheets_of(partnership, cast.lea)))
    answer = json.loads(here(f"analyse grid {file}"))
    read = {each["criterion"]: each for each in answer["reading"]["criteria"]}
    assert (read["A1"]["median"], read["A5"]["unknown"]) == (1.0, 2)


def test_the_template_is_filled_by_columns(cast, partnership, as_role):
    client = as_role("pilot")
    book = load_workbook(io.BytesIO(client.get(address("paper_template", partnership)).content))
    sheet = book.worksheets[0]
    columns = {sheet.cell(row=1, column=place).value: place for place in range(1, 15)}
    for row in range(2, sheet.max_row + 1):
        first = sheet.cell(row=row, column=1).value
        sheet.cell(row=row, column=columns["R1"]).value = {
            "organisation": "Fret Horizon",
            "rempli le": "2026-02-03",
        }.get(first, 4)
        if first in IDS:
            sheet.cell(row=row, column=columns["R2"]).value = "nsp" if first == "A1" else 2
    filled = io.BytesIO()
    book.save(filled)
    page = client.post(
        address("import_answers", partnership), {"file": SimpleUploadedFile("r.xlsx", filled.getvalue())}
    )
    assert not Assessment.objects.exists()
    client.post(address("import_answers", partnership), {"kept": page.context["kept"]})
    first, second = Assessment.objects.order_by("pk")
    assert (first.organisation.name, first.started_on.isoformat(), first.answers.count()) == (
        "Fret Horizon",
        "2026-02-03",
        22,
    )
    assert (second.organisation, second.answers.get(criterion="A1").non_answer) == (None, "unknown")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("R1;Fret Horizon;A1;7;", "Écrivez 1 à 5"),
        ("R1;Fret Horizon;Z9;3;", "n'est pas un critère"),
        (";Fret Horizon;A1;3;", "répondant est vide"),
        ("R1;Fret Horizon;A1;3;juré", "preuve"),
        ("R2;Inconnue;A1;3;", "n'est pas membre"),
        ("R1;Fret Horizon;A1;3;\nR1;Fret Horizon;A1;4;", "deux fois"),
        ("R1;OPCO Mobilités;A1;3;\nR1;OPCO Mobilités;A2;3;", "ligne 3 : « R1 » répond pour deux organisations"),
    ],
)
def test_an_error_is_one_sentence_and_nothing_is_kept(partnership, as_role, line, said):
    content = f"répondant;organisation;critère;niveau;preuve\nR1;Fret Horizon;B1;3;\n{line}\n".encode()
    upload = {"file": SimpleUploadedFile("r.csv", content)}
    page = as_role("pilot").post(address("import_answers", partnership), upload)
    assert any(said in problem for problem in page.context["problems"])
    assert page.context["kept"] == ""
    assert not Assessment.objects.exists()


def test_a_respondent_has_one_organisation_and_one_college():
    """Said once for a respondent, however many lines; an empty cell says nothing and what was said elsewhere holds."""
    head = "répondant;organisation;collège;rempli le;critère;niveau\n"
    lines = "R1;;Formation;;A1;3\nR1;CFA;;2026-02-03;A2;3\nR1;cfa;formation;;A3;3\n"
    found = files.read(f"{head}{lines}".encode(), "r.csv", criteria=IDS)
    (sheet,) = found.sheets
    assert (found.problems, sheet.organisation, sheet.college, len(sheet.answers)) == ([], "CFA", "training", 3)
    assert sheet.filled_on.isoformat() == "2026-02-03"
    lines = "R1;CFA;Formation;;A1;3\nR1;CFA;Emploi;;A2;3\nR1;OPCO;Emploi;;A3;3\n"
    found = files.read(f"{head}{lines}".encode(), "r.csv", criteria=IDS)
    assert found.problems == ["ligne 3 : « R1 » a deux collèges. Gardez-en un, ou écrivez deux répondants."]
    columns = "critère;R1;R2\norganisation;CFA;CFA\norganisation;OPCO;\nrempli le;2026-02-03;\nA1;3;4\n"
    found = files.read(columns.encode(), "r.csv", criteria=IDS)
    (problem,) = found.problems
    assert problem.startswith("R1, ligne 3 : « R1 » répond pour deux organisations")
    assert [(sheet.respondent, sheet.organisation) for sheet in found.sheets] == [("R1", "CFA"), ("R2", "CFA")]
    assert found.sheets[0].filled_on.isoformat() == "2026-02-03"


def test_a_file_without_answers_is_refused(db):
    with pytest.raises(Refusal, match="critère"):
        files.read(b"a;b\n1;2\n", "r.csv", criteria=IDS)
    with pytest.raises(Refusal, match="plus lisible"):
        files.from_kept("[1]")


def test_names_are_the_pilots_others_read_medians(cast, partnership, sheets, as_role):
    for who in ("cfa", "opco", "mission"):
        sheets.fill(who, {"A1": 3})
    sheets.fill("fret", {"A2": 1})
    assert "OPCO des métiers du fret" in as_role("pilot").get(address("answers_file", partnership, "csv")).text
    for role in ("facilitator", "partner"):
        said = as_role(role).get(address("answers_file", partnership, "csv")).text
        assert "OPCO" not in said
        assert "A1;Cadre politique et juridique;3;0;0;3" in said
        assert "A2;Diagnostic territorial partagé;;;;" in said
    assert as_role("observer").get(address("answers_file", partnership, "csv")).status_code == 404
