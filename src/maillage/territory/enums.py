from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Zoning(TextChoices):
    """How communes are gathered. A perimeter is made of one or several of these, and may cut across them."""

    COMMUNE = "commune", _("commune")
    GROUPING = "epci", _("EPCI ou EPT")
    DEPARTEMENT = "departement", _("département")
    REGION = "region", _("région")
    EMPLOYMENT_ZONE = "zone_emploi", _("zone d'emploi")
    BASIN = "bassin", _("bassin France Travail")
    COMMITTEE = "clpe", _("comité local pour l'emploi")


class Level(IntegerChoices):
    """Levels of the French framework of qualifications (2019)."""

    CAP = 3, _("niveau 3 (CAP)")
    BAC = 4, _("niveau 4 (bac pro, BP)")
    BTS = 5, _("niveau 5 (BTS)")
    LICENCE = 6, _("niveau 6 (licence, BUT)")
    MASTER = 7, _("niveau 7 (master, ingénieur)")


class Domain(TextChoices):
    """What is taught, and for whom employers look: ours, made from NSF specialities and FAP 2021 families."""

    AGRICULTURE = "agriculture", _("Agriculture, nature et paysage")
    BUILDING = "building", _("Bâtiment et travaux publics")
    ENERGY = "energy", _("Électricité, énergie et climatisation")
    WOOD = "wood", _("Bois et ameublement")
    INDUSTRY = "industry", _("Industrie et maintenance")
    VEHICLES = "vehicles", _("Mécanique automobile et engins")
    TEXTILE = "textile", _("Textile, imprimerie et artisanat")
    TRANSPORT = "transport", _("Transport et logistique")
    HOSPITALITY = "hospitality", _("Alimentation, hôtellerie et restauration")
    COMMERCE = "commerce", _("Commerce et vente")
    MANAGEMENT = "management", _("Gestion, banque et administration")
    DIGITAL = "digital", _("Informatique et numérique")
    COMMUNICATION = "communication", _("Communication, culture et spectacle")
    HEALTH = "health", _("Santé et action sociale")
    LEISURE = "leisure", _("Sport et animation")
    BEAUTY = "beauty", _("Coiffure et esthétique")
    SERVICES = "services", _("Propreté, sécurité et environnement")
    TEACHING = "teaching", _("Enseignement et formation")
    GENERAL = "general", _("Formations générales et recherche")
