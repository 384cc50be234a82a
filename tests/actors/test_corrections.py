"""A preview that is worked on: cells corrected, lines joined or set apart; what was touched since is told."""

from __future__ import annotations

import pytest
from django.urls import reverse

from maillage.actors import actions
from maillage.actors.actions.writing import read_undo
from maillage.actors.columns import propose_mapping
from maillage.actors.models import Import, KnownColumn, Organisation
from maillage.actors.plans import compare_rows
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.spreadsheets import Row, Table

SIRET = "73282932000074"
HEADERS = ["Nom", "SIRET", "Adresse", "Commune"]


def bring(cast, *rows: list[str], headers: list[str] = HEADERS) -> Import:
    table = Table(headers, [Row(number, row) for number, row in enumerate(rows, start=2)])
    return actions.keep_upload(space=cast.space, file_name="acteurs.csv", table=table, by=cast.lea)


def verdicts(brought: Import) -> dict[int, str]:
    return dict(brought.lines.values_list("number", "verdict"))


def names(cast) -> set[str]:
    return set(Organisation.objects.in_space(cast.space).current().values_list("name", flat=True))


def test_wrong_cells_are_corrected_in_their_line(as_role, cast):
    brought = bring(cast, ["Atelier neuf", "7328293200007", "", "Gonesse"], ["", "", "", "Gonesse"])
    [first, second] = brought.lines.all()
    assert list(first.faults) == ["siret"]
    assert list(second.faults) == ["name"]
    page = as_role("pilot").get(reverse("actors:import_preview", args=[cast.space.slug, brought.pk]))
    assert 'name="cell-2-siret"' in page.text
    correct = reverse("actors:import_correct", args=[cast.space.slug, brought.pk])
    told = as_role("pilot").post(correct, {"cell-2-siret": SIRET, "cell-3-name": " Atelier  second "}, follow=True)
    assert "2 lignes revues" in told.text
    brought.refresh_from_db()
    assert verdicts(brought) == {2: "created", 3: "created"}
    assert brought.lines.get(number=2).fields["siret"] == SIRET
    assert brought.lines.get(number=3).name == "Atelier second"
    assert "Rien n&#x27;a changé" in as_role("pilot").post(correct, {"cell-2-siret": SIRET}, follow=True).text
    actions.apply_import(brought=brought, by=cast.lea)
    with pytest.raises(Refusal, match="déjà fait"):
        actions.correct_lines(brought=brought, by=cast.lea, given={2: {"name": "Autre"}})


@pytest.mark.parametrize("data", [{"cell-99-name": "x"}, {"cell-2-note": "x"}, {"choice-2": "<b>"}, {"cell-x": "y"}])
def test_what_is_not_in_the_form_changes_nothing(as_role, cast, data):
    brought = bring(cast, ["Atelier neuf", "", "", "Gonesse"])
    as_role("pilot").post(reverse("actors:import_correct", args=[cast.space.slug, brought.pk]), data)
    brought.refresh_from_db()
    assert (brought.given, brought.choices) == ({}, {})


def test_empty_cells_of_a_merged_column_repeat_the_one_above(cast):
    brought = bring(cast, ["Un", "", "", "Gonesse"], ["Deux", "", "", ""], ["Trois", "", "", "Sarcelles"])
    mapping = {"name": "Nom", "commune": "Commune"}
    actions.map_columns(brought=brought, mapping=mapping, filled=["commune", "name"], by=cast.lea)
    communes = [fields["commune"] for fields in brought.lines.values_list("fields", flat=True)]
    assert communes == ["95277", "95277", "95585"]


def test_doubles_of_a_file_are_joined_with_their_reasons(cast):
    brought = bring(
        cast,
        ["Menuiserie Lafontaine", "", "", "Gonesse"],
        ["SARL MENUISERIE LAFONTAINE", SIRET, "2 rue Haute", "Gonesse"],
        ["Menuiserie Lafontaine", "", "", "Sarcelles"],
    )
    assert verdicts(brought) == {2: "created", 3: "merged", 4: "created"}
    second = brought.lines.get(number=3)
    assert second.reason.startswith("même organisation qu'à la ligne 2 : même nom")
    assert {field for field, _before, _after in second.changes} == {"siret", "address"}
    assert brought.lines.get(number=2).fields["siret"] == SIRET
    actions.correct_lines(brought=brought, by=cast.lea, given={}, choices={3: "create", 4: "leave"})
    assert verdicts(brought) == {2: "created", 3: "created", 4: "ignored"}


