"""The 26 stakes offered to every actor, and eight tensions worth putting on the table.

Both are ours: a starting point to be discussed. An actor may always say something else, in its own words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import SHAPES, Family


@dataclass(frozen=True, slots=True)
class CatalogueStake:
    """One stake of the catalogue. ``also``: a second family, when the stake belongs to two (E6).

    ``is_offered``: still proposed in the space; ``is_own``: the space's own, with a code that is not reserved.
    """

    code: str
    label: str
    family: Family
    also: Family | None = None
    is_offered: bool = True
    is_own: bool = False

    @property
    def shape(self) -> str:
        return SHAPES[self.family]

    @property
    def title(self) -> str:
        """« E1 · Pourvoir des postes en tension », the code tied to its words."""
        return f"{self.code}\u00a0·\u00a0{self.label}"

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

LETTERS = {ECO: "E", SOC: "S", TRA: "F", INS: "I"}
FIRST_OWN = 20  # E1 to E19 (and S, F, I) are reserved: a code means the same in every space and every year


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The stakes of one space, family by family: ours, as it words them, then its own."""

    stakes: tuple[CatalogueStake, ...]

    @property
    def by_code(self) -> dict[str, CatalogueStake]:
        return {stake.code: stake for stake in self.stakes}

    def offered_in(self, family: str) -> list[CatalogueStake]:
        """Stakes still proposed whose first family is this one."""
        return [stake for stake in self.stakes if stake.family == family and stake.is_offered]


def adapted(entries: Iterable[CatalogueStake]) -> Catalogue:
    """Our catalogue with the entries of a space in place of ours, and its own after those of their family.

    >>> own = CatalogueStake("E20", "Saisons", Family.ECONOMIC, is_own=True)
    >>> [stake.code for stake in adapted([own]).stakes][7:10]
    ['E8', 'E20', 'S1']
    """
    known = dict(BY_CODE) | {stake.code: stake for stake in entries}
    order = list(Family)
    return Catalogue(tuple(sorted(known.values(), key=lambda stake: (order.index(stake.family), int(stake.code[1:])))))


@dataclass(frozen=True, slots=True)
class End:
    """One end of a tension: who cares for one of these codes leans this way on the matter."""

    label: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class TensionPair:
    """Two legitimate wishes that pull apart. ``fact`` feeds the talk and carries its ``source``.

    ``bites``: where it is lived; for a tension of the space's own (``is_own``), the words that the space gave it,
    and a fact only if it gave one.
    """

    key: str
    one_end: End
    other_end: End
    bites: str
    fact: str
    source: str
    is_own: bool = False

    @property
    def codes(self) -> str:
        """« E1, E2 ↔ S1, S3 »."""
        return " ↔ ".join(", ".join(sorted(end.codes)) for end in (self.one_end, self.other_end))

    @property
    def entry_id(self) -> str:
        """The number of the entry of a tension of the space's own, for the address of its page."""
        return self.key.removeprefix(OWN_PAIR)

    @property
    def title(self) -> str:
        """« une signature rapide ↔ un choix préparé »."""
        return f"{self.one_end.label} ↔ {self.other_end.label}"


def _end(label: str, codes: str) -> End:
    return End(label, frozenset(codes.split()))


# The pairs are ours, to be proposed. The first end is that of labour and results, the second that of
# young people and their path; the sixth and seventh oppose ways of acting, hence institutional codes.
# A code stands at an end only when defending it already takes that side:
# - E1 and E2 want people who can work soon; E4 counts the time of the tutor; E6 wants full sections.
# - E5 (recruit locally) is at neither end of the fifth pair: it is the bridge between them. E3 serves both ends too.
# - F2 (orientation chosen) joins S4 (avoid early terminations), since wrong orientation heads their known causes.
# - I1 and I3 depend on results shown in time; S1 and S8 on a path that takes it.
PAIRS = [
    TensionPair(
        "ready_or_far",
        _end(_("une recrue opérationnelle tout de suite"), "E1 E2"),
        _end(_("l'accès des plus éloignés"), "S1 S3"),
        _("entre employeurs ou CFA et missions locales"),
        _("61 % des contrats commencés en 2024 préparent un diplôme du supérieur (534 000 sur 878 900)."),
        _("Dares, France, 2024"),
    ),
    TensionPair(
        "now_or_prepared",
        _end(_("une signature rapide"), "E1"),
        _end(_("un choix préparé"), "F2 S4 S8"),
        _("entre les offres à pourvoir et l'orientation"),
        _("L'erreur d'orientation, de métier ou d'entreprise, vient en tête des causes de rupture relevées."),
        _("Fonds d'expérimentation pour la jeunesse, fiche Alternance"),
    ),
    TensionPair(
        "cost_or_support",
        _end(_("le coût de l'encadrement"), "E4"),
        _end(_("un accompagnement rapproché"), "S4 S7"),
        _("entre les très petites entreprises et les jeunes"),
        _(
            "28 % des contrats commencés en 2022 dans une entreprise de moins de 5 salariés sont rompus "
            "avant neuf mois, contre 21 % en tout."
        ),
        _("Dares, France, contrats commencés en 2022"),
    ),
    TensionPair(
        "fill_or_tell",
        _end(_("remplir les sections"), "E6"),
        _end(_("une orientation sincère"), "F2 S4"),
        _("entre les CFA, payés au contrat, et les CIO ou missions locales"),
        _("Depuis 2020, chaque CFA est financé au contrat signé et s'ouvre librement : la concurrence est locale."),
        _("loi du 5 septembre 2018 ; La Gazette des communes"),
    ),
    TensionPair(
        "wide_or_local",
        _end(_("un bassin de recrutement métropolitain"), "E1 E7"),
        _end(_("l'emploi des habitants"), "S1 I5"),
        _("entre les employeurs d'un grand pôle et les intercommunalités ou communes"),
        _("Un grand pôle recrute loin : la plateforme de Roissy fait venir ses salariés de dix départements."),
        _("J. Lorthiois, 2019, sur le pôle de Roissy"),
    ),
    TensionPair(
        "quarter_or_path",
        _end(_("des résultats à rendre ce trimestre"), "I1 I3"),
        _end(_("un parcours long"), "S1 S8"),
        _("entre les financeurs et l'insertion"),
        _("Un cadre trop rigide oriente les parties prenantes vers une logique de moyens et de résultats."),
        _("AEFA, communauté de pratique, 2017"),
    ),
    TensionPair(
        "one_door_or_brand",
        _end(_("une seule porte d'entrée"), "I4"),
        _end(_("la marque de chacun"), "I2"),
        _("entre le pilote et les réseaux"),
        _("Là où l'on a regardé, les acteurs de l'apprentissage se sont révélés nombreux et dispersés."),
        _("Fonds d'expérimentation pour la jeunesse, évaluation en Corrèze"),
    ),
    TensionPair(
        "higher_or_first",
        _end(_("des niveaux élevés, mieux financés"), "E4 E6"),
        _end(_("les niveaux 3 et 4"), "S2 S3"),
        _("entre les CFA ou entreprises et les jeunes sans diplôme"),
        _("L'aide à l'embauche change avec le niveau préparé et la taille de l'entreprise : vérifiez celle du jour."),
        _("décrets sur l'aide aux employeurs d'apprentis, 2025 et 2026"),
    ),
]
PAIR_BY_KEY = {pair.key: pair for pair in PAIRS}
OWN_PAIR = "own-"
"""Begins the key of a tension that a space added; the number of its entry follows."""
