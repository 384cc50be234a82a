"""Names and addresses go when they have served: when the links end, or when a contact is erased."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from maillage.actors.models import Contact
from maillage.journal import actions as journal

from .. import rules, subjects
from ..enums import Anonymity
from ..models import Campaign, Invitation


@transaction.atomic
def forget_names(*, on: date) -> int:
    """Where the links have ended: erase addresses, and names unless the answers were given with a name.

    Returns the number of campaigns concerned. Run once a day, with the reminders.
    """
    ended = Campaign.objects.filter(deadline__lt=on - timedelta(days=rules.DAYS_OF_LINK_AFTER))
    named = Invitation.objects.exclude(email="").values("campaign")
    concerned = list(ended.filter(pk__in=named).select_related("space"))
    for campaign in concerned:
        people = Invitation.objects.filter(campaign=campaign)
        nameless = {} if campaign.anonymity == Anonymity.NAMED else {"name": "", "contact": None}
        people.update(email="", **nameless)
        subjects.subject_of(campaign).on_links_end(campaign)
        journal.record("campaign.names_forgotten", by=None, about=campaign)
    return len(concerned)


def forget_contact(sender, instance: Contact, **_signal) -> None:
    """A contact is erased from the directory: the person's name and address leave the invitations with it."""
    Invitation.objects.filter(contact=instance).update(name="", email="")
