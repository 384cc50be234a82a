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
from maillage.toolkit.words import number

from .analyses import can_be_completed, perimeter_of

BEFORE_ANYTHING_ELSE = 1
CAN_WAIT = 60


def standing(space: Space) -> Standing:
    perimeter = perimeter_of(space)
    if perimeter is None:
        return Standing(State.TO_START)
    communes = len(perimeter.codes)
    count = ngettext("%(n)s commune", "%(n)s communes", communes) % {"n": number(communes)}
    return Standing(State.UNDER_WAY if can_be_completed() else State.UP_TO_DATE, count)


def needs(space: Space, on: date) -> Iterable[Need]:
    if perimeter_of(space) is None:
        sentence = _("Dessinez le périmètre : tout le reste part des communes du territoire.")
        return [Need(sentence, reverse("territory:edit", args=[space.slug]), BEFORE_ANYTHING_ELSE)]
    if can_be_completed():
        sentence = _("Complétez la lecture du territoire : des indicateurs attendent d'être téléchargés.")
        return [Need(sentence, reverse("territory:home", args=[space.slug]) + "#indicateurs", CAN_WAIT)]
    return []
