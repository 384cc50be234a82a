"""From trades (ROME 4) to professional families: ``trade``, ``parent`` (ROME 3), ``fap22``, ``fap86``.

One trade may belong to several families, according to the qualification. Sure for the 22 domains (same names in both
versions of the FAP), a guide only for ``fap86``.
"""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

MIRROR = {"code_rome": "trade", "rome3": "parent", "fap22": "fap22", "fap86_2021_candidat": "fap86"}

DATASET = Dataset(
    name="rome-fap",
    title=_("passage du ROME 4 aux familles professionnelles"),
    short=_("d'après la Dares"),
    producer=_("Dares, complété"),
    licence=_("Licence Ouverte 2.0"),
    page="https://dares.travail-emploi.gouv.fr/donnees/la-nomenclature-des-familles-professionnelles-2021",
    schema=dict.fromkeys(MIRROR.values(), pl.String),
    required=("trade", "fap22"),
    rows=(1_000, 6_000),
    official=None,
    unavailable=_("le passage officiel du ROME 4 à la FAP 2021 n'est pas diffusé à une adresse stable"),
    mirror=Origin(
        places=("nomenclatures/rome_fap_passage.parquet",),
        vintage=_("ROME 460, FAP 2009 et 2021"),
        read=checks.parquet_reader(MIRROR),
        note=_("passage dérivé, non officiel : sûr pour les 22 domaines, indicatif au-delà"),
    ),
)
