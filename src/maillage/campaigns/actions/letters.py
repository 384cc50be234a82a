"""Letters leave after what they tell of is saved; one that did not leave is tried again, none leaves twice."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Iterable

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User

from .. import emails, permissions
from ..models import Campaign, Invitation

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

    def left(invitation: Invitation) -> None:
        Invitation.objects.filter(pk=invitation.pk).update(invited_on=today)

    return deliver((emails.invitation_letter, one, left) for one in waiting)


def deliver(letters: Iterable[tuple[Callable[..., EmailMessage], object, Callable]]) -> int:
    """Send each (compose, what, what to do once it has left) over one connection; returns how many left.

    A refused address is noted and the others go on; a mail server that does not answer stops the round.
    """
    sent = 0
    with get_connection(fail_silently=False) as connection:
        for compose, what, left in letters:
            message = compose(what)
            message.connection = connection
            try:
                message.send()
            except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as refusal:
                log.warning("A letter was refused: %s", type(refusal).__name__)
                continue
            left(what)
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
    ids = list(campaign.invitations.filter(invited_on=None).values_list("pk", flat=True))
    transaction.on_commit(lambda: deliver_safely(lambda: deliver_invitations(ids)))
