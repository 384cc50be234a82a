"""Insee's yearly estimates of the jobs of employees, by employment zone, since 1998."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

MIRROR = {"code_ze": "zone", "year": "year", "eff": "jobs"}

DATASET = Dataset(
    name="estimations-emploi",
    title=_("estimations d'emploi salarié par zone d'emploi, de 1998 à 2023"),
    short=_("Insee, estimations d'emploi 2023"),
    producer=_("Insee"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.insee.fr/fr/statistiques/1893177",
    schema={"zone": pl.String, "year": pl.Int64, "jobs": pl.Float64},
    required=("zone", "year"),
    rows=(6_000, 12_000),
    official=None,
    unavailable=_("l'Insee change son adresse à chaque édition"),
    mirror=Origin(
        places=("emploi/estimation_emploi_ze_1998_2023.parquet",),
        vintage="1998-2023",
        read=checks.parquet_reader(MIRROR),
    ),
)
