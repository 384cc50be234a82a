"""Who composes a working group."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.spaces.enums import EDITORS
from maillage.spaces.permissions import ability, check

__all__ = ["COMPOSE", "check"]

COMPOSE = ability("groups.compose", EDITORS, _("Le pilote et son équipe composent le groupe de travail."))
