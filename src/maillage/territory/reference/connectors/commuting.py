"""Journeys from home to work inside Île-de-France: ``residence``, ``workplace`` (communes), ``workers``.

Only pairs of different communes with a hundred workers or more: a sum over them is not a total.
"""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

MIRROR = {"commune_residence": "residence", "commune_travail": "workplace", "actifs_occupes": "workers"}

DATASET = Dataset(
    name="domicile-travail",
    title=_("trajets domicile-travail entre communes d'Île-de-France"),
    short=_("Insee, recensement 2014"),
    producer=_("Insee"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.insee.fr/fr/statistiques/8582949",
    schema={"residence": pl.String, "workplace": pl.String, "workers": pl.Int64},
    required=("residence", "workplace", "workers"),
    rows=(5_000, 2_000_000),
    official=None,
    unavailable=_("nous n'avons pas vérifié la forme du fichier national actuel"),
    mirror=Origin(
        places=("mobilite/flux_domicile_travail_idf_2014.parquet",),
        vintage="2014",
        read=checks.parquet_reader(MIRROR),
        note=_("paires d'au moins cent actifs"),
    ),
)
