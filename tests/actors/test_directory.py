"""The directory as a list, a map, a file, a sentence."""

import csv
import io
import json
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maillage.actors import actions, standing
from maillage.actors.analyses import read_directory
from maillage.actors.models import Organisation
from maillage.spaces.enums import State
from maillage.spaces.models import Space
from maillage.territory import gazetteer


@pytest.fixture
def home(cast):
    return reverse("actors:home", args=[cast.space.slug])


def refold(cast):
    """The cast is written straight in the table; the actions would have kept the words for searching."""
    for organisation in cast.organisations.values():
        actions.edit_organisation(organisation=organisation, by=cast.lea)


def names_on(page) -> list[str]:
    return [organisation.name for organisation in page.context["page"].object_list]


def test_the_sentence_reads_the_balance(cast):
    reading = read_directory(cast.space)
    assert reading.sentence.replace("\u00a0", " ") == (
        "8 acteurs, 6 collèges sur 6 ; l'équilibre par famille : "
        "3 social, 2 économique, 2 formation et 1 institutionnel."
    )
    assert reading.warnings == []
    assert [share.count for share in reading.families] == [2, 3, 2, 1]
    assert sum(share.part for share in reading.families) == pytest.approx(1)


def test_missing_voices_are_said(cast):
    for key in ("jeunes", "fret"):
        actions.archive_organisation(organisation=cast.organisations[key], by=cast.lea)
    reading = read_directory(cast.space)
    assert reading.total == 6
    assert reading.missing_colleges == ["insertion sociale", "entreprises"]
    told = " ".join(reading.warnings)
    assert "Personne ne porte la voix des jeunes" in told
    assert "Aucune entreprise" in told
    assert "Collèges absents : insertion sociale et entreprises." in told


def test_freshness_lasts_a_year(cast):
    on = date(2026, 11, 23)
    actions.confirm_organisation(organisation=cast.organisations["cfa"], on=date(2025, 11, 23), by=cast.lea)
    actions.confirm_organisation(organisation=cast.organisations["opco"], on=date(2025, 11, 22), by=cast.lea)
    reading = read_directory(cast.space, on)
    assert (reading.fresh, reading.stale) == (1, 7)


def test_an_empty_directory_teaches(as_role, cast):
    Organisation.objects.filter(space=cast.space).delete()
    page = as_role("pilot").get(reverse("actors:home", args=[cast.space.slug]))
    assert "Ce que les autres verront" in page.text
    assert standing.standing(cast.space).state == State.TO_START
    assert "Importer un tableur" not in as_role("observer").get(page.wsgi_request.path).text


def test_the_step_says_where_it_stands(cast):
    found = standing.standing(cast.space)
    assert (found.state, found.count) == (State.TO_REVIEW, "8 organisations")
    today = timezone.localdate()
    for organisation in cast.organisations.values():
        actions.confirm_organisation(organisation=organisation, on=today, by=cast.lea)
    assert standing.standing(cast.space).state == State.UP_TO_DATE
    actions.archive_organisation(organisation=cast.organisations["jeunes"], by=cast.lea)
    assert standing.standing(cast.space).state == State.UNDER_WAY


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rivieres", ["CFA des Trois Rivières"]),
        ("RIVIÈ", ["CFA des Trois Rivières"]),
        ("mlp", ["Mission locale de la Plaine"]),
        ("villepinte", ["Mission locale de la Plaine"]),
        ("roissy fret", ["Fret Horizon"]),
        ("lycée barret", ["Lycée professionnel Jeanne-Barret"]),
        ("introuvable", []),
        ("%", []),
    ],
)
def test_search_forgives_accents_and_takes_parts_and_initials(as_role, cast, home, typed, found):
    refold(cast)
    page = as_role("observer").get(home, {"q": typed})
    assert names_on(page) == found
    assert page.status_code == 200


def test_filters_add_up_and_the_count_is_always_there(as_role, cast, home):
    page = as_role("partner").get(home, {"college": "training", "family": "training", "kind": "cfa"})
    assert names_on(page) == ["CFA des Trois Rivières"]
    assert "1 acteur sur 8" in page.text
    actions.confirm_organisation(organisation=cast.organisations["cfa"], on=timezone.localdate(), by=cast.lea)
    assert "CFA des Trois Rivières" not in names_on(as_role("partner").get(home, {"to_confirm": "on"}))


