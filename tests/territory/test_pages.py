"""The territory's pages, as each role sees them, and the drawing board step by step."""

import json

import pytest
from django.urls import reverse

from maillage.territory import actions, gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.models import Perimeter
from maillage.territory.views import ROWS


@pytest.fixture
def home(cast):
    return reverse("territory:home", args=[cast.space.slug])


@pytest.fixture
def board(cast):
    return reverse("territory:edit", args=[cast.space.slug])


@pytest.mark.parametrize("role", ["pilot", "facilitator", "partner", "observer"])
def test_members_read_the_territory(as_role, perimeter, home, role):
    page = as_role(role).get(home)
    assert page.status_code == 200
    assert "Aulnay-sous-Bois" in page.text
    assert "Seine-Saint-Denis" in page.text
    assert ("Modifier le périmètre" in page.text) == (role in {"pilot", "facilitator"})


def test_a_stranger_finds_nothing(as_role, perimeter, cast, home, board):
    stranger = as_role("stranger")
    data = reverse("territory:contours", args=[cast.space.slug])
    assert [stranger.get(url).status_code for url in (home, board, data)] == [404, 404, 404]


@pytest.mark.parametrize("role", ["partner", "observer"])
def test_readers_do_not_draw(as_role, board, role):
    assert as_role(role).get(board).status_code == 403
    assert as_role(role).post(board, {"do": "save", "codes": "95527", "name": "X"}).status_code == 403


def test_an_empty_page_teaches(as_role, home, board):
    assert board in as_role("pilot").get(home).text
    assert board not in as_role("observer").get(home).text


def test_missing_data_say_how_to_get_them(as_role, perimeter, own_store, home):
    command = "maillage reference fetch recensement-jeunes"
    assert command in as_role("pilot").get(home).text
    observed = as_role("observer").get(home).text
    assert command not in observed, "commands are for those who can type them"
    assert "quand l'équipe du pilote aura téléchargé leurs sources" in observed


def test_the_page_with_every_figure(as_role, perimeter, census, sites, home):
    page = as_role("pilot").get(home, {"indicateur": "young_unemployed_share"})
    assert "Chômage des jeunes : deux lectures vraies" in page.text
    assert "inconnu ou non affiché" in page.text
    assert "Insee, recensement 2022" in page.text
    assert as_role("pilot").get(home, {"indicateur": "n'importe quoi"}).status_code == 200


@pytest.mark.parametrize(
    ("order", "first"),
    [("nom", "Aulnay-sous-Bois"), ("code", "Le Mesnil-Amelot"), ("valeur", "Aulnay-sous-Bois"), ("rien", "Aulnay")],
)
def test_the_table_is_sorted(as_role, perimeter, census, home, order, first):
    page = as_role("observer").get(home, {"indicateur": "young_unemployed_share", "tri": order}).text
    assert page.split('<th scope="row">')[1].startswith(first)


def test_english_pages(as_role, perimeter, census, sites, home, board):
    client = as_role("pilot")
    client.cookies["django_language"] = "en"
    assert "in three départements" in client.get(home).text
    assert "Draw the perimeter" in client.get(board).text


def test_the_map_data(as_role, perimeter, cast):
    answer = as_role("observer").get(reverse("territory:contours", args=[cast.space.slug]))
    data = json.loads(answer.content)
    assert answer["Content-Type"] == "application/geo+json"
    assert "private" in answer["Cache-Control"]
    assert {feature["properties"]["code"] for feature in data["features"]} == set(perimeter.codes)
    assert data["outline"]


def test_the_map_data_of_a_departement(as_role, cast):
    client = as_role("observer")
    url = reverse("territory:contours_departement", args=[cast.space.slug, "95"])
    assert len(json.loads(client.get(url).content)["features"]) == 183
    assert client.get(url.replace("95.json", "00.json")).status_code == 404
    assert client.get(reverse("territory:contours", args=[cast.space.slug])).status_code == 404  # nothing drawn yet


