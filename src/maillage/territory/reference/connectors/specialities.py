"""Training specialities (NSF): ``code`` of three digits, ``name``, ``field`` (its domain of two digits), ``domain``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks, domains
from maillage.territory.reference.dataset import Dataset, Origin

GROUPS = {
    "GROUPE_SPECIALITE": "code",
    "LIBELLE_EDITION": "name",
    "LIBELLE_LONG": "long_name",
    "DOMAINE_SPECIALITE": "field_code",
}
FIELDS = {"DOMAINE_SPECIALITE": "field_code", "LIBELLE_LONG": "field"}


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    groups, fields = (checks.parquet_reader(names)([file]) for names, file in zip((GROUPS, FIELDS), files, strict=True))
    return groups.join(fields, on="field_code", how="left", maintain_order="left").with_columns(
        name=pl.coalesce("name", pl.col("long_name").str.to_lowercase()),
        domain=domains.of_speciality(pl.col("code")),
    )


DATASET = Dataset(
    name="nsf",
    title=_("spécialités de formation (NSF)"),
    short=_("Depp, NSF"),
    producer=_("Depp"),
    licence=_("Licence Ouverte 2.0"),
    page="https://infocentre.pleiade.education.fr/bcn/",
    schema=dict.fromkeys(("code", "name", "field", "domain"), pl.String),
    required=("code", "name"),
    rows=(90, 200),
    official=None,
    unavailable=_("la BCN se consulte et s'exporte à la main"),
    mirror=Origin(
        places=("nomenclatures/nsf_groupe_specialite.parquet", "nomenclatures/nsf_domaine_specialite.parquet"),
        vintage=_("2024-2025"),
        read=read_mirror,
    ),
)
