"""Municipal populations of past years, by commune: the series from which the evolution is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

YEARS = range(2013, 2022)
MIRROR = {"codgeo": "commune"} | {f"p{year - 2000}_pop": f"population_{year}" for year in YEARS}


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    """Overseas codes come as département and three figures (971102): their third character is there twice."""
    table, code = checks.parquet_reader(MIRROR)(files), pl.col("commune")
    five = pl.when(code.str.len_chars() == 6).then(code.str.slice(0, 2) + code.str.slice(3)).otherwise(code)
    return table.with_columns(commune=five)


DATASET = Dataset(
    name="populations-municipales",
    title=_("populations municipales de 2013 à 2021"),
    short=_("Insee, populations municipales"),
    producer=_("Insee"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.insee.fr/fr/statistiques/3698339",
    schema={"commune": pl.String} | {f"population_{year}": pl.Int64 for year in YEARS},
    required=("commune",),
    rows=(34_000, 37_000),
    official=None,
    unavailable=_("l'Insee change son adresse à chaque millésime ; elle se trouve sur sa page « Historique »"),
    mirror=Origin(
        places=("demographie/population_communes_2013_2021.parquet",),
        vintage="2013-2021",
        read=read_mirror,
        note=_("communes au 1er janvier 2024"),
    ),
)
