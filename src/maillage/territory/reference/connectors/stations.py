"""Stations that take passengers: the national network, and the metro, RER and tramway of Île-de-France.

Columns after those of ``PLACE``: ``network`` (« SNCF » or « IDFM »). ``kind`` is « gare » or the mode in Île-de-France
(TRAIN, RER, METRO, TRAMWAY, VAL). The two lists overlap: a station of both is there twice, at nearly the same point.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import PLACE, Dataset, Origin

NATIONAL = {"code_uic": "code", "libelle": "name", "voyageurs": "passengers"}
CAPITAL = {"id_gares": "code", "nom_gares": "name", "mode": "kind"}
EXPORT = "exports/csv?delimiter=%3B&use_labels=false"


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    national = checks.csv(files[0], NATIONAL | {"x_wgs84": "lon", "y_wgs84": "lat"})
    capital = checks.csv(files[1], CAPITAL | {"geo_point_2d": "point"})
    lat, lon = (pl.col("point").str.split(",").list.get(place, null_on_oob=True) for place in (0, 1))
    return together(national, capital.with_columns(lon=lon.str.strip_chars(), lat=lat.str.strip_chars()))


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    national, capital = (
        checks.parquet_reader(names | {"lon": "lon", "lat": "lat"})([file])
        for names, file in zip((NATIONAL, CAPITAL), files, strict=True)
    )
    return together(national, capital)


def together(national: pl.DataFrame, capital: pl.DataFrame) -> pl.DataFrame:
    """One row per station and, in Île-de-France, per mode: the files have one per line."""
    columns = ("code", "name", "kind", "passengers", "network", "lon", "lat")
    national = national.with_columns(kind=pl.lit("gare"), network=pl.lit("SNCF"))
    capital = capital.with_columns(
        pl.col("kind").replace("TRAM", "TRAMWAY"), passengers=pl.lit("O"), network=pl.lit("IDFM")
    )
    table = pl.concat(
        [part.select(columns).with_columns(pl.col("lon", "lat").cast(pl.Float64)) for part in (national, capital)]
    )
    return table.with_columns(id=pl.format("{}-{}-{}", "network", "code", "kind"))


DATASET = Dataset(
    name="gares",
    title=_("gares et stations où montent des voyageurs"),
    short=_("SNCF et Île-de-France Mobilités"),
    producer=_("SNCF Réseau et Île-de-France Mobilités"),
    licence=_("ODbL et Licence Ouverte"),
    page="https://ressources.data.sncf.com/explore/dataset/liste-des-gares/",
    schema={**PLACE, "network": pl.String},
    required=("id", "lon", "lat"),
    rows=(3_000, 8_000),
    keep=(pl.col("passengers") == "O") & pl.col("id").is_first_distinct(),
    are_places=True,
    official=Origin(
        places=(
            f"https://ressources.data.sncf.com/api/explore/v2.1/catalog/datasets/liste-des-gares/{EXPORT}",
            "https://data.iledefrance-mobilites.fr/api/explore/v2.1/catalog/datasets/"
            f"emplacement-des-gares-idf/{EXPORT}",
        ),
        vintage=_("liste en ligne"),
        read=read_official,
    ),
    mirror=Origin(
        places=("mobilite/gares_sncf.parquet", "mobilite/gares_idf.parquet"),
        vintage=_("2023 et 2025"),
        read=read_mirror,
        note=_("sans les bus ; métro et tramway en Île-de-France seulement"),
    ),
)
