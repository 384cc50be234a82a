"""Who may run a workshop."""

from django.utils.translation import gettext_lazy as _

from maillage.spaces.enums import EDITORS
from maillage.spaces.permissions import ability, check

__all__ = ["RUN", "check"]

RUN = ability(
    "workshops.run", EDITORS, _("Seuls le pilote et son équipe animent un atelier et en gardent le résultat.")
)
