"""The plan of a partnership, and one line of it at a time."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.animation import actions, permissions
from maillage.animation.analyses import PlanRow, read_plan
from maillage.animation.forms import PlanForm
from maillage.partnerships import permissions as partnerships
from maillage.partnerships.doors import visible_partnership
from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.toolkit.forms import refusals_on

from .of_partnership import members_only


@in_space
def plan(request: HttpRequest, partnership_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    fewest = partnerships.fewest_answers_shown(request.role)
    return members_only(request, partnership) or render(
        request,
        "animation/plan.html",
        {"partnership": partnership, "plan": read_plan(partnership, fewest_answers=fewest)},
    )


@in_space
def plan_line(request: HttpRequest, partnership_id: int, point: str) -> HttpResponse:
    """Decide about one criterion, or decide again."""
    partnership = visible_partnership(request, partnership_id)
    spaces.check(request.user, request.space, permissions.EDIT)
    row = read_plan(partnership, fewest_answers=partnerships.fewest_answers_shown(request.role)).row(point)
    if row is None:
        raise Http404
    form = PlanForm(request.POST or None, space=request.space, on=timezone.localdate(), kept=_kept(row))
    if form.is_valid():
        with refusals_on(form):
            actions.decide(partnership=partnership, criterion=point, **form.said(), by=request.user)
            messages.success(request, _("« %(name)s » : la suite est gardée.") % {"name": row.words.name})
            return redirect("animation:plan", request.space.slug, partnership.pk)
    return render(request, "animation/plan_line.html", {"partnership": partnership, "row": row, "form": form})


def _kept(row: PlanRow) -> dict:
    line = row.line
    if line is None:
        return {"read_version": 0}
    kept = {
        "choice": line.choice,
        "reason": line.reason,
        "meeting": line.meeting,
        "debate_on": line.debate_on,
        "read_version": line.version,
    }
    if line.action:
        kept |= {"title": line.action.title, "owner": line.action.owner, "due_on": line.action.due_on}
    return kept
