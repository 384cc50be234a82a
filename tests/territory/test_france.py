"""The map of France: what it shows, to whom, how small what it downloads is, how an address keeps what one sees."""

from __future__ import annotations

import json

import numpy as np
import pytest
from django.urls import reverse

from maillage.territory import gazetteer, maps
from maillage.territory.analyses import country
from maillage.territory.enums import Zoning
from maillage.territory.france.maps import communes_json, values_json
from maillage.territory.france.question import PLACES, ask, offered
from maillage.territory.gazetteer import shapes
from maillage.territory.indicators import indicator
from maillage.territory.sight import Sight

FRANCE = "/france/"


@pytest.fixture
def shown(census, client):
    """The page as its context, for anybody."""

    def see(**address):
        return client.get(FRANCE, address)

    return see


@pytest.mark.django_db
def test_anybody_sees_an_indicator_over_france(shown):
    page = shown()
    reading = page.context["reading"]
    assert (reading.indicator.code, reading.zoning, reading.zones) == ("young_share", Zoning.COMMUNE, 34_875)
    assert "20,0 %" in reading.sentence.replace("\u202f", " ").replace("\xa0", " ")
    assert "France métropolitaine" in reading.sentence
    assert sum(shade.count for shade in reading.shades) + reading.unknown == reading.zones
    assert "pas de donnée" in page.text, "overseas is not in this census"
    assert "quintiles" in shown(indicateur="young_unemployed_share", niveau="departement").text or reading.shades


@pytest.mark.django_db
def test_the_table_says_the_same_page_by_page(shown):
    page = shown(tri="population")
    assert page.context["page"].paginator.num_pages == 349
    first = page.context["page"][0]
    assert (first.line.name, first.where) == ("Paris", "Paris")
    assert shown(page="349").context["page"].number == 349
    assert [one.line.code for one in shown(q="roissy en fr").context["page"]] == []
    assert [one.line.code for one in shown(q="Roissy-en-F").context["page"]] == ["95527"]


@pytest.mark.django_db
def test_zones_are_read_whole(shown):
    reading = shown(niveau="departement").context["reading"]
    assert (reading.zoning, reading.zones) == (Zoning.DEPARTEMENT, 101)
    assert reading.unknown == 5, "overseas"
    assert Zoning.GROUPING in reading.zonings


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        {"indicateur": "nothing", "niveau": "nowhere", "tri": "hasard", "page": "0"},
        {"lon": "deux", "lat": "48", "zoom": "9"},
        {"lon": "2", "lat": "48", "zoom": "400"},
        {"espace": "somewhere"},
        {"indicateur": "trainings"},
    ],
)
def test_a_strange_address_shows_the_usual_map(shown, address):
    page = shown(**address)
    assert page.status_code == 200
    assert page.context["sight"] is None
    assert page.context["reading"].indicator.code == "young_share"


@pytest.mark.django_db
def test_the_address_keeps_what_is_seen(shown):
    page = shown(indicateur="young_unemployed_share", niveau="epci", lon="2.5", lat="48.9", zoom="8.4")
    assert page.context["sight"] == Sight(2.5, 48.9, 8.4)
    assert "niveau=epci&amp;lon=2.5000&amp;lat=48.9000&amp;zoom=8.4" in page.text
    assert 'data-lon="2.5000"' in page.text
    assert len(PLACES) == 6
    assert page.text.count("data-jump") == 6, "overseas in one click, without JavaScript too"


def test_what_does_not_compare_is_not_offered(census):
    codes = {one.code for one in offered(country())}
    assert "young_share" in codes
    assert not codes & {"population", "young", "trainings", "nearest_training", "diversity", "specialisation"}


def test_nothing_to_show_before_data_are_here(client, own_store, db):
    page = client.get(FRANCE)
    assert page.status_code == 200
    assert "maillage reference fetch" in page.text
    assert client.get(reverse("france:values")).json() == {}
    assert client.get(reverse("france:picture", args=["svg"])).url == FRANCE


