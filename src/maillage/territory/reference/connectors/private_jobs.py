"""Employees of the private sector by commune of the workplace, year after year (Urssaf)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

YEARS = range(2014, 2025)
OFFICIAL = {"code_commune": "commune"} | {f"effectifs_salaries_{year}": f"jobs_{year}" for year in YEARS}
MIRROR = ("code", "echelon", "year", "eff_total")
EXPORT = (
    "https://open.urssaf.fr/api/explore/v2.1/catalog/datasets/"
    "etablissements-et-effectifs-salaries-au-niveau-commune-x-ape-last/exports/parquet?select="
)


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    table = checks.parquet_reader(OFFICIAL)(files)
    jobs = [name for name in table.columns if name != "commune"]
    known = [pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name) for name in jobs]
    return table.group_by("commune").agg(known)


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    table = checks.parquet(files[0])
    checks.require_columns(table.columns, MIRROR, files[0].name)
    wide = table.filter(pl.col("echelon") == "communes").pivot("year", index="code", values="eff_total")
    return wide.rename({"code": "commune"} | {str(year): f"jobs_{year}" for year in YEARS if str(year) in wide.columns})


DATASET = Dataset(
    name="emploi-prive",
    title=_("effectifs salariés privés par commune, de 2014 à 2024"),
    short=_("Urssaf 2024"),
    producer=_("Urssaf Caisse nationale"),
    licence=_("Licence Ouverte 2.0"),
    page="https://open.urssaf.fr/explore/dataset/etablissements-et-effectifs-salaries-au-niveau-commune-x-ape-last/",
    schema={"commune": pl.String} | {f"jobs_{year}": pl.Int64 for year in YEARS},
    required=("commune",),
    rows=(28_000, 37_000),
    official=Origin(
        places=(EXPORT + ",".join(OFFICIAL),),
        vintage="2014-2024",
        read=read_official,
        note=_("secteur privé hors agriculture et particuliers employeurs ; Mayotte absente"),
    ),
    mirror=Origin(
        places=("emploi/urssaf_effectifs_territoires_2014_2024.parquet",),
        vintage="2014-2024",
        read=read_mirror,
        note=_("secteur privé hors agriculture et particuliers employeurs ; Mayotte absente"),
    ),
)
