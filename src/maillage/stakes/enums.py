from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Source(TextChoices):
    """Where a stake comes from: said by the actor itself counts most."""

    SAID = "said", _("dit par l'acteur")
    WORKSHOP = "workshop", _("dit en atelier")
    REPORTED = "reported", _("rapporté par le pilote")


class Nature(TextChoices):
    PEOPLE = "people", _("temps et personnes")
    MONEY = "money", _("financement")
    PLACES = "places", _("lieux et places")
    EQUIPMENT = "equipment", _("matériel")
    DATA = "data", _("données")
    NETWORK = "network", _("réseau")
    LEGITIMACY = "legitimacy", _("légitimité")
    EXPERTISE = "expertise", _("expertise")


class Direction(TextChoices):
    BRINGS = "brings", _("apporte")
    SEEKS = "seeks", _("recherche")
