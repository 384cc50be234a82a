"""Guidance centres (CIO), where they are and where they receive. Column after those of ``PLACE``: ``uai``."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference.connectors import schools
from maillage.territory.reference.dataset import PLACE

DATASET = replace(
    schools.DATASET,
    name="cio",
    title=_("centres d'information et d'orientation (CIO)"),
    schema={**PLACE, "uai": pl.String},
    rows=(250, 1_500),
    keep=pl.col("kind") == schools.GUIDANCE,
)
