"""Who is asked by a campaign."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from maillage.actors import places
from maillage.actors.catalogue import KIND_CHOICES
from maillage.actors.enums import College, Level
from maillage.actors.forms import FilterForm
from maillage.actors.models import Contact, SavedList, Tag
from maillage.actors.queries import InThisOrder
from maillage.spaces.doors import in_space
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.refusals import Refusal

from .. import actions, choosing, permissions, rules, subjects, tasks
from ..forms import PeopleForm, person_of
from ..models import Campaign, Invitation
from .campaign import visible_campaign

PAGE = 30


@in_space
def ask(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Filter the directory, tick contacts organisation by organisation, or write an address."""
    campaign = visible_campaign(request, campaign_id)
    permissions.check(request.user, request.space, permissions.RUN)
    filter_form = FilterForm(request.GET, space=request.space)
    filters = filter_form.filters()
    found = choosing.concerned(campaign, filters, on=timezone.localdate())
    page = Paginator(InThisOrder(found, list(found.values_list("pk", flat=True))), PAGE)
    page = page.get_page(request.GET.get("page"))
    askable = choosing.askable(campaign, page.object_list)
    form = PeopleForm(request.POST or None, campaign=campaign, shown=[one.organisation for one in askable])
    if form.is_valid():
        with refusals_on(form):
            return _added(request, campaign, form.people())
    context = {
        "campaign": campaign,
        "page": page,
        "askable": askable,
        "one_each": len(choosing.one_each(campaign, found)),
        "most_added": rules.MOST_ADDED,
        "nobody_to_ask": subjects.subject_of(campaign).nobody_to_ask,
        "form": form,
        "ticked": {int(value) for value in form["contacts"].value() or [] if str(value).isdecimal()},
        "filters": filters,
        "filter_form": filter_form,
        "acts_in_name": places.name_of(filters.acts_in),
        "more_filters": any((filters.level, filters.tag, filters.acts_in, filter_form.unknown_commune)),
        "choices": {
            "colleges": College.choices,
            "kinds": KIND_CHOICES,
            "levels": Level.choices,
            "tags": Tag.objects.in_space(request.space),
        },
        "lists": SavedList.objects.visible_to(request.user).in_space(request.space),
    }
    return render(request, "campaigns/ask.html", context)


@in_space
@require_POST
def ask_one_each(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """One person for each organisation that the address's filters keep, where nobody is asked yet."""
    campaign = visible_campaign(request, campaign_id)
    permissions.check(request.user, request.space, permissions.RUN)
    filters = FilterForm(request.GET, space=request.space).filters()
    found = choosing.concerned(campaign, filters, on=timezone.localdate())
    contacts = Contact.objects.filter(pk__in=choosing.one_each(campaign, found)).select_related("organisation")
    if not contacts:
        raise Refusal(_("Personne à ajouter ainsi : chaque organisation trouvée est interrogée, ou n'a pas d'adresse."))
    return _added(request, campaign, [person_of(one) for one in contacts])


def _added(request: HttpRequest, campaign: Campaign, people: list[actions.Person]) -> HttpResponse:
    added = actions.ask_people(campaign=campaign, people=people, by=request.user)
    tasks.wake(campaign)
    sentence = ngettext("%(n)d personne est ajoutée.", "%(n)d personnes sont ajoutées.", len(added))
    messages.success(request, sentence % {"n": len(added)})
    return redirect(campaign)


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
