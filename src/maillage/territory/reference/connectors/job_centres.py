"""Agencies of France Travail and its directions. ``kind``: « ALE » (local agency), « DDA » or « DRA » (directions)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks, communes
from maillage.territory.reference.dataset import PLACE, Dataset, Origin

MIRROR = {
    "code_safir": "code",
    "nom": "name",
    "type_site": "kind",
    "code_postal": "postal_code",
    "commune": "commune_name",
    "lon": "lon",
    "lat": "lat",
}


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    table = checks.parquet_reader(MIRROR)(files)
    number = pl.int_range(1, pl.len() + 1).over("code")
    return table.with_columns(
        communes.found_by_name(table, postal_code="postal_code", name="commune_name"),
        id=pl.when(number > 1).then(pl.format("{}-{}", "code", number)).otherwise("code"),
    )


DATASET = Dataset(
    name="agences-france-travail",
    title=_("agences de France Travail"),
    short=_("Pôle emploi, 2019"),
    producer=_("France Travail (alors Pôle emploi)"),
    licence=_("donnée publique (dépôt sous licence AGPL-3)"),
    page="https://github.com/gip-inclusion/les-emplois",
    schema=dict(PLACE),
    required=("id",),
    rows=(600, 2_000),
    are_places=True,
    official=None,
    unavailable=_("la liste à jour demande une clé (API « Référentiel des agences » de France Travail)"),
    mirror=Origin(
        places=("acteurs/agences_france_travail_2019.parquet",),
        vintage=_("2019-2020"),
        read=read_mirror,
        note=_("liste ancienne : vérifiez sur place avant d'inviter"),
    ),
)
