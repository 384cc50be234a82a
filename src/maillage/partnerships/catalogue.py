"""The seven types of partnership (dossier §10) and the twelve stages of a partnership's life (§11.1), in words.

The typology is ours. No type is better in itself: the question is whether the type fits the purpose.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .enums import Stage


@dataclass(frozen=True, slots=True)
class PartnershipType:
    code: str
    name: str
    definition: str
    bond: str
    risks: str
    lasts: str


TYPES = [
    PartnershipType(
        "T1",
        _("Réseau d'interconnaissance"),
        _("Des acteurs se rencontrent et s'informent ; personne ne change sa façon de travailler."),
        _("aucun écrit, ou une charte ; on s'informe"),
        _("s'éteint avec son animateur ; se réunir pour se réunir"),
        _("un rythme léger, régulier, utile ; un annuaire à jour ; une première petite action commune"),
    ),
    PartnershipType(
        "T2",
        _("Partenariat de prescription"),
        _(
            "Des prescripteurs (mission locale, France Travail, Cap emploi) orientent des jeunes vers des CFA et des "
            "employeurs ; chacun ajuste ses activités."
        ),
        _("habitudes ou convention locale ; on ajuste ses activités, «\u00a0faire avec\u00a0»"),
        _("pas de retour sur les candidats ; tri des plus éloignés ; des liens deux à deux seulement"),
        _("une fiche de prescription, un retour d'information, une préparation commune, des critères partagés"),
    ),
    PartnershipType(
        "T3",
        _("Partenariat de commande"),
        _("Un financeur commande, d'autres réalisent, avec des moyens et des résultats à justifier."),
        _("subvention, appel à projets, marché ; on ajuste ses activités, «\u00a0faire faire\u00a0»"),
        _("cadre rigide ; course au chiffre ; concurrence entre prestataires"),
        _("un pilotage partagé, une clause de révision, le droit de dire ce qui ne marche pas"),
    ),
    PartnershipType(
        "T4",
        _("Accord-cadre institutionnel"),
        _("Les têtes signent ; le terrain l'apprend tard."),
        _("accord-cadre ; on s'informe, parfois on ajuste ses activités"),
        _("vitrine ; personne ne le porte ; pas de moyens"),
        _("un pilote, trois fiches action, des référents opérationnels de chaque côté"),
    ),
    PartnershipType(
        "T5",
        _("Partenariat de projet"),
        _("Un projet commun à durée limitée (AMI, FSE+, expérimentation)."),
        _("accord de consortium ; on partage des moyens"),
        _("finit avec l'argent ; apprentissages perdus ; équipe en contrats courts"),
        _("décider de l'après-projet à mi-parcours ; capitaliser ; un financeur pour la suite"),
    ),
    PartnershipType(
        "T6",
        _("Partenariat de filière ou d'employeurs"),
        _(
            "Une branche, une grande entreprise, un GEIQ ou un campus organise le recrutement et la formation pour un "
            "métier."
        ),
        _("convention entreprise, CFA, EPCI… ; on partage des moyens"),
        _("l'enjeu économique commande ; des jeunes du territoire restent dehors ; dépend de la conjoncture"),
        _("des objectifs sociaux écrits avec le même poids ; un pont vers la mission locale ; plusieurs employeurs"),
    ),
    PartnershipType(
        "T7",
        _("Alliance territoriale co-construite"),
        _(
            "Un acteur collectif sur un territoire reconnu, un pilote nommé, un parcours commun aux jeunes et aux "
            "entreprises, un cadre révisable."
        ),
        _("convention et feuille de route ; on se renforce et on partage les risques, «\u00a0agir ensemble\u00a0»"),
        _("lente ; animation coûteuse ; pilote surchargé ; un consensus qui esquive la tension"),
        _(
            "un pilote intermédiaire qui a du temps, une gouvernance à trois niveaux, la tension débattue, "
            "l'évaluation, la succession"
        ),
    ),
]
TYPE_BY_CODE = {entry.code: entry for entry in TYPES}
TYPE_CHOICES = [(entry.code, entry.name) for entry in TYPES]


@dataclass(frozen=True, slots=True)
class StageCard:
    """What a stage of the life cycle asks and what it leaves behind."""

    stage: Stage
    question: str
    deliverables: str


STAGES = [
    StageCard(
        Stage.TRIGGER,
        _("Pourquoi maintenant, qui demande ?"),
        _("note d'intention ; pilote par intérim ; liste des décideurs à informer"),
    ),
    StageCard(
        Stage.READ,
        _("Quel territoire, quelles réalités ?"),
        _("périmètre ; fiche d'indicateurs datés et sourcés ; trois à cinq constats"),
    ),
    StageCard(
        Stage.MAP,
        _("Qui agit, avec quelles ressources ?"),
        _("annuaire ; carte ; partenariats existants ; manques"),
    ),
    StageCard(
        Stage.COMPOSE,
        _("Qui siège ?"),
        _("groupe d'une quinzaine de personnes, raisons, invitations, charte du groupe"),
    ),
    StageCard(
        Stage.SHARE,
        _("Qu'attend chacun, que craint-il ?"),
        _("fiches acteur ; matrice enjeux × acteurs ; carte des tensions ; premiers compromis"),
    ),
    StageCard(
        Stage.ASSESS,
        _("Sur quoi reposent les partenariats, dureront-ils ?"),
        _("réponses à la grille, profil, type, désaccords"),
    ),
    StageCard(
        Stage.FRAME,
        _("Que voulons-nous, avec quelles règles ?"),
        _("finalité commune ; parcours et qui fait quoi ; gouvernance ; choix du pilote et lettre de mission"),
    ),
    StageCard(
        Stage.FORMALISE,
        _("Que signons-nous ?"),
        _("convention ou charte ; fiches action ; budget ; clause sur les données ; date de revue"),
    ),
    StageCard(
        Stage.ANIMATE,
        _("Est-ce que cela vit ?"),
        _("réunions, décisions, engagements tenus, accueil des nouveaux, tableau de bord"),
    ),
    StageCard(
        Stage.EVALUATE,
        _("Qu'est-ce qui a changé, qu'avons-nous appris ?"),
        _("nouvelle lecture de la grille, indicateurs, voix des bénéficiaires, feuille de route revue"),
    ),
    StageCard(
        Stage.DISSEMINATE,
        _("Qui doit savoir ?"),
        _("rapport, présentation, fiche d'une page, temps de restitution, recommandations"),
    ),
    StageCard(
        Stage.SUSTAIN,
        _("Et maintenant ?"),
        _("avenant, reconduction, kit de transfert, ou clôture propre avec passation"),
    ),
]
