"""Where each school or training centre is, by its UAI code. ``kind`` says which list gave the position."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import AT_TOWN_HALL, PLACE, Dataset, Origin

FILE = "apprentissage/uai_geo.parquet"
MIRROR = {"uai": "id", "code_commune": "commune", "lon": "lon", "lat": "lat", "origine": "kind"}


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    at_town_hall = pl.when(pl.col("kind") == "commune_organisme").then(pl.lit(AT_TOWN_HALL))
    table = checks.parquet_reader(MIRROR)(files)
    return table.with_columns(uai="id", name=pl.lit(None, pl.String), precision=at_town_hall)


def located(table: pl.DataFrame, positions: Path) -> pl.DataFrame:
    """The rows with the commune and the point of their UAI, unknown for those that the list of positions misses."""
    known = read_mirror([positions]).select("uai", "commune", "lon", "lat", "precision")
    return table.join(known, on="uai", how="left", maintain_order="left")


DATASET = Dataset(
    name="coordonnees-uai",
    title=_("position des établissements de formation, par code UAI"),
    short=_("établissements par UAI, 2022-2025"),
    producer=_("Éducation nationale et Réseau des Carif-Oref, listes réunies"),
    licence=_("Licence Ouverte 2.0 et MIT"),
    page="https://data.education.gouv.fr/explore/dataset/fr-en-annuaire-education/",
    schema={**PLACE, "uai": pl.String},
    required=("id",),
    rows=(15_000, 100_000),
    are_places=True,
    official=None,
    unavailable=_("la table réunit plusieurs listes ; aucune ne couvre à elle seule les CFA et les lycées"),
    mirror=Origin(places=(FILE,), vintage=_("2022 à 2025"), read=read_mirror),
)
