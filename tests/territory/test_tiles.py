"""A map of France comes from this machine: tiles are cut at the build, and read here."""

from __future__ import annotations

import gzip

import pytest

from maillage.territory.tiles import reader

ROISSY = (8, 129, 87)
THE_REUNION = (8, 167, 143)
OPEN_SEA = (8, 106, 105)


def test_a_tile_holds_the_communes_of_its_square():
    layer = gzip.decompress(reader.tile("communes", *ROISSY))
    assert b"communes" in layer
    assert b"95527" in layer
    assert b"Roissy-en-France" in layer


def test_the_overseas_are_there():
    assert b"Saint-Denis" in gzip.decompress(reader.tile("communes", *THE_REUNION))


def test_the_first_zoom_loses_no_commune():
    """GDAL drops what passes its limits: the whole of metropolitan France must pass at the smallest scale."""
    codes = set()
    for column in range(7, 9):
        for row in range(5, 7):
            codes |= codes_in(reader.tile("communes", 4, column, row))
    assert len(codes) > 34_000


def codes_in(tile: bytes | None) -> set[bytes]:
    """Five letters or digits, after the tag and the length that a protobuf string carries."""
    import re

    return set(re.findall(rb"\x0a\x05(\d[\dAB]\d{3})", gzip.decompress(tile))) if tile else set()


@pytest.mark.parametrize("place", [OPEN_SEA, (3, 4, 2), (9, 0, 0), (5, 32, 0), (5, 0, 99)])
def test_elsewhere_there_is_no_tile(place):
    assert reader.tile("communes", *place) is None


def test_the_limits_of_departements_are_there(client):
    assert b"departements" in gzip.decompress(reader.tile("departements", *ROISSY))
    assert client.get("/tuiles/departements/8/129/87.mvt").status_code == 200


def test_the_address_answers_anybody_and_is_kept_by_browsers(client):
    answer = client.get("/tuiles/communes/8/129/87.mvt")
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Content-Type"] == "application/vnd.mapbox-vector-tile"
    assert "max-age=604800" in answer["Cache-Control"]
    assert client.get("/tuiles/communes/8/106/105.mvt").status_code == 204
