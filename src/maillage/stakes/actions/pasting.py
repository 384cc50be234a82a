"""Positions taken from the pilot's spreadsheet: all the lines that were understood, or none."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.stakes import permissions
from maillage.stakes.enums import Source
from maillage.stakes.models import PositionSheet, Round
from maillage.stakes.pasted import Pasted
from maillage.toolkit.refusals import Refusal

from .positions import say_positions
from .rounds import ask_actors


@transaction.atomic
def take_positions(
    *, round: Round, pasted: Pasted, source: str = Source.REPORTED, skip_refused: bool = False, by: User
) -> int:
    """Write the positions of every line understood; actors not yet asked join the round. Returns how many lines.

    Raises Refusal when a line was refused and ``skip_refused`` was not asked for, or when there is nothing to write.
    """
    permissions.check(by, round.space, permissions.READ_NAMED)
    if pasted.refused and not skip_refused:
        raise Refusal(
            _("Ligne %(line)s, « %(name)s » : %(why)s. Corrigez-la, ou laissez de côté ce qui n'est pas compris.")
            % {"line": pasted.refused[0].line, "name": pasted.refused[0].name, "why": pasted.refused[0].why}
        )
    rows = [row for row in pasted.kept if row.organisation and row.values]
    if not rows:
        raise Refusal(_("Aucune position à reprendre dans ce tableau : vérifiez ses colonnes."))
    ask_actors(round=round, organisations=[row.organisation for row in rows], by=by)
    sheets = {
        sheet.organisation_id: sheet
        for sheet in PositionSheet.objects.filter(round=round).select_related("organisation__space", "round", "space")
    }
    for row in rows:
        say_positions(sheet=sheets[row.organisation.pk], values=row.values, source=source, by=by)
    return len(rows)