def test_a_large_perimeter_is_read_by_pages(as_role, cast, home):
    codes = gazetteer.members(Zoning.REGION, "11")
    actions.set_perimeter(space=cast.space, name="Île-de-France", codes=codes, by=cast.lea)
    page = as_role("observer").get(home, {"page": 2})
    assert page.text.count('<th scope="row">') >= ROWS
    assert "page 2 sur 7" in page.text


def test_the_page_asks_few_questions(as_role, perimeter, census, home, django_assert_max_num_queries):
    client = as_role("observer")
    client.get(home)
    with django_assert_max_num_queries(22):
        client.get(home)


class TestDrawing:
    def test_search_then_add_then_save(self, as_role, board, cast):
        client = as_role("pilot")
        found = client.post(board, {"do": "search", "q": "roissy pays de france", "codes": ""})
        assert "add:epci:200055655" in found.text
        added = client.post(board, {"do": "add:epci:200055655", "q": "roissy", "codes": "", "name": "Grand Roissy"})
        assert "42 communes" in added.text
        assert "remove:epci:200055655" in added.text
        assert 'value="Grand Roissy"' in added.text
        codes = " ".join(gazetteer.members(Zoning.GROUPING, "200055655"))
        saved = client.post(board, {"do": "save", "codes": codes, "name": "Grand Roissy", "reason": ""}, follow=True)
        assert "est enregistré" in saved.text
        assert len(Perimeter.objects.get(space=cast.space).codes) == 42

    def test_remove_a_commune_then_everything(self, as_role, board, perimeter):
        client = as_role("facilitator")
        page = client.post(board, {"do": "remove:commune:93005", "codes": "77291 93005 95527"})
        assert 'value="77291 95527"' in page.text
        assert (
            'name="codes" id="perimeter-codes" value=""'
            in client.post(board, {"do": "clear", "codes": "77291 95527"}).text
        )

    def test_pasted_codes_are_added_and_the_unknown_explained(self, as_role, board):
        page = as_role("pilot").post(
            board, {"do": "paste", "codes": "95527", "pasted": "93005;93013\n75113, zz1 a b c d"}
        )
        assert 'value="93005 93013 95527"' in page.text
        assert "arrondissement municipal" in page.text
        assert "autres codes inconnus" in page.text

    @pytest.mark.parametrize(
        "order", ["add:epci:000", "add:nothing:1", "remove", "add:", "boom", "add:zone_emploi:1112"]
    )
    def test_a_strange_order_breaks_nothing(self, as_role, board, own_store, order):
        page = as_role("pilot").post(board, {"do": order, "codes": "95527"})
        assert page.status_code == 200
        assert 'value="95527"' in page.text

    def test_an_unknown_name_is_said(self, as_role, board):
        assert (
            "Rien ne s'appelle « zzzz »"
            in as_role("pilot").post(board, {"do": "search", "q": "zzzz", "codes": ""}).text
        )

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [
            ({"codes": "", "name": "Vide"}, "au moins une commune"),
            ({"codes": "95527 00000", "name": "Faux"}, "« 00000 »"),
            ({"codes": "95527", "name": " "}, "Nom du territoire"),
        ],
    )
    def test_a_bad_perimeter_is_refused_and_nothing_typed_is_lost(self, as_role, board, sent, sentence):
        page = as_role("pilot").post(board, {"do": "save", "reason": "Parce que.", **sent})
        assert sentence in page.text
        assert "Parce que." in page.text
        assert not Perimeter.objects.exists()

    def test_two_people_do_not_overwrite_each_other(self, as_role, board, cast, perimeter):
        actions.set_perimeter(
            space=cast.space, name="Autre", codes=["93013"], expected_version=perimeter.version, by=cast.nadia
        )
        sent = {"do": "save", "codes": "95527", "name": "Mien", "read_version": perimeter.version}
        assert "Rien n&#x27;a été écrasé" in as_role("pilot").post(board, sent).text
        sent = {"do": "save", "codes": "95527", "name": "Ouvert avant tout périmètre", "read_version": ""}
        assert "Rien n&#x27;a été écrasé" in as_role("pilot").post(board, sent).text
        assert Perimeter.objects.get().codes == ["93013"]
