"""Apprentices under contract at the end of January, by département of the employer."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

MIRROR = {"departement": "departement", "stock_2025_01": "apprentices_2025", "stock_2026_01": "apprentices_2026"}

DATASET = Dataset(
    name="apprentis-departement",
    title=_("contrats d'apprentissage en cours fin janvier, par département"),
    short=_("Dares, janvier 2026"),
    producer=_("Dares (POEM)"),
    licence=_("réutilisation libre, licence non nommée"),
    page="https://poem.travail-emploi.gouv.fr/synthese/contrats-d-apprentissage",
    schema={"departement": pl.String, "apprentices_2025": pl.Int64, "apprentices_2026": pl.Int64},
    required=("departement",),
    rows=(80, 110),
    official=None,
    unavailable=_("POEM ne l'exporte qu'à la main"),
    mirror=Origin(
        places=("apprentissage/apprentis_stock_departement_2025_2026.parquet",),
        vintage=_("janvier 2025 et janvier 2026, provisoires"),
        read=checks.parquet_reader(MIRROR),
        note=_("champ à confirmer : le total, 624 000, correspond aux seules études supérieures"),
    ),
)
