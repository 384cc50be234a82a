"""Roles, states of a step, readings that a pilot may publish."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    PILOT = "pilot", _("pilote")
    FACILITATOR = "facilitator", _("animateur ou animatrice")
    PARTNER = "partner", _("partenaire")
    OBSERVER = "observer", _("observateur ou observatrice")


EDITORS = frozenset({Role.PILOT, Role.FACILITATOR})
EVERYONE = frozenset(Role)


class State(TextChoices):
    TO_START = "to_start", _("à commencer")
    UNDER_WAY = "under_way", _("en cours")
    UP_TO_DATE = "up_to_date", _("à jour")
    TO_REVIEW = "to_review", _("à revoir")


class Reading(TextChoices):
    """What the pilot decides to show to the members of the space."""

    STAKES = "stakes", _("la carte des enjeux")
    GROUP = "group", _("la composition du groupe")
    NETWORK = "network", _("la carte des liens")
    GRID = "grid", _("la lecture des partenariats")
