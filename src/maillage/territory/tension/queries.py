"""What is read of both sides: hiring projects by basin and trade, trainings by family, official classes, outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import polars as pl

from maillage.territory import gazetteer
from maillage.territory.indicators.measures import BASINS, JOBS, NEEDS, TENSIONS, TRAININGS, YOUTH
from maillage.territory.queries import COMMUNE, editions
from maillage.territory.queries.apportioned import DEPARTEMENT, MONACO, PIECE, shares
from maillage.territory.reference import store
from maillage.territory.reference.connectors.tensions import CLASSES

OUTCOMES, CERTIFICATIONS, TRADES = "inserjeunes-region", "certifinfo", "rome-fap"
NEEDED = (NEEDS, BASINS, TRAININGS)
READ = (*NEEDED, JOBS, YOUTH, TENSIONS, OUTCOMES, CERTIFICATIONS, TRADES)
BY_APPRENTICESHIP = "apprentissage"
HIGHEST_LEVEL = 7
Editions = tuple[tuple[str, str], ...]


def require() -> None:
    """Raises NotDownloaded, naming the first dataset without which nothing can be said."""
    for name in NEEDED:
        store.edition(name)


def state() -> Editions:
    """Changes when any dataset read here does."""
    return editions(READ)


def is_here(name: str) -> bool:
    return store.card(name) is not None


# --- Employers


def pieces(places: pl.DataFrame) -> pl.DataFrame:
    """``commune``, the pieces of the survey it is in (``basin``, ``departement``), its ``share`` of each (0–1).

    As ``apportioned.located`` does it: a piece that no commune claims goes to its basin, else to its département.
    ``places``: every commune of France, with its zones and private jobs.
    """
    surveyed = store.read(NEEDS).select(PIECE).unique().filter(pl.col("basin") != MONACO)
    claimed = places.select(PIECE).drop_nulls().unique()
    whole = surveyed.join(claimed, on=PIECE, how="semi")
    rest = surveyed.join(claimed, on=PIECE, how="anti")
    in_basin = rest.join(claimed.select("basin").unique(), on="basin", how="semi")
    lost = rest.join(claimed.select("basin").unique(), on="basin", how="anti")
    parts = [
        shares(places, PIECE).join(whole, on=PIECE, how="semi"),
        shares(places, ["basin"]).join(in_basin, on="basin"),
        shares(places, DEPARTEMENT).join(lost, on=DEPARTEMENT),
    ]
    return pl.concat([part.select(COMMUNE, *PIECE, "share") for part in parts])


def projects() -> pl.DataFrame:
    """One row per piece and trade whose projects are published: ``basin``, ``departement``, ``trade``, ``trade_name``,
    ``family``, ``projects``, ``difficult`` and ``seasonal`` (null when secret)."""
    counts = pl.col("projects", "difficult", "seasonal").cast(pl.Float64)
    table = store.read(NEEDS).drop_nulls("projects").filter(pl.col("basin") != MONACO)
    return table.select(*PIECE, "trade", "trade_name", pl.col("trade").str.slice(0, 1).alias("family"), counts)


def secret() -> pl.DataFrame:
    """``basin``, ``departement``, ``family``: one row per trade and piece whose number of projects is secret."""
    table = store.read(NEEDS).filter(pl.col("projects").is_null() & (pl.col("basin") != MONACO))
    return table.select(*PIECE, family=pl.col("trade").str.slice(0, 1))


def basins(places: pl.DataFrame) -> pl.DataFrame:
    """``basin``, ``inside`` (share of its private jobs that these communes hold, 0–1), ``weight`` (their jobs, or
    inhabitants where no job is known), the heaviest first."""
    table = places.drop_nulls("basin")
    weight = pl.col("jobs_2024" if "jobs_2024" in table.columns else "municipal_population")
    if "jobs_2024" in table.columns and not table["jobs_2024"].sum():
        weight = pl.col("municipal_population")
    grouped = table.group_by("basin").agg(inside=pl.col("basin_share").sum(), weight=weight.sum().cast(pl.Float64))
    return grouped.sort("weight", "basin", descending=[True, False], nulls_last=True)


# --- Trainings


def places_of_training(level: int | None) -> pl.DataFrame:
    """One row per point where something is taught at this level (any when None): ``commune``, ``lon``, ``lat``,
    ``region`` (null when unknown), ``trainings`` (how many), then one column per family taught: trainings, each shared
    between its families, so that the columns add up to the trainings whose families are known."""
    return _places_of_training(store.edition(TRAININGS), level)


@lru_cache(maxsize=8)
def _places_of_training(_edition: str, level: int | None) -> pl.DataFrame:
    table = taught(level)
    points = table.group_by("lon", "lat", maintain_order=True).agg(
        pl.col(COMMUNE).first(), pl.len().cast(pl.Float64).alias("trainings")
    )
    known = table.filter(pl.col("families").list.len() > 0).with_columns(part=1 / pl.col("families").list.len())
    long = known.explode("families").group_by("lon", "lat", "families").agg(pl.col("part").sum())
    wide = long.pivot("families", index=["lon", "lat"], values="part")
    here = {code: gazetteer.commune(code) for code in points[COMMUNE].unique() if code}
    regions = [here[code].region if here.get(code) else None for code in points[COMMUNE]]
    table = points.with_columns(pl.Series("region", regions, dtype=pl.String))
    return table.join(wide, on=["lon", "lat"], how="left", maintain_order="left").with_columns(
        pl.exclude(COMMUNE, "lon", "lat", "region").fill_null(0.0)
    )


def taught(level: int | None) -> pl.DataFrame:
    """The published trainings of this level whose place is known, one row each, as the catalogue gives them."""
    table = store.read(TRAININGS).drop_nulls(["lon", "lat"])
    return table if level is None else table.filter(pl.col("level") == level)


def covered_regions() -> frozenset[str]:
    """The régions of which the catalogue holds at least one training."""
    return frozenset(_places_of_training(store.edition(TRAININGS), None)["region"].drop_nulls())


# --- What others measured


def official_classes(codes: Sequence[str]) -> pl.DataFrame:
    """The last year's official classes in these basins: ``year``, ``basin``, ``trade`` (ROME), ``trade_name``,
    ``family`` (a trade may be in two), ``offers``, ``tension`` and its components (1 to 5). Empty when they are not
    here."""
    columns = ["year", "basin", "trade", "trade_name", "family", "offers", *CLASSES.values()]
    if not (is_here(TENSIONS) and is_here(TRADES)):
        return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    table = store.read(TENSIONS).drop_nulls("tension")
    table = table.filter((pl.col("year") == pl.col("year").max()) & pl.col("basin").is_in(list(codes)))
    families = store.read(TRADES).select("trade", family="fap22").drop_nulls().unique()
    return table.join(families, on="trade").select(columns).sort("family", "trade", "basin")


def outcomes(regions: Sequence[str], level: int | None) -> pl.DataFrame:
    """``family``, ``leavers``, ``employed`` six months later: apprentices of the last year published in these régions,
    each training shared between its families; empty when they are not here."""
    if not is_here(OUTCOMES):
        return pl.DataFrame(schema={"family": pl.String, "leavers": pl.Float64, "employed": pl.Float64})
    table = store.read(OUTCOMES).filter((pl.col("year") == last_outcomes()) & (pl.col("route") == BY_APPRENTICESHIP))
    table = table.filter(pl.col("region").is_in(list(regions))).drop_nulls(["leavers", "employed_6"])
    links = _families_of_diplomas(editions((TRAININGS, CERTIFICATIONS, TRADES)))
    if level is not None:
        links = links.filter(pl.col("level") == level)
    part = 1 / pl.len().over("cfd")
    return (
        table.join(links.select("cfd", "family", part=part), on="cfd")
        .group_by("family")
        .agg(leavers=(pl.col("leavers") * pl.col("part")).sum(), employed=(pl.col("employed_6") * pl.col("part")).sum())
    )


def last_outcomes() -> str:
    """« 2022_2023 »; empty when outcomes are not here."""
    return store.read(OUTCOMES)["year"].max() if is_here(OUTCOMES) else ""


@lru_cache(maxsize=2)
def _families_of_diplomas(_editions: Editions) -> pl.DataFrame:
    """``cfd``, ``family``, ``level``: from the trainings of the catalogue, and from CertifInfo when it is here."""
    catalogue = store.read(TRAININGS).select("cfd", "level", family="families").drop_nulls("cfd").explode("family")
    parts = [catalogue]
    if is_here(CERTIFICATIONS) and is_here(TRADES):
        trades = store.read(TRADES).select("trade", family="fap22").drop_nulls().unique()
        known = store.read(CERTIFICATIONS).select("cfd", "level", trade="trades").drop_nulls("cfd").explode("trade")
        parts.append(known.join(trades, on="trade", how="left").select("cfd", "level", "family"))
    both = pl.concat(parts)
    levels = both.group_by("cfd").agg(pl.col("level").min().clip(upper_bound=HIGHEST_LEVEL))
    return both.select("cfd", "family").drop_nulls().unique().join(levels, on="cfd").sort("cfd", "family")
