"""Every member may take the report away: it holds only what that member may already read."""

from django.utils.translation import gettext_lazy as _

from maillage.spaces.enums import EVERYONE
from maillage.spaces.permissions import ability

TAKE_REPORT = ability("restitution.report", EVERYONE, _("Le rapport est réservé aux membres de l'espace."))
