"""Which local committee for employment (CLPE) each commune belongs to: governance, not statistics."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

MIRROR = {"commune_id": "commune", "territoire_id": "committee", "territoire_libelle": "committee_name"}

DATASET = Dataset(
    name="comites-emploi",
    title=_("composition communale des comités locaux pour l'emploi"),
    short=_("DGEFP, CLPE 2024-2025"),
    producer=_("France Travail et DGEFP"),
    licence=_("donnée publique, licence non précisée"),
    page="https://travail-emploi.gouv.fr/le-reseau-pour-lemploi",
    schema={"commune": pl.String, "committee": pl.String, "committee_name": pl.String},
    required=("commune", "committee"),
    rows=(30_000, 37_000),
    official=None,
    unavailable=_("les arrêtés préfectoraux ne sont pas réunis à une adresse publique"),
    mirror=Origin(
        places=("territoires/clpe_commune.parquet",), vintage="2024-2025", read=checks.parquet_reader(MIRROR)
    ),
)
