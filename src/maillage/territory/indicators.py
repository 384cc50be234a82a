"""The indicators of the diagnosis, declared as data: what is divided by what, where, and how it is shown.

A rate always comes with its numerator, its denominator and its year. The two readings of youth unemployment (among
those who are active, among all young people) stand side by side on purpose: they tell different stories.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

YOUTH = "recensement-jeunes"
SITES = "etablissements-apprentissage"
NEEDS = "besoins-main-oeuvre"
BASINS = "bassins-emploi"


@dataclass(frozen=True, slots=True)
class Measure:
    """A count known for each commune: a column of a dataset (empty dataset: the packaged population)."""

    column: str
    label: str
    dataset: str = ""


POPULATION = Measure("municipal_population", _("habitants (population municipale)"))
CENSUS_POPULATION = Measure("population", _("habitants au recensement"), YOUTH)
YOUNG = Measure("young", _("jeunes de 15 à 24 ans"), YOUTH)
ACTIVE = Measure("young_active", _("jeunes actifs (en emploi ou au chômage)"), YOUTH)
EMPLOYED = Measure("young_employed", _("jeunes en emploi"), YOUTH)
UNEMPLOYED = Measure("young_unemployed", _("jeunes au chômage au sens du recensement"), YOUTH)
TRAINING_SITES = Measure("sites", _("établissements de formation en apprentissage"), SITES)


@dataclass(frozen=True, slots=True)
class Indicator:
    """``value = factor × numerator ÷ denominator``, or the numerator alone when there is no denominator."""

    code: str
    label: str
    unit: str
    numerator: Measure
    denominator: Measure | None = None
    factor: int = 1
    digits: int = 0
    where: str = ""  # residence, work or training: figures of different places are not compared
    caution: str = ""
    about_young_people: bool = False  # then not shown under fifty of them

    @property
    def datasets(self) -> tuple[str, ...]:
        measures = [self.numerator, self.denominator] if self.denominator else [self.numerator]
        return tuple(dict.fromkeys(measure.dataset for measure in measures if measure.dataset))


RESIDENCE = _("au lieu de résidence")
INDICATORS = [
    Indicator("population", _("Population"), _("habitants"), POPULATION, where=RESIDENCE),
    Indicator("young", _("Jeunes de 15 à 24 ans"), _("jeunes"), YOUNG, where=RESIDENCE),
    Indicator(
        "young_share",
        _("Part des 15–24 ans dans la population"),
        "%",
        YOUNG,
        CENSUS_POPULATION,
        factor=100,
        digits=1,
        where=RESIDENCE,
    ),
    Indicator(
        "young_unemployment_rate",
        _("Taux de chômage des jeunes actifs"),
        "%",
        UNEMPLOYED,
        ACTIVE,
        factor=100,
        digits=1,
        where=RESIDENCE,
        caution=_("Rapporté aux seuls jeunes actifs : les élèves et étudiants sans emploi ne comptent pas."),
        about_young_people=True,
    ),
    Indicator(
        "young_unemployed_share",
        _("Part de chômeurs parmi tous les jeunes"),
        "%",
        UNEMPLOYED,
        YOUNG,
        factor=100,
        digits=1,
        where=RESIDENCE,
        caution=_("Les mêmes chômeurs, rapportés à tous les 15–24 ans : les deux chiffres sont vrais."),
        about_young_people=True,
    ),
    Indicator(
        "young_employment_rate",
        _("Part de jeunes en emploi"),
        "%",
        EMPLOYED,
        YOUNG,
        factor=100,
        digits=1,
        where=RESIDENCE,
        caution=_("Les apprentis sont en emploi ; les élèves et étudiants sans emploi comptent au dénominateur."),
        about_young_people=True,
    ),
    Indicator(
        "training_sites",
        _("Établissements de formation en apprentissage"),
        _("pour 1 000 jeunes"),
        TRAINING_SITES,
        YOUNG,
        factor=1000,
        digits=2,
        where=_("établissements au lieu de formation, jeunes au lieu de résidence"),
        caution=_("Des établissements, non des places : un seul peut accueillir mille apprentis, ou dix."),
    ),
]


def indicator(code: str) -> Indicator:
    return next(indicator for indicator in INDICATORS if indicator.code == code)
