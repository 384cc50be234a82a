"""A kept session as a table: one row a point and a group of answers, and nothing that the page does not show."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .models import Workshop
from .pages import lines_of
from .readings import WorkshopReading
from .wording import asked_items


def table_of(workshop: Workshop, reading: WorkshopReading) -> tuple[list[str], list[list]]:
    """Headers and rows; a cell is empty where nothing may be said."""
    headers = [
        _("séance"),
        _("code"),
        _("point"),
        _("groupe"),
        _("niveaux choisis"),
        _("médiane"),
        *(_("niveau %(n)d") % {"n": level} for level in range(1, 6)),
        _("premier quartile"),
        _("troisième quartile"),
        _("ne sait pas"),
        _("sans objet"),
        _("réponses"),
    ]
    rows = []
    for asked in asked_items(workshop):
        item = reading.by_id[asked.id]
        first = [workshop.held_on.isoformat(), asked.id, asked.name]
        quartiles = [item.lower_quartile, item.upper_quartile]
        beside = [item.unknown, item.not_applicable, item.answers]
        if not item.is_told:
            rows.append([*first, _("toute la salle"), None, None, *[None] * 5, None, None, *beside])
        for rank, (label, line) in enumerate(lines_of(item)):
            whole_only = [*quartiles, *beside] if rank == 0 else [None] * 5
            rows.append([*first, label, line.answers, line.median, *line.counts, *whole_only])
    return headers, rows
