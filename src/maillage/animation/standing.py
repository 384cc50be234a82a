"""Where this step stands, and what needs the pilot here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.cache import cache
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.partnerships.analyses import read_partnerships
from maillage.partnerships.enums import AssessmentKind
from maillage.partnerships.models import Partnership
from maillage.spaces.attention import Need
from maillage.spaces.enums import State
from maillage.spaces.models import Space
from maillage.spaces.steps import Standing
from maillage.toolkit.words import long_date

from .analyses.plan import points_of, without_agreement
from .models import Action, Meeting, PlanLine

SOON = timedelta(days=10)
DECIDE_WITHIN = 15  # days: after late actions, before a meeting to plan
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
    """Late actions, readings without a follow-up, a near meeting without agenda, minutes to write, no meeting ahead."""
    yield from _late(space, on)
    yield from _undecided(space)
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


def _undecided(space: Space) -> Iterable[Need]:
    """Partnerships that the group has read together, and whose reading still waits for decisions."""
    common = Q(assessments__kind=AssessmentKind.CONSENSUS)
    read = (
        Partnership.objects.filter(space=space)
        .current()
        .annotate(together=Max("assessments__submitted_at", filter=common))
    )
    partnerships = list(read.annotate(last=Max("assessments__submitted_at")).exclude(together=None))
    planned: dict[int, set[str]] = {}
    for partnership, criterion in PlanLine.objects.filter(space=space).values_list("partnership", "criterion"):
        planned.setdefault(partnership, set()).add(criterion)
    for partnership, points in _points(partnerships):
        number = len(set(points) - planned.get(partnership.pk, set()))
        if number:
            sentence = ngettext(
                "« %(name)s » : %(number)d point de la lecture attend une décision.",
                "« %(name)s » : %(number)d points de la lecture attendent une décision.",
                number,
            )
            url = reverse("animation:plan", args=[space.slug, partnership.pk])
            yield Need(sentence % {"name": partnership.name, "number": number}, url, DECIDE_WITHIN)


def _points(partnerships: list[Partnership]) -> list[tuple[Partnership, list[str]]]:
    """What each reading asks to decide; kept for an hour under the time of the last answer."""
    keys = {p.pk: f"plan-points:{p.pk}:{p.last.isoformat()}" for p in partnerships}
    known = cache.get_many(keys.values())
    fresh = {keys[r.partnership.pk]: r for r in read_partnerships([p for p in partnerships if keys[p.pk] not in known])}
    found = {
        key: list(points_of(reading, without_agreement(reading.partnership, reading.grid_version)))
        for key, reading in fresh.items()
    }
    cache.set_many(found, timeout=3600)
    return [(p, (known | found)[keys[p.pk]]) for p in partnerships]
