"""How people call trades: ``code`` (OGR), ``name``, ``trade`` (ROME)."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

MIRROR = {"code_ogr": "code", "libelle_appellation_court": "name", "code_rome": "trade"}

DATASET = Dataset(
    name="rome-appellations",
    title=_("appellations de métiers du ROME"),
    short=_("France Travail, ROME"),
    producer=_("France Travail"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.francetravail.org/opendata/repertoire-operationnel-des-meti.html",
    schema=dict.fromkeys(("code", "name", "trade"), pl.String),
    required=("code", "name", "trade"),
    rows=(8_000, 30_000),
    official=None,
    unavailable=_("France Travail le publie en archive, à une adresse que nous n'avons pas vérifiée"),
    mirror=Origin(
        places=("nomenclatures/rome_appellations.parquet",),
        vintage=_("2023-2024"),
        read=checks.parquet_reader(MIRROR),
    ),
)
