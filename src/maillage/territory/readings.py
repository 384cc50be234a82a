"""What a reading of a territory is made of, and the sentences that say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from maillage.toolkit.words import enumeration, listed, number, out_of_hundred, percent

from .gazetteer import Commune, Zone
from .indicators import Indicator, Kind

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


class Level(StrEnum):
    ZONE = "zone"  # an employment zone, a basin or a committee that holds the whole perimeter
    DEPARTEMENT = "departement"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same indicator elsewhere."""

    level: Level
    name: str
    value: float | None


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """An indicator on a perimeter, with everything that lets it be trusted.

    ``value`` is None when unknown or not published; ``withheld`` then says why. ``coverage``: share of the
    perimeter's population that lives in the communes where the figures are known (0–1).
    """

    indicator: Indicator
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    communes_known: int = 0
    communes: int = 0
    coverage: float | None = None
    sources: tuple[str, ...] = ()
    short_source: str = ""
    comparisons: tuple[Comparison, ...] = ()
    sentence: str = ""
    withheld: str = ""
    scope: str = ""  # the zones that were read, when the source stops at zones wider than communes
    detail: str = ""  # what the number is about, when it is about something in particular
    interval: tuple[float, float] | None = None  # Wilson, 95 %, when the denominator is small

    @property
    def written(self) -> str | None:
        """The value as people write it, without its unit; None when there is none."""
        return None if self.value is None else number(self.value, self.indicator.digits)

    @property
    def with_unit(self) -> str:
        """« 10,3 % »; a dash when there is no value."""
        return with_unit(self.indicator, self.value)

    @property
    def in_full(self) -> str:
        """« 26,4 % », « 9 minutes »; a dash when there is no value."""
        unit = "" if self.value is None or self.indicator.unit == "%" else f" {self.indicator.unit}"
        return f"{self.with_unit}{unit}"

    @property
    def division(self) -> str:
        """« 34 328 jeunes en emploi pour 125 174 jeunes de 15 à 24 ans »; empty for a plain count."""
        if self.numerator is None or self.denominator is None:
            return ""
        if self.indicator.kind == Kind.MEDIAN:
            return _("%(known)s CFA sur %(all)s ont un taux publié") % {
                "known": number(self.numerator),
                "all": number(self.denominator),
            }
        if self.indicator.denominator is None:
            return ""
        if self.indicator.is_mean:
            return _("moyenne sur %(denominator)s %(among)s") % {
                "denominator": number(self.denominator),
                "among": self.indicator.denominator.label,
            }
        saying = (
            _("%(numerator)s %(what)s pour %(denominator)s %(among)s")
            if self.numerator >= 2  # the label is a plural: « 1 formations » is not said
            else _("%(what)s : %(numerator)s pour %(denominator)s %(among)s")
        )
        return saying % {
            "numerator": number(self.numerator),
            "what": self.indicator.numerator.label,
            "denominator": number(self.denominator),
            "among": self.indicator.denominator.label,
        }

    @property
    def between(self) -> str:
        """« entre 8,1 % et 12,4 % (intervalle de Wilson à 95 %) »; empty when the denominator is large."""
        if self.interval is None:
            return ""
        low, high = (with_unit(self.indicator, bound) for bound in self.interval)
        return _("entre %(low)s et %(high)s (intervalle de Wilson à 95 %%)") % {"low": low, "high": high}

    @property
    def said(self) -> list[str]:
        """What is divided by what, between what, where, how completely: the lines that are not empty."""
        lines = (self.detail, self.division, self.between, self.scope, self.completeness)
        return [line for line in lines if line]

    @property
    def source(self) -> str:
        """Every source in full, in one line."""
        return listed(self.sources)

    @property
    def completeness(self) -> str:
        """« connu pour 68 communes sur 70 (99 % de la population) »; empty when everything is known."""
        if self.coverage is None or self.communes_known in {0, self.communes}:
            return ""
        return _("connu pour %(known)s communes sur %(all)s (%(share)s de la population)") % {
            "known": number(self.communes_known),
            "all": number(self.communes),
            "share": percent(self.coverage),
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


def quarrel_sentence(reading: TerritoryReading) -> str:
    """The same unemployed young people over two denominators, in one sentence; empty when it cannot be said."""
    rate, share = reading.indicator("young_unemployment_rate"), reading.indicator("young_unemployed_share")
    if not rate.value or not share.value:
        return ""
    return _("Un jeune actif sur %(among_active)s est au chômage, soit un jeune sur %(among_all)s.") % {
        "among_active": in_words(round(100 / rate.value)),
        "among_all": in_words(round(100 / share.value)),
    }


def share_in_words(share: float) -> str:
    """« 6,4 % », or « moins de 0,1 % »: a small share is not nothing."""
    return percent(share, 1) if share >= 0.0005 else _("moins de %(least)s") % {"least": percent(0.001, 1)}


def comparison_sentence(indicator: Indicator, value: float, compared: Sequence[Comparison]) -> str:
    """« Au-dessus de la région Île-de-France (13,0 %). », or for a count its share of the région and of the country."""
    others = [other for other in compared if other.value is not None and other.level in {Level.REGION, Level.COUNTRY}]
    if indicator.is_count:
        of_region, of_country = _("%(share)s de la région %(name)s"), _("%(share)s de la %(name)s")
        shares = [
            (of_region if other.level == Level.REGION else of_country)
            % {"share": share_in_words(value / other.value), "name": other.name}
            for other in others
            if other.value
        ]
        return _("Soit %(shares)s.") % {"shares": enumeration(shares)} if shares else ""
    groups: dict[str, list[str]] = {}
    for other in others:
        of = _("de la région %(name)s (%(value)s)") if other.level == Level.REGION else _("de la %(name)s (%(value)s)")
        groups.setdefault(against(value, other.value), []).append(
            of % {"name": other.name, "value": with_unit(indicator, other.value)}
        )
    sentence = listed(f"{word} {enumeration(names)}" for word, names in groups.items())
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The comparisons as a table: one column per territory, one row per indicator; a cell is (value, note).

    The note names the territory when a source does not cover the one in the heading (overseas left out, or not).
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[IndicatorReading, tuple[tuple[str, str], ...]], ...]


