"""France services: public counters near where people live. ``kind``: how they receive (« Fixe », « Itinérante »…)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import PLACE, Dataset, Latest, Origin

COLUMNS = {
    "id_fs": "id",
    "lib_fs": "name",
    "format_fs": "kind",
    "insee_com": "commune",
    "longitude": "lon",
    "latitude": "lat",
}


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    return checks.csv(files[0], COLUMNS, separator=",").with_columns(
        pl.col("lon", "lat").cast(pl.Float64, strict=False)
    )


DATASET = Dataset(
    name="france-services",
    title=_("espaces France services"),
    short=_("ANCT, France services"),
    producer=_("ANCT"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.data.gouv.fr/datasets/liste-des-structures-france-services",
    schema=dict(PLACE),
    required=("id",),
    rows=(2_000, 6_000),
    are_places=True,
    official=Origin(
        places=(Latest("liste-des-structures-france-services", r"^liste-fs-\d{8}\.csv$"),),
        vintage=_("dernière liste publiée"),
        read=read_official,
    ),
    mirror=Origin(
        places=("acteurs/france_services_2024.parquet",),
        vintage=_("1er août 2024"),
        read=checks.parquet_reader(COLUMNS),
    ),
)
