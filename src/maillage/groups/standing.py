"""Where this step stands, and what needs the pilot here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.spaces.attention import Need
from maillage.spaces.enums import State
from maillage.spaces.models import Space
from maillage.spaces.steps import Standing
from maillage.toolkit.words import inside

from . import analyses, queries
from .models import WorkingGroup

SOON, CAN_WAIT = 20, 45
MOST_TOLD = 2


def standing(space: Space) -> Standing:
    """Up to date when the space's first group breaks no rule of composition, under way while it does."""
    group = WorkingGroup.objects.in_space(space).first()
    seats = list(queries.seats_of(group)) if group else []
    if not group or not seats:
        return Standing(State.TO_START)
    count = ngettext(
        "%(seats)s siège sur %(smallest)s–%(largest)s", "%(seats)s sièges sur %(smallest)s–%(largest)s", len(seats)
    ) % {"seats": len(seats), "smallest": group.smallest, "largest": group.largest}
    coverage = analyses.coverage_of(group, seats, queries.parts_of(space))
    return Standing(State.UP_TO_DATE if coverage.complete else State.UNDER_WAY, count)


def needs(space: Space, on: date) -> Iterable[Need]:
    """What is missing in each group that has begun; a group that has its size but not its balance comes first."""
    for one in queries.vacated_seats(space)[:MOST_TOLD]:
        words = {"group": one.seat.group.name, "organisation": one.seat.organisation.name}
        told = (
            _("%(group)s : la personne qui siège pour « %(organisation)s » est partie ; une autre lui succède.")
            if one.successor
            else _("%(group)s : la personne qui siège pour « %(organisation)s » est partie ; personne ne lui succède.")
        )
        yield Need(told % words, f"{one.seat.group.get_absolute_url()}#siege-{one.seat.pk}", SOON)
    for group in WorkingGroup.objects.in_space(space).select_related("space"):
        reading = analyses.read_group(group)
        if not reading.size:
            continue
        for missing in reading.missing[:MOST_TOLD]:
            who_could = f"{reverse('groups:candidates', args=[space.slug, group.pk])}?{missing.query}"
            yield Need(
                _("%(group)s : %(sentence)s") % {"group": group.name, "sentence": inside(missing.sentence)},
                who_could if missing.query else group.get_absolute_url(),
                SOON if reading.size >= group.smallest else CAN_WAIT,
            )
