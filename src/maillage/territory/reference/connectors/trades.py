"""Trades of the ROME (version 4): ``code``, ``name``, ``parent`` (code of ROME 3), ``field``, ``broad_field``.

``field`` and ``broad_field`` are those of the parent code, null where the list of fields misses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

SHEETS = {"code_rome": "code", "libelle_rome": "name", "code_rome_parent": "parent"}
FIELDS = {"code_rome": "parent", "domaine_professionnel": "field", "grand_domaine": "broad_field"}


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    sheets, fields = (checks.parquet_reader(names)([file]) for names, file in zip((SHEETS, FIELDS), files, strict=True))
    label = pl.col("field", "broad_field").str.replace(r"^\w+-\s*", "")
    return sheets.join(fields.with_columns(label), on="parent", how="left", maintain_order="left")


DATASET = Dataset(
    name="rome",
    title=_("métiers du ROME 4"),
    short=_("France Travail, ROME"),
    producer=_("France Travail"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.francetravail.org/opendata/repertoire-operationnel-des-meti.html",
    schema=dict.fromkeys(("code", "name", "parent", "field", "broad_field"), pl.String),
    required=("code", "name"),
    rows=(500, 5_000),
    official=None,
    unavailable=_("France Travail le publie en archive, à une adresse que nous n'avons pas vérifiée"),
    mirror=Origin(
        places=("nomenclatures/rome_v460_referentiel.parquet", "nomenclatures/rome40_metiers.parquet"),
        vintage=_("version 460 (2025)"),
        read=read_mirror,
    ),
)
