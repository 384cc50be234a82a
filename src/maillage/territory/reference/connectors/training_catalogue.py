"""Apprenticeship trainings, one row per certification and place where it is taught (catalogue of November 2020).

Columns after those of ``PLACE`` (``name`` is the title of the training, ``kind`` its diploma as the file writes it):

- ``level``: 3 (CAP), 4 (bac, BP), 5 (BTS), 6 (licence, BUT) or 7 (master, engineer); null when the file does not say;
- ``domain``: a value of ``Domain``, from the speciality; null when the speciality is unknown;
- ``speciality``: NSF group, three digits; ``families``: the FAP letters of its trades, a list, empty when unknown;
- ``cfd``, ``rncp``: codes of the certification; ``siret``, ``uai``: who teaches; ``organisation``: its name, or null.

There is no capacity in the file: each row counts for one training.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from maillage.territory.enums import Domain
from maillage.territory.reference import checks, domains
from maillage.territory.reference.dataset import PLACE, Dataset, Origin

CATALOGUE = {
    "id_action": "action",
    "id_certifinfo": "certification",
    "libelle": "name",
    "diplome": "kind",
    "lieu_commune": "commune",
    "lieu_lon": "lon",
    "lieu_lat": "lat",
    "niveau_rncp": "level",
    "cfd": "cfd",
    "rncp_code": "rncp",
    "formateur_siret": "siret",
    "formateur_uai": "uai",
    "publie": "published",
}
TITLES = {"Code_Diplome": "certification", "Libelle_Diplome": "title", "Code_Scolarité": "cfd", "Code_RNCP": "rncp"}
ROMES = [f"Code_Rome_{number}" for number in range(1, 6)]
BODYWORK = "CARROSS"  # car bodies are metal structures for the NSF, car repair for employers
OLD_LEVELS = {"III": 3, "V": 3, "IV": 4}  # « mention complémentaire » of the new level 3, the old V, both frames' IV


def read_mirror(files: Sequence[Path]) -> pl.DataFrame:
    catalogue, kit, specialities, certifinfo, trades, families, establishments = map(checks.parquet, files)
    checks.require_columns(catalogue.columns, CATALOGUE, files[0].name)
    table = catalogue.select(list(CATALOGUE)).rename(CATALOGUE)
    table = (
        with_level(table, kit)
        .pipe(with_speciality, specialities)
        .join(families_of_certifications(certifinfo, trades, families), on="rncp", how="left", maintain_order="left")
        .join(names_of_establishments(establishments), on="siret", how="left", maintain_order="left")
        .join(titles(certifinfo), on="certification", how="left", maintain_order="left")
    )
    return table.with_columns(
        id=pl.format("{}-{}", "action", "certification"),
        name=pl.coalesce("name", "title"),
        domain=pl.when(pl.col("name").str.contains(BODYWORK))
        .then(pl.lit(Domain.VEHICLES.value))
        .otherwise(domains.of_speciality(pl.col("speciality"))),
        families=pl.col("families").fill_null([]),
    )


def with_level(table: pl.DataFrame, kit: pl.DataFrame) -> pl.DataFrame:
    """The file's own level, else that of the certification in the « kit apprentissage », else what the title says."""
    levels = kit.select(
        "cfd", "rncp", found=pl.col("niveau_rncp").str.extract(r"(\d)").cast(pl.Int8, strict=False)
    ).drop_nulls("found")
    by_cfd = levels.group_by("cfd").agg(pl.col("found").min().alias("by_cfd"))
    by_rncp = levels.group_by("rncp").agg(pl.col("found").min().alias("by_rncp"))
    said = pl.col("name").str.extract(r"\(MC NIVEAU ([IV]+)\)").replace_strict(OLD_LEVELS, default=None)
    return (
        table.join(by_cfd, on="cfd", how="left", maintain_order="left")
        .join(by_rncp, on="rncp", how="left", maintain_order="left")
        .with_columns(level=pl.coalesce("level", "by_cfd", "by_rncp", said.cast(pl.Int8)))
        .drop("by_cfd", "by_rncp")
    )


