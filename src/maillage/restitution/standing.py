"""Where this step stands: was a report ever made, and is it recent?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.journal.models import Entry
from maillage.spaces.attention import Need
from maillage.spaces.enums import State
from maillage.spaces.models import Space
from maillage.spaces.steps import Standing
from maillage.toolkit.words import long_date

RECENT = timedelta(days=180)


def standing(space: Space) -> Standing:
    last = (
        Entry.objects.filter(space_id=space.pk, code="report.made").order_by("-at").values_list("at", flat=True).first()
    )
    if last is None:
        return Standing(State.TO_START, _("aucun rapport"))
    is_recent = timezone.now() - last < RECENT
    made_on = _("rapport du %(day)s") % {"day": long_date(timezone.localdate(last))}
    return Standing(State.UP_TO_DATE if is_recent else State.TO_REVIEW, made_on)


def needs(space: Space, on: date) -> Iterable[Need]:
    return []
