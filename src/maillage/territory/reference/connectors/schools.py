"""Collèges, lycées and EREA (adapted schools), with where they are.

Columns after those of ``PLACE``: ``uai``, ``sector`` (« Public » or « Privé »), ``pupils``. A school on several sites
has one row per site.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.connectors.cfa_outcomes import EDUCATION
from maillage.territory.reference.dataset import PLACE, Dataset, Origin

GUIDANCE = "CIO"
KINDS = {"Information et orientation": GUIDANCE}
OFFICIAL = {
    "identifiant_de_l_etablissement": "uai",
    "nom_etablissement": "name",
    "type_etablissement": "kind",
    "statut_public_prive": "sector",
    "code_commune": "commune",
    "nombre_d_eleves": "pupils",
    "longitude": "lon",
    "latitude": "lat",
}
MIRROR = {
    "uai": "uai",
    "nom_etablissement": "name",
    "type_etablissement": "kind",
    "statut_public_prive": "sector",
    "code_commune": "commune",
    "nombre_d_eleves": "pupils",
    "lon": "lon",
    "lat": "lat",
}
WANTED = (
    "type_etablissement%20in%20(%22Coll%C3%A8ge%22%2C%22Lyc%C3%A9e%22%2C%22EREA%22%2C"
    "%22Information%20et%20orientation%22)"
)
ADDRESS = f"{EDUCATION}/fr-en-annuaire-education/exports/csv?delimiter=%3B&use_labels=false&where={WANTED}"
FILE = "acteurs/etablissements_second_degre_cio.parquet"


def numbered(table: pl.DataFrame) -> pl.DataFrame:
    number = pl.int_range(1, pl.len() + 1).over("uai")
    return table.with_columns(
        pl.col("kind").replace(KINDS),
        pl.col("lon", "lat", "pupils").cast(pl.Float64),
        id=pl.when(number > 1).then(pl.format("{}-{}", "uai", number)).otherwise("uai"),
    )


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    return numbered(checks.csv(files[0], OFFICIAL))


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    return numbered(checks.parquet_reader(MIRROR)(files))


DATASET = Dataset(
    name="etablissements-scolaires",
    title=_("collèges, lycées et EREA"),
    short=_("Annuaire de l'éducation"),
    producer=_("Éducation nationale (Annuaire de l'éducation)"),
    licence=_("Licence Ouverte 2.0"),
    page="https://data.education.gouv.fr/explore/dataset/fr-en-annuaire-education/",
    schema={**PLACE, "uai": pl.String, "sector": pl.String, "pupils": pl.Int64},
    required=("id", "uai"),
    rows=(10_000, 20_000),
    keep=pl.col("kind") != GUIDANCE,
    are_places=True,
    official=Origin(places=(ADDRESS,), vintage=_("annuaire en ligne"), read=read_official),
    mirror=Origin(places=(FILE,), vintage=_("2024-2025"), read=read_mirror),
)
