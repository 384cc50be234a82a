"""Who writes the texts, and who names the pilot. Every member reads the mandate."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.permissions import ability

WRITE = ability("agreements.write", EDITORS, _("Seule l'équipe pilote écrit les textes et change leur état."))
NAME_PILOT = ability("agreements.name_pilot", {Role.PILOT}, _("Seul le pilote de l'espace écrit ou modifie le mandat."))
