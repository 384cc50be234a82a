"""Where this step stands, and what needs the pilot here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.spaces.attention import Need
from maillage.spaces.enums import State
from maillage.spaces.models import Space
from maillage.spaces.steps import Standing
from maillage.toolkit.words import long_date

from .models import Action, Meeting

SOON = timedelta(days=10)
MINUTES_EXPECTED = timedelta(days=90)  # a meeting older than that no longer waits for its minutes


def standing(space: Space) -> Standing:
    on = timezone.localdate()
    dues = list(Action.objects.filter(space=space).open().values_list("due_on", flat=True))
    late = sum(due < on for due in dues)
    if late:
        words = ngettext("%(count)d action en retard", "%(count)d actions en retard", late) % {"count": late}
        return Standing(State.TO_REVIEW, words)
    if dues:
        words = ngettext("%(count)d action ouverte", "%(count)d actions ouvertes", len(dues)) % {"count": len(dues)}
        return Standing(State.UP_TO_DATE, words)
    begun = Meeting.objects.filter(space=space).exists() or Action.objects.filter(space=space).exists()
    return Standing(State.UNDER_WAY if begun else State.TO_START)


def needs(space: Space, on: date) -> Iterable[Need]:
    """Late actions, a near meeting without agenda, a meeting without minutes, no meeting ahead."""
    yield from _late(space, on)
    meetings = list(
        Meeting.objects.filter(space=space, held_on__gte=on - MINUTES_EXPECTED)
        .select_related("space")
        .order_by("held_on", "pk")
    )
    for meeting in meetings:
        words = {"title": meeting.title, "day": long_date(meeting.held_on)}
        if meeting.held_on < on and not meeting.minutes.strip():
            sentence = _("La réunion « %(title)s » du %(day)s n'a pas encore de compte rendu.") % words
            yield Need(sentence, meeting.get_absolute_url(), 20)
        elif on <= meeting.held_on <= on + SOON and not meeting.agenda.strip():
            sentence = _("La réunion « %(title)s » du %(day)s n'a pas d'ordre du jour.") % words
            yield Need(sentence, meeting.get_absolute_url(), 12)
    if meetings and all(meeting.held_on < on for meeting in meetings):
        yield Need(_("Aucune réunion n'est prévue."), reverse("animation:home", args=[space.slug]), 45)


def _late(space: Space, on: date) -> Iterable[Need]:
    late = list(Action.objects.filter(space=space).late(on=on).values_list("title", flat=True))
    url = reverse("animation:home", args=[space.slug]) + "?etat=late"
    if len(late) == 1:
        yield Need(_("L'action « %(title)s » est en retard.") % {"title": late[0]}, url, 8)
    elif late:
        yield Need(_("%(count)d actions sont en retard.") % {"count": len(late)}, url, 8)
