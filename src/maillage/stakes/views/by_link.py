"""Stakes, resources and positions said by a personal link, without an account."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.campaigns import wording as campaign_wording
from maillage.campaigns.doors import about_link, by_link
from maillage.stakes import actions
from maillage.stakes.models import AskedSheet
from maillage.stakes.queries import asked

from . import asking


@by_link
@require_POST
def start(request: HttpRequest, matter: int) -> HttpResponse:
    """Begin, or take up again where one was."""
    get_object_or_404(asked.asked_of(request.invitation.campaign), matter=matter)
    actions.start_asked_sheet(invitation=request.invitation, matter=matter)
    sheet = _sheet(request, matter)
    return redirect(asking.first_page(sheet, way=_way(request, sheet)))


@by_link
def question(request: HttpRequest, matter: int, question: str) -> HttpResponse:
    """One question. Closed meanwhile: what was kept is read again, nothing is lost."""
    sheet = _sheet(request, matter)
    return asking.ask(
        request,
        sheet,
        question,
        way=_way(request, sheet),
        by=request.invitation,
        template="stakes/by_link/question.html",
        said_of_readers=campaign_wording.readers_of(request.invitation.campaign),
        **about_link(request),
    )


@by_link
def summary(request: HttpRequest, matter: int) -> HttpResponse:
    """« Vos réponses »: read again before handing in, then kept until the link ends."""
    sheet = _sheet(request, matter)
    context = asking.sum_up(sheet, way=_way(request, sheet), by=request.invitation) | about_link(request)
    return render(request, "stakes/by_link/summary.html", context)


@by_link
@require_POST
def hand_in(request: HttpRequest, matter: int) -> HttpResponse:
    sheet = _sheet(request, matter)
    actions.hand_in_asked(sheet=sheet, by=request.invitation)
    messages.success(request, _("Merci : vos réponses sont remises, et renvoyées à votre adresse."))
    return redirect("by_link:welcome", token=request.token)


def _sheet(request: HttpRequest, matter: int) -> AskedSheet:
    """This person's own sheet: a link opens no other."""
    sheet = get_object_or_404(asked.sheets_of(request.invitation), matter=matter)
    sheet.invitation = request.invitation
    return sheet


def _way(request: HttpRequest, sheet: AskedSheet) -> asking.Way:
    where = [request.token, sheet.matter]
    return asking.Way(
        question=lambda key: reverse("stakes_by_link:question", args=[*where, key]),
        summary=reverse("stakes_by_link:summary", args=where),
        hand_in=reverse("stakes_by_link:hand_in", args=where),
        origin=reverse("by_link:welcome", args=[request.token]),
    )