def test_figures_are_aligned_with_communes_and_small(census):
    communes = json.loads(communes_json())
    codes = communes["codes"].split()
    figures = json.loads(values_json(ask({"indicateur": "young_unemployed_share"}, country())))
    assert len(codes) == len(figures["levels"]) == len(figures["values"]) == 34_875
    roissy, aulnay = codes.index("95527"), codes.index("93005")
    assert (figures["levels"][roissy], figures["values"][roissy]) == ("0", None), "under fifty young people"
    assert figures["levels"][aulnay] != "0"
    assert figures["values"][aulnay] == 10.0
    assert communes["names"][0][0] == "Paris"
    assert len(communes_json()) < 320_000
    assert len(values_json(ask({}, country()))) < 300_000


def test_figures_of_zones_say_in_which_zone_each_commune_is(census):
    codes = json.loads(communes_json())["codes"].split()
    figures = json.loads(values_json(ask({"niveau": "departement"}, country())))
    assert len(figures["of"]) == len(codes)
    assert figures["zones"][figures["of"][codes.index("95527")]] == "Val-d'Oise"
    assert figures["suffix"].strip() == "%"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["communes", "values"])
def test_a_browser_asks_again_and_downloads_nothing(census, client, name):
    first = client.get(reverse(f"france:{name}"), HTTP_ACCEPT_ENCODING="gzip")
    assert first["Content-Encoding"] == "gzip"
    assert "public" in first["Cache-Control"]
    again = client.get(reverse(f"france:{name}"), HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert client.post(reverse(f"france:{name}")).status_code == 405


def test_members_see_their_territory_on_it_and_others_do_not(as_role, cast, perimeter, census):
    address = {"espace": cast.space.slug}
    assert 'data-contours-url="' in as_role("observer").get(FRANCE, address).text
    stranger = as_role("stranger").get(FRANCE, address)
    assert stranger.status_code == 200
    assert cast.space.name not in stranger.text
    assert 'data-contours-url="' not in stranger.text


def test_in_english(client, census, db):
    client.cookies["django_language"] = "en"
    page = client.get(FRANCE)
    assert "half of the communes" in page.text
    assert '"suffix":"%"' in client.get(reverse("france:values")).content.decode()


def test_no_class_mixes_growth_and_decline():
    shades = maps.shades_of(sorted(range(-30, 70)), indicator("population_growth"))
    assert 0.0 in [shade.low for shade in shades]


def test_communes_without_a_contour_are_named(client, census, db):
    page = client.get(FRANCE)
    assert set(page.context["without_contour"]) == {
        gazetteer.commune(code).name for code in ("15031", "15035", "15047", "15171")
    }
    assert "Celles" in page.text


@pytest.fixture
def few_rings(monkeypatch):
    """A commune of the mainland and one of each overseas département: drawing them all takes seconds."""
    codes = ["95527", "97105", "97209", "97302", "97411", "97608"]
    drawn = gazetteer.contours(codes)["features"]
    rings = {one["properties"]["code"]: [np.array(one["geometry"]["coordinates"][0][0])] for one in drawn}
    monkeypatch.setattr(gazetteer, "every_ring", lambda tolerance: rings)


@pytest.mark.django_db
@pytest.mark.parametrize(("form", "beginning"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_the_map_of_france_is_taken_away(client, census, few_rings, form, beginning):
    answer = client.get(reverse("france:picture", args=[form]), {"niveau": "departement"})
    assert answer.content.startswith(beginning)
    assert f"france-young_share-departement.{form}" in answer["Content-Disposition"]
    if form == "svg":
        for words in ("Part des 15–24 ans", "20,0", "pas de donnée (5)", "La Réunion", "IGN", "recensement"):
            assert words in answer.text, words


@pytest.mark.django_db
def test_other_pictures_of_france_do_not_exist(client, census):
    assert client.get(reverse("france:picture", args=["gif"])).status_code == 404


def test_rings_are_drawn_coarsely_and_islands_kept(monkeypatch):
    known = {code: wkb for code, wkb in shapes._shapes().items() if code in {"95527", "93005", "83069"}}
    monkeypatch.setattr(shapes, "_shapes", lambda: known)
    rings = shapes.every_ring.__wrapped__(0.008)
    assert set(rings) == set(known)
    assert len(rings["83069"]) > 1, "Hyères has islands"
    assert len(rings["93005"][0]) < len(gazetteer.contours(["93005"])["features"][0]["geometry"]["coordinates"][0][0])
