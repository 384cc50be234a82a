"""Which France Travail basin each commune belongs to. Not the Insee employment zones."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

MIRROR = {"codgeo": "commune", "codbe": "basin", "libbe": "basin_name"}


DATASET = Dataset(
    name="bassins-emploi",
    title=_("composition communale des bassins d'emploi"),
    short=_("France Travail, bassins 2021"),
    producer=_("France Travail"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.francetravail.org",
    schema={"commune": pl.String, "basin": pl.String, "basin_name": pl.String},
    required=("commune", "basin"),
    rows=(34_000, 40_000),
    official=None,
    unavailable=_("France Travail ne la publie plus à une adresse stable"),
    mirror=Origin(
        places=("territoires/bassin_emploi_ft_commune_2021.parquet",),
        vintage="2021",
        read=checks.parquet_reader(MIRROR),
    ),
)
