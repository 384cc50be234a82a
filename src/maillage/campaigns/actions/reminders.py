"""Reminders to those who have not answered, and to nobody else: by hand, or as planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal

from .. import emails, permissions, queries
from ..models import Campaign, Invitation
from .letters import (
    AT_ONCE,
    Letter,
    awaiting_reminder,
    deliver,
    deliver_invitations,
    deliver_safely,
    waiting_letters,
)


@transaction.atomic
def remind_now(*, campaign: Campaign, by: User) -> int:
    """Remind at once those whom this campaign awaits; returns how many letters are to leave.

    One letter a person, which lists everything the space awaits from them; nobody hears twice the same day. The first
    letters leave with the page, those of a long list in a process apart (``send_asked_reminders``).
    """
    permissions.check(by, campaign.space, permissions.RUN)
    today = timezone.localdate()
    if not campaign.takes_answers(today):
        raise Refusal(_("Cette campagne ne prend pas de réponses : ouvrez-la ou prolongez-la d'abord."))
    people = [
        awaited
        for awaited in queries.awaited_by_person(campaign.space, on=today).values()
        if any(one.campaign_id == campaign.pk for one in awaited) and not _heard_today(awaited, today)
    ]
    if not people:
        raise Refusal(_("Personne à relancer aujourd'hui : chacun a répondu, dit stop, ou reçu une lettre ce jour."))
    asked = [one.pk for awaited in people for one in awaited]
    Invitation.objects.filter(pk__in=asked).update(reminder_asked_on=today)
    journal.record("campaign.reminded", by=by, about=campaign, number=len(people))
    transaction.on_commit(lambda: deliver_safely(lambda: _send(people[:AT_ONCE], today)))
    return len(people)


def send_asked_reminders(*, on: date) -> int:
    """The reminders asked by hand that day which have not left yet; returns how many did."""
    waiting = awaiting_reminder(on)
    people = [
        awaited
        for space in Space.objects.filter(pk__in=waiting.values("space")).distinct()
        for awaited in queries.awaited_by_person(space, on=on).values()
        if any(one.reminder_asked_on == on for one in awaited) and not _heard_today(awaited, on)
    ]
    return _send(people, on)


def remind_due(*, on: date) -> dict[Space, int]:
    """The planned round, for every space: first the letters that had not left, then the reminders whose day has come.

    Run once a day; a second run on the same day sends nothing. Returns the number of reminders sent by space.
    """
    deliver_invitations(waiting_letters(on).values_list("pk", flat=True))
    sent = {}
    for space in Space.objects.filter(campaigns__in=Campaign.objects.taking_answers(on)).distinct():
        people = [
            awaited
            for awaited in queries.awaited_by_person(space, on=on).values()
            if any(queries.is_due(one, on=on) for one in awaited) and not _heard_today(awaited, on)
        ]
        sent[space] = _send(people, on)
    return sent


def _heard_today(awaited: Iterable[Invitation], today: date) -> bool:
    return any(today in {one.invited_on, one.reminded_on} for one in awaited)


def _send(people: Iterable[Sequence[Invitation]], today: date) -> int:
    """Whoever answered, or said stop, since ``people`` was read hears nothing."""
    return deliver(
        Letter(
            compose=lambda awaited=awaited: emails.reminder_letter(awaited),
            about=[one.pk for one in awaited],
            rows=Invitation.objects.to_remind().exclude(reminded_on=today),
            note={"reminded_on": today, "reminders": F("reminders") + 1},
        )
        for awaited in people
    )
