"""The eight stages of the way that a partnership serves, and what may be counted along it.

The stages and their words are ours, after the CoPTEAR method (dossier of the field). Nothing here is about one person:
only needs, usual actors, and numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .enums import Part, PathStage


@dataclass(frozen=True, slots=True)
class StageCard:
    """What a young person and a company need at this stage, who usually acts, what to watch."""

    stage: PathStage
    young: str
    company: str
    usual: str
    watch: str


STAGES = (
    StageCard(
        PathStage.FIND,
        _("être repéré, être informé"),
        _("être connue comme entreprise d'accueil"),
        _("mission locale, France Travail, lycées, CIO, PJJ, chambres"),
        _("les mêmes entreprises sollicitées de toutes parts"),
    ),
    StageCard(
        PathStage.PREPARE,
        _("choisir, découvrir (PMSMP), se préparer, lever les freins"),
        _("définir le poste, vérifier sa capacité d'accueil"),
        _("mission locale, prépa-apprentissage, E2C, EPIDE, CFA, développeur"),
        _("l'orientation par défaut"),
    ),
    StageCard(
        PathStage.MATCH,
        _("rencontrer des employeurs, être soutenu"),
        _("recevoir des candidats préparés qui conviennent"),
        _("CFA, France Travail, GEIQ, clubs d'entreprises, développeur"),
        _("le tri, la discrimination"),
    ),
    StageCard(
        PathStage.CONTRACT,
        _("comprendre ses droits, sa paie"),
        _("les formulaires, les aides, le dossier OPCO"),
        _("CFA, OPCO, employeur, chambre"),
        _("les retards, les erreurs"),
    ),
    StageCard(
        PathStage.ANCHOR,
        _("être accueilli, un maître d'apprentissage présent ; les 45 premiers jours en entreprise"),
        _("un maître d'apprentissage épaulé"),
        _("maître d'apprentissage, CFA, référent"),
        _("les ruptures des premières semaines"),
    ),
    StageCard(
        PathStage.FOLLOW,
        _("quelqu'un à appeler"),
        _("quelqu'un à appeler"),
        _("CFA, référent de mission locale, médiateur"),
        _("les signaux faibles"),
    ),
    StageCard(
        PathStage.REBOUND,
        _("rester au CFA jusqu'à six mois, retrouver un employeur"),
        _("remplacer, comprendre"),
        _("CFA, France Travail, mission locale, développeur"),
        _("le décrochage"),
    ),
    StageCard(
        PathStage.LAST,
        _("le diplôme, l'emploi, la suite d'études"),
        _("garder, ou laisser partir dans de bonnes conditions"),
        _("CFA, employeur, InserJeunes"),
        _("aucun retour sur ce que deviennent les jeunes"),
    ),
)


@dataclass(frozen=True, slots=True)
class PartCard:
    """How a part is drawn (a shape and a word) and typed (a letter)."""

    part: str
    sign: str
    label: str
    key: str


PARTS = (
    PartCard(Part.LEAD, "■", Part.LEAD.label, "p"),
    PartCard(Part.CONTRIBUTE, "●", Part.CONTRIBUTE.label, "c"),
    PartCard(Part.INFORMED, "○", Part.INFORMED.label, "i"),
    PartCard(Part.ABSENT, "×", Part.ABSENT.label, "a"),
    PartCard("", "·", _("non dit"), "0"),
)
PART_BY_CODE = {str(card.part): card for card in PARTS}

YOUNG, COMPANIES = _("Les jeunes"), _("Les entreprises")


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that may be counted. ``part_of``: the code of the whole that it is a part of, or empty."""

    code: str
    group: str
    label: str
    part_of: str = ""


COUNTS = (
    Counted("young_met", YOUNG, _("jeunes rencontrés")),
    Counted("young_prepared", YOUNG, _("jeunes préparés")),
    Counted("immersions", YOUNG, _("immersions en entreprise (PMSMP)")),
    Counted("young_presented", YOUNG, _("candidats présentés à un employeur")),
    Counted("contracts", YOUNG, _("contrats signés")),
    Counted("contracts_qpv", YOUNG, _("dont jeunes habitant un QPV"), "contracts"),
    Counted("contracts_no_diploma", YOUNG, _("dont jeunes sans diplôme"), "contracts"),
    Counted("kept_45", YOUNG, _("contrats tenus après 45 jours"), "contracts"),
    Counted("broken_45", YOUNG, _("ruptures dans les 45 premiers jours"), "contracts"),
    Counted("re_signed", YOUNG, _("contrats signés à nouveau après une rupture")),
    Counted("companies_contacted", COMPANIES, _("entreprises contactées")),
    Counted("companies_visited", COMPANIES, _("entreprises visitées")),
    Counted("offers", COMPANIES, _("offres recueillies")),
    Counted("offers_filled", COMPANIES, _("offres pourvues"), "offers"),
    Counted("new_employers", COMPANIES, _("nouveaux employeurs d'apprentis")),
)
COUNT_BY_CODE = {counted.code: counted for counted in COUNTS}
