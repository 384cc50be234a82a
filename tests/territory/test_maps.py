"""The map of a perimeter: kinds of zones, points laid over it, pictures to keep, an address that keeps what is seen."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from maillage.territory import layers, maps
from maillage.territory.enums import Zoning
from maillage.territory.indicators import indicator
from maillage.territory.sight import Sight, sight_of


@pytest.fixture
def at(cast, perimeter):
    return lambda name, *more: reverse(f"territory:{name}", args=[cast.space.slug, *more])


def test_a_commune_takes_the_colour_of_its_zone(census, perimeter):
    shown = maps.choropleth(indicator("young_share"), perimeter.codes, Zoning.DEPARTEMENT)
    assert shown.values["93005"] == 20.0, "of Seine-Saint-Denis, whole"
    assert shown.zoning == Zoning.DEPARTEMENT
    assert maps.title(shown.indicator, shown.zoning) == "Part des 15–24 ans dans la population, par département"
    words = {
        one["properties"]["code"]: one["properties"]["value"] for one in maps.perimeter_features(shown)["features"]
    }
    assert "(Val-d'Oise)" in words["95527"]


@pytest.mark.parametrize("role", ["pilot", "observer"])
def test_the_page_colours_by_zone_and_says_how(as_role, at, census, role):
    page = as_role(role).get(
        at("home"), {"indicateur": "young_share", "niveau": "departement", "lon": "2.5", "lat": "49", "zoom": "10"}
    )
    assert '<option value="departement" selected>' in page.text
    assert "Part des 15–24 ans dans la population, par département" in page.text
    assert "indicateur=young_share&amp;niveau=departement" in page.text
    assert 'data-lon="2.5000"' in page.text
    assert reverse("france:home") in page.text


def test_a_kind_of_zones_that_is_not_known_gives_communes(as_role, at, census):
    client = as_role("pilot")
    for level in ("nowhere", "zone_emploi"):
        address = {"indicateur": "young_share", "niveau": level}
        assert client.get(at("home"), address).context["shown"].zoning == Zoning.COMMUNE
        assert client.get(at("contours"), address).status_code == 200
        assert client.get(at("indicator_contours", "young_share"), address).status_code == 200


def test_training_sites_are_points_of_the_perimeter_only(as_role, at, sites):
    found = json.loads(as_role("observer").get(at("layer", "formation")).content)["features"]
    assert len(found) == 2, "the closed and the unpublished are left out, Paris too"
    assert found[0]["properties"]["family"] == "training"
    assert found[0]["properties"]["where"] == "Aulnay-sous-Bois"


def test_layers_wait_for_their_data(as_role, at, own_store):
    assert layers.at_hand() == []
    assert json.loads(as_role("pilot").get(at("layer", "employeurs")).content)["features"] == []
    assert as_role("pilot").get(at("layer", "licornes")).status_code == 404
    assert as_role("stranger").get(at("layer", "formation")).status_code == 404


def test_discs_have_areas_in_proportion_to_jobs(monkeypatch):
    import polars as pl

    class Known:
        def communes(self, codes):
            return pl.DataFrame({"commune": ["93005", "95527", "77291"], "jobs_2024": [400, 100, 0]})

    monkeypatch.setattr(layers, "country", Known)
    discs = layers.private_jobs(["93005", "95527", "77291"])
    assert [disc["properties"]["size"] for disc in discs] == [1.0, 0.5], "no job, no disc"
    assert "salariés du privé en 2024" in discs[0]["properties"]["detail"]


@pytest.mark.parametrize(("form", "beginning"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_the_map_is_taken_away_with_title_legend_and_source(as_role, at, census, form, beginning):
    answer = as_role("partner").get(at("picture", form), {"indicateur": "young_share", "niveau": "departement"})
    assert answer.content.startswith(beginning)
    assert f"young_share-departement-{answer.wsgi_request.space.slug}.{form}" in answer["Content-Disposition"]
    if form == "svg":
        for words in ("Part des 15", "Pays d'Aulne", "20,0", "recensement 2022", "IGN"):
            assert words in answer.text.replace("&#x27;", "'"), words


def test_pictures_of_nothing_do_not_exist(as_role, at, census):
    client = as_role("pilot")
    assert client.get(at("picture", "gif")).status_code == 404
    assert client.get(at("picture", "svg"), {"indicateur": "nothing"}).status_code == 404
    assert as_role("stranger").get(at("picture", "svg")).status_code == 404


@pytest.mark.parametrize(
    ("address", "sight"),
    [
        ({"lon": "2.5", "lat": "48.9", "zoom": "9"}, Sight(2.5, 48.9, 9.0)),
        ({"lon": "2.5", "lat": "48.9"}, None),
        ({"lon": "nan", "lat": "48.9", "zoom": "9"}, None),
        ({"lon": "2.5", "lat": "-91", "zoom": "9"}, None),
        ({"lon": "2.5", "lat": "48.9", "zoom": "99"}, None),
    ],
)
def test_where_one_looks_is_read_from_the_address(address, sight):
    assert sight_of(address) == sight


def test_a_class_for_each_value_says_so():
    shades = maps.shades_of([1.0, 1.0, 3.0], indicator("young_share"))
    assert maps.method([1.0, 1.0, 3.0, None], shades) == "Classes : une couleur par valeur."
    assert maps.method([1.0], maps.shades_of([1.0], indicator("young_share"))) == ""
    growing = sorted(float(n) for n in range(-30, 70))
    assert "zéro sépare" in maps.method(growing, maps.shades_of(growing, indicator("population_growth")))
