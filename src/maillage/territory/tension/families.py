"""Professional families: the 22 domains of FAP 2021, and the qualification that its codes tell."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Family(TextChoices):
    """The first letter of a FAP code, with the name that Dares gives it."""

    AGRICULTURE = "A", _("Agriculture, marine, pêche")
    BUILDING = "B", _("Bâtiment, travaux publics")
    ELECTRICITY = "C", _("Électricité, électronique")
    MECHANICS = "D", _("Mécanique, travail des métaux")
    PROCESS = "E", _("Industries de process")
    MATERIALS = "F", _("Matériaux souples, bois, industries graphiques")
    MAINTENANCE = "G", _("Maintenance")
    ENGINEERS = "H", _("Ingénieurs, cadres et agents des fonctions transverses de l'industrie")
    TRANSPORT = "J", _("Transports, logistique et tourisme")
    CRAFTS = "K", _("Artisanat")
    MANAGEMENT = "L", _("Gestion et administration des entreprises et des établissements publics")
    DIGITAL = "M", _("Informatique et télécommunications")
    RESEARCH = "N", _("Études et recherche")
    PUBLIC = "P", _("Administration publique, professions juridiques, armée et police")
    BANKING = "Q", _("Banque et assurances")
    COMMERCE = "R", _("Commerce")
    HOSPITALITY = "S", _("Hôtellerie, restauration, alimentation")
    SERVICES = "T", _("Services aux particuliers et aux collectivités")
    COMMUNICATION = "U", _("Communication, information, art et spectacle")
    CARE = "V", _("Santé, action sociale, culturelle et sportive")
    TEACHING = "W", _("Enseignement, formation")
    POLITICS = "X", _("Politique, religion")

    @property
    def short(self) -> str:
        """A name that fits in a picture."""
        return str(SHORT.get(self, self.label))


SHORT = {
    Family.MATERIALS: _("Textile, bois, imprimerie"),
    Family.ENGINEERS: _("Cadres de l'industrie"),
    Family.TRANSPORT: _("Transport, logistique"),
    Family.MANAGEMENT: _("Gestion, administration"),
    Family.DIGITAL: _("Informatique, télécoms"),
    Family.PUBLIC: _("Droit, sécurité publique"),
    Family.HOSPITALITY: _("Hôtellerie, alimentation"),
    Family.SERVICES: _("Services aux personnes"),
    Family.COMMUNICATION: _("Communication, spectacle"),
    Family.CARE: _("Santé, social, sport"),
    Family.MECHANICS: _("Mécanique, métaux"),
    Family.AGRICULTURE: _("Agriculture, pêche"),
}
LETTERS = tuple(Family.values)


class Qualification(TextChoices):
    """What the fourth character of a FAP code tells of a trade; our grouping, near to social categories."""

    WORKERS = "workers", _("ouvriers")
    EMPLOYEES = "employees", _("employés")
    TECHNICIANS = "technicians", _("techniciens et professions intermédiaires")
    EXECUTIVES = "executives", _("ingénieurs et cadres")
    OTHERS = "others", _("non précisée")


BY_DIGIT = {
    **dict.fromkeys("234", Qualification.WORKERS),
    "6": Qualification.EMPLOYEES,
    **dict.fromkeys("78", Qualification.TECHNICIANS),
    "9": Qualification.EXECUTIVES,
}


def qualification(trade: str) -> Qualification:
    """« B1X31 » → workers."""
    return BY_DIGIT.get(trade[3:4], Qualification.OTHERS)
