"""Where this step stands, and what needs the pilot here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.cache import cache
from django.db.models import Count, F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.spaces.attention import Need
from maillage.spaces.enums import State
from maillage.spaces.models import Space
from maillage.spaces.steps import Standing
from maillage.toolkit.words import long_date

from . import analyses, rules, wording
from .enums import AssessmentKind
from .models import Partnership

DISCUSS_WITHIN = 30
READ_WITHIN = 60


def standing(space: Space) -> Standing:
    """« 4 partenariats, 3 lus »."""
    found = Partnership.objects.filter(space=space).current()
    read = Q(assessments__submitted_at__isnull=False)
    counts = found.aggregate(
        total=Count("pk", distinct=True),
        read=Count("pk", distinct=True, filter=read),
        hidden=Count("pk", distinct=True, filter=Q(published=False)),
    )
    total, read = counts["total"], counts["read"]
    if not total:
        return Standing(State.TO_START)
    words = ngettext("%(total)d partenariat", "%(total)d partenariats", total) % {"total": total}
    words = _("%(partnerships)s, %(read)s") % {
        "partnerships": words,
        "read": ngettext("%(read)d lu", "%(read)d lus", read) % {"read": read} if read else _("aucun lu"),
    }
    return Standing(State.UP_TO_DATE if read == total else State.UNDER_WAY, words, is_whole=not counts["hidden"])


def needs(space: Space, on: date) -> Iterable[Need]:
    """Terms that come near or are past, disagreements that nobody has talked about, partnerships not read yet."""
    individual, common = Q(assessments__kind=AssessmentKind.INDIVIDUAL), Q(assessments__kind=AssessmentKind.CONSENSUS)
    partnerships = list(
        Partnership.objects.filter(space=space)
        .current()
        .annotate(
            last_alone=Max("assessments__submitted_at", filter=individual),
            last_together=Max("assessments__submitted_at", filter=common),
        )
        .annotate(space_slug=F("space__slug"))
    )
    return [*_terms(partnerships, on), *_not_discussed(partnerships), *_not_read(partnerships)]


def _terms(partnerships: list[Partnership], on: date) -> Iterable[Need]:
    for partnership in partnerships:
        words = {"name": partnership.name, "day": long_date(partnership.ends_on) if partnership.ends_on else ""}
        if partnership.ends_on and partnership.ends_on < on:
            yield Need(
                _("« %(name)s » est arrivé à son terme le %(day)s : reconduire, clore, ou corriger la date.") % words,
                _address(partnership),
                0,
            )
        elif wording.ends_soon(partnership.ends_on, on=on):
            yield Need(
                _("« %(name)s » se termine le %(day)s : préparer la suite avec ses membres.") % words,
                _address(partnership),
                (partnership.ends_on - on).days,
            )


def _not_discussed(partnerships: list[Partnership]) -> Iterable[Need]:
    waiting = [p for p in partnerships if p.last_alone and not (p.last_together and p.last_together > p.last_alone)]
    for partnership, number in _disagreements(waiting):
        if number:
            sentence = ngettext(
                "« %(name)s » : un désaccord attend d'être mis en débat.",
                "« %(name)s » : %(number)d désaccords attendent d'être mis en débat.",
                number,
            )
            yield Need(sentence % {"name": partnership.name, "number": number}, _reading(partnership), DISCUSS_WITHIN)


def _disagreements(partnerships: list[Partnership]) -> list[tuple[Partnership, int]]:
    """How many each holds, from three answers on, for the pilot's whole team reads them.

    Kept for an hour under the time of the last answer, for the front page asks it each time.
    """
    keys = {p.pk: f"disagreements:{p.pk}:{p.last_alone.isoformat()}" for p in partnerships}
    known = cache.get_many(keys.values())
    unknown = [p for p in partnerships if keys[p.pk] not in known]
    fresh = analyses.read_partnerships(unknown, fewest_answers=rules.FEWEST_RATERS_SHOWN)
    counted = {keys[reading.partnership.pk]: len(reading.disagreements) for reading in fresh}
    cache.set_many(counted, timeout=3600)
    return [(p, (known | counted)[keys[p.pk]]) for p in partnerships]


def _not_read(partnerships: list[Partnership]) -> Iterable[Need]:
    for partnership in partnerships:
        if not partnership.last_alone and not partnership.last_together:
            yield Need(
                _("« %(name)s » n'est pas encore lu : proposez la grille à ses membres.") % {"name": partnership.name},
                _reading(partnership),
                READ_WITHIN,
            )


def _address(partnership: Partnership) -> str:
    return reverse("partnerships:partnership", args=[partnership.space_slug, partnership.pk])


def _reading(partnership: Partnership) -> str:
    return reverse("partnerships:reading", args=[partnership.space_slug, partnership.pk])