def test_an_address_written_by_hand_does_not_break_the_list(as_role, home):
    page = as_role("pilot").get(home, {"college": "x'; drop", "sort": "password", "page": "zzz", "kind": "é" * 300})
    assert len(names_on(page)) == 8


@pytest.mark.parametrize("sort", ["name", "kind", "college", "family", "commune", "confirmed"])
def test_each_column_sorts_both_ways(as_role, cast, home, sort):
    refold(cast)
    client = as_role("observer")
    up, down = names_on(client.get(home, {"sort": sort})), names_on(client.get(home, {"sort": f"-{sort}"}))
    assert sorted(up) == sorted(down)
    assert len(up) == 8
    if sort == "name":
        assert up == sorted(up, key=str.casefold) == down[::-1]
    if sort == "commune":
        assert up[0] == "Lycée professionnel Jeanne-Barret"  # Aulnay-sous-Bois


def test_archived_organisations_leave_the_list_and_can_come_back(as_role, cast, home):
    actions.archive_organisation(organisation=cast.organisations["opco"], by=cast.lea)
    pilot = as_role("pilot")
    assert "OPCO des métiers du fret" not in names_on(pilot.get(home))
    archives = reverse("actors:archived", args=[cast.space.slug])
    assert "OPCO des métiers du fret" in pilot.get(archives).text
    assert as_role("partner").get(archives).status_code == 403


def many(space: Space, count: int) -> None:
    communes = gazetteer.every_code()[:300]
    Organisation.objects.bulk_create(
        Organisation(
            space=space,
            name=f"Entreprise {number}",
            kind="company",
            college="companies",
            family="economic",
            commune=communes[number % len(communes)],
            search_text=f"entreprise {number}",
        )
        for number in range(count)
    )


@pytest.mark.parametrize("parameters", [{}, {"sort": "commune"}, {"q": "entreprise", "sort": "-kind"}])
def test_adding_organisations_adds_no_query(as_role, cast, home, parameters):
    client = as_role("pilot")
    client.get(home, parameters)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(home, parameters)
    many(cast.space, 120)
    with CaptureQueriesContext(connection) as lots:
        client.get(home, parameters)
    assert len(lots) <= len(few) + (1 if parameters.get("q") else 0)


def test_the_map_holds_the_same_organisations(as_role, cast):
    address = reverse("actors:points", args=[cast.space.slug])
    Organisation.objects.filter(pk=cast.organisations["fret"].pk).update(longitude=2.51, latitude=49.0)
    Organisation.objects.filter(pk=cast.organisations["opco"].pk).update(commune="")
    found = json.loads(as_role("observer").get(address).content)["features"]
    assert len(found) == 7
    by_name = {feature["properties"]["name"]: feature for feature in found}
    assert by_name["Fret Horizon"]["geometry"]["coordinates"] == [2.51, 49.0]
    assert by_name["CFA des Trois Rivières"]["properties"]["where"] == "Roissy-en-France"
    filtered = json.loads(as_role("observer").get(address, {"family": "social"}).content)["features"]
    assert {feature["properties"]["family"] for feature in filtered} == {"social"}
    assert as_role("stranger").get(address).status_code == 404


def test_the_map_page_also_holds_the_list(as_role, home):
    page = as_role("observer").get(home, {"view": "map"})
    switch, drawn, listed = map(page.text.index, ('id="actors-head"', "data-points-url", 'id="actors-results"'))
    assert switch < drawn < listed
    assert len(names_on(page)) == 8


