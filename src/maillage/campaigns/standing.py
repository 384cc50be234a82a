"""What campaigns need from the pilot: answers that are awaited, a date that is past, letters that have not left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.spaces.attention import Need
from maillage.spaces.models import Space
from maillage.toolkit.words import long_date

from .models import Campaign
from .wording import missing_answers


def needs(space: Space, on: date) -> Iterable[Need]:
    """One query whatever the number of campaigns and people."""
    asked = Q(invitations__forwarded_on=None, invitations__revoked_on=None)
    missing = asked & Q(invitations__finished_on=None, invitations__declined_on=None)
    unsent = asked & Q(invitations__invited_on=None, invitations__finished_on=None) & ~Q(invitations__email="")
    campaigns = (
        Campaign.objects.filter(space=space)
        .open()
        .annotate(missing=Count("invitations", filter=missing), unsent=Count("invitations", filter=unsent))
        .order_by("deadline", "pk")
    )
    for campaign in campaigns:
        url = reverse("campaigns:campaign", args=[space.slug, campaign.pk])
        words = {"title": campaign.title, "day": long_date(campaign.deadline)}
        if campaign.deadline < on:
            yield Need(
                _("« %(title)s » : la date est passée depuis le %(day)s ; prolongez ou fermez la campagne.") % words,
                url,
                1,
            )
        elif campaign.missing:
            words["missing"] = missing_answers(campaign.missing)
            yield Need(_("« %(title)s » : %(missing)s avant le %(day)s.") % words, url, (campaign.deadline - on).days)
        if campaign.unsent and campaign.deadline >= on:
            sentence = ngettext(
                "« %(title)s » : %(n)d lettre n'est pas partie.",
                "« %(title)s » : %(n)d lettres ne sont pas parties.",
                campaign.unsent,
            )
            yield Need(sentence % {"title": campaign.title, "n": campaign.unsent}, url, 2)
