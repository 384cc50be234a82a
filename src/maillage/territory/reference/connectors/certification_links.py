"""CertifInfo: certifications with every code they go by, one row each.

``code``, ``name``, ``kind``, ``level`` (3 to 8, null for none), ``rncp`` (« RNCP34076 » or null), ``cfd``,
``speciality`` (NSF), ``formacode``, ``trades`` (list of ROME codes, empty when unknown), ``in_apprenticeship``,
``published``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

ROMES = {f"Code_Rome_{number}": f"trade_{number}" for number in range(1, 6)}
COLUMNS = {
    "Code_Diplome": "code",
    "Libelle_Diplome": "name",
    "Libelle_Type_Diplome": "kind",
    "Code_Niveau_Europeen": "level",
    "Code_RNCP": "rncp",
    "Code_Scolarité": "cfd",
    "Code_Nsf": "speciality",
    "Code_FormaCode": "formacode",
    "accessibilite_ca": "in_apprenticeship",
    "Etat_Libelle": "state",
} | ROMES


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    return linked(checks.csv(files[0], COLUMNS, encoding="cp1252"))


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    return linked(checks.parquet_reader(COLUMNS)(files))


def linked(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(
        level=pl.col("level").str.extract(r"(\d)").cast(pl.Int8),
        rncp=pl.format("RNCP{}", "rncp"),
        trades=pl.concat_list(list(ROMES.values())).list.drop_nulls().list.unique(maintain_order=True),
        in_apprenticeship=pl.col("in_apprenticeship") == "1",
        published=pl.col("state").str.starts_with("Publi"),
    )


DATASET = Dataset(
    name="certifinfo",
    title=_("CertifInfo : codes des certifications et leurs correspondances"),
    short=_("Carif-Oref, CertifInfo"),
    producer=_("Réseau des Carif-Oref, Onisep et France compétences"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.data.gouv.fr/datasets/referentiel-national-des-certifications",
    schema={
        "code": pl.String,
        "name": pl.String,
        "kind": pl.String,
        "level": pl.Int8,
        "rncp": pl.String,
        "cfd": pl.String,
        "speciality": pl.String,
        "formacode": pl.String,
        "trades": pl.List(pl.String),
        "in_apprenticeship": pl.Boolean,
        "published": pl.Boolean,
    },
    required=("code", "name"),
    rows=(8_000, 60_000),
    official=Origin(
        places=("https://www.data.gouv.fr/fr/datasets/r/f2981d6f-e55c-42cd-8eba-3e891777e222",),
        vintage=_("dernière édition mensuelle"),
        read=read_official,
    ),
    mirror=Origin(places=("nomenclatures/certifinfo.parquet",), vintage=_("2024-2025"), read=read_mirror),
)
