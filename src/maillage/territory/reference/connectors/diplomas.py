"""Diplomas of people who have left school, in the census, by commune of residence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

OUT_OF_SCHOOL = "P22_NSCOL15P"
LOW = ("P22_NSCOL15P_DIPLMIN", "P22_NSCOL15P_BEPC", "P22_NSCOL15P_CAPBEP")
MIRROR = ("code", "pop_15p_2022", "part_infbac_15p")


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    table = checks.csv_in_zip(files[0], ["CODGEO", OUT_OF_SCHOOL, *LOW], codes=("CODGEO",))
    return table.select(
        commune="CODGEO", out_of_school=OUT_OF_SCHOOL, low_diploma=pl.sum_horizontal(LOW, ignore_nulls=False)
    )


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    table = checks.parquet(files[0])
    checks.require_columns(table.columns, MIRROR, files[0].name)
    return table.select(
        commune="code",
        out_of_school="pop_15p_2022",
        low_diploma=pl.col("pop_15p_2022") * pl.col("part_infbac_15p") / 100,
    )


DATASET = Dataset(
    name="recensement-diplomes",
    title=_("recensement de la population 2022, diplômes"),
    short=_("Insee, recensement 2022"),
    producer=_("Insee"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.insee.fr/fr/statistiques/8581488",
    schema={"commune": pl.String, "out_of_school": pl.Float64, "low_diploma": pl.Float64},
    required=("commune",),
    rows=(30_000, 40_000),
    official=Origin(
        places=("https://www.insee.fr/fr/statistiques/fichier/8581488/base-cc-diplomes-formation-2022_csv.zip",),
        vintage="2022",
        read=read_official,
    ),
    mirror=Origin(
        places=("demographie/communes_rp2022_jeunes.parquet",),
        vintage="2022",
        read=read_mirror,
        note=_("parts publiées par quartier, appliquées à toutes les personnes de 15 ans ou plus ; métropole seule"),
        without=_("l'outre-mer, que le fichier officiel couvre, sauf Mayotte"),
    ),
)
