"""Official tension of trades by France Travail basin: classes 1 to 5 of Dares and France Travail, by ROME code."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.reference import checks
from maillage.territory.reference.dataset import Dataset, Origin

CLASSES = {
    "ind_tension_d": "tension",
    "ind_int_emb_d": "hiring_intensity",
    "ind_main_oeuvre_d": "lack_of_workers",
    "ind_dur_empl_d": "short_jobs",
    "ind_cond_travail_d": "working_conditions",
    "ind_mismatch_geo_d": "geographic_mismatch",
    "ind_specif_form_empl_d": "training_link",
}
MIRROR = {"annee": "year", "cbassin": "basin", "rome": "trade", "rome_libelle": "trade_name", "oee": "offers"} | CLASSES

DATASET = Dataset(
    name="tensions-metiers",
    title=_("tensions sur le marché du travail par bassin et métier, 2020 et 2021"),
    short=_("Dares et Pôle emploi 2021"),
    producer=_("Dares et Pôle emploi"),
    licence=_("donnée publique (dépôt sous licence AGPL-3)"),
    page="https://dares.travail-emploi.gouv.fr/donnees/les-tensions-sur-le-marche-du-travail-en-2021",
    schema={
        "year": pl.Int64,
        "basin": pl.String,
        "trade": pl.String,
        "trade_name": pl.String,
        "offers": pl.Float64,
        **dict.fromkeys(CLASSES.values(), pl.Int64),
    },
    required=("year", "basin", "trade"),
    rows=(40_000, 80_000),
    official=None,
    unavailable=_("la Dares la publie par département au plus fin, et son site refuse les robots"),
    mirror=Origin(
        places=("emploi/tensions_bassin_rome_2020_2021.parquet",),
        vintage=_("2020 et 2021"),
        read=checks.parquet_reader(MIRROR),
        note=_("couples observés seulement"),
    ),
)
