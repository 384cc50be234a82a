"""Which employment zone (zone d'emploi 2020) each commune belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

OFFICIAL = {"CODGEO": "commune", "ZE2020": "zone", "LIBZE2020": "zone_name"}
MIRROR = {"codgeo": "commune", "ze2020": "zone", "libze2020": "zone_name"}


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    workbook = checks.only_entry(files[0], ".xlsx", files[0].parent)
    table = checks.sheet(workbook, "composition_communale", list(OFFICIAL)).rename(OFFICIAL)
    return table.with_columns(pl.col("commune").str.zfill(5), pl.col("zone").str.zfill(4))


DATASET = Dataset(
    name="zones-emploi",
    title=_("composition communale des zones d'emploi 2020"),
    short=_("Insee, zones d'emploi 2020"),
    producer=_("Insee"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.insee.fr/fr/information/4652957",
    schema={"commune": pl.String, "zone": pl.String, "zone_name": pl.String},
    required=("commune", "zone", "zone_name"),
    rows=(34_000, 37_000),
    official=Origin(
        places=("https://www.insee.fr/fr/statistiques/fichier/4652957/ZE2020_au_01-01-2026.zip",),
        vintage=_("communes au 1er janvier 2026"),
        read=read_official,
    ),
    mirror=Origin(
        places=("territoires/zone_emploi_commune_2025.parquet",),
        vintage=_("communes au 1er janvier 2025"),
        read=checks.parquet_reader(MIRROR),
    ),
)
