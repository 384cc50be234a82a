"""Insee's « comparateur de territoires »: living standards, people aged 15–64, jobs and employers, by commune."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

COLUMNS = {
    "CODGEO": "commune",
    "SUPERF": "area",
    "NBMENFISC19": "tax_households",
    "MED19": "median_income",
    "TP6019": "poverty_rate",
    "P18_POP1564": "aged_15_64",
    "P18_ACT1564": "active",
    "P18_CHOM1564": "unemployed",
    "P18_EMPLT": "jobs_all",
    "ETTEF118": "employers",
}
COUNTS = [name for name in COLUMNS.values() if name not in {"commune", "median_income", "poverty_rate"}]


def weighted(table: pl.DataFrame) -> pl.DataFrame:
    """Rates and medians become sums over tax households, so that communes can be added up."""
    households = pl.col("tax_households")
    return table.with_columns(
        income_households=pl.when(pl.col("median_income").is_not_null()).then(households),
        income_total=pl.col("median_income") * households,
        poverty_households=pl.when(pl.col("poverty_rate").is_not_null()).then(households),
        poor_households=pl.col("poverty_rate") * households / 100,
    )


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    return weighted(checks.csv_in_zip(files[0], list(COLUMNS), codes=("CODGEO",)).rename(COLUMNS))


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    return weighted(checks.parquet_reader(COLUMNS)(files))


DATASET = Dataset(
    name="comparateur-territoires",
    title=_("comparateur de territoires : niveaux de vie 2019, activité et établissements 2018"),
    short=_("Insee, comparateur de territoires"),
    producer=_("Insee"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.insee.fr/fr/statistiques/2521169",
    schema={"commune": pl.String}
    | dict.fromkeys(
        [*COUNTS, "income_households", "income_total", "poverty_households", "poor_households"], pl.Float64
    ),
    required=("commune",),
    rows=(34_000, 37_000),
    official=Origin(
        places=("https://www.insee.fr/fr/statistiques/fichier/2521169/base_cc_comparateur_csv.zip",),
        vintage=_("2018 et 2019"),
        read=read_official,
    ),
    mirror=Origin(
        places=("demographie/communes_comparateur_rp2018.parquet",),
        vintage=_("2018 et 2019"),
        read=read_mirror,
        note=_("communes au 1er janvier 2021"),
    ),
)
