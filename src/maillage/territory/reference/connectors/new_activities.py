"""Divisions of the coming nomenclature of activities (NAF 2025): ``code`` of two figures, ``name``."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

DATASET = Dataset(
    name="naf-2025",
    title=_("divisions de la NAF 2025"),
    short=_("Insee, NAF 2025"),
    producer=_("Insee"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.insee.fr/fr/information/8181066",
    schema={"code": pl.String, "name": pl.String},
    required=("code", "name"),
    rows=(80, 100),
    official=None,
    unavailable=_("nous n'avons pas vérifié l'adresse de son classeur chez l'Insee"),
    mirror=Origin(
        places=("nomenclatures/naf2025_divisions.parquet",),
        vintage="2025",
        read=checks.parquet_reader({"division": "code", "intitule": "name"}),
    ),
)
