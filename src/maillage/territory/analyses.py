"""The reading of a territory: what it is made of, its indicators, a sentence. Page, PDF and command share it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import enumeration, number
from maillage_analysis.disclosure import SMALLEST_YOUTH_DENOMINATOR, rate_is_publishable

from . import gazetteer, queries
from .enums import Zoning
from .gazetteer import Commune, Zone
from .indicators import INDICATORS, Indicator
from .models import Perimeter
from .reference import catalogue, store

FIRST_NUMBERS = [
    gettext_lazy("zéro"),
    gettext_lazy("un"),
    gettext_lazy("deux"),
    gettext_lazy("trois"),
    gettext_lazy("quatre"),
    gettext_lazy("cinq"),
    gettext_lazy("six"),
    gettext_lazy("sept"),
    gettext_lazy("huit"),
    gettext_lazy("neuf"),
]
SAME = 0.03  # two rates closer than this, relatively, are said to be alike
MOST_COMPARED = 4


@dataclass(frozen=True, slots=True)
class Part:
    """What a zone brings to the perimeter. ``share``: of the perimeter's population, 0–1."""

    zone: Zone
    communes: int
    population: int | None
    share: float | None

    @property
    def is_whole(self) -> bool:
        return self.communes == len(self.zone.codes)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same indicator elsewhere. ``level``: « département », « région », « pays »."""

    level: str
    name: str
    value: float | None


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """An indicator on a perimeter, with everything that lets it be trusted.

    ``value`` is None when unknown or not published; ``withheld`` then says why. ``coverage``: share of the
    perimeter's population that lives in the communes where the figures are known (0–1).
    """

    indicator: Indicator
    value: float | None
    numerator: float | None
    denominator: float | None
    communes_known: int
    communes: int
    coverage: float | None
    sources: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    sentence: str
    withheld: str = ""

    @property
    def written(self) -> str | None:
        """The value as people write it, without its unit; None when there is none."""
        return None if self.value is None else number(self.value, self.indicator.digits)

    @property
    def division(self) -> str:
        """« 34 328 jeunes en emploi pour 125 174 jeunes de 15 à 24 ans »; empty for a plain count."""
        if self.denominator is None or self.indicator.denominator is None or self.numerator is None:
            return ""
        return _("%(numerator)s %(what)s pour %(denominator)s %(among)s") % {
            "numerator": number(self.numerator),
            "what": self.indicator.numerator.label,
            "denominator": number(self.denominator),
            "among": self.indicator.denominator.label,
        }

    @property
    def completeness(self) -> str:
        """« connu pour 68 communes sur 70 (99 % de la population) »; empty when everything is known."""
        if self.coverage is None or self.communes_known == self.communes:
            return ""
        return _("connu pour %(known)s communes sur %(all)s (%(share)s %% de la population)") % {
            "known": number(self.communes_known),
            "all": number(self.communes),
            "share": number(100 * self.coverage),
        }


@dataclass(frozen=True, slots=True)
class TerritoryReading:
    """Everything that is said of a perimeter. ``missing``: how to get the datasets that are not on this machine."""

    name: str
    codes: tuple[str, ...]
    communes: tuple[Commune, ...]
    population: int | None
    population_source: str
    departements: tuple[Part, ...]
    groupings: tuple[Part, ...]
    indicators: tuple[IndicatorReading, ...]
    missing: tuple[str, ...]
    sentence: str

    def indicator(self, code: str) -> IndicatorReading:
        return next(reading for reading in self.indicators if reading.indicator.code == code)


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


def reading_sentence(communes: int, population: int | None, departements: int, groupings: int) -> str:
    """« 70 communes, 775 981 habitants, dans trois départements et trois intercommunalités. »"""
    pieces = [ngettext("%(n)s commune", "%(n)s communes", communes) % {"n": number(communes)}]
    if population is not None:
        pieces.append(ngettext("%(n)s habitant", "%(n)s habitants", population) % {"n": number(population)})
    places = [
        ngettext("dans un département", "dans %(n)s départements", departements) % {"n": in_words(departements)},
        ngettext("une intercommunalité", "%(n)s intercommunalités", groupings) % {"n": in_words(groupings)},
    ]
    return f"{', '.join(pieces)}, {enumeration(places if groupings else places[:1])}."


def in_words(value: int) -> str:
    return str(FIRST_NUMBERS[value]) if value < len(FIRST_NUMBERS) else number(value)


def how_to_complete() -> list[str]:
    """One sentence per dataset that the indicators need and that is not here."""
    wanted = dict.fromkeys(name for indicator in INDICATORS for name in indicator.datasets)
    return [store.how_to_get(catalogue.dataset(name)) for name in wanted if store.card(name) is None]


def read_indicators(codes: Sequence[str]) -> list[IndicatorReading]:
    table = queries.figures()
    here = table.filter(pl.col(queries.COMMUNE).is_in(list(codes)))
    return [read_indicator(indicator, here, table) for indicator in INDICATORS]


def read_indicator(indicator: Indicator, here: pl.DataFrame, everywhere: pl.DataFrame) -> IndicatorReading:
    """``here``: the perimeter's rows of ``everywhere``."""
    absent = [name for name in indicator.datasets if store.card(name) is None]
    if absent:
        sentence = store.how_to_get(catalogue.dataset(absent[0]))
        return IndicatorReading(indicator, None, None, None, 0, here.height, None, (), (), "", sentence)
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
        comparisons=compared,
        sentence="" if withheld or value is None else comparison_sentence(indicator, value, compared),
        withheld=withheld,
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


def compare(indicator: Indicator, here: pl.DataFrame, everywhere: pl.DataFrame) -> tuple[Comparison, ...]:
    """The same figure in the départements and the régions touched (when few), and in the country."""
    compared = []
    for level, zoning, column in (
        (_("département"), Zoning.DEPARTEMENT, "departement"),
        (_("région"), Zoning.REGION, "region"),
    ):
        codes = here[column].unique().sort().to_list()
        for code in codes if len(codes) <= MOST_COMPARED else []:
            rows = rows_known(indicator, everywhere.filter(pl.col(column) == code))
            compared.append(Comparison(level, gazetteer.zone_name(zoning, code), value_of(indicator, rows)))
    country = rows_known(indicator, everywhere)
    overseas = country[queries.COMMUNE].str.starts_with("97").any()
    name = _("France") if overseas else _("France métropolitaine")
    compared.append(Comparison(_("pays"), name, value_of(indicator, country)))
    return tuple(compared)


def value_of(indicator: Indicator, rows: pl.DataFrame) -> float | None:
    return ratio(indicator, *totals(indicator, rows))


def comparison_sentence(indicator: Indicator, value: float, compared: Sequence[Comparison]) -> str:
    """« Plus que Seine-et-Marne (18,1 %), moins que France (22 %). », or for a count its share of the région."""
    others = [comparison for comparison in compared if comparison.value]
    if indicator.denominator is None:
        shares = [
            f"{number(100 * value / other.value, 1)} % ({other.name})"
            for other in others
            if other.level != _("département")
        ]
        return _("Soit %(shares)s.") % {"shares": enumeration(shares)} if shares else ""
    groups: dict[str, list[str]] = {}
    unit = f" {indicator.unit}" if indicator.unit == "%" else ""
    for other in others:
        gap = value / other.value - 1
        word = _("autant que") if abs(gap) < SAME else _("plus que") if gap > 0 else _("moins que")
        groups.setdefault(word, []).append(f"{other.name} ({number(other.value, indicator.digits)}{unit})")
    sentence = " ; ".join(f"{word} {enumeration(names)}" for word, names in groups.items())
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""
