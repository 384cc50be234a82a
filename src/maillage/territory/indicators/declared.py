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
PROJECTS = Measure("projects", _("projets de recrutement"), NEEDS)
DIFFICULT_PROJECTS = Measure("difficult", _("projets jugés difficiles"), NEEDS)
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
    by_basin: bool = False  # known for France Travail basins, not for communes

    @property
    def is_half_of_the_quarrel(self) -> bool:
        """The two readings of youth unemployment, always shown together."""
        return self.code in QUARREL

    @property
    def datasets(self) -> tuple[str, ...]:
        measures = [self.numerator, self.denominator] if self.denominator else [self.numerator]
        basins = [BASINS] if self.by_basin else []
        return tuple(dict.fromkeys([measure.dataset for measure in measures if measure.dataset] + basins))


QUARREL = ("young_unemployment_rate", "young_unemployed_share")
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
        "difficult_hiring",
        _("Projets de recrutement jugés difficiles, au moins"),
        "%",
        DIFFICULT_PROJECTS,
        PROJECTS,
        factor=100,
        digits=1,
        where=_("au lieu de l'employeur"),
        caution=_(
            "Un minimum : les petits nombres cachés par le secret statistique ne sont pas comptés comme difficiles."
        ),
        by_basin=True,
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


ON_THE_MAP = (
    "population",
    "young",
    "young_share",
    "young_unemployment_rate",
    "young_unemployed_share",
)


def indicator(code: str) -> Indicator:
    return next(indicator for indicator in INDICATORS if indicator.code == code)
