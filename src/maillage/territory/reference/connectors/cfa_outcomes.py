"""What becomes of apprentices, centre by centre (InserJeunes): one row per centre and pair of years.

Columns after those of ``PLACE`` (``name`` is the centre; no position when its UAI is not located): ``uai``, ``period``
(« cumul 2023-2024 »), then percentages, null under twenty leavers, never 0: ``employed_6``, ``employed_12``,
``employed_18``, ``employed_24`` (of the leavers, in work so many months after), ``expected_6`` (for young people of the
same profile), ``added_6`` (the difference, in points), ``studying``, ``broken`` (contracts that were broken),
``share_studying``, ``share_employed_6``, ``share_other_6`` (of all, adding up to 100).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.connectors import school_positions
from maillage.territory.reference.dataset import PLACE, Dataset, Origin

EDUCATION = "https://data.education.gouv.fr/api/explore/v2.1/catalog/datasets"
OFFICIAL = {
    "annee": "period",
    "uai": "uai",
    "libelle": "name",
    "taux_emploi_6_mois": "employed_6",
    "taux_emploi_12_mois": "employed_12",
    "taux_emploi_18_mois": "employed_18",
    "taux_emploi_24_mois": "employed_24",
    "taux_emploi_6_mois_attendu": "expected_6",
    "va_emploi_6_mois": "added_6",
    "taux_poursuite_etudes": "studying",
    "taux_contrats_interrompus": "broken",
    "part_en_poursuite_d_etudes": "share_studying",
    "part_en_emploi_6_mois_apres_la_sortie": "share_employed_6",
    "part_des_autres_situations": "share_other_6",
}
MIRROR = {
    "periode": "period",
    "uai": "uai",
    "libelle": "name",
    "tx_emploi_6m": "employed_6",
    "tx_emploi_12m": "employed_12",
    "tx_emploi_18m": "employed_18",
    "tx_emploi_24m": "employed_24",
    "tx_emploi_6m_attendu": "expected_6",
    "va_emploi_6m": "added_6",
    "tx_poursuite_etudes": "studying",
    "part_contrats_interrompus": "broken",
    "part_poursuite_etudes": "share_studying",
    "part_emploi_6m": "share_employed_6",
    "part_autre_6m": "share_other_6",
}
RATES = [name for name in MIRROR.values() if name not in {"period", "uai", "name"}]


def identified(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(id=pl.format("{}-{}", "uai", "period"), kind=pl.lit("CFA"))


def read_official(files: Sequence[Path]) -> pl.DataFrame:
    return identified(checks.csv(files[0], OFFICIAL))


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    table = identified(checks.parquet_reader(MIRROR)(files[:1]))
    return school_positions.located(table, files[1])


DATASET = Dataset(
    name="inserjeunes-cfa",
    title=_("InserJeunes : devenir des apprentis, par CFA"),
    short=_("InserJeunes, cumul 2023-2024"),
    producer=_("Depp et Dares"),
    licence=_("Licence Ouverte 2.0"),
    page="https://data.education.gouv.fr/explore/dataset/fr-en-inserjeunes-cfa/",
    schema={**PLACE, "uai": pl.String, "period": pl.String} | dict.fromkeys(RATES, pl.Float64),
    required=("id", "uai", "period"),
    rows=(6_000, 60_000),
    are_places=True,
    official=Origin(
        places=(f"{EDUCATION}/fr-en-inserjeunes-cfa/exports/csv?delimiter=%3B&use_labels=false",),
        vintage=_("cumuls de deux années, jusqu'au dernier publié"),
        read=read_official,
        note=_("CFA non situés : le fichier officiel ne donne que leur région"),
    ),
    mirror=Origin(
        places=("apprentissage/inserjeunes_cfa.parquet", school_positions.FILE),
        vintage=_("cumuls 2018-2019 à 2023-2024"),
        read=read_mirror,
        note=_("du CAP au BTS ; taux masqués sous vingt sortants ; un CFA sur six n'est pas situé"),
    ),
)
