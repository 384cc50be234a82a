"""A spreadsheet brought in: read, planned, shown, written at once or not at all, undone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.actors import actions
from maillage.actors.columns import propose_mapping
from maillage.actors.models import Import, Organisation
from maillage.actors.recognition import kind_of, truth_of
from maillage.journal.models import Entry
from maillage.toolkit.refusals import NotAllowed, Refusal

SIRET = "73282932000074"
MESSY = """Annuaire des partenaires;;;;;
Structure;Type;N° SIRET;CP;Ville;Portable
Mission locale du Nord;Mission locale;732 829 320 00074;95500;GONESSE;01 39 00
CFA des Trois Rivières;CFA;;;Roissy-en-France;
Lycée Mermoz;Lycée pro;7328293200007;93290;Tremblay-en-France;
Café des métiers;;;93200;Saint-Denis;
;;;;;01 22
Entreprise Dupont;PME;;;Villeneuve;
Mission locale du Nord;;73282932000074;;Gonesse;
"""


def write(tmp_path, text: str, name: str = "acteurs.csv", encoding: str = "cp1252"):
    file = tmp_path / name
    file.write_bytes(text.encode(encoding))
    return file


def upload(client, cast, text: str, name: str = "acteurs.csv"):
    address = reverse("actors:import_new", args=[cast.space.slug])
    return client.post(address, {"file": SimpleUploadedFile(name, text.encode("cp1252"))})


def verdicts(plan) -> list[tuple[int, str]]:
    return [(line.number, line.verdict.value) for line in plan.lines]


def current(cast) -> set[str]:
    return set(Organisation.objects.in_space(cast.space).current().values_list("name", flat=True))


def test_the_plan_says_each_line_and_writes_nothing(cast, tmp_path):
    before = current(cast)
    plan = actions.import_file(write(tmp_path, MESSY), cast.space, cast.lea)
    assert verdicts(plan) == [
        (3, "created"),
        (4, "ignored"),
        (5, "refused"),
        (6, "created"),
        (7, "refused"),
        (8, "refused"),
        (9, "ignored"),
    ]
    by_line = {line.number: line for line in plan.lines}
    assert "celui-ci en compte 13" in by_line[5].reason
    assert by_line[6].fields["commune"] == "93066"
    assert "n'a pas de nom" in by_line[7].reason
    assert "Plusieurs communes s'appellent « Villeneuve »" in by_line[8].reason
    assert by_line[9].reason == "même organisation qu'à la ligne 3."
    assert plan.summary().startswith("2 créées, 2 ignorées et 3 refusées (ligne 5 : Le SIRET")
    assert current(cast) == before
    assert not Import.objects.exists()


def test_apply_writes_all_that_was_planned(cast, tmp_path):
    plan = actions.import_file(write(tmp_path, MESSY), cast.space, cast.lea, apply=True)
    assert plan.counts["created"] == 2
    made = Organisation.objects.get(siret=SIRET)
    assert (made.kind, made.college, made.commune) == ("mission_locale", "employment", "95277")
    assert "gonesse" in made.search_text
    [entry] = Entry.objects.filter(code="organisation.import_applied")
    assert entry.sentence == "Léa Martin a importé « acteurs.csv » (créées : 2, modifiées : 0, refusées : 3)."


def test_only_the_columns_used_are_kept(cast, tmp_path):
    actions.import_file(write(tmp_path, MESSY), cast.space, cast.lea, apply=True)
    assert "Portable" not in Import.objects.get().columns
    assert "01 39 00" not in str(Import.objects.get().rows)


def test_a_siret_recognises_a_renamed_organisation_and_empty_cells_erase_nothing(cast, tmp_path):
    sheet = actions.edit_organisation(
        organisation=cast.organisations["mission"], siret=SIRET, address="1 rue Haute", by=cast.lea
    )
    text = f"Nom;SIRET;Adresse;Site;Nature\nMission locale Plaine et Vallée;{SIRET};;www.ml.fr;\n"
    [line] = actions.import_file(write(tmp_path, text), cast.space, cast.lea, apply=True).lines
    assert {(change.field, change.before, change.after) for change in line.changes} == {
        ("name", "Mission locale de la Plaine", "Mission locale Plaine et Vallée"),
        ("website", "", "https://www.ml.fr"),
    }
    sheet.refresh_from_db()
    assert (sheet.address, sheet.website, sheet.version) == ("1 rue Haute", "https://www.ml.fr", 3)


def test_a_name_and_another_siret_ask_which_is_right(cast, tmp_path):
    actions.edit_organisation(organisation=cast.organisations["cfa"], siret=SIRET, by=cast.lea)
    text = "Nom;SIRET\nCFA des Trois Rivieres;35600000000048\n"
    [line] = actions.import_file(write(tmp_path, text), cast.space, cast.lea).lines
    assert "porte un autre SIRET (732\u00a0829\u00a0320\u00a000074)" in line.reason


def test_undo_archives_what_was_made_and_gives_back_what_was_changed(cast, tmp_path):
    before = current(cast)
    sheet = cast.organisations["cfa"]
    text = "Nom;Commune;Territoire desservi\nCFA des Trois Rivières;Roissy-en-France;Val-d'Oise\nCFA neuf;Gonesse;\n"
    actions.import_file(write(tmp_path, text), cast.space, cast.lea, apply=True)
    sheet.refresh_from_db()
    assert sheet.served == "Val-d'Oise"
    assert actions.undo_import(brought=Import.objects.get(), by=cast.nadia).touched == 2
    sheet.refresh_from_db()
    assert sheet.served == ""
    assert current(cast) == before
    with pytest.raises(Refusal, match="déjà annulé"):
        actions.undo_import(brought=Import.objects.get(), by=cast.lea)


def test_undo_leaves_what_somebody_wrote_since(cast, tmp_path):
    sheet = cast.organisations["cfa"]
    text = "Nom;Commune;Territoire desservi;Adresse\nCFA des Trois Rivières;95527;Val-d'Oise;2 rue Basse\n"
    actions.import_file(write(tmp_path, text), cast.space, cast.lea, apply=True)
    actions.edit_organisation(organisation=Organisation.objects.get(pk=sheet.pk), served="Trois EPCI", by=cast.nadia)
    actions.undo_import(brought=Import.objects.get(), by=cast.lea)
    sheet.refresh_from_db()
    assert (sheet.served, sheet.address) == ("Trois EPCI", "")


def test_an_undone_import_can_be_done_again_without_doubles(cast, tmp_path):
    actions.import_file(write(tmp_path, MESSY), cast.space, cast.lea, apply=True)
    count = Organisation.objects.count()
    brought = Import.objects.get()
    actions.undo_import(brought=brought, by=cast.lea)
    again = actions.apply_import(brought=brought, by=cast.lea)
    assert again.counts["changed"] == 2
    assert Organisation.objects.count() == count
    assert "Mission locale du Nord" in current(cast)
    actions.undo_import(brought=brought, by=cast.lea)
    assert "Mission locale du Nord" not in current(cast)


def test_nothing_is_half_written(cast, tmp_path, monkeypatch):
    text = "Nom;Commune;Adresse\nCFA neuf;Gonesse;\nCFA des Trois Rivières;95527;2 rue Basse\n"

    def broken(*_args, **_kwargs):
        raise OSError("the machine stops here")

    monkeypatch.setattr(actions.writing, "_keep_trace", broken)
    with pytest.raises(OSError, match="stops here"):
        actions.import_file(write(tmp_path, text), cast.space, cast.lea, apply=True)
    assert "CFA neuf" not in current(cast)
    assert not Import.objects.exists()


def test_only_the_team_imports(cast, tmp_path):
    for person in (cast.karim, cast.ines, cast.paul):
        with pytest.raises(NotAllowed):
            actions.import_file(write(tmp_path, MESSY), cast.space, person)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("Ville;Type\nGonesse;CFA\n", "quelle colonne porte le nom"), ("", "est vide")],
)
def test_a_file_without_names_is_refused(cast, tmp_path, text, sentence):
    with pytest.raises(Refusal, match=sentence):
        actions.import_file(write(tmp_path, text), cast.space, cast.lea)


def test_a_missing_file_is_said(cast, tmp_path):
    with pytest.raises(Refusal, match="ne s'ouvre pas"):
        actions.import_file(tmp_path / "nulle-part.csv", cast.space, cast.lea)


def test_a_file_too_large_is_not_even_read(cast, tmp_path, settings):
    settings.LARGEST_UPLOAD = 1024
    with pytest.raises(Refusal, match="Mo"):
        actions.import_file(write(tmp_path, "Nom\n" + "x" * 2000), cast.space, cast.lea)


def test_columns_are_recognised_in_french_and_english_and_remembered(cast, tmp_path):
    assert propose_mapping(["Raison sociale", "N° SIRET", "Code postal", "Ville", "Courriel"]) == {
        "name": "Raison sociale",
        "siret": "N° SIRET",
        "postcode": "Code postal",
        "commune": "Ville",
        "email": "Courriel",
    }
    assert propose_mapping(["Organisation name", "City", "Website"]) == {
        "name": "Organisation name",
        "commune": "City",
        "website": "Website",
    }
    text = "Qui;Où\nCFA neuf;Gonesse\n"
    actions.import_file(write(tmp_path, text), cast.space, cast.lea, {"name": "Qui", "commune": "Où"}, apply=True)
    again = actions.import_file(write(tmp_path, text + "CFA second;Gonesse\n"), cast.space, cast.lea)
    assert verdicts(again) == [(2, "ignored"), (3, "created")]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("CFA", "cfa"),
        ("Mission Locale", "mission_locale"),
        ("vocational_school", "vocational_school"),
        ("Lycée professionnel Jean-Mermoz", "vocational_school"),
        ("CCI Paris Île-de-France", "chamber"),
        ("Communauté d'agglomération Roissy Pays de France", "epci"),
        ("Sous-préfecture de Sarcelles", "state"),
        ("PME", "company"),
        ("entreprise", "company"),
        ("GEIQ propreté", "geiq"),
        ("truc", ""),
        ("", ""),
        ("REGIE DE QUARTIERS NORD", "inclusion_company"),
        ("Régie des quartiers", "inclusion_company"),
        ("ACI", "inclusion_company"),
        ("EITI", "inclusion_company"),
        ("Association intermédiaire", "inclusion_company"),
        ("AIPI", ""),
        ("COMMUNAUTE DE COM DE MORET", "epci"),
    ],
)
def test_kinds_are_recognised_by_the_words_of_the_trade(written, kind):
    assert kind_of(written) == kind


def test_yes_and_no_in_both_languages():
    assert [truth_of(word) for word in ("Oui", "x", "non", "No", "peut-être", "")] == [
        True,
        True,
        False,
        False,
        None,
        None,
    ]


# --- Pages


def test_the_whole_journey_on_screen(as_role, cast):
    pilot = as_role("pilot")
    answer = upload(pilot, cast, MESSY)
    page = pilot.get(answer["Location"])
    assert "2 créées, 2 ignorées et 3 refusées" in page.text
    assert "encodage Windows-1252, séparateur point-virgule" in page.text
    assert "1 ligne au-dessus" in page.text
    assert len(pilot.get(answer["Location"], {"verdict": "refused"}).context["page"].object_list) == 3
    brought = Import.objects.get()
    apply_at = reverse("actors:import_apply", args=[cast.space.slug, brought.pk])
    done = pilot.post(apply_at, {"fingerprint": Import.objects.get().fingerprint}, follow=True)
    assert "L&#x27;import est fait : 2 organisations écrites" in done.text
    assert "Annuler cet import" in pilot.get(answer["Location"]).text
    again = pilot.post(apply_at, {"fingerprint": "x"}, follow=True)
    assert "Cet import est déjà fait" in again.text
    undone = pilot.post(reverse("actors:import_undo", args=[cast.space.slug, brought.pk]), follow=True)
    assert "2 fiches rendues" in undone.text


def test_columns_can_be_mapped_by_hand(as_role, cast):
    pilot = as_role("pilot")
    address = upload(pilot, cast, "Qui;Où\nCFA neuf;Gonesse\n")["Location"]
    assert "Dites quelle colonne porte le nom" in pilot.get(address).text
    twice = pilot.post(address, {"column_0": "name", "column_1": "name"})
    assert "Deux colonnes disent contenir « Nom »" in twice.text
    page = pilot.post(address, {"column_0": "name", "column_1": "commune"}, follow=True)
    assert "1 créée" in page.text


def test_a_directory_that_changed_since_the_preview_is_read_again(as_role, cast):
    pilot = as_role("pilot")
    pilot.get(upload(pilot, cast, MESSY)["Location"])
    actions.create_organisation(
        space=cast.space, name="Mission locale du Nord", kind="mission_locale", commune="95277", by=cast.nadia
    )
    brought = Import.objects.get()
    address = reverse("actors:import_apply", args=[cast.space.slug, brought.pk])
    told = pilot.post(address, {"fingerprint": Import.objects.get().fingerprint}, follow=True)
    assert "a changé depuis l&#x27;aperçu" in told.text
    brought.refresh_from_db()
    assert brought.status == Import.Status.READY


@pytest.mark.parametrize("name", ["photo.png", "vide.csv", "casse.xlsx"])
def test_a_bad_file_is_said_at_the_field(as_role, cast, name):
    content = {"photo.png": b"\x89PNG" + bytes(50), "vide.csv": b" \n", "casse.xlsx": b"PK\x03\x04zzz"}[name]
    page = as_role("pilot").post(
        reverse("actors:import_new", args=[cast.space.slug]), {"file": SimpleUploadedFile(name, content)}
    )
    assert page.status_code == 200
    assert "form-errors" in page.text
    assert not Import.objects.exists()


def test_another_space_s_import_does_not_exist_here(as_role, cast):
    pauls = as_role("stranger")
    pauls.post(
        reverse("actors:import_new", args=[cast.elsewhere.slug]), {"file": SimpleUploadedFile("a.csv", b"Nom\nCFA\n")}
    )
    theirs = Import.objects.get()
    assert as_role("pilot").get(reverse("actors:import_preview", args=[cast.space.slug, theirs.pk])).status_code == 404
    assert as_role("partner").get(reverse("actors:import_new", args=[cast.space.slug])).status_code == 403


def test_the_template_to_download_can_be_imported_as_it_is(as_role, cast, tmp_path):
    for form in ("csv", "xlsx"):
        file = tmp_path / f"modele.{form}"
        file.write_bytes(as_role("pilot").get(reverse("actors:import_template", args=[cast.space.slug, form])).content)
        assert actions.import_file(file, cast.space, cast.lea).counts["created"] == 2


def test_more_lines_ask_no_more_questions_to_plan(cast, tmp_path):
    def plan(count: int) -> int:
        text = "Nom;Commune\n" + "".join(f"Entreprise {number};Gonesse\n" for number in range(count))
        with CaptureQueriesContext(connection) as queries:
            actions.import_file(write(tmp_path, text), cast.space, cast.lea)
        return len(queries)

    assert plan(3) == plan(200)
