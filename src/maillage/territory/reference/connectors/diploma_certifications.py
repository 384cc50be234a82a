"""From diploma codes to the register: ``cfd``, ``rncp``, ``name``, ``level``, ``in_apprenticeship``, ``active``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

MIRROR = {
    "cfd": "cfd",
    "rncp": "rncp",
    "intitule_diplome": "name",
    "niveau_rncp": "level",
    "acces_apprentissage": "in_apprenticeship",
    "statut_fiche": "active",
}


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    return checks.parquet_reader(MIRROR)(files).with_columns(
        level=pl.col("level").str.extract(r"(\d)").cast(pl.Int8),
        in_apprenticeship=pl.col("in_apprenticeship").str.to_lowercase() == "oui",
        active=pl.col("active") == "ACTIVE",
    )


DATASET = Dataset(
    name="cfd-rncp",
    title=_("« kit apprentissage » : codes diplôme et fiches RNCP"),
    short=_("Kit apprentissage, janvier 2025"),
    producer=_("Carif-Oref, France compétences et Depp"),
    licence=_("donnée publique (dépôt sous licence MIT)"),
    page="https://github.com/mission-apprentissage/api-apprentissage",
    schema={
        "cfd": pl.String,
        "rncp": pl.String,
        "name": pl.String,
        "level": pl.Int8,
        "in_apprenticeship": pl.Boolean,
        "active": pl.Boolean,
    },
    required=("cfd", "rncp"),
    rows=(4_000, 20_000),
    official=None,
    unavailable=_("le kit circule entre organismes, sans adresse publique"),
    mirror=Origin(places=("apprentissage/kit_cfd_rncp_2025.parquet",), vintage=_("31 janvier 2025"), read=read_mirror),
)
