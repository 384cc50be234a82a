"""Who writes ties, and who reads which."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.spaces.enums import EDITORS
from maillage.spaces.permissions import ability

EDIT = ability("ties.edit", EDITORS, _("Seule l'équipe pilote note les liens entre les acteurs."))
