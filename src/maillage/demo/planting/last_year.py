"""A first reading a year ago, so that one partnership reads over the years."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.partnerships import actions as partnerships
from maillage.partnerships.models import Assessment, Partnership

from ..queries import tree
from .marks import answers_of

if TYPE_CHECKING:
    from ..actions import Garden

MORNING = time(10, 30)


def plant_last_year(garden: Garden, partnership: Partnership, key: str) -> None:
    """What was answered then, before this year's answers; a sheet is always handed in today, so its day comes after."""
    told = tree("last_year").get(key)
    if told is None:
        return
    sheets = [_hand_in(garden, partnership, who, marks) for who, marks in told["answers"].items()]
    day = garden.ago(told["days_ago"])
    then = timezone.make_aware(datetime.combine(day, MORNING))
    Assessment.objects.filter(pk__in=sheets).update(started_on=day, submitted_at=then)


def _hand_in(garden: Garden, partnership: Partnership, who: str, marks: str) -> int:
    organisation = garden.organisations[who]
    sheet = partnerships.start_assessment(partnership=partnership, organisation=organisation, by=garden.lea)
    partnerships.answer_all(assessment=sheet, answers=answers_of(sheet, marks), by=garden.lea)
    return partnerships.submit_assessment(assessment=sheet, by=garden.lea).pk
