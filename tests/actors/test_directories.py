"""Public directories proposed line by line, and what completes a sheet; nothing leaves the machine."""

from __future__ import annotations

import polars as pl
import pytest
from django.urls import reverse

from maillage.actors import actions, analyses, company_search, public_directories
from maillage.actors.models import Import, Organisation
from maillage.territory.models import Perimeter
from maillage.toolkit.refusals import Refusal

GONESSE, SIRET = "95277", "73282932000074"
PLACES = {
    "organismes-apprentissage": [
        {"id": SIRET, "name": "CFA  DES METIERS DU CIEL", "kind": "responsable", "commune": GONESSE, "siret": SIRET}
        | {"uai": "0950001A", "lon": 2.44, "lat": 48.98, "precision": "mairie"},
        {"id": "x", "name": None, "kind": "responsable", "commune": GONESSE, "siret": "", "uai": ""}
        | {"lon": None, "lat": None, "precision": None},
    ],
    "agences-france-travail": [
        {"id": "1", "name": "GONESSE", "kind": "ALE", "commune": GONESSE}
        | {"lon": 2.45, "lat": 48.99, "precision": "site"},
        {"id": "2", "name": "DIRECTION", "kind": "DRA", "commune": GONESSE}
        | {"lon": None, "lat": None, "precision": None},
    ],
}


@pytest.fixture
def store(monkeypatch, cast):
    """Two directories on this machine, one commune in the perimeter."""
    perimeter, _made = Perimeter.objects.get_or_create(space=cast.space)
    monkeypatch.setattr("maillage.actors.places.perimeter_codes", lambda _space: (GONESSE,))

    class Card:
        source = "Un producteur (2024)"

    tables = {name: pl.DataFrame(rows) for name, rows in PLACES.items()}
    monkeypatch.setattr(public_directories.store, "card", lambda name: Card() if name in tables else None)
    monkeypatch.setattr(public_directories.store, "read", lambda name: tables[name])
    monkeypatch.setattr(
        public_directories.reference_places,
        "points",
        lambda name, communes=None: tables[name].filter(pl.col("commune").is_in(list(communes))),
    )
    return perimeter


def test_each_directory_says_what_it_has_here_or_how_to_get_it(as_role, cast, store):
    listed = {each.directory.dataset: each for each in public_directories.available([GONESSE])}
    assert listed["organismes-apprentissage"].count == 1
    assert listed["agences-france-travail"].count == 1
    assert listed["cio"].count is None
    assert "maillage reference fetch cio" in listed["cio"].how
    page = as_role("pilot").get(reverse("actors:directories", args=[cast.space.slug])).text
    assert "2 organismes de votre périmètre" in page
    assert as_role("partner").get(reverse("actors:directories", args=[cast.space.slug])).status_code == 403


def test_a_directory_is_taken_or_left_line_by_line_and_what_is_left_stays_left(as_role, cast, store):
    pilot, address = (
        as_role("pilot"),
        reverse("actors:bring_directory", args=[cast.space.slug, "agences-france-travail"]),
    )
    page = pilot.post(address, follow=True)
    assert "GONESSE" in page.text
    brought = Import.objects.get()
    [line] = brought.lines.all()
    assert (line.verdict, line.fields["kind"], line.fields["longitude"]) == ("created", "france_travail", 2.45)
    actions.apply_import(brought=brought, by=cast.lea)
    assert Organisation.objects.filter(name="GONESSE", kind="france_travail").exists()
    pilot.post(address)
    assert [line.verdict for line in Import.objects.get(status="ready").lines.all()] == ["ignored"]

    bodies = reverse("actors:bring_directory", args=[cast.space.slug, "organismes-apprentissage"])
    pilot.post(bodies)
    brought = Import.objects.get(status="ready")
    actions.correct_lines(brought=brought, by=cast.lea, given={}, choices={1: "leave"})
    Import.objects.filter(pk=brought.pk).update(status=Import.Status.APPLIED)
    pilot.post(bodies)
    assert Import.objects.get(status="ready").choices == {"1": "leave"}


def test_a_directory_without_anybody_here_or_unknown_is_refused_in_a_sentence(as_role, cast, store, monkeypatch):
    monkeypatch.setattr("maillage.actors.places.perimeter_codes", lambda _space: ())
    pilot = as_role("pilot")
    for dataset, sentence in (
        ("agences-france-travail", "personne dans votre périmètre"),
        ("rien", "ne s&#x27;appelle"),
    ):
        address = reverse("actors:bring_directory", args=[cast.space.slug, dataset])
        assert sentence in pilot.post(address, follow=True).text


def test_a_sheet_is_completed_field_by_field(as_role, cast, store):
    sheet = actions.create_organisation(
        space=cast.space, name="CFA des métiers du ciel", kind="cfa", commune=GONESSE, by=cast.lea
    )
    [proposal] = analyses.propose_completions(sheet)
    assert proposal.is_sure
    assert {news.field: (news.before, news.fills) for news in proposal.news if news.field != "name"} == {
        "siret": ("–", True),
        "siren": ("–", True),
        "uai": ("–", True),
    }
    address = reverse("actors:complete", args=[cast.space.slug, sheet.pk])
    page = as_role("pilot").get(address)
    assert "Un producteur (2024)" in page.text
    taken = {"take": ["siret", "note"], "value-siret": SIRET, "value-note": "x", "read_version": sheet.version}
    as_role("pilot").post(address, taken)
    sheet.refresh_from_db()
    assert (sheet.siret, sheet.uai, sheet.note) == (SIRET, "", "")
    assert as_role("observer").get(address).status_code == 403


def test_a_siret_is_enough_to_be_known(cast, store):
    sheet = actions.create_organisation(space=cast.space, name="Autre nom", kind="cfa", siret=SIRET, by=cast.lea)
    [proposal] = analyses.propose_completions(sheet)
    assert proposal.why == ["même SIRET"]


# --- Online


def test_the_search_of_companies_is_closed_unless_the_server_opens_it(as_role, cast, store, settings):
    assert settings.COMPANY_SEARCH is False
    with pytest.raises(Refusal, match="MAILLAGE_COMPANY_SEARCH"):
        company_search.search("CFA", "", "")
    address = reverse("actors:complete", args=[cast.space.slug, cast.organisations["cfa"].pk])
    assert "en ligne" not in as_role("pilot").get(address).text
    assert "MAILLAGE_COMPANY_SEARCH" in as_role("pilot").post(address, {"search": "1"}).text


def test_offline_it_says_so(settings, monkeypatch):
    import httpx

    settings.COMPANY_SEARCH = True

    def nobody(*_args, **_more):
        raise httpx.ConnectError("no network")

    monkeypatch.setattr(httpx, "get", nobody)
    with pytest.raises(Refusal, match="ne répond pas"):
        company_search.search("CFA", "", "")


def test_what_it_answers_is_read(settings, monkeypatch):
    import httpx

    settings.COMPANY_SEARCH = True
    site = {"siret": SIRET, "adresse": "1 RUE HAUTE", "code_postal": "95500", "commune": GONESSE, "latitude": "48.98"}
    results = [{"nom_complet": "CFA DU CIEL", "sigle": None, "siren": SIRET[:9], "matching_etablissements": [site]}, {}]
    request = httpx.Request("GET", company_search.ADDRESS)
    answer = httpx.Response(200, json={"results": results}, request=request)
    monkeypatch.setattr(httpx, "get", lambda *_args, **_more: answer)
    [found] = company_search.search("CFA", "", GONESSE)
    assert (found["siret"], found["commune"], found["latitude"]) == (SIRET, GONESSE, 48.98)
    assert "longitude" not in found
