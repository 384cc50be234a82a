"""Structures of integration of the networks that a partnership meets: missions locales, agencies, GEIQ, SIAE…

``kind`` is the network, as data·inclusion writes it; a structure of several networks has the first of ``NETWORKS``.
Columns after those of ``PLACE``: ``siret``, ``source`` (who published it). People's names, telephones and e-mails are
not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import PLACE, Dataset, Latest, Origin

NETWORKS = (
    "mission-locale",
    "france-travail",
    "cap-emploi-reseau-cheops",
    "ecoles-de-la-deuxieme-chance",
    "epide",
    "geiq",
    "aci",
    "ai",
    "ei",
    "eiti",
    "etti",
    "chambres-consulaires",
    "plie",
    "maisons-de-l-emploi",
)
COLUMNS = {
    "id": "id",
    "nom": "name",
    "source": "source",
    "siret": "siret",
    "code_insee": "commune",
    "longitude": "lon",
    "latitude": "lat",
    "reseaux_porteurs": "networks",
}


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    table = checks.parquet_reader(COLUMNS)(files)
    borne = [pl.when(pl.col("networks").list.contains(name)).then(pl.lit(name)) for name in NETWORKS]
    return table.with_columns(kind=pl.coalesce(borne), id=pl.format("{}-{}", "source", "id"))


DATASET = Dataset(
    name="structures-insertion",
    title=_("structures d'insertion : missions locales, agences, GEIQ, SIAE…"),
    short=_("data·inclusion"),
    producer=_("Plateforme de l'inclusion (data·inclusion)"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.data.gouv.fr/datasets/6233723c2c1e4a54af2f6b2d",
    schema={**PLACE, "siret": pl.String, "source": pl.String},
    required=("id",),
    rows=(2_000, 60_000),
    keep=pl.col("kind").is_not_null() & pl.col("id").is_first_distinct(),
    are_places=True,
    official=Origin(
        places=(Latest("6233723c2c1e4a54af2f6b2d", r"^structures-inclusion.*\.parquet$"),),
        vintage=_("dernière édition"),
        read=read_official,
        note=_("plusieurs sources réunies : une structure peut y être deux fois"),
    ),
    mirror=None,
)
