"""Collective agreements and their OPCO: ``idcc`` (four digits), ``opco``, ``agreement``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

MIRROR = {"idcc": "idcc", "opco": "opco", "convention": "agreement"}


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    return checks.parquet_reader(MIRROR)(files).with_columns(pl.col("idcc").str.zfill(4))


DATASET = Dataset(
    name="idcc-opco",
    title=_("conventions collectives (IDCC) et leurs OPCO"),
    short=_("DGEFP, 2020-2021"),
    producer=_("DGEFP et France compétences"),
    licence=_("donnée publique (dépôt sous licence MIT)"),
    page="https://www.francecompetences.fr",
    schema=dict.fromkeys(("idcc", "opco", "agreement"), pl.String),
    required=("idcc", "opco"),
    rows=(200, 2_000),
    official=None,
    unavailable=_("nous n'avons pas vérifié l'adresse de la table officielle"),
    mirror=Origin(places=("nomenclatures/idcc_opco.parquet",), vintage=_("2020-2021"), read=read_mirror),
)