def test_a_sheet_that_is_only_alike_keeps_what_it_says(cast):
    sheet = cast.organisations["cfa"]
    brought = bring(cast, ["CFA des Troix Rivières (association)", "", "9 rue Neuve", "Roissy-en-France"])
    line = brought.lines.get()
    assert (line.verdict, line.organisation) == ("merged", sheet)
    assert [field for field, *_ in line.changes] == ["address"]
    actions.apply_import(brought=brought, by=cast.lea)
    sheet.refresh_from_db()
    assert (sheet.name, sheet.address) == ("CFA des Trois Rivières", "9 rue Neuve")
    actions.undo_import(brought=brought, by=cast.lea)
    sheet.refresh_from_db()
    assert sheet.address == ""


def test_what_may_be_a_double_is_asked_and_chosen(as_role, cast):
    sheet = cast.organisations["mission"]
    brought = bring(cast, ["Mission locale de la Plainne", "", "", ""])
    asked = brought.lines.get(asks=True)
    assert asked.alike[0]["id"] == sheet.pk
    page = as_role("pilot").get(
        reverse("actors:import_preview", args=[cast.space.slug, brought.pk]), {"verdict": "asks"}
    )
    assert "Ressemble à la fiche" in page.text
    actions.correct_lines(brought=brought, by=cast.lea, given={}, choices={asked.number: str(sheet.pk)})
    line = brought.lines.get(number=asked.number)
    assert (line.asks, line.verdict) == (False, "ignored")
    assert "à votre demande" in line.reason


def test_a_line_may_be_joined_to_another_by_hand(cast):
    brought = bring(cast, ["Atelier Lilas", "", "", "Gonesse"], ["Maison Verte", "", "1 rue Haute", ""])
    actions.correct_lines(brought=brought, by=cast.lea, given={}, choices={3: "line-2"})
    assert verdicts(brought) == {2: "created", 3: "merged"}
    assert brought.lines.get(number=2).fields["address"] == "1 rue Haute"


def test_personal_addresses_stay_out_and_it_is_said(cast):
    plan = compare_rows(
        cast.space,
        [
            (2, {"name": "Un", "email": "anne.durand@exemple.fr"}),
            (3, {"name": "Deux", "email": "accueil@exemple.fr", "siren": SIRET[:9], "postcode": "950"}),
        ],
    )
    first, second = plan.lines
    assert "email" not in first.fields
    assert "adresse d'une personne" in first.remarks[0]
    assert (second.fields["email"], second.fields["siren"]) == ("accueil@exemple.fr", SIRET[:9])
    assert "n'est pas un code postal" in second.remarks[0]


def test_columns_are_remembered_even_those_left_aside(cast):
    brought = bring(cast, ["CFA neuf", "x", "y", "Gonesse"])
    actions.map_columns(brought=brought, mapping={"name": "Nom", "commune": "Commune"}, by=cast.lea)
    known = dict(KnownColumn.objects.values_list("name", "field"))
    assert known == {"nom": "name", "siret": "", "adresse": "", "commune": "commune"}
    assert propose_mapping(HEADERS, known) == {"name": "Nom", "commune": "Commune"}


def test_what_somebody_touched_since_is_told_before_undoing(as_role, cast):
    brought = bring(cast, ["Atelier un", "", "", "Gonesse"], ["Atelier deux", "", "", "Gonesse"])
    actions.apply_import(brought=brought, by=cast.lea)
    touched = Organisation.objects.get(name="Atelier un")
    actions.edit_organisation(organisation=touched, served="Trois EPCI", by=cast.nadia)
    told = read_undo(brought)
    assert (told.archived, [kept.organisation for kept in told.kept]) == (1, [touched])
    assert told.kept[0].by == "Nadia Benali"
    address = reverse("actors:import_preview", args=[cast.space.slug, brought.pk])
    page = as_role("pilot").get(address).text
    assert "1 fiche a été retouchée depuis" in page
    assert "par Nadia Benali" in page
    done = as_role("pilot").post(reverse("actors:import_undo", args=[cast.space.slug, brought.pk]), follow=True)
    assert "a gardé ce qui y a été écrit : Atelier un" in done.text
    assert names(cast) & {"Atelier un", "Atelier deux"} == {"Atelier un"}


def test_sheets_touched_since_are_archived_too_when_asked(cast):
    brought = bring(cast, ["Atelier un", "", "", "Gonesse"])
    actions.apply_import(brought=brought, by=cast.lea)
    actions.edit_organisation(organisation=Organisation.objects.get(name="Atelier un"), served="Est", by=cast.nadia)
    assert actions.undo_import(brought=brought, by=cast.lea, also_touched=True).archived == 1
    assert "Atelier un" not in names(cast)


def test_the_command_does_what_waits(here, cast, settings):
    settings.DAILY_HOUR = None  # the round of the day is another story
    assert here("work") == "Rien n'attend.\n"
