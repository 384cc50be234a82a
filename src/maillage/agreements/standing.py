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

from .enums import Status
from .models import Agreement, Mandate
from .queries import mandate_in_force
from .rules import CLOSED

WARNED_BEFORE = timedelta(days=183)
PRESSING = timedelta(days=60)


def standing(space: Space) -> Standing:
    """Up to date with a mandate and a text in force; to review when one of them has run out."""
    on = timezone.localdate()
    texts = list(Agreement.objects.filter(space=space).exclude(status=Status.DRAFT).values_list("status", "ends_on"))
    mandates = list(Mandate.objects.filter(space=space).values_list("starts_on", "ends_on"))
    if not texts and not mandates:
        drafts = Agreement.objects.filter(space=space).exists()
        return Standing(State.UNDER_WAY if drafts else State.TO_START)
    count = ngettext("%(count)d texte", "%(count)d textes", len(texts)) % {"count": len(texts)} if texts else ""
    return Standing(_state(texts, mandates, on), count)


def _state(texts: list[tuple], mandates: list[tuple], on: date) -> State:
    piloted = any(start <= on and (end is None or on <= end) for start, end in mandates)
    in_force = [end for status, end in texts if status == Status.IN_FORCE]
    over = any(end is not None and end < on for end in in_force)
    if over or (mandates and not piloted) or any(status == Status.TO_RENEW for status, _end in texts):
        return State.TO_REVIEW
    return State.UP_TO_DATE if piloted and in_force else State.UNDER_WAY


def needs(space: Space, on: date) -> Iterable[Need]:
    """No mandate, a mandate near its end or not signed; a text to renew, past its end or its review."""
    yield from _mandate_needs(space, on)
    alive = Agreement.objects.filter(space=space).exclude(status__in=[Status.DRAFT, *CLOSED])
    for agreement in alive.select_related("space"):
        yield from _text_needs(agreement, on)


def _mandate_needs(space: Space, on: date) -> Iterable[Need]:
    url = reverse("agreements:mandate", args=[space.slug])
    mandate = mandate_in_force(space, on=on)
    if mandate is None:
        yield Need(_("Aucun mandat de pilotage n'est en vigueur : il faut une lettre de mission."), url, 10)
        return
    words = {"holder": mandate.holder}
    if mandate.ends_on and mandate.ends_on - on <= WARNED_BEFORE:
        words["end"] = long_date(mandate.ends_on)
        pressing = mandate.ends_on - on <= PRESSING
        yield Need(
            _("Le mandat de %(holder)s finit le %(end)s : préparez la suite.") % words, url, 10 if pressing else 30
        )
    if mandate.signed_on is None:
        yield Need(_("La lettre de mission de %(holder)s n'est pas encore signée.") % words, url, 40)


def _text_needs(agreement: Agreement, on: date) -> Iterable[Need]:
    url = agreement.get_absolute_url()
    words = {"title": agreement.title, "end": long_date(agreement.ends_on) if agreement.ends_on else ""}
    end = agreement.ends_on
    if end and end < on:
        yield Need(_("« %(title)s » a passé son terme (%(end)s) : renouvelez-le ou notez-le échu.") % words, url, 5)
    elif agreement.status == Status.TO_RENEW:
        before = _("« %(title)s » est à renouveler avant le %(end)s.") if end else _("« %(title)s » est à renouveler.")
        yield Need(before % words, url, 15)
    elif end and end - on <= WARNED_BEFORE:
        yield Need(_("« %(title)s » finit le %(end)s : renouveler ou clore ?") % words, url, 30)
    if agreement.review_on and agreement.review_on < on:
        words["review"] = long_date(agreement.review_on)
        yield Need(_("La revue de « %(title)s » était prévue le %(review)s.") % words, url, 25)
