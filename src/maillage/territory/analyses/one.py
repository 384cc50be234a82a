"""Each indicator on one list of communes: value, what is divided, completeness, interval, comparisons, or why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import polars as pl
from django.utils.translation import gettext as _

from maillage.territory import gazetteer, queries
from maillage.territory.enums import Zoning
from maillage.territory.indicators import Indicator, Kind
from maillage.territory.indicators.measures import TRAININGS
from maillage.territory.readings import (
    Comparison,
    IndicatorReading,
    Level,
    comparison_sentence,
)
from maillage.territory.reference import catalogue, store
from maillage.territory.reference.dataset import Dataset
from maillage.toolkit.words import enumeration, number, percent
from maillage_analysis.composite import wilson_interval
from maillage_analysis.disclosure import SMALLEST_YOUTH_DENOMINATOR, rate_is_publishable

from . import grain, national, sources
from .national import Country, Row
from .values import LEAST_COVERAGE, ZONE

MOST_COMPARED = 4
SMALL_DENOMINATOR = 1000
OVERSEAS = "reached overseas"


def read_indicators(codes: Sequence[str], indicators: Iterable[Indicator]) -> list[IndicatorReading]:
    country = national.country()
    here = country.communes(codes)
    around = neighbours(country, here)
    return [read_indicator(one, country, here, around) for one in indicators]


def read_indicator(
    indicator: Indicator, country: Country, here: pl.DataFrame, around: Sequence[Neighbour]
) -> IndicatorReading:
    """``here``: the communes of the perimeter; ``around``: what it is compared with."""
    why = sources.why_absent(indicator, country.cards)
    if why:
        return IndicatorReading(indicator, communes=here.height, withheld=why)
    row, code = country.here(here[queries.COMMUNE]), indicator.code
    numerator, denominator = row.get(f"{code}:numerator"), row.get(f"{code}:denominator")
    hold = grain.hold(indicator, here)
    withheld = why_withheld(indicator, row, here, country) or grain.why_too_coarse(indicator, hold, country)
    value = None if withheld else row.get(code)
    compared = () if value is None else compare(indicator, around)
    return IndicatorReading(
        indicator=indicator,
        value=value,
        numerator=None if withheld else numerator,
        denominator=denominator,
        communes_known=row.get(f"{code}:communes") or 0,
        communes=here.height,
        coverage=coverage(row, code),
        sources=sources.sources_of(indicator, country.cards),
        short_source=sources.short_source_of(indicator),
        comparisons=compared,
        sentence="" if value is None else comparison_sentence(indicator, value, compared),
        withheld=withheld,
        scope="" if value is None else grain.scope(hold),
        detail="" if value is None else grain.detail(indicator, country, here),
        interval=None if value is None else interval(indicator, numerator, denominator),
    )


def coverage(row: Row, code: str) -> float | None:
    """Share of the inhabitants who live in the communes where figures are known."""
    known, everyone = row.get(f"{code}:inhabitants"), row["inhabitants"]
    return known / everyone if known is not None and everyone else None


def why_withheld(indicator: Indicator, row: Row, here: pl.DataFrame, country: Country) -> str:
    """Why no figure is shown; empty when it may be."""
    code = indicator.code
    if not row.get(f"{code}:communes"):
        return why_not_covered(indicator, here, country)
    known = coverage(row, code)
    if known is not None and known < LEAST_COVERAGE:
        return _(
            "Connu pour %(known)s communes sur %(all)s (%(share)s de la population) : trop peu pour parler du "
            "territoire entier."
        ) % {"known": number(row[f"{code}:communes"]), "all": number(here.height), "share": percent(known)}
    below = row.get(f"{code}:denominator")
    if indicator.about_young_people and not rate_is_publishable(below):
        return _("Moins de %(least)s jeunes concernés : ce taux ne serait pas fiable, il n'est pas affiché.") % {
            "least": SMALLEST_YOUTH_DENOMINATOR
        }
    if row.get(code) is None and indicator.kind == Kind.MEDIAN:
        return _("Aucun CFA de ce périmètre n'a de taux publié (il faut au moins vingt sortants).")
    if row.get(code) is None and indicator.kind in {Kind.DIVERSITY, Kind.GAP}:
        return _("Aucune formation en apprentissage n'est publiée dans ce périmètre : il n'y a rien à comparer.")
    if row.get(code) is None:
        return _("Il n'y a rien à diviser ici : le dénominateur est nul, ou aucune valeur n'est publiée.")
    return ""


def why_not_covered(indicator: Indicator, here: pl.DataFrame, country: Country) -> str:
    """Which of the figures is known nowhere in the perimeter."""
    if TRAININGS in indicator.datasets and "silent" in here.columns and here["silent"].all():
        names = [zone.name for zone, _count in gazetteer.departements_of(here[queries.COMMUNE])]
        return _(
            "Le catalogue de 2020 n'est pas rempli ici (%(names)s : deux fois moins de formations que "
            "d'établissements ouverts en 2022) : son silence ne dit pas qu'il n'y a rien."
        ) % {"names": enumeration(names)}
    measures = [measure for measure in (indicator.numerator, indicator.denominator) if measure]
    lacking = [measure for measure in measures if here.get_column(measure.column).null_count() == here.height]
    if not lacking:
        return _("La source ne couvre aucune commune de ce périmètre.")
    if lacking[0].dataset == "":
        source = gazetteer.POPULATION_SHORT
    else:
        dataset = catalogue.dataset(lacking[0].dataset)
        if left_out(dataset, country):
            return _("La copie lue de « %(source)s » laisse de côté %(without)s (« %(name)s »).") % {
                "source": dataset.short,
                "without": dataset.mirror.without,
                "name": dataset.name,
            }
        source = dataset.short
    return _(
        "La source ne couvre aucune commune de ce périmètre, ou le secret statistique les cache : pas de chiffre pour "
        "« %(what)s » (%(source)s)."
    ) % {"what": lacking[0].label, "source": source}


def left_out(dataset: Dataset, country: Country) -> bool:
    """Whether the copy read here leaves territories out that the official file covers."""
    card = country.cards.get(dataset.name)
    return card is not None and card.origin == store.MIRROR and bool(dataset.mirror.without)


def interval(indicator: Indicator, numerator: float | None, denominator: float | None) -> tuple[float, float] | None:
    """Wilson's 95 % interval of a share over fewer than a thousand, in the unit of the indicator; None otherwise."""
    if not indicator.is_share or numerator is None or not denominator or denominator >= SMALL_DENOMINATOR:
        return None
    bounds = wilson_interval(min(numerator, denominator), denominator)
    return (indicator.factor * bounds[0], indicator.factor * bounds[1]) if bounds else None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A territory to compare with: its values, and how it is called when the source leaves overseas out."""

    level: Level
    name: str
    row: Row


def neighbours(country: Country, here: pl.DataFrame) -> tuple[Neighbour, ...]:
    """The zones that hold the whole perimeter, the départements and the regions touched (when few), the country."""
    found = list(around_it(country, here))
    for level, zoning in ((Level.DEPARTEMENT, Zoning.DEPARTEMENT), (Level.REGION, Zoning.REGION)):
        codes = here[national.COLUMNS[zoning]].unique().sort().to_list()
        others = [code for code in codes if len(gazetteer.members(zoning, code)) > here.height or len(codes) > 1]
        for code in others if len(codes) <= MOST_COMPARED else []:
            found.append(Neighbour(level, gazetteer.zone_name(zoning, code), country.zone(zoning, code)))
    overseas = country.zones(Zoning.DEPARTEMENT).filter(pl.col(ZONE).str.starts_with("97"))
    reached = {name for name in overseas.columns if overseas[name].is_not_null().any()}
    whole = country.zone(national.COUNTRY, national.FRANCE)
    return (*found, Neighbour(Level.COUNTRY, "", whole | {OVERSEAS: reached}))


def around_it(country: Country, here: pl.DataFrame) -> Iterator[Neighbour]:
    """The employment zone, the basin and the committee in which every commune is, when there is one larger."""
    for zoning in (Zoning.EMPLOYMENT_ZONE, Zoning.BASIN, Zoning.COMMITTEE):
        column = national.COLUMNS[zoning]
        codes = here[column].unique().to_list() if column in here.columns else []
        row = country.zone(zoning, codes[0]) if len(codes) == 1 and codes[0] else {}
        if row and row["communes"] > here.height:
            name = _("%(name)s (%(kind)s)") % {"name": gazetteer.zone_name(zoning, codes[0]), "kind": zoning.label}
            yield Neighbour(Level.ZONE, name, row)


def compare(indicator: Indicator, around: Sequence[Neighbour]) -> tuple[Comparison, ...]:
    """The same figure elsewhere; the country is « France métropolitaine » when the source does not reach overseas.

    Unknown for the country when regions cannot be compared, and everywhere for what only describes one place.
    """
    apart = {Level.COUNTRY} if indicator.within_region else set()
    apart |= set(Level) if indicator.kind == Kind.SPECIALISATION else set()
    return tuple(
        Comparison(
            one.level,
            one.name or country_name(indicator, one.row),
            None if one.level in apart else one.row.get(indicator.code),
        )
        for one in around
    )


def country_name(indicator: Indicator, row: Row) -> str:
    return _("France") if indicator.code in row[OVERSEAS] else _("France métropolitaine")


def values_by_zone(indicator: Indicator, codes: Sequence[str], zoning: Zoning) -> dict[str, float | None]:
    """For each of these communes, the value of the zone of this kind it is in.

    None where it is unknown or rests on too few young people to be shown. Where the source stops at wider zones, each
    commune has the value of its zone.
    """
    country, column = national.country(), national.COLUMNS[zoning]
    table, places = country.zones(zoning), country.facts()
    values: dict[str, float | None] = dict.fromkeys(codes)
    if sources.why_absent(indicator, country.cards) or indicator.code not in table.columns:
        return values
    here = places.filter(pl.col(queries.COMMUNE).is_in(list(codes))).select(queries.COMMUNE, zone_code=column)
    found = here.join(table.select(ZONE, indicator.code), on=ZONE, how="left")
    return values | dict(found.select(queries.COMMUNE, indicator.code).iter_rows())