def test_an_export_cannot_start_a_formula(as_role, cast):
    actions.create_organisation(space=cast.space, name="=cmd|' /C calc'!A0", acronym="+33", kind="company", by=cast.lea)
    actions.create_organisation(space=cast.space, name="@SUM(A1)", served="-2+3", kind="company", by=cast.lea)
    answer = as_role("observer").get(reverse("actors:export", args=[cast.space.slug, "csv"]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Nom", "Sigle", "Nature"]
    assert len(rows) == 11
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_spreadsheet_holds_what_the_list_shows_and_no_contact(as_role, cast):
    from python_calamine import load_workbook

    refold(cast)
    actions.add_contact(organisation=cast.organisations["cfa"], name="Anne", function="directrice", by=cast.lea)
    actions.create_organisation(space=cast.space, name="=1+1", kind="company", by=cast.lea)
    address = reverse("actors:export", args=[cast.space.slug, "xlsx"])
    answer = as_role("pilot").get(address, {"sort": "name"})
    sheet = load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in sheet[1:3]] == ["'=1+1", "Agence pour l'emploi des Ormes"]
    assert not any("Anne" in str(cell) for row in sheet for cell in row)
    assert as_role("pilot").get(reverse("actors:export", args=[cast.space.slug, "exe"])).status_code == 404


def test_what_is_exported_can_be_imported_again_without_change(as_role, cast, tmp_path):
    refold(cast)
    file = tmp_path / "acteurs.csv"
    file.write_bytes(as_role("pilot").get(reverse("actors:export", args=[cast.space.slug, "csv"])).content)
    plan = actions.import_file(file, cast.space, cast.lea)
    assert plan.counts == {"created": 0, "changed": 0, "ignored": 8, "refused": 0, "merged": 0}


def test_every_page_opens_for_its_readers_in_both_languages(as_role, cast):
    cfa = cast.organisations["cfa"].pk
    slug = cast.space.slug
    for language in ("fr", "en"):
        for role, name, args, status in [
            ("observer", "home", [slug], 200),
            ("observer", "sheet", [slug, cfa], 200),
            ("observer", "edit", [slug, cfa], 403),
            ("observer", "new", [slug], 403),
            ("observer", "import_new", [slug], 403),
            ("observer", "imports", [slug], 403),
            ("partner", "edit", [slug, cfa], 200),
            ("partner", "contact_new", [slug, cfa], 200),
            ("pilot", "new", [slug], 200),
            ("pilot", "archived", [slug], 200),
            ("pilot", "contacts_to_review", [slug], 200),
            ("pilot", "imports", [slug], 200),
            ("pilot", "import_new", [slug], 200),
            ("pilot", "sheet", [slug, cfa], 200),
            ("stranger", "home", [slug], 404),
            ("stranger", "sheet", [slug, cfa], 404),
            ("stranger", "export", [slug, "csv"], 404),
        ]:
            client = as_role(role)
            client.cookies["django_language"] = language
            assert client.get(reverse(f"actors:{name}", args=args)).status_code == status, (role, name)


def test_needs_do_not_cry_over_an_empty_space(cast):
    Organisation.objects.filter(space=cast.space).delete()
    assert list(standing.needs(cast.space, timezone.localdate() + timedelta(days=1))) == []


# --- « Toujours exact » in the list


def confirm_button(organisation) -> str:
    return f'formaction="{reverse("actors:confirm", args=["pays-d-aulne", organisation.pk])}"'


def test_a_row_is_said_still_exact_without_losing_its_place(as_role, cast, home):
    cfa, lea = cast.organisations["cfa"], as_role("pilot")
    page = lea.get(home, {"college": "training", "sort": "-name"}).text
    assert confirm_button(cfa) in page
    back = re.search(r'name="next" value="([^"]+)"', page)[1].replace("&amp;", "&")
    assert back == f"{home}?college=training&sort=-name"
    answer = lea.post(reverse("actors:confirm", args=["pays-d-aulne", cfa.pk]), {"next": back})
    assert answer["Location"] == f"{back}#fiche-{cfa.pk}"
    page = lea.get(back).text
    assert "est confirmée à la date d" in page
    assert confirm_button(cfa) not in page
    assert "confirmée aujourd" in page


def test_the_list_confirms_in_place_and_leads_nowhere_else(as_role, cast):
    cfa, lea = cast.organisations["cfa"], as_role("pilot")
    address = reverse("actors:confirm", args=["pays-d-aulne", cfa.pk])
    assert lea.post(address, headers={"accept": "application/json"}).json() == {"confirmed": cfa.pk}
    assert lea.post(address, {"next": "https://ailleurs.example/"})["Location"] == cfa.get_absolute_url()


def test_each_confirms_what_it_may(as_role, cast, home):
    own = confirm_button(cast.organisations["cfa"])
    others = confirm_button(cast.organisations["fret"])
    partner = as_role("partner").get(home).text
    assert own in partner
    assert others not in partner
    assert 'id="still-true"' not in as_role("observer").get(home).text
    assert (
        as_role("partner")
        .post(reverse("actors:confirm", args=["pays-d-aulne", cast.organisations["fret"].pk]))
        .status_code
        == 403
    )
