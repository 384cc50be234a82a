"""The tensions that a space looks for: added, reworded, set aside, taken up again (listed with the catalogue)."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces.doors import in_space
from maillage.spaces.permissions import check
from maillage.stakes import actions, permissions, queries
from maillage.stakes.forms import PairForm, PairWordsForm
from maillage.stakes.models import PairEntry
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.refusals import NotAllowed, Refusal


@in_space
def add_pair(request: HttpRequest) -> HttpResponse:
    check(request.user, request.space, permissions.FRAME)
    form = PairForm(request.POST or None, catalogue=queries.catalogue_of(request.space))
    if form.is_valid():
        with refusals_on(form):
            entry = actions.add_pair(space=request.space, **form.changes(), by=request.user)
            messages.success(request, _("« %(pair)s » : les lectures cherchent cette tension.") % {"pair": entry})
            return _back(request)
    return render(request, "stakes/pair.html", {"form": form, "pair": None})


@in_space
def edit_pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    check(request.user, request.space, permissions.FRAME)
    entry = _own(request, pair_id)
    form = PairWordsForm(request.POST or None, instance=entry)
    if form.is_valid():
        with refusals_on(form):
            actions.edit_pair(entry=_own(request, pair_id), **form.changes(), by=request.user)
            messages.success(request, _("La tension est modifiée."))
            return _back(request)
    pair = entry.pair_in(queries.catalogue_of(request.space))
    return render(request, "stakes/pair.html", {"form": form, "pair": pair})


@in_space
@require_POST
def set_pair_aside(request: HttpRequest, pair_key: str) -> HttpResponse:
    done = _("La tension est mise de côté : aucune lecture ne la cherche plus, rien de ce qui a été dit ne change.")
    return _moved(request, actions.set_pair_aside, pair_key, done)


@in_space
@require_POST
def take_pair_up(request: HttpRequest, pair_key: str) -> HttpResponse:
    return _moved(request, actions.take_pair_up, pair_key, _("La tension est reprise dans toutes les lectures."))


def _moved(request: HttpRequest, action: Callable, key: str, done: str) -> HttpResponse:
    try:
        action(space=request.space, key=key, by=request.user)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(reverse("stakes:catalogue", args=[request.space.slug]) + "#pairs-title")


def _own(request: HttpRequest, pair_id: int) -> PairEntry:
    found = PairEntry.objects.visible_to(request.user).in_space(request.space).select_related("space")
    return get_object_or_404(found, key="", pk=pair_id)
