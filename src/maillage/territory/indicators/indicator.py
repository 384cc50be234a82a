"""What an indicator is: what is divided by what, where, from which sources, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.territory.enums import Zoning

from .measures import BASINS, ZONES, Measure

Text = str | Promise
RESIDENCE = _("au lieu de résidence")
WORKPLACE = _("au lieu de travail")
EMPLOYER = _("au lieu de l'employeur")
TRAINING_PLACE = _("au lieu de formation")


class Theme(Enum):
    """How indicators are grouped on the page, in the order of the page."""

    YOUTH = _("Les jeunes")
    SCHOOLING = _("Études et diplômes")
    LIVING = _("Conditions de vie")
    JOBS = _("L'emploi et les employeurs")
    TENSION = _("Besoins de recrutement et tension")
    TRAINING = _("La formation en apprentissage")
    MOBILITY = _("Accès et mobilité")

    @property
    def anchor(self) -> str:
        return self.name.lower()


class Kind(StrEnum):
    """How the value of a territory comes from its communes."""

    COUNT = "count"  # the sum
    RATIO = "ratio"  # factor × sum of numerators ÷ sum of denominators
    GROWTH = "growth"  # yearly growth in %, from the denominator to the numerator, over ``years``
    CHANGE = "change"  # change in %, from the denominator to the numerator
    DIVERSITY = "diversity"  # equivalent number of domains
    GAP = "gap"  # dissimilarity of two distributions
    SPECIALISATION = "specialisation"  # largest location quotient
    MEDIAN = "median"  # of what is located in the territory


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a series: the columns that hold it."""

    year: int
    numerator: str
    denominator: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """Another source that measures nearly the same, and why it does not say the same number."""

    numerator: Measure
    denominator: Measure | None
    why: Text
    source: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure of the diagnosis, declared as data. ``number``: its rank among the thirty, 0 for the ones besides."""

    code: str
    number: int
    theme: Theme
    label: Text
    unit: Text
    formula: Text
    numerator: Measure | None = None
    denominator: Measure | None = None
    kind: Kind = Kind.RATIO
    factor: int = 1
    digits: int = 0
    years: int = 1
    where: Text = ""  # residence, work or training: figures of different places are not compared
    caution: Text = ""
    grain: Zoning = Zoning.COMMUNE  # the finest zones for which the source gives figures
    about_young_people: bool = False  # then not shown under fifty of them
    is_share: bool = False  # the numerator is a part of the denominator: an interval can be given
    is_mean: bool = False  # the numerator alone means nothing: only the number of cases is told
    within_region: bool = False  # its source is filled unevenly: never compared between regions
    also: tuple[str, ...] = ()  # other datasets it needs
    series: tuple[Point, ...] = ()
    rivals: tuple[Rival, ...] = ()
    awaits: Text = ""  # why no source can be read yet

    @property
    def is_half_of_the_quarrel(self) -> bool:
        """The two readings of youth unemployment, always shown together."""
        return self.code in QUARREL

    @property
    def datasets(self) -> tuple[str, ...]:
        measures = [measure.dataset for measure in (self.numerator, self.denominator) if measure]
        return tuple(dict.fromkeys(name for name in (*measures, *self.also, *GRAIN_NEEDS.get(self.grain, ())) if name))

    @property
    def is_count(self) -> bool:
        return self.kind == Kind.COUNT

    @property
    def adds_up(self) -> bool:
        """Whether numerators and denominators of communes are simply summed."""
        return self.kind in {Kind.COUNT, Kind.RATIO, Kind.GROWTH, Kind.CHANGE}


QUARREL = ("young_unemployment_rate", "young_unemployed_share")
GRAIN_NEEDS = {Zoning.BASIN: (BASINS,), Zoning.EMPLOYMENT_ZONE: (ZONES,), Zoning.DEPARTEMENT: ()}
