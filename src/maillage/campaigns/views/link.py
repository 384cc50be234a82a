"""The pages of a personal link: who asks and why, what is left to answer, somebody else, no, stop."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.toolkit.forms import refusals_on

from .. import actions, permissions, queries, subjects, wording
from ..doors import about_link, by_link
from ..forms import ForwardForm


@by_link
def welcome(request: HttpRequest) -> HttpResponse:
    """Who asks, why, how long, who reads what, until when; then what there is to answer, or was answered."""
    invitation = request.invitation
    campaign = invitation.campaign
    if request.method == "POST" and request.POST.get("do") == "answer_after_all":
        actions.answer_after_all(invitation=invitation)
        return redirect("by_link:welcome", token=request.token)
    if request.method == "GET":
        actions.note_opened(invitation=invitation)
    subject = subjects.subject_of(campaign)
    parts = subject.parts(invitation)
    today = timezone.localdate()
    takes_answers = permissions.link_takes_answers(invitation, campaign, on=today)
    context = about_link(request) | {
        "question": subject.question,
        "parts": parts,
        "left": [part for part in parts if not part.is_handed_in],
        "has_begun": any(part.is_begun for part in parts),
        "minutes": wording.minutes(subject, len(parts)),
        "promise": wording.promise(campaign, pilots=queries.pilots_of(campaign.space)),
        "correspondent": None if takes_answers else queries.correspondent_of(campaign),
        "team": queries.team_of(campaign.space),
        "takes_answers": takes_answers,
        "is_open": campaign.takes_answers(today),
    }
    return render(request, "campaigns/link/welcome.html", context)


@by_link
def forward(request: HttpRequest) -> HttpResponse:
    """« Quelqu'un d'autre devrait répondre. »"""
    form = ForwardForm(request.POST or None, initial={"language": request.invitation.language})
    if form.is_valid():
        with refusals_on(form):
            added = actions.forward(invitation=request.invitation, **form.cleaned_data)
            messages.success(request, _("Merci : %(name)s reçoit son propre lien.") % {"name": added.name})
            return redirect("by_link:welcome", token=request.token)
    return render(request, "campaigns/link/forward.html", about_link(request) | {"form": form})


@by_link
def decline(request: HttpRequest) -> HttpResponse:
    """« Je ne répondrai pas. » Asked again before it is done: letters are opened by machines too."""
    if request.method == "POST":
        actions.decline(invitation=request.invitation)
        messages.success(request, _("C'est noté : vous ne recevrez plus de rappel pour cette demande."))
        return redirect("by_link:welcome", token=request.token)
    return render(request, "campaigns/link/decline.html", about_link(request))


@by_link
def stop(request: HttpRequest) -> HttpResponse:
    """No reminder any more; the link still answers."""
    if request.method == "POST":
        actions.stop_reminders(invitation=request.invitation)
        messages.success(request, _("C'est noté : plus aucun rappel. Votre lien, lui, reste ouvert."))
        return redirect("by_link:welcome", token=request.token)
    return render(request, "campaigns/link/stop.html", about_link(request))
