"""What becomes of young people after a training, region by region, whether at school or in apprenticeship.

``year`` (« 2022_2023 »), ``region`` (Insee), ``route`` (« apprentissage » or « scolaire »), ``cfd`` or ``mef`` (the
training), ``speciality`` (NSF), ``domain``; then young people: ``last_year``, ``leavers``, ``studying``,
``employed_6``, ``employed_12``; and ``rate_6``, ``rate_12`` in percent, null when few left.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks, domains
from maillage.territory.reference.dataset import Dataset, Origin

MIRROR = {
    "millesime": "year",
    "code_region": "region",
    "voie": "route",
    "cfd": "cfd",
    "mefstat11": "mef",
    "nb_annee_term": "last_year",
    "nb_sortant": "leavers",
    "nb_poursuite_etudes": "studying",
    "nb_en_emploi_6_mois": "employed_6",
    "nb_en_emploi_12_mois": "employed_12",
    "taux_emploi_6_mois": "rate_6",
    "taux_emploi_12_mois": "rate_12",
}
CODES = ("year", "region", "route", "cfd", "mef", "speciality", "domain")


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    table = checks.parquet_reader(MIRROR)(files)
    speciality = pl.coalesce(pl.col("cfd").str.slice(3, 3), pl.col("mef").str.slice(6, 3)).str.extract(r"^(\d{3})$")
    return table.with_columns(speciality=speciality).with_columns(domain=domains.of_speciality(pl.col("speciality")))


DATASET = Dataset(
    name="inserjeunes-region",
    title=_("InserJeunes : devenir après chaque formation, par région"),
    short=_("InserJeunes, 2019 à 2023"),
    producer=_("Depp et Dares, extraction Orion"),
    licence=_("Licence Ouverte 2.0"),
    page="https://data.education.gouv.fr/explore/dataset/fr-en-inserjeunes-cfa-formation_fine/",
    schema=dict.fromkeys(CODES, pl.String) | {name: pl.Float64 for name in MIRROR.values() if name not in CODES},
    required=("year", "region", "route"),
    rows=(20_000, 200_000),
    official=None,
    unavailable=_("la table par région et formation se demande à un service qui exige un compte"),
    mirror=Origin(
        places=("apprentissage/inserjeunes_region_formation.parquet",),
        vintage=_("2019-2020 à 2022-2023"),
        read=read_mirror,
    ),
)
