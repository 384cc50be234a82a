"""Enterprises of integration through work (SIAE). ``kind``: ACI, AI, EI or ETTI.

Columns after those of ``PLACE``: ``siret``, ``activity`` (NAF). One enterprise may run several
measures: it then has one row for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks, communes
from maillage.territory.reference.dataset import PLACE, Dataset, Origin

MIRROR = {
    "siret": "siret",
    "denomination_sociale": "name",
    "mesure": "kind",
    "code_postal": "postal_code",
    "commune": "commune_name",
    "code_naf2": "activity",
}


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    table = checks.parquet_reader(MIRROR)(files)
    number = pl.int_range(1, pl.len() + 1).over("siret", "kind")
    return table.with_columns(
        communes.found_by_name(table, postal_code="postal_code", name="commune_name"),
        id=pl.format("{}-{}-{}", "siret", "kind", number),
    )


DATASET = Dataset(
    name="siae",
    title=_("structures de l'insertion par l'activité économique (SIAE)"),
    short=_("ASP et DGEFP, 2019"),
    producer=_("ASP et DGEFP"),
    licence=_("donnée publique (dépôt sous licence AGPL-3)"),
    page="https://emplois.inclusion.beta.gouv.fr",
    schema={**PLACE, "siret": pl.String, "activity": pl.String},
    required=("id",),
    rows=(2_000, 10_000),
    are_places=True,
    official=None,
    unavailable=_("la liste à jour se trouve dans « structures-insertion »"),
    mirror=Origin(
        places=("acteurs/siae_2019.parquet",),
        vintage=_("juillet 2019"),
        read=read_mirror,
        note=_("liste ancienne, connue par la commune du siège"),
    ),
)
