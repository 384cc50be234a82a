"""The 26 stakes offered to every actor (dossier §3.3), and eight tensions worth putting on the table.

Both are ours: a starting point to be discussed. An actor may always say something else, in its own words.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import SHAPES, Family


@dataclass(frozen=True, slots=True)
class CatalogueStake:
    """One stake of the catalogue. ``also``: a second family, when the stake belongs to two (E6)."""

    code: str
    label: str
    family: Family
    also: Family | None = None

    @property
    def shape(self) -> str:
        return SHAPES[self.family]

    @property
    def families_label(self) -> str:
        """« économique », or « économique et formation » for the stake that belongs to two families."""
        if self.also is None:
            return str(self.family.label)
        return str(_("%(first)s et %(second)s") % {"first": self.family.label, "second": self.also.label})


ECO, SOC, TRA, INS = Family.ECONOMIC, Family.SOCIAL, Family.TRAINING, Family.INSTITUTIONAL

STAKES = [
    CatalogueStake("E1", _("Pourvoir des postes en tension"), ECO),
    CatalogueStake("E2", _("Renouveler les compétences (départs, transitions)"), ECO),
    CatalogueStake("E3", _("Fidéliser et réduire le turn-over"), ECO),
    CatalogueStake("E4", _("Maîtriser le coût et le temps d'encadrement de l'alternant"), ECO),
    CatalogueStake("E5", _("Recruter local, réduire les trajets"), ECO),
    CatalogueStake("E6", _("Développer ou remplir une offre de formation"), ECO, also=TRA),
    CatalogueStake("E7", _("Attractivité d'un métier, d'une filière"), ECO),
    CatalogueStake("E8", _("Image, RSE, marchés publics (clauses)"), ECO),
    CatalogueStake("S1", _("Insérer durablement des jeunes sans emploi ni formation"), SOC),
    CatalogueStake("S2", _("Élever le niveau de qualification, éviter les sorties sans diplôme"), SOC),
    CatalogueStake("S3", _("Ouvrir l'alternance aux publics éloignés (QPV, sans diplôme, handicap, ASE, PJJ)"), SOC),
    CatalogueStake("S4", _("Éviter les ruptures et leurs suites"), SOC),
    CatalogueStake("S5", _("Lever les freins (mobilité, logement, santé, garde, langue)"), SOC),
    CatalogueStake("S6", _("Égalité femmes-hommes, non-discrimination à l'embauche"), SOC),
    CatalogueStake("S7", _("Sécurité, droits et conditions de travail de l'apprenti"), SOC),
    CatalogueStake("S8", _("Remobiliser, redonner confiance"), SOC),
    CatalogueStake("F1", _("Cohérence centre–entreprise"), TRA),
    CatalogueStake("F2", _("Orientation choisie et non subie"), TRA),
    CatalogueStake("F3", _("Qualité (Qualiopi, InserJeunes)"), TRA),
    CatalogueStake("F4", _("Adapter la carte des formations au territoire"), TRA),
    CatalogueStake("I1", _("Atteindre les objectifs fixés par la tutelle ou le financeur"), INS),
    CatalogueStake("I2", _("Visibilité, reconnaissance, place dans le paysage"), INS),
    CatalogueStake("I3", _("Pérenniser financements et postes"), INS),
    CatalogueStake("I4", _("Éviter doublons et concurrence"), INS),
    CatalogueStake("I5", _("Équilibre et cohésion du territoire"), INS),
    CatalogueStake("I6", _("Accès aux données, observation"), INS),
]
BY_CODE = {stake.code: stake for stake in STAKES}


def in_family(family: str) -> list[CatalogueStake]:
    """Stakes whose first family is this one, in the order of the catalogue."""
    return [stake for stake in STAKES if stake.family == family]
