"""Jobs of employees, private and public, by employment zone (Flores); summed over activities."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

MIRROR = {"code_ze": "zone", "a38": "sector", "lib": "sector_name", "eff_22": "jobs_2022", "eff_23": "jobs_2023"}

DATASET = Dataset(
    name="emploi-flores",
    title=_("postes salariés, privés et publics, par zone d'emploi (Flores)"),
    short=_("Insee, Flores 2023"),
    producer=_("Insee"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.insee.fr/fr/statistiques/7626421",
    schema={
        "zone": pl.String,
        "sector": pl.String,
        "sector_name": pl.String,
        "jobs_2022": pl.Float64,
        "jobs_2023": pl.Float64,
    },
    required=("zone", "sector"),
    rows=(9_000, 12_500),
    official=None,
    unavailable=_("l'Insee la publie par commune, sans ce regroupement"),
    mirror=Origin(
        places=("emploi/flores_ze_a38.parquet",), vintage=_("2022 et 2023"), read=checks.parquet_reader(MIRROR)
    ),
)
