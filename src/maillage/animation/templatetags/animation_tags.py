"""What a partnership's sheet shows of its animation: bodies, actions, plan, pathway, numbers."""

from __future__ import annotations

from django import template
from django.template import RequestContext
from django.utils import timezone

from maillage.animation import permissions
from maillage.animation.analyses import read_counts, read_pathway
from maillage.animation.models import Action, Body, Meeting, PlanLine
from maillage.partnerships.models import Partnership
from maillage.spaces.enums import EDITORS

register = template.Library()


@register.inclusion_tag("animation/of_partnership.html", takes_context=True)
def partnership_animation(context: RequestContext, partnership: Partnership) -> dict:
    """One card: its bodies with their next meeting, open actions, plan, pathway and numbers, as this person reads."""
    request, on = context["request"], timezone.localdate()
    bodies = list(Body.objects.filter(partnership=partnership))
    coming = Meeting.objects.filter(body__in=bodies, held_on__gte=on).order_by("-held_on", "-pk")
    nearest = {meeting.body_id: meeting for meeting in coming}
    for body in bodies:
        body.next = nearest.get(body.pk)
    dues = list(Action.objects.filter(partnership=partnership).open().values_list("due_on", flat=True))
    return {
        "partnership": partnership,
        "space": request.space,
        "bodies": bodies,
        "actions_open": len(dues),
        "actions_late": sum(due < on for due in dues),
        "lines": PlanLine.objects.visible_to(request.user).filter(partnership=partnership).count(),
        "pathway": read_pathway(partnership),
        "counts": read_counts(partnership, protected=request.role not in EDITORS),
        "reads": permissions.reads_with_members(request.user, request.role, partnership),
        "may_edit": request.role in permissions.EDIT.roles,
    }
