"""Who draws the perimeter; every member reads it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.spaces.enums import EDITORS
from maillage.spaces.permissions import ability, check

DRAW_PERIMETER = ability(
    "territory.draw", EDITORS, _("Seuls le pilote et son équipe dessinent le périmètre de la démarche.")
)

__all__ = ["DRAW_PERIMETER", "check"]
