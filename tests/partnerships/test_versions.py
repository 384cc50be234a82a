"""Versions of the grid and of the typology: drafted, compared, put in service, given up; files out and in."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from maillage.partnerships import actions, analyses, grid, queries, typology
from maillage.partnerships.drafts import grids, typologies
from maillage.partnerships.files import grids as grid_files
from maillage.partnerships.files import typologies as typology_files
from maillage.partnerships.models import GridVersion, TypologyVersion
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal
from maillage_analysis.grid import PROTOTYPES
from maillage_analysis.grid.framing import FLEXIBILITY_CRITERIA, FORMALITY_CRITERIA

from .story import IDS

OWN = {
    "name": "Accueil des alternants",
    "question": "Qui accueille les alternants le premier jour ?",
    **{f"anchor_{level}": f"phrase {level}" for level in range(1, 6)},
}


@pytest.fixture
def draft(cast):
    return actions.draft_grid(space=cast.space, by=cast.lea)


def address(name: str, cast, *args) -> str:
    return reverse(f"partnerships:{name}", args=[cast.space.slug, *args])


# --- Drafts


def test_a_draft_copies_the_grid_in_service_and_changes_nothing_yet(cast, draft):
    assert (draft.number, draft.slug, draft.is_draft) == (2, "2", True)
    assert [entry["id"] for entry in draft.criteria] == IDS
    assert queries.current_grid(cast.space).is_shipped
    actions.switch_criterion(draft=draft, criterion="A1", on=False, by=cast.lea)
    assert len(grid.shipped()["criteria"]) == len(GridVersion.objects.get(space=None).criteria) == 22


def test_only_the_pilots_team_prepares_a_version_and_one_at_a_time(cast, draft):
    with pytest.raises(NotAllowed):
        actions.draft_grid(space=cast.space, by=cast.karim)
    with pytest.raises(Refusal, match="déjà en préparation"):
        actions.draft_grid(space=cast.space, by=cast.nadia)
    with pytest.raises(NotAllowed):
        actions.put_in_service(space=cast.space, version=draft, by=cast.ines)


def test_a_reworded_criterion_keeps_its_id_and_is_marked(cast, draft):
    words = {language: grids.flat(draft.criteria[0][language]) for language in ("fr", "en")}
    words["fr"]["name"] = "  Cadre   commun "
    actions.reword_criterion(draft=draft, criterion="A1", words=words, by=cast.lea)
    entry = draft.criteria[0]
    assert (entry["id"], entry["dimension"], entry["fr"]["name"]) == ("A1", "A", "Cadre commun")
    assert grids.is_reworded(entry)
    changes = grids.compare(grid.shipped()["criteria"], draft.criteria)
    assert [(one.id, one.changes[0].after) for one in changes.reworded] == [("A1", "Cadre commun")]


def test_own_ids_are_never_given_twice(cast, draft):
    actions.add_criterion(draft=draft, dimension="B", words={"fr": OWN}, by=cast.lea)
    assert [e["id"] for e in draft.criteria if e["dimension"] == "B"][-1] == "X1"
    assert grid.in_language(draft.criteria, "en")[14].question == OWN["question"]  # asked in French
    actions.put_in_service(space=cast.space, version=draft, by=cast.lea)
    second = actions.draft_grid(space=cast.space, by=cast.lea)
    actions.remove_criterion(draft=second, criterion="X1", by=cast.lea)
    actions.add_criterion(draft=second, dimension="C", words={"fr": OWN}, by=cast.lea)
    assert second.criteria[-1]["id"] == "X2"
    with pytest.raises(Refusal, match="se désactive"):
        actions.remove_criterion(draft=second, criterion="A1", by=cast.lea)


def test_criteria_move_within_their_dimension_and_are_switched_on_again(cast, draft):
    actions.move_criterion(draft=draft, criterion="A2", up=True, by=cast.lea)
    actions.move_criterion(draft=draft, criterion="A2", up=True, by=cast.lea)
    actions.move_criterion(draft=draft, criterion="A7", up=False, by=cast.lea)
    assert [entry["id"] for entry in draft.criteria[:3]] == ["A2", "A1", "A3"]
    assert draft.criteria[7]["id"] == "B1"
    actions.switch_criterion(draft=draft, criterion="A1", on=False, by=cast.lea)
    assert [entry["id"] for entry in draft.switched_off] == ["A1"]
    actions.switch_criterion(draft=draft, criterion="A1", on=True, by=cast.lea)
    assert len(draft.criteria) == 22


def test_two_people_do_not_overwrite_a_draft(cast, draft):
    seen = draft.version
    words = {"fr": OWN}
    actions.add_criterion(draft=GridVersion.objects.get(pk=draft.pk), dimension="A", words=words, by=cast.nadia)
    with pytest.raises(EditedMeanwhile):
        actions.add_criterion(draft=draft, dimension="A", words=words, expected_version=seen, by=cast.lea)


# --- In service


def test_a_version_in_service_is_never_edited(cast, draft):
    actions.switch_criterion(draft=draft, criterion="A7", on=False, by=cast.lea)
    actions.put_in_service(space=cast.space, version=draft, by=cast.lea)
    assert queries.current_grid(cast.space) == draft
    with pytest.raises(Refusal, match="copiez-la"):
        actions.switch_criterion(draft=draft, criterion="A7", on=True, by=cast.lea)
    with pytest.raises(Refusal, match="copiez-la"):
        actions.discard_draft(draft=draft, by=cast.lea)
    with pytest.raises(ValidationError):
        GridVersion.objects.get(pk=draft.pk).save()


def test_a_draft_that_says_the_same_or_lacks_a_dimension_does_not_serve(cast, draft):
    with pytest.raises(Refusal, match="même chose"):
        actions.put_in_service(space=cast.space, version=draft, by=cast.lea)
    for criterion in IDS[:7]:
        actions.switch_criterion(draft=draft, criterion=criterion, on=False, by=cast.lea)
    with pytest.raises(Refusal, match="n'a plus de critère"):
        actions.put_in_service(space=cast.space, version=draft, by=cast.lea)


def test_version_2_does_not_change_what_was_read_with_version_1(cast, partnership, sheets, draft):
    for who in ("cfa", "opco", "mission"):
        sheets.fill(who, "3" * 22)
    before = analyses.read_partnership(partnership)
    actions.switch_criterion(draft=draft, criterion="B1", on=False, by=cast.lea)
    actions.switch_criterion(draft=draft, criterion="C3", on=False, by=cast.lea)
    actions.put_in_service(space=cast.space, version=draft, by=cast.lea)
    assert analyses.read_partnership(partnership) == before
    other = actions.create_partnership(space=cast.space, name="Autre", by=cast.lea)
    assessment = actions.start_assessment(partnership=other, by=cast.lea)
    for criterion in (entry["id"] for entry in draft.criteria):
        actions.answer(assessment=assessment, criterion=criterion, level=4, by=cast.lea)
    actions.submit_assessment(assessment=assessment, by=cast.lea)
    assert analyses.read_partnership(partnership) == before
    new = analyses.read_partnership(other)
    assert new.grid_version == draft
    assert new.dimensions[1].total == 6
    assert new.framing.frame is None
    assert new.framing.missing == ("Souplesse du cadrage",)
    assert (new.suggestion.answered, new.suggestion.columns) == (9, 11)
    assert queries.uses_of_grids(cast.space)[draft.pk] == queries.VersionUse(1, 1)


def test_an_earlier_version_may_serve_again(cast, draft):
    actions.switch_criterion(draft=draft, criterion="B1", on=False, by=cast.lea)
    actions.put_in_service(space=cast.space, version=draft, by=cast.lea)
    shipped = queries.shipped_version(GridVersion)
    actions.put_in_service(space=cast.space, version=shipped, by=cast.lea)
    assert queries.current_grid(cast.space) == shipped
    with pytest.raises(Refusal, match="déjà en service"):
        actions.put_in_service(space=cast.space, version=shipped, by=cast.lea)


def test_a_version_of_another_space_is_refused(cast, draft):
    with pytest.raises(Refusal, match="autre espace"):
        actions.draft_grid(space=cast.elsewhere, source=draft, by=cast.paul)


def test_effects_on_the_reading_are_said(cast):
    criteria = [entry for entry in grid.shipped()["criteria"] if entry["id"] not in {"A1", "A2", "B2", "B3", "B4"}]
    effects = grids.effects(criteria, least_columns=7)
    assert effects.changed_dimensions == ("Fondements", "Enjeux")
    assert (effects.columns_left, effects.types_still_read) == (6, False)
    assert effects.lost_framing == ("Cadre politique et juridique",)
    assert set(grids.FRAMING) == {*FORMALITY_CRITERIA, *FLEXIBILITY_CRITERIA}


# --- Files


def test_a_grid_goes_out_and_comes_back_the_same(cast, draft):
    actions.add_criterion(draft=draft, dimension="A", words={"fr": OWN}, by=cast.lea)
    actions.switch_criterion(draft=draft, criterion="B2", on=False, by=cast.lea)
    for content, name in ((grid_files.to_json(draft), "g.json"), (grid_files.to_xlsx(draft), "g.xlsx")):
        found = grid_files.read(content, name)
        assert found.problems == []
        assert (found.criteria, found.switched_off) == (draft.criteria, draft.switched_off)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d["criteria"].append(d["criteria"][0]), "plusieurs critères"),
        (lambda d: d["criteria"][0].update(dimension="B"), "réservé à « Fondements »"),
        (lambda d: d["criteria"][0].update(id="A9"), "n'est pas un code connu"),
        (lambda d: d["criteria"][0]["fr"]["anchors"].__setitem__(3, ""), "phrase du niveau 4"),
        (lambda d: d["criteria"][0]["fr"].update(name="x" * 81), "la limite est de 80"),
        (lambda d: d["criteria"][0].update(de={"name": "x"}), "« de » n'est pas connu"),
        (lambda d: d["criteria"][0].update(dimension="Z"), "Écrivez A, B ou C"),
        (lambda d: d["criteria"][0]["en"].update(question=""), "anglais"),
        (lambda d: d["criteria"].insert(0, "A1"), "n'est pas un critère"),
    ],
)
def test_an_error_in_a_grid_file_is_one_sentence_and_nothing_is_written(cast, change, said):
    document = json.loads(grid_files.to_json(queries.shipped_version(GridVersion)))
    change(document)
    found = grid_files.read(json.dumps(document).encode(), "g.json")
    assert any(said in problem for problem in found.problems)
    with pytest.raises(Refusal):
        actions.import_grid(space=cast.space, criteria=found.criteria, by=cast.lea)
    assert not GridVersion.objects.filter(space=cast.space).exists()


@pytest.mark.django_db
def test_a_language_that_the_product_does_not_speak_is_said():
    document = json.loads(grid_files.to_json(queries.shipped_version(GridVersion)))
    found = grid_files.read(json.dumps(document | {"languages": ["fr", "it"]}).encode(), "g.json")
    assert found.problems == ["La langue « it » n'est pas connue : « fr » ou « en »."]


@pytest.mark.parametrize("content", [b"{", b'{"format": "autre"}', b"id,dimension\nA1,A\n"])
def test_what_is_no_grid_is_refused(content):
    with pytest.raises(Refusal):
        grid_files.read(content, "g.json")


def test_a_file_is_previewed_then_becomes_a_draft(cast, as_role):
    document = json.loads(grid_files.to_json(queries.shipped_version(GridVersion)))
    document["criteria"][0]["fr"]["name"] = "Cadre commun"
    client = as_role("pilot")
    upload = SimpleUploadedFile("g.json", json.dumps(document).encode())
    page = client.post(address("import_grid", cast), {"file": upload})
    assert "Cadre commun" in page.text
    assert not GridVersion.objects.filter(space=cast.space).exists()
    client.post(address("import_grid", cast), {"kept": page.context["kept"]})
    assert GridVersion.objects.get(space=cast.space).criteria[0]["fr"]["name"] == "Cadre commun"


# --- The typology


def test_the_shipped_typology_is_the_librarys():
    profiles = {type_id: dict(levels) for type_id, levels in typology.rule_of(typology.shipped_content()).profiles}
    assert profiles == {type_id: dict(levels) for type_id, levels in PROTOTYPES.items()}


def test_a_space_adapts_the_typology_and_past_choices_keep_theirs(cast, partnership, sheets):
    sheets.fill("cfa", dict(zip(IDS, "4" * 22, strict=True)))
    chosen = analyses.read_partnership(partnership).suggestion.nearest.code
    actions.choose_type(partnership=partnership, type_code=chosen, reason="ainsi", by=cast.lea)
    before = analyses.read_partnership(partnership)
    draft = actions.draft_typology(space=cast.space, by=cast.lea)
    content = deepcopy(draft.content)
    for entry in content["types"]:
        entry["fr"]["name"] = f"{entry['fr']['name']} d'ici"
    content["types"][0]["profile"] = dict.fromkeys(typology.columns(), 4)
    content["weights"] = {"L": 1.25, "C1": 2}
    actions.write_typology(draft=draft, content=content, by=cast.lea)
    moves = analyses.moves_under(cast.space, queries.typology_in(draft))
    assert [move.after.nearest.code for move in moves] == ["T1"]
    assert analyses.read_partnership(partnership) == before
    actions.put_in_service(space=cast.space, version=draft, by=cast.lea)
    after = analyses.read_partnership(partnership)
    assert after.suggestion.nearest.code == "T1"
    assert after.suggestion.typology.number == 2
    assert (after.chosen, after.chosen_under.number) == (before.chosen, 1)
    assert any(
        change.label == "poids : Pilote identifié et formalisé"
        for change in typologies.compare(typology.shipped_content(), content).rule
    )


def test_a_typology_goes_out_and_comes_back_the_same():
    shipped = TypologyVersion(number=1, content=typology.shipped_content())
    for content, name in ((typology_files.to_json(shipped), "t.json"), (typology_files.to_xlsx(shipped), "t.xlsx")):
        found = typology_files.read(content, name)
        assert (found.problems, found.content) == ([], shipped.content)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c["types"][0]["profile"].update(A1=6), "A1 va de 1 à 5"),
        (lambda c: c["types"][0]["profile"].update(L=5), "L va de 1 à 4"),
        (lambda c: c["types"].append(c["types"][0]), "plusieurs types"),
        (lambda c: c["types"].__delitem__(slice(1, None)), "de 2 à 16 types"),
        (lambda c: c["weights"].update(A1=9), "poids de A1"),
        (lambda c: c["weights"].update(Z9=1), "n'est pas une colonne"),
        (lambda c: c["thresholds"].update(least_answered=0), "va de 1 à 11"),
        (lambda c: c["types"][0]["fr"].update(name=""), "« nom » est vide"),
        (lambda c: c["types"][0].update(id="T9"), "n'est pas un code connu"),
    ],
)
def test_a_wrong_typology_is_refused_in_one_sentence(cast, change, said):
    content = deepcopy(typology.shipped_content())
    change(content)
    with pytest.raises(Refusal, match=said):
        actions.import_typology(space=cast.space, content=content, by=cast.lea)
    assert not TypologyVersion.objects.filter(space=cast.space).exists()


# --- Pages


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_in_both_languages(cast, draft, as_role, language):
    client = as_role("pilot")
    client.cookies["django_language"] = language
    types = actions.draft_typology(space=cast.space, by=cast.lea)
    actions.add_criterion(draft=draft, dimension="A", words={"fr": OWN}, by=cast.lea)
    pages = [
        address("sheet", cast),
        address("grid_versions", cast),
        address("typologies", cast),
        address("import_grid", cast),
        address("import_typology", cast),
        address("grid_version", cast, "m1"),
        address("grid_version", cast, "2") + "?avec=m1",
        address("new_criterion", cast, "2"),
        address("edit_criterion", cast, "2", "X1"),
        address("typology_version", cast, "m1"),
        address("typology_version", cast, types.slug),
        address("edit_typology", cast, types.slug),
        address("new_type", cast, types.slug),
    ]
    for page in pages:
        assert client.get(page).status_code == 200, page


def test_a_criterion_is_written_and_moved_from_the_page(cast, draft, as_role):
    client = as_role("facilitator")
    words = {f"{name}_fr": text for name, text in OWN.items()}
    client.post(address("new_criterion", cast, "2"), {"dimension": "A", "read_version": draft.version, **words})
    client.post(address("change_draft", cast, "2"), {"criterion": "X1", "deed": "up"})
    client.post(address("annotate_grid", cast, "2"), {"note": "Pour l'accueil"})
    found = GridVersion.objects.get(pk=draft.pk)
    assert (found.criteria[6]["id"], found.note) == ("X1", "Pour l'accueil")
    client.post(address("serve_grid", cast, "2"))
    assert queries.current_grid(cast.space) == draft
    assert "propre à cet espace" in as_role("observer").get(address("grid_version", cast, "2")).text


def test_the_typology_is_edited_from_its_table(cast, as_role):
    draft = actions.draft_typology(space=cast.space, by=cast.lea)
    client = as_role("pilot")
    form = client.get(address("edit_typology", cast, "2")).context["form"]
    given = {name: field.initial for name, field in form.fields.items()} | {"T1_C3": 1, "weight_A1": 2}
    client.post(address("edit_typology", cast, "2"), given)
    draft.refresh_from_db()
    assert draft.content["types"][0]["profile"]["C3"] == 1
    assert draft.content["weights"] == {"A1": 2, "L": 1.25}
    client.post(address("discard_typology", cast, "2"))
    assert not TypologyVersion.objects.filter(space=cast.space).exists()


def test_types_are_added_and_removed_from_the_page(cast, as_role):
    draft = actions.draft_typology(space=cast.space, by=cast.lea)
    client = as_role("facilitator")
    words = {"name_fr": "Réseau de filière verte", "definition_fr": "Des entreprises d'une filière naissante."}
    levels = {f"level_{column}": 3 for column in typology.columns()}
    page = client.post(address("new_type", cast, "2"), {**words, "read_version": 1})
    assert "Intensité du lien" in page.text
    assert client.post(address("new_type", cast, "2"), {**levels, "read_version": 1}).status_code == 200  # no name
    draft.refresh_from_db()
    assert len(draft.content["types"]) == 7
    client.post(address("new_type", cast, "2"), {**words, **levels, "read_version": 1})
    client.post(address("change_types", cast, "2"), {"deed": "remove", "type": "T3", "read_version": 2})
    draft.refresh_from_db()
    assert [entry["id"] for entry in draft.content["types"]] == ["T1", "T2", "T4", "T5", "T6", "T7", "X1"]
    page = client.get(address("typology_version", cast, "2"))
    assert [type_.code for type_ in page.context["left_out"]] == ["T3"]
    client.post(address("change_types", cast, "2"), {"deed": "take_back", "type": "T3"})
    client.post(address("change_types", cast, "2"), {"deed": "remove", "type": "X1"})
    draft.refresh_from_db()
    assert draft.content["types"] == typology.shipped_content()["types"]
    assert typologies.own_id(queries.every_type(cast.space)) == "X1"  # a draft's own id was never put in service


def test_what_cannot_be_done_to_types_is_one_sentence(cast, as_role):
    draft = actions.draft_typology(space=cast.space, by=cast.lea)
    for attempt, said in (
        (lambda: actions.remove_type(draft=draft, type_id="X4", by=cast.lea), "n'est pas dans cette version"),
        (lambda: actions.take_back_type(draft=draft, type_id="T1", by=cast.lea), "ne manque pas"),
        (lambda: actions.add_type(draft=draft, words={}, profile={}, by=cast.lea), "« nom » est vide"),
        (lambda: actions.remove_type(draft=draft, type_id="T1", by=cast.ines), "Seuls le pilote"),
    ):
        with pytest.raises(Refusal, match=said):
            attempt()
        draft.refresh_from_db()
    for code in ("T1", "T2", "T3", "T4", "T5"):
        actions.remove_type(draft=draft, type_id=code, by=cast.lea)
    with pytest.raises(Refusal, match="de 2 à 16 types"):
        actions.remove_type(draft=draft, type_id="T6", by=cast.lea)
    taken = [{"id": f"X{number}"} for number in range(1, 10)]
    assert typologies.own_id(taken) is None
    page = as_role("pilot").post(address("change_types", cast, "2"), {"deed": "dance", "type": "T6"}, follow=True)
    assert "Ce geste" in page.text
    assert as_role("partner").get(address("new_type", cast, "2")).status_code == 403
    assert as_role("pilot").get(address("new_type", cast, "m1")).status_code == 302


@pytest.mark.parametrize("role", ["partner", "observer"])
def test_members_read_what_served_never_a_draft(cast, draft, as_role, role):
    client = as_role(role)
    assert client.get(address("grid_version", cast, "m1")).status_code == 200
    assert client.get(address("grid_file", cast, "m1", "xlsx")).status_code == 200
    assert client.get(address("grid_version", cast, "2")).status_code == 404
    assert client.get(address("edit_criterion", cast, "2", "A1")).status_code == 403
    assert "Copier dans un brouillon" not in client.get(address("grid_versions", cast)).text
