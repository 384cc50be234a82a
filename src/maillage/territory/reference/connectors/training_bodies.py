"""Bodies that train apprentices, with their part: answerable for the training, teaching it, or both.

Columns after those of ``PLACE`` (``id`` is the SIRET, ``kind`` the part): ``siret``, ``uai``, ``legal_name``. Only the
commune is known: their point is that of its town hall.
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
    "raison_sociale": "legal_name",
    "enseigne": "trading_name",
    "nature": "kind",
    "code_commune": "commune",
}


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    table = checks.parquet_reader(MIRROR)(files)
    return table.with_columns(id="siret", name=pl.coalesce("trading_name", "legal_name"))


DATASET = Dataset(
    name="organismes-apprentissage",
    title=_("organismes de formation en apprentissage, responsables et formateurs"),
    short=_("Mission apprentissage, 2023-2024"),
    producer=_("Mission apprentissage (référentiel UAI-SIRET)"),
    licence=_("donnée publique (dépôt sous licence MIT)"),
    page="https://referentiel.apprentissage.onisep.fr",
    schema={**PLACE, "siret": pl.String, "uai": pl.String, "legal_name": pl.String},
    required=("id",),
    rows=(3_000, 20_000),
    are_places=True,
    official=None,
    unavailable=_("le référentiel à jour demande une clé (API Apprentissage)"),
    mirror=Origin(
        places=("apprentissage/organismes_formation_apprentissage.parquet",),
        vintage=_("2023-2024"),
        read=read_mirror,
        note=_("au siège ou à l'établissement déclaré, connu par sa commune"),
    ),
)
