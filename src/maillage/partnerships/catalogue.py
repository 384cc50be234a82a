"""The seven types of partnership and the twelve stages of a partnership's life, in words.

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
        _("Des acteurs se rencontrent et s'informent\u00a0; personne ne change sa façon de travailler."),
        _("aucun écrit, ou une charte\u00a0; on s'informe"),
        _("s'éteint avec son animateur\u00a0; se réunir pour se réunir"),
        _("un rythme léger, régulier, utile\u00a0; un annuaire à jour\u00a0; une première petite action commune"),
    ),
    PartnershipType(
        "T2",
        _("Partenariat de prescription"),
        _(
            "Des prescripteurs (mission locale, France Travail, Cap emploi) orientent des jeunes vers des CFA et des "
            "employeurs\u00a0; chacun ajuste ses activités."
        ),
        _("habitudes ou convention locale\u00a0; on ajuste ses activités, «\u00a0faire avec\u00a0»"),
        _("pas de retour sur les candidats\u00a0; tri des plus éloignés\u00a0; des liens deux à deux seulement"),
        _("une fiche de prescription, un retour d'information, une préparation commune, des critères partagés"),
    ),
    PartnershipType(
        "T3",
        _("Partenariat de commande"),
        _("Un financeur commande, d'autres réalisent, avec des moyens et des résultats à justifier."),
        _("subvention, appel à projets, marché\u00a0; on ajuste ses activités, «\u00a0faire faire\u00a0»"),
        _("cadre rigide\u00a0; course au chiffre\u00a0; concurrence entre prestataires"),
        _("un pilotage partagé, une clause de révision, le droit de dire ce qui ne marche pas"),
    ),
    PartnershipType(
        "T4",
        _("Accord-cadre institutionnel"),
        _("Les têtes signent\u00a0; le terrain l'apprend tard."),
        _("accord-cadre\u00a0; on s'informe, parfois on ajuste ses activités"),
        _("vitrine\u00a0; personne ne le porte\u00a0; pas de moyens"),
        _("un pilote, trois fiches action, des référents opérationnels de chaque côté"),
    ),
    PartnershipType(
        "T5",
        _("Partenariat de projet"),
        _("Un projet commun à durée limitée (AMI, FSE+, expérimentation)."),
        _("accord de consortium\u00a0; on partage des moyens"),
        _("finit avec l'argent\u00a0; apprentissages perdus\u00a0; équipe en contrats courts"),
        _("décider de l'après-projet à mi-parcours\u00a0; capitaliser\u00a0; un financeur pour la suite"),
    ),
    PartnershipType(
        "T6",
        _("Partenariat de filière ou d'employeurs"),
        _(
            "Une branche, une grande entreprise, un GEIQ ou un campus organise le recrutement et la formation pour un "
            "métier."
        ),
        _("convention entreprise, CFA, EPCI…\u00a0; on partage des moyens"),
        _("l'enjeu économique commande\u00a0; des jeunes du territoire restent dehors\u00a0; dépend de la conjoncture"),
        _(
            "des objectifs sociaux écrits avec le même poids\u00a0; un pont vers la mission locale\u00a0; "
            "plusieurs employeurs"
        ),
    ),
    PartnershipType(
        "T7",
        _("Alliance territoriale co-construite"),
        _(
            "Un acteur collectif sur un territoire reconnu, un pilote nommé, un parcours commun aux jeunes et aux "
            "entreprises, un cadre révisable."
        ),
        _(
            "convention et feuille de route\u00a0; on se renforce et on partage les risques, "
            "«\u00a0agir ensemble\u00a0»"
        ),
        _("lente\u00a0; animation coûteuse\u00a0; pilote surchargé\u00a0; un consensus qui esquive la tension"),
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
        _("Pourquoi maintenant, qui demande\u00a0?"),
        _("note d'intention\u00a0; pilote par intérim\u00a0; liste des décideurs à informer"),
    ),
    StageCard(
        Stage.READ,
        _("Quel territoire, quelles réalités\u00a0?"),
        _("périmètre\u00a0; fiche d'indicateurs datés et sourcés\u00a0; trois à cinq constats"),
    ),
    StageCard(
        Stage.MAP,
        _("Qui agit, avec quelles ressources\u00a0?"),
        _("annuaire\u00a0; carte\u00a0; partenariats existants\u00a0; manques"),
    ),
    StageCard(
        Stage.COMPOSE,
        _("Qui siège\u00a0?"),
        _("groupe d'une quinzaine de personnes, raisons, invitations, charte du groupe"),
    ),
    StageCard(
        Stage.SHARE,
        _("Qu'attend chacun, que craint-il\u00a0?"),
        _("fiches acteur\u00a0; matrice enjeux × acteurs\u00a0; carte des tensions\u00a0; premiers compromis"),
    ),
    StageCard(
        Stage.ASSESS,
        _("Sur quoi reposent les partenariats, dureront-ils\u00a0?"),
        _("réponses à la grille, profil, type, désaccords"),
    ),
    StageCard(
        Stage.FRAME,
        _("Que voulons-nous, avec quelles règles\u00a0?"),
        _(
            "finalité commune\u00a0; parcours et qui fait quoi\u00a0; gouvernance\u00a0; "
            "choix du pilote et lettre de mission"
        ),
    ),
    StageCard(
        Stage.FORMALISE,
        _("Que signons-nous\u00a0?"),
        _("convention ou charte\u00a0; fiches action\u00a0; budget\u00a0; clause sur les données\u00a0; date de revue"),
    ),
    StageCard(
        Stage.ANIMATE,
        _("Est-ce que cela vit\u00a0?"),
        _("réunions, décisions, engagements tenus, accueil des nouveaux, tableau de bord"),
    ),
    StageCard(
        Stage.EVALUATE,
        _("Qu'est-ce qui a changé, qu'avons-nous appris\u00a0?"),
        _("nouvelle lecture de la grille, indicateurs, voix des bénéficiaires, feuille de route revue"),
    ),
    StageCard(
        Stage.DISSEMINATE,
        _("Qui doit savoir\u00a0?"),
        _("rapport, présentation, fiche d'une page, temps de restitution, recommandations"),
    ),
    StageCard(
        Stage.SUSTAIN,
        _("Et maintenant\u00a0?"),
        _("avenant, reconduction, kit de transfert, ou clôture propre avec passation"),
    ),
]
