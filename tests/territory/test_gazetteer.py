"""The communes of France, known without any download."""

import json
import shutil

import pytest

from maillage.territory import gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.gazetteer import build, places
from maillage.toolkit.refusals import Refusal

ROISSY = "200055655"  # CA Roissy Pays de France
TERRES_D_ENVOL = "200058097"  # an EPT of the Grand Paris


def test_every_commune_of_the_departements_is_there_once():
    codes = gazetteer.every_code()
    assert len(codes) == len(set(codes)) == 34_875


def test_paris_lyon_and_marseille_are_counted_once():
    assert gazetteer.population(["75056"]) == 2_103_778
    assert gazetteer.unknown(["75101", "69381", "13201"]) == ["75101", "69381", "13201"]
    assert [gazetteer.parent_of(code) for code in ("75113", "69383", "13208", "95527")] == [
        "75056",
        "69123",
        "13055",
        "95527",
    ]
    assert gazetteer.members(Zoning.DEPARTEMENT, "75") == ["75056"]


def test_a_municipal_arrondissement_is_explained():
    assert "Paris (75056)" in gazetteer.why_unknown("75113")


def test_an_unknown_code_is_explained():
    assert "« 00000 »" in gazetteer.why_unknown("00000")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Roissy-en-France", "95527"),
        ("roissy en france", "95527"),
        ("ROISSY EN FR", "95527"),
        ("95527", "95527"),
        ("95700", "95527"),
        ("le bourget", "93013"),
        ("L'Haÿ-les-Roses", "94038"),
        ("l’hay", "94038"),
        ("St Denis", "93066"),
        ("oeuf-en-ternois", "62633"),
        ("2A004", "2A004"),
        ("75113", "75056"),
    ],
)
def test_a_commune_is_found_as_people_write_it(typed, code):
    assert code in [found.code for found in gazetteer.search(typed, [Zoning.COMMUNE], limit=3)]


def test_zones_are_found_beside_communes():
    found = gazetteer.search("roissy pays de france")
    assert (found[0].zoning, found[0].code, found[0].communes) == (Zoning.GROUPING, ROISSY, 42)


@pytest.mark.parametrize("typed", ["", "   ", "---", "zzzzzz", "%", "'; drop table"])
def test_nothing_is_found_without_fuss(typed):
    assert gazetteer.search(typed) == []


def test_a_zone_knows_its_communes():
    assert len(gazetteer.members(Zoning.GROUPING, TERRES_D_ENVOL)) == 8
    assert len(gazetteer.members(Zoning.DEPARTEMENT, "95")) == 183
    assert len(gazetteer.members(Zoning.REGION, "11")) == 1266
    assert gazetteer.members(Zoning.COMMUNE, "95527") == ["95527"]


def test_a_zone_that_does_not_exist_is_refused_in_words():
    with pytest.raises(Refusal, match=r"EPCI ou EPT.*« 123 »"):
        gazetteer.members(Zoning.GROUPING, "123")


def test_employment_zones_say_how_to_get_them(settings, tmp_path):
    settings.PUBLIC_DATA_DIRECTORY = tmp_path
    with pytest.raises(Refusal, match="maillage reference fetch zones-emploi"):
        gazetteer.members(Zoning.EMPLOYMENT_ZONE, "1112")
    assert gazetteer.search("Roissy", [Zoning.EMPLOYMENT_ZONE]) == []


def test_a_perimeter_may_cut_across_departements_and_the_grand_paris():
    codes = gazetteer.members(Zoning.GROUPING, ROISSY) + gazetteer.members(Zoning.GROUPING, TERRES_D_ENVOL)
    assert {zone.code for zone, _count in gazetteer.departements_of(codes)} == {"77", "93", "95"}
    assert [(zone.code, count) for zone, count in gazetteer.groupings_of(codes)] == [(ROISSY, 42), (TERRES_D_ENVOL, 8)]


def test_a_town_hall_stands_in_its_commune():
    longitude, latitude = gazetteer.point("95527")
    assert 2.4 < longitude < 2.6
    assert 48.9 < latitude < 49.1
    assert gazetteer.point("75113") == gazetteer.point("75056")
    assert gazetteer.point("00000") is None


def test_contours_are_geojson_with_an_outline():
    shapes = gazetteer.contours(["95527", "93005"], {"95527": {"population": 2674}})
    assert [feature["properties"]["name"] for feature in shapes["features"]] == ["Roissy-en-France", "Aulnay-sous-Bois"]
    assert shapes["features"][0]["properties"]["population"] == 2674
    assert shapes["outline"]["type"] in {"Polygon", "MultiPolygon"}
    assert len(shapes["bbox"]) == 4
    assert gazetteer.contours([])["features"] == []


def test_communes_without_a_contour_are_named():
    assert gazetteer.without_contour(["95527", "15031"]) == ["15031"]
    assert gazetteer.contours(["69114"])["features"]  # a commune of 2024, drawn from those it is made of


def test_a_commune_merged_after_the_contours_is_drawn_whole():
    """Saint-Denis has grown by Pierrefitte-sur-Seine in 2025: its contour was published before."""
    import shapely

    shape = shapely.from_geojson(json.dumps(gazetteer.contours(["93066"])["features"][0]))
    assert shape.contains(shapely.Point(2.361, 48.966))
    assert gazetteer.current_code("93059") == "93066"


def test_a_killed_build_leaves_nothing_in_the_way(settings, tmp_path, monkeypatch):
    settings.PUBLIC_DATA_DIRECTORY = tmp_path
    monkeypatch.setattr(build, "read_communes", lambda points: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        build.cache_folder()
    assert list((tmp_path / "gazetteer").iterdir()) == []
    monkeypatch.undo()
    settings.PUBLIC_DATA_DIRECTORY = tmp_path
    assert {file.name for file in build.cache_folder().iterdir()} == {"communes.parquet", "shapes.parquet"}


def test_a_damaged_cache_is_made_again(settings, tmp_path):
    settings.PUBLIC_DATA_DIRECTORY = tmp_path
    folder = build.cache_folder()
    (folder / "communes.parquet").write_bytes(b"half a file")
    assert places.table("communes").height == 34_875
    shutil.rmtree(folder)
