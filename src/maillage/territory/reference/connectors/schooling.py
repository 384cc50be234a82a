"""Young people of 18 to 24 and those of them who study, in the census, by commune of residence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

OFFICIAL = {"CODGEO": "commune", "P22_POP1824": "aged_18_24", "P22_SCOL1824": "studying"}
MIRROR = {"code_insee": "commune", "pop_18_24": "aged_18_24", "pop_scol_18_24": "studying"}


def out_of_school(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(not_studying=pl.col("aged_18_24") - pl.col("studying"))


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    return out_of_school(checks.csv_in_zip(files[0], list(OFFICIAL), codes=("CODGEO",)).rename(OFFICIAL))


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    return out_of_school(checks.parquet_reader(MIRROR)(files))


DATASET = Dataset(
    name="recensement-scolarisation",
    title=_("recensement de la population, scolarisation des 18–24 ans"),
    short=_("Insee, recensement"),
    producer=_("Insee"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.insee.fr/fr/statistiques/8581488",
    schema={"commune": pl.String, "aged_18_24": pl.Float64, "studying": pl.Float64, "not_studying": pl.Float64},
    required=("commune",),
    rows=(5_000, 40_000),
    official=Origin(
        places=("https://www.insee.fr/fr/statistiques/fichier/8581488/base-cc-diplomes-formation-2022_csv.zip",),
        vintage="2022",
        read=read_official,
    ),
    mirror=Origin(
        places=("demographie/communes_rp2018_2000hab.parquet",),
        vintage="2018",
        read=read_mirror,
        note=_("communes de plus de 2 000 habitants"),
    ),
)
