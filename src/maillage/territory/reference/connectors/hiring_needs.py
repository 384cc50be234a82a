"""Hiring projects by employment basin and trade (enquête Besoins en main-d'œuvre). « * » is secrecy, never 0."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

OFFICIAL = {
    "BE25": "basin",
    "NOMBE25": "basin_name",
    "Dept": "departement",
    "Code métier BMO": "trade",
    "Nom métier BMO": "trade_name",
    "met": "projects",
    "xmet": "difficult",
    "smet": "seasonal",
}
MIRROR = {
    "bassin": "basin",
    "bassin_nom": "basin_name",
    "departement": "departement",
    "fap": "trade",
    "fap_libelle": "trade_name",
    "projets": "projects",
    "projets_difficiles": "difficult",
    "projets_saisonniers": "seasonal",
}
COUNTS = ("projects", "difficult", "seasonal")


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    table = checks.sheet(files[0], "open_data", list(OFFICIAL)).rename(OFFICIAL)
    return table.with_columns(pl.col(name).replace("*", None) for name in COUNTS)


DATASET = Dataset(
    name="besoins-main-oeuvre",
    title=_("enquête Besoins en main-d'œuvre 2025"),
    short=_("France Travail, BMO 2025"),
    producer=_("France Travail et Crédoc"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.data.gouv.fr/datasets/561fa564c751df4f2acdbb48",
    schema={
        "basin": pl.String,
        "basin_name": pl.String,
        "departement": pl.String,
        "trade": pl.String,
        "trade_name": pl.String,
        "projects": pl.Int64,
        "difficult": pl.Int64,
        "seasonal": pl.Int64,
    },
    required=("basin", "trade"),
    rows=(45_000, 60_000),
    official=Origin(
        places=(
            "https://www.francetravail.org/files/live/sites/peorg/files/documents/"
            "Statistiques-et-analyses/Open-data/BMO/Base_open_data_BMO_2025.xlsx",
        ),
        vintage="2025",
        read=read_official,
    ),
    mirror=Origin(places=("emploi/bmo_2025.parquet",), vintage="2025", read=checks.parquet_reader(MIRROR)),
)
