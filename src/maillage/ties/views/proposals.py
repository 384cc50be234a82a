"""Names that organisations gave and that the directory does not hold, for the pilot's team."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from maillage.actors.models import Organisation
from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.spaces.models import Space
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.refusals import Refusal

from .. import actions, permissions, queries
from ..forms import AddForm

MOST_SHOWN = 100
LONGEST = 80


@in_space
def proposals(request: HttpRequest) -> HttpResponse:
    """Every name that waits; one of them opened (``nom``) with the organisations that it may mean."""
    spaces.check(request.user, request.space, permissions.EDIT)
    return _page(request, request.GET.get("nom", ""), None)


def _page(request: HttpRequest, folded: str, form: AddForm | None) -> HttpResponse:
    waiting = list(queries.proposals(request.space)[:MOST_SHOWN])
    chosen = next((one for one in waiting if one["folded"] == folded), None)
    typed = " ".join(request.GET.get("q", "").replace("\0", "")[:LONGEST].split())
    context = {
        "waiting": waiting,
        "aside": list(queries.proposals(request.space, aside=True)[:MOST_SHOWN]),
        "recognised": list(queries.recognised(request.space)[:MOST_SHOWN]),
        "chosen": chosen,
        "q": typed,
        "form": form or (AddForm(initial={"name": chosen["name"]}) if chosen else None),
        "found": _candidates(request.space, chosen["name"], typed) if chosen else [],
    }
    return render(request, "ties/proposals.html", context)


def _candidates(space: Space, name: str, typed: str) -> list[queries.Choice]:
    return queries.find_names(space, typed) if typed else queries.near_names(space, name)


@in_space
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.EDIT)
    form = AddForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            organisation = actions.add_proposal(
                space=request.space, folded=_folded(request), **form.cleaned_data, by=request.user
            )
            messages.success(
                request, _("« %(name)s » est dans l'annuaire : complétez sa fiche.") % {"name": organisation}
            )
            return redirect("actors:edit", request.space.slug, organisation.pk)
    return _page(request, _folded(request), form)


@in_space
@require_POST
def match(request: HttpRequest) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.EDIT)
    known = Organisation.objects.visible_to(request.user).filter(space=request.space)
    organisation = get_object_or_404(known, pk=_organisation(request))
    number = actions.match_proposal(
        space=request.space, folded=_folded(request), organisation=organisation, by=request.user
    )
    sentence = ngettext(
        "C'est %(name)s : %(n)d réponse compte désormais pour elle.",
        "C'est %(name)s : %(n)d réponses comptent désormais pour elle.",
        number,
    )
    messages.success(request, sentence % {"name": organisation, "n": number})
    return redirect("ties:proposals", request.space.slug)


@in_space
@require_POST
def set_aside(request: HttpRequest) -> HttpResponse:
    actions.set_aside_proposal(space=request.space, folded=_folded(request), by=request.user)
    messages.success(request, _("Ce nom est laissé hors de l'annuaire ; il reste dans ce qui a été dit."))
    return redirect("ties:proposals", request.space.slug)


@in_space
@require_POST
def take_up(request: HttpRequest) -> HttpResponse:
    actions.take_up_proposal(space=request.space, folded=_folded(request), by=request.user)
    return redirect("ties:proposals", request.space.slug)


@in_space
@require_POST
def unmatch(request: HttpRequest) -> HttpResponse:
    actions.unmatch_proposal(
        space=request.space, folded=_folded(request), organisation_id=_organisation(request), by=request.user
    )
    messages.success(request, _("Ce nom attend de nouveau votre décision."))
    return redirect("ties:proposals", request.space.slug)


def _organisation(request: HttpRequest) -> int:
    chosen = request.POST.get("organisation", "")
    if not (chosen.isdecimal() and len(chosen) < 19):
        raise Refusal(_("Choisissez l'organisation de l'annuaire que ce nom désigne."))
    return int(chosen)


def _folded(request: HttpRequest) -> str:
    return request.POST.get("folded", "").replace("\0", "")[:200]
