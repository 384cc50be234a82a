"""Letters leave after what they tell of is saved; one that did not leave is tried again, none leaves twice.

Before a letter leaves, the invitations it is about are held for a few minutes: of two processes that would send it,
one does. If that one is stopped in the middle, another sends the letter later.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from maillage.accounts.models import User

from .. import emails, permissions
from ..models import Campaign, Invitation
from ..models.campaign import InvitationQuerySet

HELD_FOR = timedelta(minutes=3)
AT_ONCE = 30  # letters sent before the page answers; those that follow leave in a process apart (tasks.wake)
log = logging.getLogger("maillage.campaigns")


def deliver_invitations(ids: Iterable[int]) -> int:
    """Send the letters of these invitations that have not left yet; returns how many left."""
    waiting = (
        Invitation.objects.filter(pk__in=list(ids), invited_on=None, campaign__opened_at__isnull=False)
        .asked()
        .exclude(email="")
        .select_related("campaign__space", "campaign__asked_by", "organisation")
        .order_by("pk")
    )
    today = timezone.localdate()

    return deliver(
        Letter(
            compose=lambda one=one: emails.invitation_letter(one),
            about=[one.pk],
            rows=Invitation.objects.filter(invited_on=None).asked(),
            note={"invited_on": today},
        )
        for one in waiting
    )


def deliver_first_invitations(ids: Iterable[int]) -> None:
    """After the commit: as many as a page may wait for."""
    first = list(ids)[:AT_ONCE]
    deliver_safely(lambda: deliver_invitations(first))


def waiting_letters(on: date) -> InvitationQuerySet:
    """Invitations of campaigns that take answers, whose letter has not left and that no process is sending."""
    free = Q(sending_at=None) | Q(sending_at__lt=timezone.now() - HELD_FOR)
    unsent = Invitation.objects.filter(free, invited_on=None, campaign__in=Campaign.objects.taking_answers(on))
    return unsent.asked().exclude(email="")


def awaiting_reminder(on: date) -> InvitationQuerySet:
    """Those of whom a reminder was asked by hand that day, and who have not heard."""
    return Invitation.objects.to_remind().filter(reminder_asked_on=on).exclude(Q(reminded_on=on) | Q(invited_on=on))


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to send; ``rows`` says what must still be true of those it is ``about``, ``note`` what is kept of it."""

    compose: Callable[[], EmailMessage]
    about: list[int] = field(default_factory=list)
    rows: InvitationQuerySet = field(default_factory=Invitation.objects.all)
    note: dict = field(default_factory=dict)

    def hold(self) -> bool:
        """All the invitations it is about, or none of them."""
        now = timezone.now()
        free = Q(sending_at=None) | Q(sending_at__lt=now - HELD_FOR)
        with transaction.atomic():
            held = self.rows.filter(free, pk__in=self.about).update(sending_at=now) if self.about else 0
            if held < len(self.about):
                transaction.set_rollback(True)
        return held == len(self.about)

    def let_go(self, **note: object) -> None:
        if self.about:
            Invitation.objects.filter(pk__in=self.about).update(sending_at=None, **note)


def deliver(letters: Iterable[Letter]) -> int:
    """Send each over one connection; returns how many left.

    A refused address is noted and the others go on; a mail server that does not answer stops the round.
    """
    sent = 0
    with get_connection(fail_silently=False) as connection:
        for letter in letters:
            if not letter.hold():
                continue
            try:
                message = letter.compose()
                message.connection = connection
                message.send()
            except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refusal:
                log.warning("A letter was refused: %s", type(refusal).__name__)
                letter.let_go()
                continue
            except Exception:
                letter.let_go()
                raise
            letter.let_go(**letter.note)
            sent += 1
    return sent


def deliver_safely(letters: Callable[[], int]) -> None:
    """After the commit: what is saved stays, whatever the mail server says. Unsent letters are seen on the board."""
    try:
        letters()
    except (OSError, smtplib.SMTPException) as fault:
        log.warning("The mail server does not answer: %s", type(fault).__name__)


@transaction.atomic
def send_unsent_letters(*, campaign: Campaign, by: User) -> None:
    """Try again the letters that have not left."""
    permissions.check(by, campaign.space, permissions.RUN)
    unsent = campaign.invitations.asked().filter(invited_on=None).exclude(email="")
    ids = list(unsent.values_list("pk", flat=True))
    transaction.on_commit(lambda: deliver_first_invitations(ids))
