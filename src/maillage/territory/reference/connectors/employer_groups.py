"""GEIQ: groups of employers for integration and qualification. After ``PLACE``: ``siret``, ``activity`` (NAF)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks, communes
from maillage.territory.reference.dataset import PLACE, Dataset, Origin

MIRROR = {
    "siret": "siret",
    "nom": "name",
    "code_postal": "postal_code",
    "ville": "commune_name",
    "naf": "activity",
}


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    table = checks.parquet_reader(MIRROR)(files)
    where = communes.found_by_name(table, postal_code="postal_code", name="commune_name")
    return table.with_columns(where, id="siret", kind=pl.lit("GEIQ"))


DATASET = Dataset(
    name="geiq",
    title=_("groupements d'employeurs pour l'insertion et la qualification (GEIQ)"),
    short=_("Fédération des GEIQ, 2019"),
    producer=_("Fédération française des GEIQ et DGEFP"),
    licence=_("donnée publique (dépôt sous licence AGPL-3)"),
    page="https://www.lesgeiq.fr",
    schema={**PLACE, "siret": pl.String, "activity": pl.String},
    required=("id",),
    rows=(100, 500),
    are_places=True,
    official=None,
    unavailable=_("la fédération publie un annuaire à consulter, non un fichier"),
    mirror=Origin(
        places=("acteurs/geiq_2019.parquet",),
        vintage=_("novembre 2019"),
        read=read_mirror,
        note=_("liste ancienne, connue par la commune du siège"),
    ),
)
