"""Who is asked by a campaign."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from maillage.spaces.doors import in_space
from maillage.toolkit.refusals import Refusal

from .. import actions, permissions, queries, subjects
from ..forms import PeopleForm
from ..models import Campaign, Invitation
from .campaign import visible_campaign


@in_space
def ask(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Tick contacts organisation by organisation, or write an address."""
    campaign = visible_campaign(request, campaign_id)
    permissions.check(request.user, request.space, permissions.RUN)
    askable = queries.askable(campaign)
    form = PeopleForm(request.POST or None, askable=askable)
    if form.is_valid():
        try:
            added = actions.ask_people(campaign=campaign, people=form.people(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            sentence = ngettext("%(n)d personne est ajoutée.", "%(n)d personnes sont ajoutées.", len(added))
            messages.success(request, sentence % {"n": len(added)})
            return redirect(campaign)
    ticked = {int(value) for value in form["contacts"].value() or [] if str(value).isdecimal()}
    context = {
        "campaign": campaign,
        "askable": askable,
        "nobody_to_ask": subjects.subject_of(campaign).nobody_to_ask,
        "with_contacts": [one for one in askable if one.contacts],
        "without_contacts": [one for one in askable if not one.contacts],
        "form": form,
        "ticked": ticked,
    }
    return render(request, "campaigns/ask.html", context)


@in_space
@require_POST
def revoke(request: HttpRequest, campaign_id: int, invitation_id: int) -> HttpResponse:
    campaign, invitation = _person(request, campaign_id, invitation_id)
    actions.revoke_link(invitation=invitation, by=request.user)
    messages.success(request, _("Le lien est retiré ; ce qui est déjà remis reste."))
    return redirect(campaign)


@in_space
@require_POST
def send_again(request: HttpRequest, campaign_id: int, invitation_id: int) -> HttpResponse:
    campaign, invitation = _person(request, campaign_id, invitation_id)
    actions.send_link_again(invitation=invitation, by=request.user)
    messages.success(request, _("La lettre repart à %(email)s.") % {"email": invitation.email})
    return redirect(campaign)


@in_space
def answer_for(request: HttpRequest, campaign_id: int, invitation_id: int) -> HttpResponse:
    """Somebody says their answers, on the telephone or in a meeting: choose about what, then type them."""
    campaign, invitation = _person(request, campaign_id, invitation_id)
    permissions.check(request.user, request.space, permissions.RUN)
    permissions.check_may_be_typed(campaign)
    if request.method == "POST":
        target = request.POST.get("target", "")
        if target.isdecimal() and len(target) < 19:
            return redirect(actions.answer_for(invitation=invitation, target=int(target), by=request.user))
    parts = subjects.subject_of(campaign).parts(invitation)
    context = {
        "campaign": campaign,
        "invitation": invitation,
        "targets": [part.target for part in parts if not (campaign.is_named and part.is_handed_in)],
    }
    return render(request, "campaigns/answer_for.html", context)


def _person(request: HttpRequest, campaign_id: int, invitation_id: int) -> tuple[Campaign, Invitation]:
    campaign = visible_campaign(request, campaign_id)
    found = Invitation.objects.visible_to(request.user).filter(campaign=campaign)
    invitation = get_object_or_404(found.select_related("organisation"), pk=invitation_id)
    invitation.campaign, invitation.space = campaign, request.space
    return campaign, invitation
