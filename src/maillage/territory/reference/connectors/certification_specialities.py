"""From certifications to what they teach: ``certification`` (RNCP), ``speciality`` (NSF, three digits), ``domain``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks, domains
from maillage.territory.reference.connectors.certifications import EXPORT
from maillage.territory.reference.dataset import Dataset, Origin

OFFICIAL = {"Numero_Fiche": "certification", "Nsf_Code": "speciality"}
MIRROR = {"CodeRNCP": "certification", "code": "speciality"}


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    return with_domain(checks.csv_entry(files[0], "_CSV_Nsf_", OFFICIAL))


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    return with_domain(checks.parquet_reader(MIRROR)(files))


def with_domain(table: pl.DataFrame) -> pl.DataFrame:
    """« 326t » is the group 326 and what one does in it: the group alone is kept, once per certification."""
    group = pl.col("speciality").str.extract(r"^(\d{3})")
    return (
        table.with_columns(group)
        .unique(maintain_order=True)
        .with_columns(domain=domains.of_speciality(pl.col("speciality")))
    )


DATASET = Dataset(
    name="rncp-nsf",
    title=_("spécialités (NSF) des certifications du RNCP"),
    short=_("France compétences, RNCP"),
    producer=_("France compétences"),
    licence=_("Licence Ouverte 2.0"),
    page="https://www.data.gouv.fr/datasets/5eebbc067a14b6fecc9c9976",
    schema=dict.fromkeys(("certification", "speciality", "domain"), pl.String),
    required=("certification", "speciality"),
    rows=(10_000, 100_000),
    official=Origin(places=(EXPORT,), vintage=_("dernière édition quotidienne"), read=read_official),
    mirror=Origin(places=("nomenclatures/rncp_nsf.parquet",), vintage="2022", read=read_mirror),
)
