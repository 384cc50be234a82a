"""Trades of the regulatory list « métiers en tension » (1 March 2024).

``region`` (its name), ``family`` (FAP 2009), ``name``. A legal list, about the work permits of foreigners:
it measures nothing.
"""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

MIRROR = {"Region": "region", "Code FAP": "family", "Famille Professionnelle": "name"}

DATASET = Dataset(
    name="metiers-en-tension",
    title=_("liste réglementaire des métiers en tension, par région"),
    short=_("arrêté du 1er mars 2024"),
    producer=_("Ministères du Travail et de l'Intérieur"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.legifrance.gouv.fr",
    schema=dict.fromkeys(MIRROR.values(), pl.String),
    required=("region", "family"),
    rows=(200, 1_000),
    official=None,
    unavailable=_("la liste est un texte du Journal officiel, non un fichier"),
    mirror=Origin(
        places=("emploi/metiers_en_tension_arrete_2024.parquet",),
        vintage=_("1er mars 2024"),
        read=checks.parquet_reader(MIRROR),
        note=_("liste juridique, remplacée en 2025 ; ce n'est pas une mesure"),
    ),
)
