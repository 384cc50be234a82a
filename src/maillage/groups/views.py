"""A working group: its seats, what is missing, who could sit."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.actors.models import Contact, Organisation
from maillage.actors.queries import search_words
from maillage.spaces.doors import in_space
from maillage.spaces.enums import Reading, Role
from maillage.spaces.permissions import can_read, check
from maillage.stakes.queries import carriers_of, catalogue_of
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.refusals import NotAllowed, Refusal

from . import actions, analyses, permissions, queries
from .forms import CandidateForm, GroupForm, SeatForm
from .models import Seat, WorkingGroup

CANDIDATES_A_PAGE = 40


@in_space
def home(request: HttpRequest) -> HttpResponse:
    """The space's group when there is one, the list when there are several."""
    if not can_read(request.role, request.space, Reading.GROUP):
        return _unpublished(request)
    groups = list(_groups(request))
    if len(groups) == 1:
        return _show(request, groups[0])
    readings = [analyses.read_group(each) for each in groups]
    return render(request, "groups/home.html", {"readings": readings})


@in_space
def group(request: HttpRequest, group_id: int) -> HttpResponse:
    if not can_read(request.role, request.space, Reading.GROUP):
        return _unpublished(request)
    return _show(request, _group(request, group_id))


@in_space
def new(request: HttpRequest) -> HttpResponse:
    check(request.user, request.space, permissions.COMPOSE)
    form = GroupForm(request.POST or None, instance=WorkingGroup(space=request.space))
    if form.is_valid():
        with refusals_on(form):
            created = actions.create_group(space=request.space, **form.changes(), by=request.user)
            messages.success(request, _("Le groupe est ouvert : donnez les premiers sièges."))
            return redirect(created)
    return render(request, "groups/edit.html", {"form": form, "group": None})


@in_space
def edit(request: HttpRequest, group_id: int) -> HttpResponse:
    check(request.user, request.space, permissions.COMPOSE)
    form = GroupForm(request.POST or None, instance=_group(request, group_id))
    group = _group(request, group_id)
    if form.is_valid():
        with refusals_on(form):
            actions.edit_group(group=group, **form.changes(), by=request.user)
            messages.success(request, _("Le groupe est modifié."))
            return redirect(group)
    return render(request, "groups/edit.html", {"form": form, "group": group})


@in_space
def candidates(request: HttpRequest, group_id: int) -> HttpResponse:
    """Who could sit, and what each would fill."""
    check(request.user, request.space, permissions.COMPOSE)
    group = _group(request, group_id)
    form = CandidateForm(request.GET, parts=queries.parts_of(request.space), catalogue=catalogue_of(request.space))
    found = list(_filtered(group, form, request.user))
    candidates = analyses.read_candidates(group, found, seen_by=request.user)
    page = Paginator(candidates, CANDIDATES_A_PAGE).get_page(request.GET.get("page"))
    context = {"group": group, "form": form, "page": page, "reading": analyses.read_group(group)}
    return render(request, "groups/candidates.html", context)


@in_space
def seat(request: HttpRequest, group_id: int, organisation_id: int) -> HttpResponse:
    check(request.user, request.space, permissions.COMPOSE)
    group = _group(request, group_id)
    known = Organisation.objects.visible_to(request.user).in_space(request.space).current()
    organisation = get_object_or_404(known, pk=organisation_id)
    form = SeatForm(
        request.POST or None,
        organisation=organisation,
        user=request.user,
        initial=_likely_seat(organisation, request.GET.get("level", "")),
    )
    if form.is_valid():
        with refusals_on(form):
            actions.seat(group=group, organisation=organisation, **form.cleaned_data, by=request.user)
            messages.success(request, _("« %(organisation)s » a un siège.") % {"organisation": organisation})
            return redirect(group)
    (candidate,) = analyses.read_candidates(group, [organisation], seen_by=request.user)
    return render(request, "groups/seat.html", {"group": group, "form": form, "candidate": candidate})


@in_space
@require_POST
def unseat(request: HttpRequest, seat_id: int) -> HttpResponse:
    seats = Seat.objects.visible_to(request.user).in_space(request.space).select_related("group__space", "organisation")
    leaving = get_object_or_404(seats, pk=seat_id)
    group, organisation = leaving.group, leaving.organisation
    actions.unseat(seat=leaving, by=request.user)
    messages.success(request, _("« %(organisation)s » n'a plus ce siège.") % {"organisation": organisation})
    return redirect(group)


@in_space
@require_POST
def renew(request: HttpRequest, seat_id: int) -> HttpResponse:
    seats = Seat.objects.visible_to(request.user).in_space(request.space)
    held = get_object_or_404(seats.select_related("group__space", "contact__successor", "organisation"), pk=seat_id)
    try:
        successor = actions.renew_seat(seat=held, by=request.user)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        told = _("%(name)s tient maintenant ce siège.") % {"name": successor} if successor else ""
        messages.success(request, told or _("Le siège reste à l'organisation, sans personne désignée."))
    return redirect(held.group)


def _groups(request: HttpRequest) -> QuerySet[WorkingGroup]:
    return WorkingGroup.objects.visible_to(request.user).in_space(request.space).select_related("space")


def _group(request: HttpRequest, group_id: int) -> WorkingGroup:
    return get_object_or_404(_groups(request), pk=group_id)


def _show(request: HttpRequest, group: WorkingGroup) -> HttpResponse:
    composes = request.role in permissions.COMPOSE.roles
    context = {
        "group": group,
        "reading": analyses.read_group(group),
        "vacated": {one.seat.pk: one for one in queries.vacated_seats(request.space)} if composes else {},
        "people": queries.seated_contacts(group, request.user),
        "is_published": can_read(Role.OBSERVER, request.space, Reading.GROUP),
        "reads_stakes": can_read(request.role, request.space, Reading.STAKES),
    }
    return render(request, "groups/group.html", context)


def _unpublished(request: HttpRequest) -> HttpResponse:
    """Before the pilot publishes, a partner only reads its own seats."""
    own = Organisation.objects.visible_to(request.user).represented_by(request.user)
    seats = Seat.objects.visible_to(request.user).in_space(request.space).filter(organisation__in=own)
    return render(request, "groups/unpublished.html", {"seats": seats.select_related("group", "organisation")})


def _filtered(group: WorkingGroup, form: CandidateForm, user) -> QuerySet[Organisation]:
    found = queries.candidates_for(group, user)
    if not form.is_valid():
        return found
    asked = form.cleaned_data
    for word in search_words(asked["q"]):
        found = found.filter(search_text__contains=word)
    if asked["college"]:
        found = found.filter(college=asked["college"])
    if asked["part"]:
        found = found.filter(
            pk__in=[each.pk for each in found if queries.departement_of(each.commune) == asked["part"]]
        )
    if asked["level"]:
        found = found.filter(
            pk__in=Contact.objects.visible_to(user).in_office().filter(level=asked["level"]).values("organisation")
        )
    if asked["voice"]:
        found = found.filter(youth_voice=True) if asked["voice"] == "youth" else found.filter(is_employer=True)
    if asked["stake"]:
        found = found.filter(carriers_of(group.space, asked["stake"], seen_by=user))
    return found


def _likely_seat(organisation: Organisation, level: str) -> dict:
    """The first contact who holds the level asked for, else the first contact: a start, to be changed at will."""
    contacts = list(organisation.contacts.in_office().order_by("-may_commit", "name", "pk"))
    contact = next((each for each in contacts if each.level == level), contacts[0] if contacts else None)
    return {"contact": contact, "level": level or (contact.level if contact else "")}
