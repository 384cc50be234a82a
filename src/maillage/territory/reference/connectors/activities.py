"""Activities of establishments (NAF rév. 2): ``code`` of five characters without a point (« 4321A »), ``name``."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

DATASET = Dataset(
    name="naf",
    title=_("activités des établissements (NAF rév. 2)"),
    short=_("Insee, NAF rév. 2"),
    producer=_("Insee"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.insee.fr/fr/information/2406147",
    schema={"code": pl.String, "name": pl.String},
    required=("code", "name"),
    rows=(700, 800),
    official=None,
    unavailable=_("nous n'avons pas vérifié l'adresse de son classeur chez l'Insee"),
    mirror=Origin(
        places=("nomenclatures/naf_rev2_sous_classes.parquet",),
        vintage="2008",
        read=checks.parquet_reader({"naf_id": "code", "naf_label": "name"}),
        note=_("la NAF 2025 la remplace au 1er janvier 2027"),
    ),
)
