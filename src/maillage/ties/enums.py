"""Four intensities of a relation (after Himmelman, in our words) and what flows through it."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Intensity(IntegerChoices):
    NETWORKING = 1, _("on s'informe")
    COORDINATING = 2, _("on se coordonne")
    COOPERATING = 3, _("on partage des moyens")
    COLLABORATING = 4, _("on décide ensemble")


class Nature(TextChoices):
    INFORMATION = "information", _("information")
    REFERRAL = "referral", _("orientation de jeunes")
    RECRUITMENT = "recruitment", _("recrutement")
    TRAINING = "training", _("formation")
    FUNDING = "funding", _("financement")
    GOVERNANCE = "governance", _("gouvernance")
    PROJECT = "project", _("projet commun")


class Side(TextChoices):
    """The two sides that a pilot brings together; an actor may be on neither."""

    EMPLOYMENT = "employment", _("emploi")
    TRAINING = "training", _("formation")


class Voice(TextChoices):
    """Where a link comes from, and whether both ends say it. One end that says nothing may not have been heard."""

    BOTH = "both", _("dit par les deux")
    ONE = "one", _("dit par un seul, l'autre a répondu")
    UNHEARD = "unheard", _("dit par un seul, l'autre n'a pas répondu")
    OWN = "own", _("dit par votre organisation")
    TEAM = "team", _("noté par l'équipe pilote")
