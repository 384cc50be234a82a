from django.db.models import IntegerChoices, TextChoices
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


class Weight(IntegerChoices):
    """How much it matters, in words: a number alone is read differently by everyone."""

    SECONDARY = 1, _("1 · secondaire")
    USEFUL = 2, _("2 · utile")
    IMPORTANT = 3, _("3 · important")
    MAJOR = 4, _("4 · très important")
    VITAL = 5, _("5 · vital")
