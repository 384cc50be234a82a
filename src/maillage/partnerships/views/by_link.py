"""The grid filled by a personal link, without an account: one criterion a screen, saved at each answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.campaigns import wording as campaign_wording
from maillage.campaigns.doors import about_link, by_link

from .. import actions, permissions, queries
from ..models import Assessment
from . import filling


@by_link
@require_POST
def start(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Begin, or take up again where one was."""
    asked = queries.asked_of(request.invitation).select_related("partnership__space")
    partnership = get_object_or_404(asked, partnership=partnership_id).partnership
    sheet = actions.start_asked_assessment(invitation=request.invitation, partnership=partnership)
    sheet.partnership = partnership
    return redirect(filling.next_to_answer(sheet, way=way_of(request, sheet)))


@by_link
def assess(request: HttpRequest, partnership_id: int, criterion: str) -> HttpResponse:
    """One criterion. Closed meanwhile: what was kept is read again, nothing is lost."""
    sheet = _sheet(request, partnership_id)
    way = way_of(request, sheet)
    if request.method != "POST" and not permissions.may_write_in(request.invitation, sheet):
        return redirect(way.summary)
    return filling.fill(
        request,
        sheet,
        criterion,
        way=way,
        by=request.invitation,
        template="partnerships/by_link/assess.html",
        alone=None,
        said_of_readers=campaign_wording.readers_of(request.invitation.campaign),
        **about_link(request),
    )


@by_link
def summary(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """One's own answers: read again before handing in, then kept until the link ends."""
    sheet = _sheet(request, partnership_id)
    context = filling.sum_up(sheet, way=way_of(request, sheet)) | about_link(request)
    context["may_write"] = permissions.may_write_in(request.invitation, sheet)
    return render(request, "partnerships/by_link/summary.html", context)


@by_link
@require_POST
def submit(request: HttpRequest, partnership_id: int) -> HttpResponse:
    sheet = _sheet(request, partnership_id)
    actions.submit_assessment(assessment=sheet, by=request.invitation)
    messages.success(request, _("Merci : vos réponses sont remises, et renvoyées à votre adresse."))
    return redirect("by_link:welcome", token=request.token)


@by_link
@require_POST
def reopen(request: HttpRequest, partnership_id: int) -> HttpResponse:
    sheet = _sheet(request, partnership_id)
    actions.reopen_assessment(assessment=sheet, by=request.invitation)
    messages.success(request, _("Vos réponses sont rouvertes : corrigez, puis remettez-les."))
    return redirect(way_of(request, sheet).summary)


def _sheet(request: HttpRequest, partnership_id: int) -> Assessment:
    """This person's own sheet: a link opens no other."""
    own = Assessment.objects.filter(invitation=request.invitation, partnership=partnership_id)
    sheet = get_object_or_404(own.select_related("grid", "partnership"))
    sheet.invitation = request.invitation
    sheet.space = sheet.partnership.space = request.invitation.campaign.space
    return sheet


def way_of(request: HttpRequest, sheet: Assessment) -> filling.Way:
    """The addresses of a sheet opened by a personal link."""
    where = [request.token, sheet.partnership_id]
    return filling.Way(
        criterion=lambda criterion: reverse("grid_by_link:assess", args=[*where, criterion]),
        summary=reverse("grid_by_link:summary", args=where),
        submit=reverse("grid_by_link:submit", args=where),
        reopen=reverse("grid_by_link:reopen", args=where),
        origin=reverse("by_link:welcome", args=[request.token]),
    )
