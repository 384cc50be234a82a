"""Young people in the census: population, activity, work and unemployment at 15–24, by commune of residence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

INSEE = "https://www.insee.fr/fr/statistiques/fichier"
ACTIVITY = {
    "CODGEO": "commune",
    "P22_POP1524": "young",
    "P22_ACT1524": "young_active",
    "P22_ACTOCC1524": "young_employed",
    "P22_CHOM1524": "young_unemployed",
}
POPULATION = {"CODGEO": "commune", "P22_POP": "population"}
MIRROR = {
    "code": "commune",
    "pop_2022": "population",
    "pop_1524_2022": "young",
    "actifs_1524_2022": "young_active",
    "actifs_occ_1524_2022": "young_employed",
    "chomeurs_1524_2022": "young_unemployed",
}


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    activity, population = (
        checks.csv_in_zip(file, list(names), codes=("CODGEO",)).rename(names)
        for file, names in zip(files, (ACTIVITY, POPULATION), strict=True)
    )
    return checks.matched(activity, population, "commune", DATASET.title)


DATASET = Dataset(
    name="recensement-jeunes",
    title=_("recensement de la population 2022, jeunes de 15 à 24 ans"),
    short=_("Insee, recensement 2022"),
    producer=_("Insee"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.insee.fr/fr/statistiques/8581444",
    schema={
        "commune": pl.String,
        "population": pl.Float64,
        "young": pl.Float64,
        "young_active": pl.Float64,
        "young_employed": pl.Float64,
        "young_unemployed": pl.Float64,
    },
    required=("commune",),
    rows=(30_000, 40_000),
    official=Origin(
        places=(
            f"{INSEE}/8581444/base-cc-emploi-pop-active-2022_csv.zip",
            f"{INSEE}/8581696/base-cc-evol-struct-pop-2022_csv.zip",
        ),
        vintage="2022",
        read=read_official,
    ),
    mirror=Origin(
        places=("demographie/communes_rp2022_jeunes.parquet",),
        vintage="2022",
        read=checks.parquet_reader(MIRROR),
        note=_("effectifs reconstitués à partir des taux publiés par quartier (Iris), métropole seule"),
        without=_("l'outre-mer, que le fichier officiel couvre, sauf Mayotte"),
    ),
)
