"""The demonstration's cast and its territory. The people are fictional; the communes are real."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from maillage.spaces.enums import Role
from maillage.toolkit.words import folded

SLUG = "grand-roissy"
NAME = "Grand Roissy"
PURPOSE = (
    "Que chaque jeune du territoire qui veut apprendre un métier en alternance trouve une place et un employeur, "
    "et chaque entreprise un candidat préparé."
)
# CA Roissy Pays de France, EPT Paris Terres d'Envol, CC Plaines et Monts de France, CC du Pays de l'Ourcq
GROUPINGS = ["200055655", "200058097", "200033090", "247700065"]
PERIMETER_REASON = (
    "Là où vivent les jeunes que la plateforme peut recruter : "
    "quatre intercommunalités, à cheval sur trois départements. "
    "Le périmètre est plus large que la zone d'activité et plus étroit que la zone d'emploi."
)


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str
    part: str
    role: Role
    speaks_for: str = ""  # key of an organisation in data/organisations.csv


CAST = {
    "pilot": Person("Léa Martin", "lea.martin@exemple.fr", _("pilote du territoire"), Role.PILOT, "gip"),
    "facilitator": Person(
        "Nadia Benali", "nadia.benali@exemple.fr", _("anime avec la pilote"), Role.FACILITATOR, "citedesmetiers"
    ),
    "partner": Person(
        "Karim Haddad", "karim.haddad@exemple.fr", _("partenaire, CFA des Métiers de l'air"), Role.PARTNER, "cfaaero"
    ),
    "observer": Person("Inès Moreau", "ines.moreau@exemple.fr", _("observatrice"), Role.OBSERVER),
}
CONTACTS = [
    # organisation, name, function, level, may commit, days since the last contact
    ("caplaine", "Hélène Quéré", "Vice-présidente à l'emploi", "political", True, 20),
    ("eptenvol", "Bruno Sall", "Directeur de la jeunesse", "managerial", True, 20),
    ("dirtravail", "Claire Desnoyers", "Référente apprentissage", "managerial", True, 15),
    ("mlplaine", "Samia Rouget", "Directrice", "managerial", True, 9),
    ("mlgoele", "Thomas Leroux", "Conseiller emploi", "operational", False, 75),
    ("ftest", "Awa Diarra", "Conseillère entreprises", "operational", False, 20),
    ("e2c", "Marc Vasseur", "Responsable pédagogique", "operational", False, 20),
    ("anaf", "Yanis Morel", "Porte-parole", "operational", True, 38),
    ("cma", "Patricia Lenoir", "Directrice de l'apprentissage", "managerial", True, 20),
    ("opcoprox", "Julien Ferrand", "Conseiller", "operational", False, 20),
    ("aerobranche", "Denis Aubry", "Délégué à la formation", "managerial", True, 12),
    ("cfaaero", "Karim Haddad", "Directeur du développement", "managerial", True, 9),
    ("lpaulnes", "Isabelle Thévenot", "Directrice déléguée aux formations", "operational", False, 20),
    ("fret", "Olivier Castel", "Responsable des ressources humaines", "operational", True, 47),
    ("region", "Agnès Pottier", "Chargée de mission", "managerial", False, 1150),
]


def address_of(name: str) -> str:
    """« Hélène Quéré » → helene.quere@exemple.fr, a domain that receives nothing."""
    return ".".join(folded(name).split()) + "@exemple.fr"
