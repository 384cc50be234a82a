"""The map of stakes, what one actor said, and the pilot's team's own page with names."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.actors.models import Organisation
from maillage.actors.queries import search_words
from maillage.spaces.doors import in_space
from maillage.spaces.enums import EDITORS, Reading, Role
from maillage.spaces.permissions import can_read, check
from maillage.stakes import actions, analyses, permissions, queries
from maillage.stakes.enums import Direction, Source
from maillage.stakes.forms import AskForm, ResourceForm, StakeForm
from maillage.stakes.models import Resource, SaidBefore, Stake
from maillage.toolkit.forms import refusals_on

ACTORS_A_PAGE = 50


@in_space
def home(request: HttpRequest) -> HttpResponse:
    """The members' reading; before it is published, only the pilot's team sees it, the others see their own part."""
    own = _represented(request) if request.role == Role.PARTNER else []
    if not can_read(request.role, request.space, Reading.STAKES):
        return render(request, "stakes/unpublished.html", {"own": own})
    reading = analyses.read_stakes(request.space)
    is_published = can_read(Role.OBSERVER, request.space, Reading.STAKES)
    return render(request, "stakes/home.html", {"reading": reading, "own": own, "is_published": is_published})


@in_space
def names(request: HttpRequest) -> HttpResponse:
    """Who said what: the pilot only."""
    check(request.user, request.space, permissions.READ_NAMED)
    return render(request, "stakes/names.html", {"reading": analyses.read_names(request.space)})


@in_space
def actors(request: HttpRequest) -> HttpResponse:
    """Whom to ask, and who already answered (never what): the pilot's team only."""
    check(request.user, request.space, permissions.ASK)
    form = AskForm(request.GET)
    found = queries.organisations_to_ask(request.space, request.user)
    total, answered = found.count(), found.filter(stakes_said__gt=0).count()
    if form.is_valid():
        asked = form.cleaned_data
        if asked["college"]:
            found = found.filter(college=asked["college"])
        if asked["state"]:
            found = found.filter(stakes_said__gt=0) if asked["state"] == AskForm.SAID else found.filter(stakes_said=0)
        for word in search_words(asked["q"]):
            found = found.filter(search_text__contains=word)
    page = Paginator(found, ACTORS_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "total": total, "answered": answered}
    return render(request, "stakes/actors.html", context)


@in_space
def organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """What one actor said: its own people and the pilot; a facilitator, what it noted itself."""
    actor = _actor(request, organisation_id)
    resources = list(_resources(request).filter(organisation=actor))
    before = SaidBefore.objects.visible_to(request.user).select_related("invitation", "replaced_by")
    is_own = Organisation.objects.represented_by(request.user).filter(pk=actor.pk).exists()
    context = {
        "actor": actor,
        "reads_all": is_own or request.role in permissions.READ_NAMED.roles,
        "stakes": list(_stakes(request).filter(organisation=actor).order_by("-weight", "code")),
        "brought": [each for each in resources if each.direction == Direction.BRINGS],
        "sought": [each for each in resources if each.direction == Direction.SEEKS],
        "before": list(before.filter(organisation=actor)),
    }
    return render(request, "stakes/organisation.html", context)


@in_space
def say_stake(request: HttpRequest, organisation_id: int) -> HttpResponse:
    actor = _actor(request, organisation_id)
    said = set(_stakes(request).filter(organisation=actor).values_list("code", flat=True)) - {""}
    form = StakeForm(
        request.POST or None,
        catalogue=queries.catalogue_of(request.space),
        is_team=request.role in EDITORS,
        said=said,
        initial={"code": request.GET.get("code", "")},
    )
    if form.is_valid():
        with refusals_on(form):
            actions.say_stake(organisation=actor, **form.changes(), by=request.user)
            messages.success(request, _("L'enjeu est noté."))
            return redirect(_again_or_back(request, "stakes:say_stake"), request.space.slug, actor.pk)
    return render(request, "stakes/say.html", {"form": form, "actor": actor, "what": "stake", "things": []})


