"""Certifications of the national register (RNCP), one row per sheet.

``code`` (« RNCP34076 »), ``name``, ``level`` (3 to 8, null when the sheet has none), ``kind`` (as abridged: « BTS »,
« CAP »… or null), ``active``, ``in_apprenticeship``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Latest, Origin

EXPORT = Latest("5eebbc067a14b6fecc9c9976", r"^export-fiches-csv-\d{4}-\d{2}-\d{2}\.zip$")
OFFICIAL = {
    "Numero_Fiche": "code",
    "Intitule": "name",
    "Nomenclature_Europe_Niveau": "level",
    "Abrege_Libelle": "kind",
    "Actif": "active",
}
MIRROR = {
    "CodeRNCP": "code",
    "intituleDiplome": "name",
    "NiveauEurope": "level",
    "CodeTypeCertif": "kind",
    "ActiveInactive": "active",
}
APPRENTICESHIP = "contrat d.apprentissage"  # with either apostrophe


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    sheets = checks.csv_entry(files[0], "_CSV_Standard_", OFFICIAL)
    ways = checks.csv_entry(files[0], "_CSV_Voix", {"Numero_Fiche": "code", "Si_Jury": "way"})
    return together(sheets.filter(pl.col("code").str.starts_with("RNCP")), ways)


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    sheets = checks.parquet_reader(MIRROR)(files[:1])
    ways = checks.parquet_reader({"CodeRNCP": "code", "intitule": "way"})(files[1:])
    return together(sheets.with_columns(pl.col("name").str.replace_all("\x92", "'")), ways)


def together(sheets: pl.DataFrame, ways: pl.DataFrame) -> pl.DataFrame:
    open_to = ways.filter(pl.col("way").str.contains(APPRENTICESHIP))["code"].unique().to_list()
    return sheets.with_columns(
        level=pl.col("level").str.extract(r"(\d)").cast(pl.Int8),
        active=pl.col("active") == "ACTIVE",
        in_apprenticeship=pl.col("code").is_in(open_to),
    )


DATASET = Dataset(
    name="rncp",
    title=_("certifications du RNCP"),
    short=_("France compétences, RNCP"),
    producer=_("France compétences"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.data.gouv.fr/datasets/5eebbc067a14b6fecc9c9976",
    schema={
        "code": pl.String,
        "name": pl.String,
        "level": pl.Int8,
        "kind": pl.String,
        "active": pl.Boolean,
        "in_apprenticeship": pl.Boolean,
    },
    required=("code", "name"),
    rows=(10_000, 60_000),
    keep=pl.col("code").is_first_distinct(),
    official=Origin(places=(EXPORT,), vintage=_("dernière édition quotidienne"), read=read_official),
    mirror=Origin(
        places=("nomenclatures/rncp_fiches.parquet", "nomenclatures/rncp_voies_acces.parquet"),
        vintage=_("2021-2022"),
        read=read_mirror,
    ),
)
