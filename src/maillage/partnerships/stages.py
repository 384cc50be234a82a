"""The twelve steps of a partnership's life, as data: what each asks, what it leaves behind, its phase, its sources.

One may enter at any step. Codes of deliverables are kept in the records: they are never reused for something else.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .enums import Phase, Stage


@dataclass(frozen=True, slots=True)
class DeliverableCard:
    """Something that a step leaves behind."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class StageCard:
    """A step: the question it answers, what it leaves, the phases it belongs to, what inspired it.

    ``one_is_enough``: its deliverables are as many ways out, and any of them ends the step.
    """

    stage: Stage
    question: str
    phases: tuple[Phase, ...]
    inspired_by: str
    deliverables: tuple[DeliverableCard, ...]
    one_is_enough: bool = False

    @property
    def number(self) -> int:
        """As people count: from 1 to 12."""
        return self.stage.value + 1

    @property
    def name(self) -> str:
        return str(self.stage.label)


D = DeliverableCard
EMERGENCE, IMPLEMENTATION, EVALUATION = Phase.EMERGENCE, Phase.IMPLEMENTATION, Phase.EVALUATION

STAGES = (
    StageCard(
        Stage.TRIGGER,
        _("Pourquoi maintenant, qui demande ?"),
        (EMERGENCE,),
        _("guide du projet territorial pour l'emploi (DGEFP) : les décideurs tôt dans la boucle"),
        (
            D("intent_note", _("note d'intention")),
            D("interim_pilot", _("pilote par intérim")),
            D("deciders", _("liste des décideurs à informer")),
        ),
    ),
    StageCard(
        Stage.READ,
        _("Quel territoire, quelles réalités ?"),
        (EMERGENCE,),
        _("texte fondateur, première recommandation ; guide DGEFP"),
        (
            D("perimeter", _("périmètre")),
            D("indicators", _("fiche d'indicateurs datés et sourcés")),
            D("findings", _("trois à cinq constats")),
        ),
    ),
    StageCard(
        Stage.MAP,
        _("Qui agit, avec quelles ressources ?"),
        (EMERGENCE,),
        _("texte fondateur ; MACTOR, première phase ; Guide-UP"),
        (
            D("directory", _("annuaire des acteurs")),
            D("actors_map", _("carte des liens")),
            D("existing_partnerships", _("partenariats existants")),
            D("gaps", _("manques repérés")),
        ),
    ),
    StageCard(
        Stage.COMPOSE,
        _("Qui siège ?"),
        (EMERGENCE,),
        _("texte fondateur : une quinzaine de personnes parmi une centaine d'acteurs ; niveaux de l'AEFA"),
        (
            D("group", _("groupe d'une quinzaine de personnes")),
            D("group_reasons", _("raison de chaque siège")),
            D("invitations", _("invitations")),
            D("group_charter", _("charte du groupe")),
        ),
    ),
    StageCard(
        Stage.SHARE,
        _("Qu'attend chacun, que craint-il ?"),
        (EMERGENCE,),
        _("texte fondateur ; MACTOR, phases 2 à 6"),
        (
            D("actor_sheets", _("fiches acteur : enjeux et ressources")),
            D("stakes_matrix", _("matrice enjeux × acteurs")),
            D("tension_map", _("carte des tensions")),
            D("first_compromises", _("premiers compromis")),
        ),
    ),
    StageCard(
        Stage.ASSESS,
        _("Sur quoi reposent les partenariats, dureront-ils ?"),
        (EMERGENCE, EVALUATION),
        _("texte fondateur ; Nuffield : seul, puis ensemble ; Wilder"),
        (
            D("grid_answers", _("réponses à la grille")),
            D("profile", _("profil")),
            D("type", _("type retenu")),
            D("disagreements", _("désaccords mis en débat")),
        ),
    ),
    StageCard(
        Stage.FRAME,
        _("Que voulons-nous, avec quelles règles ?"),
        (EMERGENCE, IMPLEMENTATION),
        _("texte fondateur, deuxième et troisième recommandations ; CoPTEAR"),
        (
            D("common_purpose", _("finalité commune")),
            D("pathway", _("parcours : qui fait quoi")),
            D("governance", _("gouvernance")),
            D("mission_letter", _("lettre de mission du pilote")),
        ),
    ),
    StageCard(
        Stage.FORMALISE,
        _("Que signons-nous ?"),
        (IMPLEMENTATION,),
        _("conventions de partenariat et conventions d'objectifs françaises"),
        (
            D("signed_text", _("convention ou charte signée")),
            D("action_sheets", _("fiches action")),
            D("budget", _("budget")),
            D("data_clause", _("clause sur les données")),
            D("review_date", _("date de revue")),
        ),
    ),
    StageCard(
        Stage.ANIMATE,
        _("Est-ce que cela vit ?"),
        (IMPLEMENTATION,),
        _("texte fondateur : l'animation ; impact collectif"),
        (
            D("meetings", _("réunions tenues")),
            D("decisions", _("décisions écrites")),
            D("kept_promises", _("engagements tenus")),
            D("welcome", _("accueil des nouveaux")),
            D("dashboard", _("tableau de bord")),
        ),
    ),
    StageCard(
        Stage.EVALUATE,
        _("Qu'est-ce qui a changé, qu'avons-nous appris ?"),
        (EVALUATION,),
        _("guide DGEFP ; Nuffield, sixième principe"),
        (
            D("second_reading", _("nouvelle lecture avec la grille")),
            D("indicators_again", _("indicateurs relus")),
            D("beneficiaries", _("voix des bénéficiaires")),
            D("revised_road_map", _("feuille de route revue")),
        ),
    ),
    StageCard(
        Stage.DISSEMINATE,
        _("Qui doit savoir ?"),
        (EVALUATION,),
        _("texte fondateur : la restitution"),
        (
            D("report", _("rapport")),
            D("slides", _("présentation")),
            D("one_page", _("fiche d'une page")),
            D("restitution_event", _("temps de restitution")),
            D("recommendations", _("recommandations")),
        ),
    ),
    StageCard(
        Stage.SUSTAIN,
        _("Et maintenant ?"),
        (EVALUATION,),
        _("guide DGEFP : l'essaimage ; NAP, Building Trust : préparer la fin"),
        (
            D("amendment", _("avenant ou reconduction")),
            D("transfer_kit", _("kit de transfert")),
            D("clean_closure", _("clôture propre, avec passation")),
        ),
        one_is_enough=True,
    ),
)
DELIVERABLES = {deliverable.code: deliverable for card in STAGES for deliverable in card.deliverables}
STAGE_OF = {deliverable.code: card for card in STAGES for deliverable in card.deliverables}
