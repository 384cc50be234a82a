"""Where young people live, where they are trained, where employers look for somebody: one table each, for France."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from maillage.territory import gazetteer
from maillage.territory.enums import Domain, Level
from maillage.territory.indicators.measures import BASINS, JOBS, NEEDS, TRAININGS, YOUTH
from maillage.territory.queries import COMMUNE, editions, figures
from maillage.territory.queries.apportioned import PIECE, located
from maillage.territory.reference import domains, places, store

from .question import Question

CAPACITIES = "places-parcoursup"
SCHOOL_LISTS = ("etablissements-scolaires", "etablissements-apprentissage", "organismes-apprentissage")
SCHOOL = {"uai": pl.String, "organisation": pl.String}
PARIS_REGION = "11"
Editions = tuple[tuple[str, str], ...]


def needed(question: Question) -> tuple[str, ...]:
    """The datasets that answer a question, those that it cannot do without first."""
    return (training_dataset(question), YOUTH, NEEDS, BASINS, JOBS)


def training_dataset(question: Question) -> str:
    """Places of BTS are published on Parcoursup, for all of France alike; the rest is in the catalogue."""
    return CAPACITIES if question.level == Level.BTS and store.card(CAPACITIES) else TRAININGS


def state(question: Question) -> Editions:
    """Changes when any dataset of the question does."""
    return editions(needed(question))


def homes() -> pl.DataFrame:
    """One row per commune whose place is known: ``commune``, ``name``, ``region``, ``lon``, ``lat``, ``young`` (null
    where the census is not here or does not go), ``inhabitants``."""
    return _homes(editions((YOUTH,)))


@lru_cache(maxsize=2)
def _homes(_editions: Editions) -> pl.DataFrame:
    table = figures()
    young = pl.col("young") if "young" in table.columns else pl.lit(None, pl.Float64)
    here = gazetteer.communes(table[COMMUNE])
    return table.select(
        COMMUNE,
        "region",
        pl.Series("name", [place.name for place in here]),
        pl.Series("lon", [place.lon for place in here], dtype=pl.Float64),
        pl.Series("lat", [place.lat for place in here], dtype=pl.Float64),
        young.alias("young"),
        pl.col("municipal_population").cast(pl.Float64).alias("inhabitants"),
    ).drop_nulls(["lon", "lat"])


def sites(question: Question) -> pl.DataFrame:
    """Where the trainings asked for are given, one row per point: ``commune``, ``name``, ``lon``, ``lat``, ``region``,
    ``trainings`` (how many), ``places`` (capacity when published, else the number of trainings). NotDownloaded."""
    name = training_dataset(question)
    return _sites(store.edition(name), name, question.level, question.domain)


@lru_cache(maxsize=64)
def _sites(_edition: str, name: str, level: Level | None, domain: Domain | None) -> pl.DataFrame:
    table = places.points(name).drop_nulls(["lon", "lat", COMMUNE])
    if name == CAPACITIES:
        table = table.filter(kind="Apprentissage").with_columns(amount=pl.col("capacity").cast(pl.Float64))
        schools = pl.DataFrame(list(school_names().items()), schema=SCHOOL, orient="row")
        table = table.join(schools, on="uai", how="left").with_columns(name=pl.format("UAI {}", "uai"))
    else:
        table = table.with_columns(amount=pl.lit(1.0))
    if level is not None:
        table = table.filter(pl.col("level") == level.value)
    if domain is not None:
        table = table.filter(pl.col("domain") == domain.value)
    named = pl.coalesce("organisation", "name").sort().first()
    grouped = table.group_by("lon", "lat", COMMUNE, maintain_order=True).agg(
        named.alias("name"), pl.len().cast(pl.Float64).alias("trainings"), pl.col("amount").sum().alias("places")
    )
    regions = [place.region if place else "" for place in map(gazetteer.commune, grouped[COMMUNE])]
    return grouped.with_columns(pl.Series("region", regions, dtype=pl.String))


def school_names() -> dict[str, str]:
    """UAI code → name of the establishment, from the first of the lists on this machine that knows it."""
    found: dict[str, str] = {}
    for dataset in filter(store.card, SCHOOL_LISTS):
        known = store.read(dataset).select("uai", "name").drop_nulls().unique("uai", keep="first", maintain_order=True)
        found = dict(known.iter_rows()) | found
    return found


def covered_regions(question: Question) -> frozenset[str]:
    """The régions of which the source holds at least one training, of any level and domain."""
    every = _sites(store.edition(training_dataset(question)), training_dataset(question), None, None)
    return frozenset(every["region"])


def silent_departements(question: Question) -> frozenset[str]:
    """The départements in which the catalogue is not filled (see ``with_silence``); none for another source."""
    table = figures()
    if training_dataset(question) == CAPACITIES or "silent" not in table.columns:
        return frozenset()
    return frozenset(table.filter(pl.col("silent"))["departement"])


def employers(domain: Domain | None) -> pl.DataFrame:
    """``commune``, ``projects``: hiring projects that are not seasonal, the survey of each basin shared out between
    its communes by private jobs. Empty when the survey is not here."""
    return _employers(editions((NEEDS, BASINS, JOBS)), domain)


@lru_cache(maxsize=32)
def _employers(_editions: Editions, domain: Domain | None) -> pl.DataFrame:
    communes = figures()
    if store.card(NEEDS) is None or "basin" not in communes.columns:
        return pl.DataFrame(schema={COMMUNE: pl.String, "projects": pl.Float64})
    table = store.read(NEEDS).drop_nulls("projects")
    if domain is not None:
        table = table.filter(domains.of_family(pl.col("trade")) == domain.value)
    # A secret number of seasonal projects is small: it is left among the others.
    lasting = (pl.col("projects") - pl.col("seasonal").fill_null(0)).clip(lower_bound=0).cast(pl.Float64)
    by_piece = table.group_by(PIECE).agg(projects=lasting.sum())
    return located(by_piece, communes).select(COMMUNE, pl.col("projects")).filter(pl.col("projects") > 0)
