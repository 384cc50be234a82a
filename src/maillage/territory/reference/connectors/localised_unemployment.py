"""Localised unemployment rates (ILO sense, all ages), by département: another measure than the census."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

MIRROR = {"codeDepartement": "departement", "rentreeScolaire": "year", "tauxChomage": "rate"}

DATASET = Dataset(
    name="chomage-localise",
    title=_("taux de chômage localisés par département, de 2019 à 2023"),
    short=_("Insee, chômage localisé 2023"),
    producer=_("Insee"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.insee.fr/fr/statistiques/2012804",
    schema={"departement": pl.String, "year": pl.Int64, "rate": pl.Float64},
    required=("departement", "year"),
    rows=(90, 2_000),
    official=None,
    unavailable=_("l'Insee change son adresse à chaque trimestre"),
    mirror=Origin(
        places=("emploi/chomage_departement.parquet",), vintage="2019-2023", read=checks.parquet_reader(MIRROR)
    ),
)
