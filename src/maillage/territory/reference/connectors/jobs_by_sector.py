"""Employees of the private sector by employment zone and activity (Urssaf, NAF in 38 sectors)."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

MIRROR = {"code_ze": "zone", "a38": "sector", "lib": "sector_name", "eff_24": "jobs"}

DATASET = Dataset(
    name="emploi-secteurs",
    title=_("effectifs salariés privés par zone d'emploi et activité, 2024"),
    short=_("Urssaf 2024"),
    producer=_("Urssaf Caisse nationale"),
    licence=_("Licence Ouverte 2.0"),
    page="https://open.urssaf.fr/explore/dataset/etablissements-et-effectifs-salaries-au-niveau-commune-x-ape-last/",
    schema={"zone": pl.String, "sector": pl.String, "sector_name": pl.String, "jobs": pl.Float64},
    required=("zone", "sector"),
    rows=(8_000, 12_000),
    official=None,
    unavailable=_("l'Urssaf la publie par commune et par activité fine, sans ce regroupement"),
    mirror=Origin(places=("emploi/urssaf_ze_a38.parquet",), vintage="2024", read=checks.parquet_reader(MIRROR)),
)