def with_speciality(table: pl.DataFrame, specialities: pl.DataFrame) -> pl.DataFrame:
    """The NSF group: written in the diploma code, else the first one of the RNCP sheet."""
    checks.require_columns(specialities.columns, ("CodeRNCP", "code"), "RNCP-NSF")
    by_rncp = specialities.group_by(rncp="CodeRNCP").agg(nsf=pl.col("code").first().str.slice(0, 3))
    written = pl.col("cfd").str.slice(3, 3).str.extract(r"^(\d{3})$")
    return (
        table.join(by_rncp, on="rncp", how="left", maintain_order="left")
        .with_columns(speciality=pl.coalesce(written, "nsf"))
        .drop("nsf")
    )


def families_of_certifications(certifinfo: pl.DataFrame, trades: pl.DataFrame, families: pl.DataFrame) -> pl.DataFrame:
    """``rncp``, ``families``: the professional families (FAP, 22 letters) of the trades each sheet leads to."""
    pairs = pl.concat(
        [
            trades.select(rncp="CodeRNCP", rome="Rome"),
            certifinfo.select(pl.format("RNCP{}", "Code_RNCP").alias("rncp"), *ROMES)
            .unpivot(index="rncp", on=ROMES, value_name="rome")
            .select("rncp", "rome"),
        ]
    ).drop_nulls()
    letters = families.select(rome="code_rome", letter="fap22").drop_nulls().unique()
    return pairs.join(letters, on="rome").group_by("rncp").agg(pl.col("letter").unique().sort().alias("families"))


def names_of_establishments(establishments: pl.DataFrame) -> pl.DataFrame:
    name = pl.coalesce("enseigne", "raison_sociale")
    return establishments.select("siret", organisation=name).drop_nulls().unique("siret", keep="first")


def titles(certifinfo: pl.DataFrame) -> pl.DataFrame:
    return certifinfo.select(certification="Code_Diplome", title="Libelle_Diplome").unique("certification")


DATASET = Dataset(
    name="formations-apprentissage",
    title=_("catalogue des formations en apprentissage"),
    short=_("Carif-Oref, novembre 2020"),
    producer=_("Réseau des Carif-Oref et Mission apprentissage"),
    licence=_("donnée publique (dépôt sous licence MIT)"),
    page="https://catalogue-apprentissage.intercariforef.org",
    schema={
        **PLACE,
        "level": pl.Int8,
        "domain": pl.String,
        "speciality": pl.String,
        "families": pl.List(pl.String),
        "cfd": pl.String,
        "rncp": pl.String,
        "siret": pl.String,
        "uai": pl.String,
        "organisation": pl.String,
    },
    required=("id", "commune"),
    rows=(10_000, 80_000),
    keep=pl.col("published") & pl.col("id").is_first_distinct(),
    are_places=True,
    official=None,
    unavailable=_("le catalogue à jour demande une clé (API Apprentissage)"),
    mirror=Origin(
        places=(
            "apprentissage/catalogue_formations_2020.parquet",
            "apprentissage/kit_cfd_rncp_2025.parquet",
            "nomenclatures/rncp_nsf.parquet",
            "nomenclatures/certifinfo.parquet",
            "nomenclatures/rncp_rome.parquet",
            "nomenclatures/rome_fap_passage.parquet",
            "apprentissage/etablissements_apprentissage_2022.parquet",
        ),
        vintage=_("novembre 2020"),
        read=read_mirror,
        note=_(
            "formations publiées, au lieu de formation ; rempli inégalement d'un Carif-Oref à l'autre, "
            "de 0,66 formation pour 1 000 jeunes en Hauts-de-France à 6,7 en Bourgogne-Franche-Comté : "
            "comparez des communes d'une même région, jamais des régions entre elles"
        ),
    ),
)
