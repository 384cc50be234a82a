"""What leaves apart from the pages: a long list of letters, and the round of the day.

The round: letters that wait, reminders whose day has come, names that have served.

Once a day, from an hour that the server chooses, whoever finds it due does it: the server looks every minute, in a
process apart. The day's row in the database says who does it. Stopped in the middle, or the mail server silent, it is
taken up again a quarter of an hour later; a day when the machine was off is made up for at the next start.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException
from uuid import uuid4

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from maillage.actors.tasks import start_worker
from maillage.spaces.models import Space

from . import actions
from .actions.letters import AT_ONCE, awaiting_reminder, waiting_letters
from .models import Campaign, Round

PATIENCE = timedelta(minutes=15)  # a round that is not over by then is taken up by another process
DAYS_KEPT = 30
log = logging.getLogger("maillage.campaigns")


@dataclass(frozen=True, slots=True)
class Done:
    """Reminders sent by space, campaigns whose names are forgotten, and how many things upper rooms did, by name."""

    reminders: Mapping[Space, int]
    forgotten: int
    also: Mapping[str, int]


_ALSO: dict[str, Callable[..., int]] = {}


def every_day(name: str, action: Callable[..., int]) -> None:
    """A room brings what it does once a day (from its AppConfig.ready): ``action(on=day)`` returns how many it did."""
    if name in _ALSO:
        raise ValueError(f"{name!r} is done every day already.")
    _ALSO[name] = action


def wake(campaign: Campaign) -> bool:
    """Start a process that sends the letters of a long list, of which the page sent the first ones."""
    is_long = campaign.invitations.count() > AT_ONCE
    if not is_long or not (_of(campaign, _waiting()) or _of(campaign, awaiting_reminder(timezone.localdate()))):
        return False
    start_worker()
    return True


def send_waiting() -> int:
    """Send the letters that have not left, and the reminders asked by hand; returns how many did."""
    try:
        return actions.deliver_invitations(_waiting()) + actions.send_asked_reminders(on=timezone.localdate())
    except (OSError, SMTPException) as fault:
        log.warning("The mail server does not answer, letters wait: %s", type(fault).__name__)
        return 0


def _of(campaign: Campaign, letters: QuerySet) -> bool:
    return campaign.invitations.filter(pk__in=letters).exists()


def _waiting() -> QuerySet:
    return waiting_letters(timezone.localdate()).values_list("pk", flat=True)


def is_due(now: datetime) -> bool:
    """Whether the round of this day is still to be done, or to be taken up again."""
    local = timezone.localtime(now)
    if settings.DAILY_HOUR is None or local.hour < settings.DAILY_HOUR:
        return False
    return not Round.objects.filter(_held(now), day=local.date()).exists()


def go_round(now: datetime) -> Done | None:
    """Do the round of this day; None when it is not due, when another process has it, or when no letter can leave."""
    if not is_due(now):
        return None
    day, worker = timezone.localdate(now), f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid4().hex[:12]}"
    if not _take(day, now, worker):
        return None
    try:
        done = do(day)
    except (OSError, SMTPException) as fault:
        log.warning("The mail server does not answer, the round of the day will start again: %s", type(fault).__name__)
        return None
    Round.objects.filter(day=day, taken_by=worker).update(ended_at=timezone.now())
    Round.objects.filter(day__lt=day - timedelta(days=DAYS_KEPT)).delete()
    return done


def do(day: date) -> Done:
    """What a day brings; a second time the same day sends nothing more. Raises OSError when no letter can leave."""
    forgotten, also = actions.forget_names(on=day), {name: action(on=day) for name, action in _ALSO.items()}
    return Done(actions.remind_due(on=day), forgotten, also)


def _held(now: datetime) -> Q:
    """Over, or begun a moment ago."""
    return Q(ended_at__isnull=False) | Q(taken_at__gte=now - PATIENCE)


def _take(day: date, now: datetime, worker: str) -> bool:
    """One process only: the first to write the day's row, or to change it once it was left."""
    mine = {"taken_at": now, "taken_by": worker}
    _row, is_first = Round.objects.get_or_create(day=day, defaults=mine)
    return is_first or bool(Round.objects.filter(day=day).exclude(_held(now)).update(**mine))
