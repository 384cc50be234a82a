"""Job offers by commune and trade, a photograph: ``commune``, ``trade`` (ROME 3), ``offers`` (active that day)."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

DATASET = Dataset(
    name="offres-emploi",
    title=_("offres d'emploi par commune et métier, le 21 décembre 2021"),
    short=_("Pôle emploi, décembre 2021"),
    producer=_("France Travail (alors Pôle emploi)"),
    licence=_("donnée publique (dépôt sous licence AGPL-3)"),
    page="https://github.com/France-Travail/mobiville",
    schema={"commune": pl.String, "trade": pl.String, "offers": pl.Int64},
    required=("commune", "trade", "offers"),
    rows=(100_000, 1_000_000),
    official=None,
    unavailable=_("les offres du jour demandent une clé (API Offres d'emploi de France Travail)"),
    mirror=Origin(
        places=("emploi/offres_commune_rome_2021.parquet",),
        vintage=_("21 décembre 2021"),
        read=checks.parquet_reader({"commune": "commune", "rome": "trade", "nb_offres": "offers"}),
        note=_("toutes offres, non l'alternance seule ; un seul jour"),
    ),
)
