"""Objectives and rounds: posed, opened, followed, closed."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from maillage.actors.models import Organisation
from maillage.spaces.doors import in_space
from maillage.spaces.permissions import check
from maillage.stakes import actions, gatherings, permissions, queries
from maillage.stakes.forms import NOBODY, SPOKEN, AskActorsForm, EditRoundForm, ObjectiveForm, RoundForm
from maillage.stakes.models import Objective, PositionSheet
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.refusals import Refusal

from .game import round_of


@in_space
def rounds(request: HttpRequest) -> HttpResponse:
    check(request.user, request.space, permissions.FRAME)
    objectives = Objective.objects.in_space(request.space)
    context = {
        "objectives": list(objectives.current()),
        "set_aside": list(objectives.archived()),
        "rounds": list(queries.rounds_in(request.space)),
        "under_way": queries.open_round_of(request.space),
    }
    return render(request, "stakes/rounds.html", context)


@in_space
def add_objective(request: HttpRequest) -> HttpResponse:
    check(request.user, request.space, permissions.FRAME)
    form = ObjectiveForm(request.POST or None, catalogue=queries.catalogue_of(request.space))
    if form.is_valid():
        with refusals_on(form):
            actions.add_objective(space=request.space, **form.changes(), by=request.user)
            messages.success(request, _("L'objectif est posé."))
            return redirect("stakes:rounds", request.space.slug)
    return render(request, "stakes/objective.html", {"form": form, "objective": None})


@in_space
def edit_objective(request: HttpRequest, objective_id: int) -> HttpResponse:
    check(request.user, request.space, permissions.FRAME)
    objective = _objective(request, objective_id)
    form = ObjectiveForm(request.POST or None, instance=objective, catalogue=queries.catalogue_of(request.space))
    if form.is_valid():
        with refusals_on(form):
            actions.edit_objective(objective=_objective(request, objective_id), **form.changes(), by=request.user)
            messages.success(request, _("L'objectif est modifié."))
            return redirect("stakes:rounds", request.space.slug)
    return render(request, "stakes/objective.html", {"form": form, "objective": objective})


@in_space
@require_POST
def set_objective_aside(request: HttpRequest, objective_id: int) -> HttpResponse:
    actions.set_objective_aside(objective=_objective(request, objective_id), by=request.user)
    messages.success(request, _("L'objectif est mis de côté ; les tours qui l'ont jugé le gardent."))
    return redirect("stakes:rounds", request.space.slug)


@in_space
@require_POST
def take_objective_up(request: HttpRequest, objective_id: int) -> HttpResponse:
    try:
        actions.take_objective_up(objective=_objective(request, objective_id), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("L'objectif est repris."))
    return redirect("stakes:rounds", request.space.slug)


@in_space
def open_round(request: HttpRequest) -> HttpResponse:
    check(request.user, request.space, permissions.FRAME)
    known = gatherings.gatherings_in(request.space)
    form = RoundForm(request.POST or None, gatherings=known)
    if form.is_valid():
        asked = form.cleaned_data
        with refusals_on(form):
            round = actions.open_round(
                space=request.space,
                name=asked["name"],
                opened_on=asked["opened_on"],
                organisations=_chosen(request, asked["who"], known),
                by=request.user,
            )
            messages.success(request, _("Le tour est ouvert : notez les positions, ou laissez chacun les dire."))
            return redirect("stakes:round", request.space.slug, round.pk)
    return render(request, "stakes/open_round.html", {"form": form})


@in_space
def round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Who is asked, who has answered (never what), and what to do next."""
    check(request.user, request.space, permissions.FRAME)
    one = round_of(request, round_id)
    sheets = list(one.sheets.select_related("organisation").order_by("organisation__name"))
    others = _others(request, sheets)
    context = {
        "round": one,
        "sheets": sheets,
        "answered": [sheet for sheet in sheets if sheet.said_on],
        "objectives": Objective.objects.in_space(request.space).current().count(),
        "ask_form": AskActorsForm(organisations=others) if one.is_open and others else None,
        "may_open": {sheet.pk for sheet in sheets if not sheet.said_on}
        | set(PositionSheet.objects.visible_to(request.user).filter(round=one).values_list("pk", flat=True)),
    }
    return render(request, "stakes/round.html", context)


