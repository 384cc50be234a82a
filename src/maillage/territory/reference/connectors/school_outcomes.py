"""What becomes of the pupils of vocational schools (InserJeunes), those of them who are apprentices apart.

Columns after those of ``PLACE``: ``uai``, ``scope`` (as the file writes it: « ensemble », « dont apprentis »…), then
the same percentages as ``cfa_outcomes``: ``employed_6``, ``expected_6``, ``added_6``, ``studying``, ``share_studying``,
``share_employed_6``, ``share_other_6``; null when few young people left.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.connectors import school_positions
from maillage.territory.reference.dataset import PLACE, Dataset, Origin

MIRROR = {
    "uai": "uai",
    "libelle": "name",
    "perimetre": "scope",
    "tx_emploi_6m": "employed_6",
    "tx_emploi_6m_attendu": "expected_6",
    "va_emploi_6m": "added_6",
    "tx_poursuite_etudes": "studying",
    "part_poursuite_etudes": "share_studying",
    "part_emploi_6m": "share_employed_6",
    "part_autre_6m": "share_other_6",
}
RATES = [name for name in MIRROR.values() if name not in {"uai", "name", "scope"}]


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    table = checks.parquet_reader(MIRROR)(files[:1])
    named = table.with_columns(id=pl.format("{}-{}", "uai", "scope"), kind=pl.lit("lycée professionnel"))
    return school_positions.located(named, files[1])


DATASET = Dataset(
    name="inserjeunes-lycees",
    title=_("InserJeunes : devenir des élèves et apprentis, par lycée professionnel"),
    short=_("InserJeunes, cumul 2022-2023"),
    producer=_("Depp et Dares"),
    licence=_("Licence Ouverte 2.0"),
    page="https://data.education.gouv.fr/explore/dataset/fr-en-inserjeunes-lycee_pro/",
    schema={**PLACE, "uai": pl.String, "scope": pl.String} | dict.fromkeys(RATES, pl.Float64),
    required=("id", "uai", "scope"),
    rows=(2_000, 60_000),
    are_places=True,
    official=None,
    unavailable=_("nous n'avons pas vérifié la forme actuelle de son fichier officiel"),
    mirror=Origin(
        places=("apprentissage/inserjeunes_lycees_pro_2022_2023.parquet", school_positions.FILE),
        vintage=_("cumul 2022-2023"),
        read=read_mirror,
        note=_("plusieurs lignes par lycée : ensemble, dont apprentis"),
    ),
)
