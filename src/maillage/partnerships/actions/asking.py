"""The sheets that a campaign asks for: begun by a personal link, or typed for somebody; told once it is closed."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.campaigns import actions as campaigns
from maillage.campaigns import links
from maillage.campaigns.enums import Anonymity
from maillage.campaigns.models import Campaign, Invitation
from maillage.toolkit.refusals import Refusal

from .. import permissions, queries, rules
from ..models import AskedPartnership, Assessment, Partnership
from .versions import grid_to_use


@transaction.atomic
def start_asked_assessment(*, invitation: Invitation, partnership: Partnership, by: User | None = None) -> Assessment:
    """Open the grid for somebody who was asked; whoever has begun finds the answers where they were left.

    ``by``: who types for this person. Unless names were promised, the sheet holds neither name nor organisation.
    """
    campaign = Campaign.objects.select_for_update().get(pk=invitation.campaign_id)  # two clicks open one sheet
    permissions.check_asked(invitation, campaign)
    asked = queries.asked_of(invitation).filter(partnership=partnership).select_related("grid").first()
    if asked is None:
        raise Refusal(_("Ce partenariat n'est plus dans ce qui vous est demandé."))
    begun = Assessment.objects.filter(invitation=invitation, partnership=partnership).first()
    if begun is not None:
        return _taken_up(begun, by)
    assessment = Assessment.objects.create(
        space=partnership.space,
        partnership=partnership,
        grid=asked.grid or grid_to_use(partnership.space),
        invitation=invitation,
        anonymity=campaign.anonymity,
        college=invitation.organisation.college,
        respondent=links.respondent_mark(
            space_id=campaign.space_id, email=invitation.email, organisation_id=invitation.organisation_id
        ),
        entered_by=by,
        **_name_of(invitation, campaign),
    )
    note_progress(assessment)
    return assessment


def _name_of(invitation: Invitation, campaign: Campaign) -> dict:
    if campaign.is_named:
        return {"organisation": invitation.organisation}
    return {"number": invitation.number}


def _taken_up(begun: Assessment, by: User | None) -> Assessment:
    if by is None or begun.entered_by_id == by.pk:
        return begun
    raise Refusal(_("Cette personne répond déjà elle-même : ses réponses sont les siennes."))


def note_progress(assessment: Assessment) -> None:
    """Tell the campaign how far this person is, from all the sheets that it was asked for."""
    asked = queries.asked_of(assessment.invitation).values("partnership")
    handed_in = Assessment.objects.filter(invitation=assessment.invitation, partnership__in=asked).submitted().count()
    campaigns.note_progress(invitation=assessment.invitation, is_finished=handed_in == asked.count())


def freeze_grid(campaign: Campaign) -> None:
    """All read on one version: the one in service when the campaign opens."""
    version = grid_to_use(campaign.space)
    AskedPartnership.objects.filter(campaign=campaign).update(grid=version)


def tell_numbered_sheets(campaign: Campaign) -> None:
    """The campaign is closed: numbered sheets may be read one by one, where there are enough of them.

    They then share one day and one hour: whoever watched the answers come learns nothing from theirs.
    """
    if campaign.anonymity != Anonymity.PSEUDONYMOUS:
        return
    for asked in AskedPartnership.objects.filter(campaign=campaign):
        sheets = Assessment.objects.filter(
            invitation__campaign=campaign, partnership=asked.partnership_id, anonymity=Anonymity.PSEUDONYMOUS
        ).submitted()
        if sheets.count() >= rules.FEWEST_RATERS_SHOWN:
            last = sheets.aggregate(last=Max("submitted_at"))["last"]
            sheets.update(told=True, submitted_at=last, started_on=timezone.localdate(campaign.opened_at))
