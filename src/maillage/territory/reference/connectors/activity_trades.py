"""From activities to trades, by hirings seen: ``activity`` (NAF), ``trade`` (ROME 3), ``hirings`` (a count).

The share of a trade in an activity is its hirings over those of the activity.
"""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

DATASET = Dataset(
    name="naf-rome",
    title=_("passage des activités aux métiers, par embauches observées"),
    short=_("La bonne boîte, vers 2021"),
    producer=_("France Travail (La bonne boîte)"),
    licence=_("donnée publique (dépôt sous licence AGPL-3)"),
    page="https://github.com/StartupsPoleEmploi/labonneboite",
    schema={"activity": pl.String, "trade": pl.String, "hirings": pl.Int64},
    required=("activity", "trade"),
    rows=(3_000, 20_000),
    official=None,
    unavailable=_("elle n'existe que dans le dépôt de La bonne boîte"),
    mirror=Origin(
        places=("nomenclatures/rome_naf_embauches.parquet",),
        vintage=_("vers 2021-2022"),
        read=checks.parquet_reader({"naf_id": "activity", "rome_id": "trade", "hirings": "hirings"}),
    ),
)
