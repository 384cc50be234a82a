"""Establishments that offer apprenticeship training, with where they are (photograph of October 2022).

Columns after those of ``PLACE`` (``id`` is the SIRET): ``siret``, ``uai``, ``trading_name``, ``legal_name``,
``closed``, ``published``. One centre may have several establishments, and teach elsewhere than in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import PLACE, Dataset, Origin

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


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    name = pl.coalesce(pl.col("trading_name").cast(pl.String), pl.col("legal_name").cast(pl.String))
    return checks.parquet_reader(MIRROR)(files).with_columns(id="siret", name=name, kind=pl.lit("établissement"))


DATASET = Dataset(
    name="etablissements-apprentissage",
    title=_("établissements de l'offre d'apprentissage"),
    short=_("Carif-Oref, octobre 2022"),
    producer=_("Réseau des Carif-Oref et Mission apprentissage"),
    licence=_("donnée publique (dépôt sous licence MIT)"),
    page="https://github.com/mission-apprentissage/catalogue-apprentissage",
    schema={
        **PLACE,
        "siret": pl.String,
        "uai": pl.String,
        "trading_name": pl.String,
        "legal_name": pl.String,
        "closed": pl.Boolean,
        "published": pl.Boolean,
    },
    required=("id", "commune"),
    rows=(4_000, 20_000),
    are_places=True,
    official=None,
    unavailable=_("cette photographie n'est plus diffusée à une adresse publique, et la liste à jour demande une clé"),
    mirror=Origin(
        places=("apprentissage/etablissements_apprentissage_2022.parquet",),
        vintage=_("10 octobre 2022"),
        read=read_mirror,
        note=_("établissements publiés et ouverts, au lieu de l'établissement ; sans effectifs d'apprentis"),
    ),
)
