"""Places offered on Parcoursup, one row per training and school: the only capacity that is published (BTS mostly).

Columns after those of ``PLACE`` (``kind``: « Apprentissage » or « Scolaire »): ``level``, ``domain`` and ``speciality``
(unknown in the official file, which has no training code), ``uai``, ``capacity`` (places) and ``wishes``.
A capacity in apprenticeship is declared by the school: it is not a number of contracts.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks, domains
from maillage.territory.reference.connectors import school_positions
from maillage.territory.reference.dataset import PLACE, Dataset, Origin

SESSION = "2025"
OFFICIAL = {
    "session": "session",
    "cod_aff_form": "id",
    "cod_uai": "uai",
    "fili": "track",
    "form_lib_voe_acc": "group",
    "fil_lib_voe_acc": "title",
    "g_olocalisation_des_formations": "point",
    "capa_fin": "capacity",
    "voe_tot": "wishes",
}
MIRROR = {
    "uai": "uai",
    "libelle_formation": "name",
    "mefstat11": "mef",
    "statut": "kind",
    "capacite": "capacity",
    "voeux_confirmes": "wishes",
}
LEVELS = {"1_BTS": 5, "2_BUT": 6}
BTS = 5


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    table = checks.one_vintage(checks.csv(files[0], OFFICIAL), "session", DATASET.title, SESSION)
    lat, lon = (pl.col("point").str.split(",").list.get(place, null_on_oob=True) for place in (0, 1))
    return table.with_columns(
        name=pl.concat_str("group", "title", separator=" - ", ignore_nulls=True),
        kind=pl.lit("Apprentissage"),
        level=pl.col("track").replace_strict(LEVELS, default=None, return_dtype=pl.Int8),
        lat=lat.str.strip_chars().cast(pl.Float64, strict=False),
        lon=lon.str.strip_chars().cast(pl.Float64, strict=False),
        domain=pl.lit(None, pl.String),
        speciality=pl.lit(None, pl.String),
    )


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    table = school_positions.located(checks.parquet_reader(MIRROR)(files[:1]), files[1])
    number = pl.int_range(1, pl.len() + 1).over("uai", "mef", "kind")
    return table.with_columns(
        id=pl.format("{}-{}-{}-{}", "uai", "mef", pl.col("kind").str.slice(0, 1), number),
        name=pl.col("name").str.strip_chars(),
        level=pl.lit(BTS, pl.Int8),
        speciality=pl.col("mef").str.slice(6, 3).str.extract(r"^(\d{3})$"),
    ).with_columns(domain=domains.of_speciality(pl.col("speciality")))


DATASET = Dataset(
    name="places-parcoursup",
    title=_("places offertes sur Parcoursup, par formation et établissement"),
    short=_("Parcoursup, session 2024"),
    producer=_("Ministère de l'Enseignement supérieur (Parcoursup)"),
    licence=_("Licence Ouverte 2.0"),
    page="https://data.enseignementsup-recherche.gouv.fr/explore/dataset/fr-esr-parcoursup-apprentissage/",
    schema={
        **PLACE,
        "level": pl.Int8,
        "domain": pl.String,
        "speciality": pl.String,
        "uai": pl.String,
        "capacity": pl.Int64,
        "wishes": pl.Int64,
    },
    required=("id", "uai"),
    rows=(8_000, 40_000),
    are_places=True,
    official=Origin(
        places=(
            "https://data.enseignementsup-recherche.gouv.fr/api/explore/v2.1/catalog/datasets/"
            "fr-esr-parcoursup-apprentissage/exports/csv?delimiter=%3B&use_labels=false&where=session%3D%222025%22",
        ),
        vintage=_("session 2025"),
        read=read_official,
        note=_("apprentissage seul, tous diplômes ; domaine inconnu ; capacités déclarées"),
    ),
    mirror=Origin(
        places=("apprentissage/parcoursup_bts_2024.parquet", school_positions.FILE),
        vintage=_("session 2024"),
        read=read_mirror,
        note=_("BTS, au lycée et en apprentissage ; capacités déclarées"),
    ),
)