def elsewhere(
    indicators: Sequence[IndicatorReading], *, counts: bool = False, most: int | None = None
) -> Elsewhere | None:
    """None when nothing can be compared. ``counts``: plain counts too, which only follow size. ``most``: with more
    territories than this, the départements are left out."""
    compared = [
        one
        for one in indicators
        if (counts or not one.indicator.is_count) and any(other.value is not None for other in one.comparisons)
    ]
    if not compared:
        return None
    everywhere = compared[0].comparisons
    few = most is None or len(everywhere) <= most
    kept = [at for at, other in enumerate(everywhere) if few or other.level != Level.DEPARTEMENT]
    headings = tuple(everywhere[at].name for at in kept)
    rows = [
        tuple(
            (with_unit(one.indicator, other.value), "" if other.name == heading else other.name)
            for heading, other in zip(headings, (one.comparisons[at] for at in kept), strict=True)
        )
        for one in compared
    ]
    return Elsewhere(headings, tuple(zip(compared, rows, strict=True)))


def short_sources(readings: Iterable[IndicatorReading]) -> str:
    """The short sources of several indicators, each once."""
    return listed(dict.fromkeys(piece for one in readings for piece in one.short_source.split(_(" ; "))))


def against(value: float, other: float) -> str:
    gap = value - other
    if abs(gap) <= SAME * abs(other):
        return _("au niveau")
    return _("au-dessus") if gap > 0 else _("en dessous")


def with_unit(indicator: Indicator, value: float | None) -> str:
    """« 13,0 % », « 0,23 »; a dash when unknown."""
    write = out_of_hundred if indicator.unit == "%" else number
    return write(value, indicator.digits)
