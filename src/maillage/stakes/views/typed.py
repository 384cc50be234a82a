"""The same questions, typed by the pilot's team for somebody who says the answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.campaigns import permissions as campaigns
from maillage.spaces.doors import in_space
from maillage.spaces.permissions import check
from maillage.stakes import actions, permissions
from maillage.stakes.models import AskedSheet

from . import asking


@in_space
def question(request: HttpRequest, typed_id: int, question: str) -> HttpResponse:
    sheet = _sheet(request, typed_id)
    return asking.ask(
        request,
        sheet,
        question,
        way=_way(request, sheet),
        by=request.user,
        template="stakes/typed/question.html",
        campaign=sheet.invitation.campaign,
        invitation=sheet.invitation,
        said_of_readers="",
    )


@in_space
def summary(request: HttpRequest, typed_id: int) -> HttpResponse:
    sheet = _sheet(request, typed_id)
    context = asking.sum_up(sheet, way=_way(request, sheet), by=request.user)
    context |= {"campaign": sheet.invitation.campaign, "invitation": sheet.invitation}
    return render(request, "stakes/typed/summary.html", context)


@in_space
@require_POST
def hand_in(request: HttpRequest, typed_id: int) -> HttpResponse:
    sheet = _sheet(request, typed_id)
    actions.hand_in_asked(sheet=sheet, by=request.user)
    messages.success(request, _("Les réponses sont remises ; la personne les reçoit par courrier."))
    return redirect(sheet.invitation.campaign)


def _sheet(request: HttpRequest, typed_id: int) -> AskedSheet:
    """A sheet that this person types for somebody; 404 for any other."""
    check(request.user, request.space, campaigns.RUN)
    own = AskedSheet.objects.visible_to(request.user).in_space(request.space)
    own = own.select_related("invitation__organisation", "invitation__campaign", "round", "entered_by")
    sheet = get_object_or_404(own, pk=typed_id)
    sheet.space = sheet.invitation.campaign.space = request.space
    permissions.check_reads_before_typing(request.user, sheet.invitation.organisation, sheet.matter)
    return sheet


def _way(request: HttpRequest, sheet: AskedSheet) -> asking.Way:
    where = [request.space.slug, sheet.pk]
    return asking.Way(
        question=lambda key: reverse("stakes:typed", args=[*where, key]),
        summary=reverse("stakes:typed_sheet", args=where),
        hand_in=reverse("stakes:typed_hand_in", args=where),
        origin=reverse("campaigns:campaign", args=[request.space.slug, sheet.invitation.campaign_id]),
    )
