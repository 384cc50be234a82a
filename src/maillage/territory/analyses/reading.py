"""The reading of a territory: what it is made of, its indicators, a sentence. Page, PDF and command share it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl
from django.utils.translation import gettext as _

from maillage.spaces.models import Space
from maillage.territory import gazetteer, queries
from maillage.territory.enums import Zoning
from maillage.territory.indicators import INDICATORS, Indicator
from maillage.territory.models import Perimeter
from maillage.territory.readings import (
    Comparison,
    IndicatorReading,
    Level,
    Part,
    TerritoryReading,
    comparison_sentence,
    listed,
    reading_sentence,
)
from maillage.territory.reference import catalogue, store
from maillage.territory.reference.dataset import Dataset
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import enumeration
from maillage_analysis.disclosure import SMALLEST_YOUTH_DENOMINATOR, rate_is_publishable

MOST_COMPARED = 4


def read_territory(territory: Space | Iterable[str], name: str = "") -> TerritoryReading | None:
    """Read a space's perimeter (None when it has not drawn one yet) or any list of Insee codes.

    Raises Refusal when a code of the list is not that of a commune, or when the list is empty.
    """
    if isinstance(territory, Space):
        perimeter = perimeter_of(territory)
        return read_territory(perimeter.codes, perimeter.name) if perimeter else None
    codes = tuple(sorted(set(territory)))
    if not codes:
        raise Refusal(_("Donnez au moins une commune à lire."))
    for code in gazetteer.unknown(codes):
        raise Refusal(gazetteer.why_unknown(code))
    departements = parts(codes, Zoning.DEPARTEMENT)
    groupings = parts(codes, Zoning.GROUPING)
    population = gazetteer.population(codes)
    return TerritoryReading(
        name=name,
        codes=codes,
        communes=tuple(gazetteer.communes(codes)),
        population=population,
        population_source=str(gazetteer.POPULATION_SOURCE),
        departements=departements,
        groupings=groupings,
        indicators=tuple(read_indicators(codes)),
        missing=tuple(how_to_complete()),
        sentence=reading_sentence(len(codes), population, len(departements), len(groupings)),
    )


def perimeter_of(space: Space) -> Perimeter | None:
    return getattr(space, "perimeter", None)


def parts(codes: Sequence[str], zoning: Zoning) -> tuple[Part, ...]:
    """The perimeter cut by département or by intercommunality, largest population first."""
    touched = {Zoning.DEPARTEMENT: gazetteer.departements_of, Zoning.GROUPING: gazetteer.groupings_of}[zoning](codes)
    inside, whole = set(codes), gazetteer.population(codes)
    found = []
    for zone, count in touched:
        here = gazetteer.population(inside.intersection(zone.codes))
        found.append(Part(zone, count, here, here / whole if here is not None and whole else None))
    return tuple(sorted(found, key=lambda part: (-(part.population or 0), part.zone.code)))


def absent_datasets() -> list[Dataset]:
    """What the indicators need and that is not on this machine."""
    wanted = dict.fromkeys(name for indicator in INDICATORS for name in indicator.datasets)
    return [catalogue.dataset(name) for name in wanted if store.card(name) is None]


def how_to_complete() -> list[str]:
    """One sentence per absent dataset: the command that gets it."""
    return [store.how_to_get(dataset) for dataset in absent_datasets()]


def can_be_completed() -> bool:
    """Whether some absent dataset is one command away."""
    return any(dataset.official for dataset in absent_datasets())


def values_by_commune(indicator: Indicator, codes: Sequence[str]) -> dict[str, float | None]:
    """The indicator for each commune; None where it is unknown or rests on too few young people to be shown."""
    values: dict[str, float | None] = dict.fromkeys(codes)
    if any(store.card(name) is None for name in indicator.datasets):
        return values
    rows = rows_known(indicator, queries.figures().filter(pl.col(queries.COMMUNE).is_in(list(codes))))
    for row in rows.iter_rows(named=True):
        denominator = row[indicator.denominator.column] if indicator.denominator else None
        if not indicator.about_young_people or rate_is_publishable(denominator):
            values[row[queries.COMMUNE]] = ratio(indicator, row[indicator.numerator.column], denominator)
    return values


def read_indicators(codes: Sequence[str]) -> list[IndicatorReading]:
    table = queries.figures()
    here = table.filter(pl.col(queries.COMMUNE).is_in(list(codes)))
    return [read_indicator(indicator, here, table) for indicator in INDICATORS]


def read_indicator(indicator: Indicator, here: pl.DataFrame, everywhere: pl.DataFrame) -> IndicatorReading:
    """``here``: the perimeter's rows of ``everywhere``."""
    absent = [name for name in indicator.datasets if store.card(name) is None]
    if absent:
        sentence = store.how_to_get(catalogue.dataset(absent[0]))
        return IndicatorReading(indicator, None, None, None, 0, here.height, None, (), "", (), "", sentence)
    if indicator.by_basin:
        return read_by_basin(indicator, here)
    known = rows_known(indicator, here)
    numerator, denominator = totals(indicator, known)
    value = ratio(indicator, numerator, denominator)
    withheld = why_withheld(indicator, known, denominator)
    compared = () if withheld else compare(indicator, here, everywhere)
    return IndicatorReading(
        indicator=indicator,
        value=None if withheld else value,
        numerator=None if withheld else numerator,
        denominator=denominator,
        communes_known=known.height,
        communes=here.height,
        coverage=share_covered(known, here),
        sources=sources_of(indicator),
        short_source=short_source_of(indicator),
        comparisons=compared,
        sentence="" if withheld or value is None else comparison_sentence(indicator, value, compared),
        withheld=withheld,
    )


