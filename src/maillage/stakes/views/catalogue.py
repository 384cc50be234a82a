"""The catalogue of stakes as the space words it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.actors.enums import Family
from maillage.spaces.doors import in_space
from maillage.spaces.models import Space
from maillage.spaces.permissions import check
from maillage.stakes import actions, permissions, queries
from maillage.stakes.catalogue import BY_CODE, OWN_PAIR, PAIR_BY_KEY
from maillage.stakes.forms import OwnStakeForm, WordsForm
from maillage.stakes.models import CatalogueEntry, PairEntry
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.refusals import Refusal


@in_space
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every stake by family: ours, reworded, set aside, the space's own."""
    check(request.user, request.space, permissions.FRAME)
    known = queries.catalogue_of(request.space)
    entries = set(CatalogueEntry.objects.in_space(request.space).values_list("code", flat=True))
    context = {
        "families": [(family, [one for one in known.stakes if one.family == family]) for family in Family],
        "adapted": entries,
        "own": sum(stake.is_own for stake in known.stakes),
        "aside": sum(not stake.is_offered for stake in known.stakes),
        "pairs": queries.pairs_of(request.space, known),
        "pairs_aside": _aside(request.space),
    }
    return render(request, "stakes/catalogue.html", context)


def _aside(space: Space) -> list[tuple[str, str]]:
    """The tensions set aside, each with its key and its words."""
    entries = PairEntry.objects.in_space(space).archived()
    return [
        (f"{OWN_PAIR}{entry.pk}", str(entry)) if entry.is_own else (entry.key, PAIR_BY_KEY[entry.key].title)
        for entry in entries
    ]


@in_space
def adapt(request: HttpRequest, stake_code: str) -> HttpResponse:
    check(request.user, request.space, permissions.FRAME)
    known = queries.catalogue_of(request.space).by_code
    if stake_code not in known:
        raise Http404
    stake = known[stake_code]
    entry = CatalogueEntry.objects.in_space(request.space).filter(code=stake_code).first()
    initial = {"label": stake.label, "is_offered": stake.is_offered}
    form = WordsForm(request.POST or None, initial=initial | ({"read_version": entry.version} if entry else {}))
    if form.is_valid():
        with refusals_on(form):
            actions.adapt_stake(space=request.space, code=stake_code, **form.changes(), by=request.user)
            messages.success(request, _("Le catalogue est adapté."))
            return redirect("stakes:catalogue", request.space.slug)
    context = {"form": form, "stake": stake, "ours": BY_CODE.get(stake_code), "entry": entry}
    return render(request, "stakes/adapt.html", context)


@in_space
def add_own(request: HttpRequest) -> HttpResponse:
    check(request.user, request.space, permissions.FRAME)
    form = OwnStakeForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            entry = actions.add_own_stake(space=request.space, **form.cleaned_data, by=request.user)
            messages.success(request, _("« %(stake)s » est au catalogue de cet espace.") % {"stake": entry})
            return redirect("stakes:catalogue", request.space.slug)
    return render(request, "stakes/add_own.html", {"form": form})


@in_space
@require_POST
def as_ours(request: HttpRequest, stake_code: str) -> HttpResponse:
    try:
        actions.as_ours(space=request.space, code=stake_code, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Le catalogue a retrouvé ses mots."))
    return redirect("stakes:catalogue", request.space.slug)
