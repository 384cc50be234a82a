"""Diplomas of Éducation nationale (BCN): ``cfd``, ``name``, ``kind``, ``level``, ``speciality`` (NSF), ``domain``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks, domains
from maillage.territory.reference.dataset import Dataset, Origin

DIPLOMAS = {
    "formation_diplome": "cfd",
    "libelle_long_200": "name",
    "libelle_court": "kind",
    "niveau_formation_diplome": "rank",
    "groupe_specialite": "speciality",
}
LEVELS = {"NIVEAU_FORMATION_DIPLOME": "rank", "NIVEAU_QUALIFICATION_RNCP": "level"}


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    diplomas, levels = (
        checks.parquet_reader(names)([file]) for names, file in zip((DIPLOMAS, LEVELS), files, strict=True)
    )
    numbered = levels.with_columns(pl.col("level").cast(pl.Int8, strict=False))
    return diplomas.join(numbered, on="rank", how="left", maintain_order="left").with_columns(
        domain=domains.of_speciality(pl.col("speciality"))
    )


DATASET = Dataset(
    name="diplomes",
    title=_("diplômes de la Base centrale des nomenclatures (BCN)"),
    short=_("Depp, BCN"),
    producer=_("Depp"),
    licence=_("Licence Ouverte 2.0"),
    page="https://infocentre.pleiade.education.fr/bcn/",
    schema={
        "cfd": pl.String,
        "name": pl.String,
        "kind": pl.String,
        "level": pl.Int8,
        "speciality": pl.String,
        "domain": pl.String,
    },
    required=("cfd", "name"),
    rows=(8_000, 30_000),
    official=None,
    unavailable=_("la BCN se consulte et s'exporte à la main"),
    mirror=Origin(
        places=("nomenclatures/bcn_formations_diplomes.parquet", "nomenclatures/bcn_niveaux_diplomes.parquet"),
        vintage=_("2024-2025"),
        read=read_mirror,
    ),
)
