"""The home of the animation with its actions, their forms, and their state in one click."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.actors.queries import own_organisations
from maillage.animation import actions, permissions, queries, rules
from maillage.animation.analyses import read_animation
from maillage.animation.enums import ActionStatus, Shown
from maillage.animation.forms import ActionForm, ShowForm
from maillage.animation.models import Action
from maillage.partnerships.models import Partnership
from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.spaces.enums import EDITORS
from maillage.toolkit.forms import refusals_on

A_PAGE = 40


@in_space
def home(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    form = ShowForm(request.GET, space=request.space, user=request.user)
    chosen = form.chosen()
    page = Paginator(queries.shown_actions(request.space, on=on, **chosen), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "reading": read_animation(request.space, on),
        "form": form,
        "is_filtered": chosen["shown"] != Shown.OPEN or chosen["owner"] or chosen["partnership"],
        "page": page,
        "rows": rows_of(request, page),
        "bodies": bodies_of(request),
    }
    return render(request, "animation/home.html", context)


def rows_of(request: HttpRequest, found) -> list[dict]:
    """Each action with what this person may do and see: states one click away, days late, partnership's name."""
    on = timezone.localdate()
    own = own_organisations(request.user, request.space)
    readable = _readable(request)
    return [
        {
            "action": action,
            "moves": rules.ONE_CLICK[ActionStatus(action.status)]
            if request.role in EDITORS or action.owner_id in own
            else (),
            "days_late": (on - action.due_on).days if action.is_open and action.due_on < on else 0,
            "partnership": action.partnership if action.partnership_id in readable else None,
        }
        for action in found
    ]


def bodies_of(request: HttpRequest) -> list[tuple]:
    """(body, its partnership when this person may read its name)."""
    readable = _readable(request)
    found = queries.bodies_of(request.space)
    return [(body, body.partnership if body.partnership_id in readable else None) for body in found]


def _readable(request: HttpRequest) -> set[int]:
    found = Partnership.objects.visible_to(request.user).filter(space=request.space)
    return set(found.values_list("pk", flat=True))


@in_space
@require_POST
def move(request: HttpRequest, action_id: int) -> HttpResponse:
    action = _action(request, action_id)
    actions.move_action(action=action, status=request.POST.get("status", ""), on=timezone.localdate(), by=request.user)
    messages.success(
        request, _("« %(title)s » : %(status)s.") % {"title": action.title, "status": action.get_status_display()}
    )
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else reverse("animation:home", args=[request.space.slug]))


@in_space
def new_action(request: HttpRequest) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.EDIT)
    form = ActionForm(
        request.POST or None,
        instance=Action(space=request.space),
        initial={name: request.GET.get(name) for name in ("decision", "partnership", "owner") if name in request.GET},
        space=request.space,
    )
    if form.is_valid():
        with refusals_on(form):
            action = actions.create_action(space=request.space, **form.changes(), by=request.user)
            messages.success(request, _("L'action est écrite."))
            meeting = action.decision.meeting if action.decision else None
            return redirect(meeting or reverse("animation:home", args=[request.space.slug]))
    return render(request, "animation/new_action.html", {"form": form})


@in_space
def edit_action(request: HttpRequest, action_id: int) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.EDIT)
    form = ActionForm(request.POST or None, instance=_action(request, action_id), space=request.space)
    if form.is_valid():
        with refusals_on(form):
            actions.edit_action(action=_action(request, action_id), **form.changes(), by=request.user)
            messages.success(request, _("L'action est enregistrée."))
            return redirect("animation:home", slug=request.space.slug)
    states = [status for status in ActionStatus if status != form.instance.status]
    context = {"form": form, "action": _action(request, action_id), "states": states}
    return render(request, "animation/edit_action.html", context)


def _action(request: HttpRequest, action_id: int) -> Action:
    found = Action.objects.visible_to(request.user).filter(space=request.space)
    return get_object_or_404(found.select_related("owner", "space"), pk=action_id)
