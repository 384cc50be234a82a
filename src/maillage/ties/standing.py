"""Where this step stands, and what needs the pilot here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.models import Organisation
from maillage.spaces.attention import Need
from maillage.spaces.enums import State
from maillage.spaces.models import Space
from maillage.spaces.steps import Standing

from .queries import count_links, current_ties, last_said_on, proposals

STALE_AFTER = timedelta(days=365)
FEW_ACTORS = 5


def standing(space: Space) -> Standing:
    pairs = count_links(space)
    if not pairs:
        return Standing(State.TO_START)
    return Standing(State.UNDER_WAY, ngettext("%(count)d lien", "%(count)d liens", pairs) % {"count": pairs})


def needs(space: Space, on: date) -> Iterable[Need]:
    """No tie although there are actors to relate; nothing said nor seen for a year; names that wait for a decision."""
    url = reverse("ties:home", args=[space.slug])
    noted = current_ties(space).order_by().aggregate(last=Max("observed_on"))["last"]
    last = max((day for day in (noted, last_said_on(space)) if day), default=None)
    if last is None:
        if Organisation.objects.filter(space=space).current().count() >= FEW_ACTORS:
            yield Need(_("Aucun lien n'est noté entre les acteurs : commencez par ceux que vous connaissez."), url, 60)
    elif last < on - STALE_AFTER:
        yield Need(_("Aucun lien n'a été constaté depuis un an : relisez le réseau."), url, 50)
    names = proposals(space).count()
    if names:
        sentence = ngettext(
            "%(count)d organisation citée par des acteurs n'est pas dans l'annuaire : dites qui c'est.",
            "%(count)d organisations citées par des acteurs ne sont pas dans l'annuaire : dites qui elles sont.",
            names,
        )
        yield Need(sentence % {"count": names}, reverse("ties:proposals", args=[space.slug]), 20)