@in_space
def edit_stake(request: HttpRequest, stake_id: int) -> HttpResponse:
    stake = get_object_or_404(_stakes(request), pk=stake_id)
    others = _stakes(request).filter(organisation=stake.organisation_id).exclude(pk=stake.pk)
    said = set(others.values_list("code", flat=True)) - {""}
    form = StakeForm(
        request.POST or None,
        catalogue=queries.catalogue_of(request.space),
        is_team=request.role in EDITORS,
        said=said,
        stake=stake,
    )
    if form.is_valid():
        # Reworded by the actor itself, a stake that was reported or heard in a workshop is now said, today.
        own_words = {} if request.role in EDITORS else {"source": Source.SAID, "said_on": timezone.localdate()}
        with refusals_on(form):
            actions.edit_stake(stake=stake, **own_words, **form.changes(), by=request.user)
            messages.success(request, _("L'enjeu est modifié."))
            return redirect("stakes:organisation", request.space.slug, stake.organisation_id)
    context = {"form": form, "actor": stake.organisation, "what": "stake", "record": stake}
    return render(request, "stakes/edit.html", context)


@in_space
@require_POST
def remove_stake(request: HttpRequest, stake_id: int) -> HttpResponse:
    stake = get_object_or_404(_stakes(request), pk=stake_id)
    actions.remove_stake(stake=stake, by=request.user)
    messages.success(request, _("L'enjeu est retiré."))
    return redirect("stakes:organisation", request.space.slug, stake.organisation_id)


@in_space
def say_resource(request: HttpRequest, organisation_id: int) -> HttpResponse:
    actor = _actor(request, organisation_id)
    form = ResourceForm(request.POST or None, initial={"direction": request.GET.get("sens", Direction.BRINGS)})
    if form.is_valid():
        with refusals_on(form):
            actions.say_resource(organisation=actor, **form.changes(), by=request.user)
            messages.success(request, _("La ressource est notée."))
            return redirect(_again_or_back(request, "stakes:say_resource"), request.space.slug, actor.pk)
    context = {"form": form, "actor": actor, "what": "resource", "things": _things(request)}
    return render(request, "stakes/say.html", context)


@in_space
def edit_resource(request: HttpRequest, resource_id: int) -> HttpResponse:
    resource = get_object_or_404(_resources(request), pk=resource_id)
    form = ResourceForm(request.POST or None, resource=resource)
    if form.is_valid():
        with refusals_on(form):
            actions.edit_resource(resource=resource, **form.changes(), by=request.user)
            messages.success(request, _("La ressource est modifiée."))
            return redirect("stakes:organisation", request.space.slug, resource.organisation_id)
    context = {"form": form, "actor": resource.organisation, "what": "resource", "record": resource}
    return render(request, "stakes/edit.html", context)


@in_space
@require_POST
def remove_resource(request: HttpRequest, resource_id: int) -> HttpResponse:
    resource = get_object_or_404(_resources(request), pk=resource_id)
    actions.remove_resource(resource=resource, by=request.user)
    messages.success(request, _("La ressource est retirée."))
    return redirect("stakes:organisation", request.space.slug, resource.organisation_id)


def _actor(request: HttpRequest, organisation_id: int) -> Organisation:
    """An organisation for which this person may speak; 404 for any other."""
    known = Organisation.objects.visible_to(request.user).in_space(request.space).current()
    if request.role not in EDITORS:
        known = known.represented_by(request.user) if request.role == Role.PARTNER else known.none()
    return get_object_or_404(known, pk=organisation_id)


def _stakes(request: HttpRequest):
    found = Stake.objects.visible_to(request.user).in_space(request.space)
    return found.select_related("organisation__space", "local", "invitation")


def _resources(request: HttpRequest):
    found = Resource.objects.visible_to(request.user).in_space(request.space)
    return found.select_related("organisation__space", "invitation")


def _things(request: HttpRequest) -> list[str]:
    """Words already used, where this person may read them: the same words bring offers and needs together."""
    shown = Resource.objects.in_space(request.space).shown().exclude(thing="")
    own = _resources(request).exclude(thing="")
    return sorted({*shown.values_list("thing", flat=True), *own.values_list("thing", flat=True)})


def _represented(request: HttpRequest) -> list[Organisation]:
    """The organisations a partner speaks for, with how many stakes and resources each said."""
    found = queries.organisations_to_ask(request.space, request.user)
    return list(found.filter(pk__in=Organisation.objects.represented_by(request.user).values("pk")))


def _again_or_back(request: HttpRequest, again: str) -> str:
    return again if "again" in request.POST else "stakes:organisation"
