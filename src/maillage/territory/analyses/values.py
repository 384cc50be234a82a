"""The value of every indicator for every zone at once: communes added up, then divided, never averaged.

One pass over the table of communes; the same code reads one perimeter (a single group) and all the communes of France.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import polars as pl

from maillage.territory import queries
from maillage.territory.indicators import Indicator, Kind
from maillage_analysis.disclosure import SMALLEST_YOUTH_DENOMINATOR

ZONE = "zone_code"
LEAST_SECTOR_SHARE = 0.01
LEAST_COVERAGE = 0.5  # of the inhabitants: under it, a figure would be that of a few communes only
Matrix = np.ndarray


def compute(
    table: pl.DataFrame, indicators: Sequence[Indicator], by: str | None = None, *, country: pl.DataFrame | None = None
) -> pl.DataFrame:
    """One row per value of ``by`` (one row when there is none), in no order. ``country``: every commune, when
    ``table`` holds only some.

    Columns: ``zone_code``, ``communes``, ``inhabitants``, and for each indicator of code c: ``c`` (value, null when
    unknown or not to be shown), ``c:numerator``, ``c:denominator``, ``c:communes`` and ``c:inhabitants`` (where the
    figures are known). Indicators whose columns are not in the table are left out.
    """
    keyed = table.with_columns((pl.col(by) if by else pl.lit("")).alias(ZONE)).drop_nulls(ZONE)
    adding = [one for one in indicators if one.adds_up and is_here(one, table)]
    expressions = [
        pl.len().alias("communes"),
        pl.col("municipal_population").sum().alias("inhabitants"),
        *(expression for one in adding for expression in sums(one)),
    ]
    zones = keyed.group_by(ZONE).agg(expressions)
    zones = zones.with_columns(value(one).alias(one.code) for one in adding)
    for one in indicators:
        if one.kind in PROFILES and is_here(one, table):
            zones = zones.join(profile(one, keyed, table if country is None else country), on=ZONE, how="left")
    zones = zones.with_columns(withheld(one) for one in adding if one.about_young_people)
    return zones.with_columns(covered(one) for one in indicators if f"{one.code}:inhabitants" in zones.columns)


def is_here(indicator: Indicator, table: pl.DataFrame) -> bool:
    if indicator.awaits:
        return False
    if indicator.kind in PROFILES:
        return all(any(name.startswith(prefix) for name in table.columns) for prefix in PROFILES[indicator.kind][0])
    columns = [measure.column for measure in (indicator.numerator, indicator.denominator) if measure]
    return bool(columns) and set(columns) <= set(table.columns)


def sums(indicator: Indicator) -> list[pl.Expr]:
    """Numerator, denominator, communes and inhabitants, over the communes where both figures are known."""
    code, numerator = indicator.code, pl.col(indicator.numerator.column)
    known = numerator.is_not_null()
    if indicator.denominator:
        known &= pl.col(indicator.denominator.column).is_not_null()
    some = known.any()

    def total(column: str) -> pl.Expr:
        return pl.when(known).then(pl.col(column)).sum()

    parts = [
        pl.when(some).then(total(indicator.numerator.column).cast(pl.Float64)).alias(f"{code}:numerator"),
        known.sum().alias(f"{code}:communes"),
        total("municipal_population").alias(f"{code}:inhabitants"),
    ]
    if indicator.denominator:
        below = total(indicator.denominator.column).cast(pl.Float64)
        parts.append(pl.when(some).then(below).alias(f"{code}:denominator"))
    return parts


def value(indicator: Indicator) -> pl.Expr:
    above, below = pl.col(f"{indicator.code}:numerator"), pl.col(f"{indicator.code}:denominator")
    if indicator.kind == Kind.COUNT:
        return above
    ratio = pl.when(below > 0).then(above / below)
    if indicator.kind == Kind.CHANGE:
        return 100 * (ratio - 1)
    if indicator.kind == Kind.GROWTH:
        return 100 * (ratio.pow(1 / indicator.years) - 1)
    return indicator.factor * ratio


def withheld(indicator: Indicator) -> pl.Expr:
    """Unknown under fifty young people in the denominator (the numerator of a plain count)."""
    below = pl.col(f"{indicator.code}:denominator" if indicator.denominator else f"{indicator.code}:numerator")
    return pl.when(below >= SMALLEST_YOUTH_DENOMINATOR).then(pl.col(indicator.code)).alias(indicator.code)


def covered(indicator: Indicator) -> pl.Expr:
    """Unknown when figures are known for less than half of the inhabitants."""
    enough = pl.col(f"{indicator.code}:inhabitants") >= LEAST_COVERAGE * pl.col("inhabitants")
    return pl.when(enough).then(pl.col(indicator.code)).alias(indicator.code)


# --- Indicators that compare distributions


def profile(indicator: Indicator, keyed: pl.DataFrame, country: pl.DataFrame) -> pl.DataFrame:
    """Sums by zone and by domain, then the measure; completeness is that of the communes where amounts are known."""
    prefixes, measure = PROFILES[indicator.kind]
    columns = [name for name in keyed.columns if name.startswith(prefixes)]
    known = pl.all_horizontal(pl.col(columns).is_not_null())
    rows = keyed.select(ZONE, "municipal_population", *columns).filter(known)
    grouped = rows.group_by(ZONE).agg(
        pl.col(columns).sum(),
        pl.len().alias(f"{indicator.code}:communes"),
        pl.col("municipal_population").sum().alias(f"{indicator.code}:inhabitants"),
    )
    by_domain = aligned(grouped, prefixes)
    tables = [amounts(grouped, names) for names in by_domain]
    if indicator.kind == Kind.SPECIALISATION:
        tables.append(amounts(country.select(columns).sum(), by_domain[0]))
    values = measure(*tables)
    return grouped.select(
        ZONE,
        pl.Series(indicator.code, values, dtype=pl.Float64).fill_nan(None),
        f"{indicator.code}:communes",
        f"{indicator.code}:inhabitants",
    )


def aligned(grouped: pl.DataFrame, prefixes: Sequence[str]) -> list[list[str]]:
    """For each prefix its columns, domain by domain in the same order; a domain that one lacks is left empty."""
    domains = sorted(
        {name[len(prefix) :] for prefix in prefixes for name in grouped.columns if name.startswith(prefix)}
    )
    return [[f"{prefix}{domain}" for domain in domains] for prefix in prefixes]


def amounts(grouped: pl.DataFrame, columns: Sequence[str]) -> Matrix:
    """Zones in rows, domains in columns; a domain without a column is 0 everywhere."""
    here = set(grouped.columns)
    return grouped.select(pl.col(name) if name in here else pl.lit(0.0).alias(name) for name in columns).to_numpy()


def parts(amounts: Matrix) -> Matrix:
    with np.errstate(invalid="ignore", divide="ignore"):
        return amounts / amounts.sum(axis=1, keepdims=True)


def diversity(taught: Matrix) -> Matrix:
    """exp(−Σ p ln p): undefined (NaN) where nothing is taught."""
    shares = parts(taught)
    with np.errstate(invalid="ignore", divide="ignore"):
        entropy = -np.where(shares > 0, shares * np.log(shares), 0).sum(axis=1)
    return np.where(taught.sum(axis=1) > 0, np.exp(entropy), np.nan)


def gap(taught: Matrix, sought: Matrix) -> Matrix:
    """½ Σ |p − q|: undefined where nothing is taught or nobody is sought."""
    return np.abs(parts(taught) - parts(sought)).sum(axis=1) / 2


def specialisation(jobs: Matrix, country: Matrix) -> Matrix:
    """The largest location quotient among the sectors that weigh 1 % of the jobs here; undefined without job."""
    largest = np.max(np.where(parts(jobs) >= LEAST_SECTOR_SHARE, quotients(jobs, country), -np.inf), axis=1)
    return np.where(np.isfinite(largest), largest, np.nan)


def quotients(jobs: Matrix, country: Matrix) -> Matrix:
    """(jobs of the sector here ÷ jobs here) ÷ the same in the country; ``country``: one row."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return parts(jobs) / parts(country)


PROFILES: dict[Kind, tuple[tuple[str, ...], Callable[..., Matrix]]] = {
    Kind.DIVERSITY: ((queries.TAUGHT,), diversity),
    Kind.GAP: ((queries.TAUGHT, queries.SOUGHT), gap),
    Kind.SPECIALISATION: ((queries.SECTOR,), specialisation),
}