@in_space
def edit_round(request: HttpRequest, round_id: int) -> HttpResponse:
    check(request.user, request.space, permissions.FRAME)
    one = round_of(request, round_id)
    form = EditRoundForm(request.POST or None, instance=one)
    if form.is_valid():
        with refusals_on(form):
            actions.edit_round(round=round_of(request, round_id), **form.changes(), by=request.user)
            messages.success(request, _("Le tour est modifié."))
            return redirect("stakes:round", request.space.slug, one.pk)
    return render(request, "stakes/edit_round.html", {"form": form, "round": one})


@in_space
@require_POST
def ask_actors(request: HttpRequest, round_id: int) -> HttpResponse:
    check(request.user, request.space, permissions.FRAME)
    one = round_of(request, round_id)
    form = AskActorsForm(request.POST, organisations=_others(request, one.sheets.all()))
    try:
        added = actions.ask_actors(round=one, organisations=form.chosen() if form.is_valid() else (), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = ngettext("%(number)s acteur est ajouté.", "%(number)s acteurs sont ajoutés.", added)
        messages.success(request, sentence % {"number": added})
    return redirect("stakes:round", request.space.slug, one.pk)


@in_space
@require_POST
def let_go(request: HttpRequest, round_id: int, organisation_id: int) -> HttpResponse:
    one = round_of(request, round_id)
    sheet = get_object_or_404(one.sheets.select_related("organisation"), organisation=organisation_id)
    sheet.round, sheet.space = one, request.space
    return _done(
        request, one.pk, lambda: actions.let_go(sheet=sheet, by=request.user), _("L'acteur est retiré du tour.")
    )


@in_space
@require_POST
def close_round(request: HttpRequest, round_id: int) -> HttpResponse:
    one = round_of(request, round_id)
    said = _("Le tour est clos : sa lecture sans noms est prête, et les enjeux du jour sont gardés pour comparer.")
    return _done(request, one.pk, lambda: actions.close_round(round=one, by=request.user), said)


@in_space
@require_POST
def reopen_round(request: HttpRequest, round_id: int) -> HttpResponse:
    one = round_of(request, round_id)
    return _done(request, one.pk, lambda: actions.reopen_round(round=one, by=request.user), _("Le tour est rouvert."))


@in_space
@require_POST
def remove_round(request: HttpRequest, round_id: int) -> HttpResponse:
    one = round_of(request, round_id)
    try:
        actions.remove_round(round=one, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("stakes:round", request.space.slug, one.pk)
    messages.success(request, _("Le tour est retiré."))
    return redirect("stakes:rounds", request.space.slug)


def _done(request: HttpRequest, round_id: int, act, said: str) -> HttpResponse:
    """Do it, say so or say why not, and come back to the round."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("stakes:round", request.space.slug, round_id)


def _objective(request: HttpRequest, objective_id: int) -> Objective:
    found = Objective.objects.visible_to(request.user).in_space(request.space).select_related("space")
    return get_object_or_404(found, pk=objective_id)


def _others(request: HttpRequest, sheets: Iterable[PositionSheet]) -> list[Organisation]:
    """The current actors that are not asked yet."""
    asked = [sheet.organisation_id for sheet in sheets]
    found = Organisation.objects.visible_to(request.user).in_space(request.space).current()
    return list(found.exclude(pk__in=asked).order_by("name"))


def _chosen(request: HttpRequest, who: str, known: Iterable[gatherings.Gathering]) -> list[Organisation]:
    actors = Organisation.objects.visible_to(request.user).in_space(request.space).current()
    if who == NOBODY:
        return []
    if who == SPOKEN:
        return list(actors.filter(stakes__isnull=False).distinct())
    return list(actors.filter(pk__in=next(one for one in known if one.key == who).organisations))
