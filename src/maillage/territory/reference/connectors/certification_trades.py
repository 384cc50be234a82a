"""From certifications to the trades they lead to: ``certification`` (RNCP), ``trade`` (ROME). Several of each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.connectors.certifications import EXPORT
from maillage.territory.reference.dataset import Dataset, Origin

OFFICIAL = {"Numero_Fiche": "certification", "Codes_Rome_Code": "trade"}


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    return checks.csv_entry(files[0], "_CSV_Rome_", OFFICIAL)


DATASET = Dataset(
    name="rncp-rome",
    title=_("passage des certifications (RNCP) aux métiers (ROME)"),
    short=_("France compétences, RNCP"),
    producer=_("France compétences"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.data.gouv.fr/datasets/5eebbc067a14b6fecc9c9976",
    schema={"certification": pl.String, "trade": pl.String},
    required=("certification", "trade"),
    rows=(20_000, 200_000),
    official=Origin(places=(EXPORT,), vintage=_("dernière édition quotidienne"), read=read_official),
    mirror=Origin(
        places=("nomenclatures/rncp_rome.parquet",),
        vintage="2022",
        read=checks.parquet_reader({"CodeRNCP": "certification", "Rome": "trade"}),
        note=_("codes du ROME 3"),
    ),
)
