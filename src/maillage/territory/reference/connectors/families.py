"""Professional families (FAP 2021) at four depths, and our domain: one row per family of the deepest.

``fap22``, ``fap86``, ``fap228``, ``fap341`` with their names (``fap22_name``…); ``domain``: a value of ``Domain``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks, domains
from maillage.territory.reference.dataset import Dataset, Origin

DEPTHS = ("fap22", "fap86", "fap228", "fap341")
MIRROR = {depth: depth for depth in DEPTHS} | {f"{depth}_libelle": f"{depth}_name" for depth in DEPTHS}


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    return checks.parquet_reader(MIRROR)(files).with_columns(domain=domains.of_family(pl.col("fap228")))


DATASET = Dataset(
    name="fap",
    title=_("familles professionnelles 2021 (FAP)"),
    short=_("Dares, FAP 2021"),
    producer=_("Dares"),
    licence=_("Licence Ouverte 2.0"),
    page="https://dares.travail-emploi.gouv.fr/donnees/la-nomenclature-des-familles-professionnelles-2021",
    schema=dict.fromkeys((*MIRROR.values(), "domain"), pl.String),
    required=DEPTHS,
    rows=(300, 400),
    official=None,
    unavailable=_("le site de la Dares refuse les téléchargements automatiques"),
    mirror=Origin(places=("nomenclatures/fap2021.parquet",), vintage="2021", read=read_mirror),
)