def read_by_basin(indicator: Indicator, here: pl.DataFrame) -> IndicatorReading:
    """An indicator of the basins that the perimeter touches, each taken whole."""
    touched = queries.basins_of(here[queries.COMMUNE].to_list())
    projects = queries.hiring_projects()
    surveyed = projects.filter(pl.col("basin").is_in(touched["basin"].unique().to_list()))
    read = touched.filter(pl.col("basin").is_in(surveyed["basin"].unique().to_list()))
    known = here.filter(pl.col(queries.COMMUNE).is_in(read[queries.COMMUNE].to_list()))
    numerator, denominator = totals(indicator, surveyed)
    value = ratio(indicator, numerator, denominator)
    compared = compare(indicator, here, projects) if value is not None else ()
    names = read.group_by("basin_name").len().sort("len", descending=True)["basin_name"].to_list()
    return IndicatorReading(
        indicator=indicator,
        value=value,
        numerator=numerator,
        denominator=denominator,
        communes_known=known.height,
        communes=here.height,
        coverage=share_covered(known, here),
        sources=sources_of(indicator),
        short_source=short_source_of(indicator),
        comparisons=compared,
        sentence="" if value is None else comparison_sentence(indicator, value, compared),
        withheld="" if value is not None else _("La source ne couvre aucune commune de ce périmètre."),
        scope=_("Bassins d'emploi pris en entier : %(names)s.") % {"names": enumeration(names)} if names else "",
    )


def rows_known(indicator: Indicator, rows: pl.DataFrame) -> pl.DataFrame:
    """The communes where numerator and denominator are both known."""
    columns = [measure.column for measure in (indicator.numerator, indicator.denominator) if measure]
    return rows.drop_nulls(columns)


def totals(indicator: Indicator, known: pl.DataFrame) -> tuple[float | None, float | None]:
    if known.is_empty():
        return None, None
    numerator = known[indicator.numerator.column].sum()
    return numerator, known[indicator.denominator.column].sum() if indicator.denominator else None


def ratio(indicator: Indicator, numerator: float | None, denominator: float | None) -> float | None:
    if numerator is None or indicator.denominator is None:
        return numerator
    return indicator.factor * numerator / denominator if denominator else None


def why_withheld(indicator: Indicator, known: pl.DataFrame, denominator: float | None) -> str:
    """Why no figure is shown; empty when it may be."""
    if known.is_empty():
        return _("La source ne couvre aucune commune de ce périmètre.")
    if indicator.about_young_people and not rate_is_publishable(denominator):
        return _("Moins de %(least)s jeunes concernés : ce taux ne serait pas fiable, il n'est pas affiché.") % {
            "least": SMALLEST_YOUTH_DENOMINATOR
        }
    return ""


def share_covered(known: pl.DataFrame, here: pl.DataFrame) -> float | None:
    everyone = here["municipal_population"].sum()
    return known["municipal_population"].sum() / everyone if everyone else None


def sources_of(indicator: Indicator) -> tuple[str, ...]:
    """The sources as they are printed, each with its vintage."""
    cards = [store.card(name) for name in indicator.datasets]
    return tuple(card.source for card in cards if card) or (str(gazetteer.POPULATION_SOURCE),)


def short_source_of(indicator: Indicator) -> str:
    """« Insee, recensement 2022 », for the foot of a figure; the full source is given once on the page."""
    shorts = [str(catalogue.dataset(name).short) for name in indicator.datasets]
    return listed(shorts) or str(gazetteer.POPULATION_SHORT)


def comparable(indicator: Indicator, rows: pl.DataFrame) -> pl.DataFrame:
    return rows if indicator.by_basin else rows_known(indicator, rows)


def country_name(rows: pl.DataFrame) -> str:
    """« France métropolitaine » when the source does not reach overseas."""
    overseas = rows["departement"].str.starts_with("97").any()
    return _("France") if overseas else _("France métropolitaine")


def compare(indicator: Indicator, here: pl.DataFrame, everywhere: pl.DataFrame) -> tuple[Comparison, ...]:
    """The same figure in the départements and the régions touched (when few), and in the country."""
    compared = []
    for level, zoning, column in (
        (Level.DEPARTEMENT, Zoning.DEPARTEMENT, "departement"),
        (Level.REGION, Zoning.REGION, "region"),
    ):
        codes = here[column].unique().sort().to_list()
        for code in codes if len(codes) <= MOST_COMPARED else []:
            rows = comparable(indicator, everywhere.filter(pl.col(column) == code))
            compared.append(Comparison(level, gazetteer.zone_name(zoning, code), value_of(indicator, rows)))
    country = comparable(indicator, everywhere)
    compared.append(Comparison(Level.COUNTRY, country_name(country), value_of(indicator, country)))
    return tuple(compared)


def value_of(indicator: Indicator, rows: pl.DataFrame) -> float | None:
    return ratio(indicator, *totals(indicator, rows))
