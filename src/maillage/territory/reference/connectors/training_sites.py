"""Establishments that offer apprenticeship training, with where they are (photograph of October 2022)."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

MIRROR = {
    "siret": "siret",
    "uai": "uai",
    "enseigne": "trading_name",
    "raison_sociale": "legal_name",
    "code_insee_localite": "commune",
    "lat": "lat",
    "lon": "lon",
    "ferme": "closed",
    "published": "published",
}


DATASET = Dataset(
    name="etablissements-apprentissage",
    title=_("établissements de l'offre d'apprentissage"),
    short=_("Carif-Oref, octobre 2022"),
    producer=_("Réseau des Carif-Oref et Mission apprentissage"),
    licence=_("donnée publique (dépôt sous licence MIT)"),
    page="https://github.com/mission-apprentissage/catalogue-apprentissage",
    schema={
        "siret": pl.String,
        "uai": pl.String,
        "trading_name": pl.String,
        "legal_name": pl.String,
        "commune": pl.String,
        "lat": pl.Float64,
        "lon": pl.Float64,
        "closed": pl.Boolean,
        "published": pl.Boolean,
    },
    required=("siret", "commune"),
    rows=(4_000, 20_000),
    official=None,
    unavailable=_("cette photographie n'est plus diffusée à une adresse publique, et la liste à jour demande une clé"),
    mirror=Origin(
        places=("apprentissage/etablissements_apprentissage_2022.parquet",),
        vintage=_("10 octobre 2022"),
        read=checks.parquet_reader(MIRROR),
        note=_("établissements publiés et ouverts, au lieu de l'établissement ; sans effectifs d'apprentis"),
    ),
)
