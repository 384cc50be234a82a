"""A territory to read: three communes of three départements, and a small reference store made here."""

from __future__ import annotations

import polars as pl
import pytest
from django.utils import translation

AULNE = ["77291", "93005", "95527"]  # Le Mesnil-Amelot, Aulnay-sous-Bois, Roissy-en-France


@pytest.fixture(autouse=True)
def _in_french():
    with translation.override("fr"):
        yield


@pytest.fixture
def perimeter(cast):
    from maillage.territory import actions

    return actions.set_perimeter(space=cast.space, name="Pays d'Aulne", codes=AULNE, by=cast.lea)


@pytest.fixture
def own_store(settings, tmp_path, monkeypatch):
    """An empty reference store, beside the gazetteer already made for the tests."""
    from maillage.territory.gazetteer import build

    made = build.cache_folder()
    monkeypatch.setattr(build, "cache_folder", lambda: made)
    settings.PUBLIC_DATA_DIRECTORY = tmp_path
    return tmp_path


@pytest.fixture
def census(own_store, tmp_path):
    """A census of round figures: 1,000 inhabitants a commune, 200 young, 80 active, 60 in work, 20 unemployed.

    Roissy-en-France has 40 young people only, Le Mesnil-Amelot's unemployed are unknown, Paris comes by
    arrondissement and overseas is not covered, as in the real files.
    """
    from maillage.territory import gazetteer

    codes = [code for code in gazetteer.every_code() if not code.startswith("97") and code != "75056"]
    codes += [f"751{number:02}" for number in range(1, 21)]
    rows = pl.DataFrame({"code": codes}).with_columns(
        pop_2022=pl.lit(1000.0),
        pop_1524_2022=pl.when(pl.col("code") == "95527").then(40.0).otherwise(200.0),
        actifs_1524_2022=pl.when(pl.col("code") == "95527").then(16.0).otherwise(80.0),
        actifs_occ_1524_2022=pl.when(pl.col("code") == "95527").then(12.0).otherwise(60.0),
        chomeurs_1524_2022=pl.when(pl.col("code") == "77291").then(None).otherwise(pl.lit(20.0)),
    )
    return mirrored(tmp_path, "recensement-jeunes", rows)


@pytest.fixture
def sites(own_store, tmp_path):
    """Two open establishments in Aulnay, one closed, one unpublished; the rest of the list is in Paris."""
    total = 4_100
    rows = pl.DataFrame(
        {
            "siret": [f"{number:014}" for number in range(total)],
            "uai": [None] * total,
            "enseigne": [None] * total,
            "raison_sociale": ["CFA"] * total,
            "code_insee_localite": ["93005"] * 4 + ["75113"] * (total - 4),
            "lat": [48.9] * total,
            "lon": [2.5] * total,
            "ferme": [False, False, True, False] + [False] * (total - 4),
            "published": [True, True, True, False] + [True] * (total - 4),
        }
    )
    return mirrored(tmp_path, "etablissements-apprentissage", rows)


def mirrored(folder, name: str, rows: pl.DataFrame):
    """Put these rows in a mirror and fetch the dataset from it."""
    from maillage.territory.reference import catalogue, fetching

    mirror = folder / "mirror"
    file = mirror / catalogue.dataset(name).mirror.places[0]
    file.parent.mkdir(parents=True, exist_ok=True)
    rows.write_parquet(file)
    return fetching.fetch([name], mirror)[0]
