"""Actions, meetings and decisions as pages need them: one query each, whatever the number of rows."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from maillage.actors.models import Organisation
from maillage.partnerships.models import Partnership
from maillage.spaces.models import Space

from .enums import ActionStatus, Shown
from .models import Action, Attendance, Body, Decision, Meeting, PathwayPart, PlanLine


def actions_of(space: Space) -> QuerySet[Action]:
    return Action.objects.filter(space=space).select_related("owner", "decision", "partnership", "space")


def shown_actions(
    space: Space, *, shown: str, on: date, owner: Organisation | None = None, partnership: Partnership | None = None
) -> QuerySet[Action]:
    """The actions of a choice: those still open by due date, those done the latest first."""
    found = actions_of(space)
    if shown == Shown.LATE:
        found = found.late(on=on)
    elif shown == Shown.OPEN:
        found = found.open()
    elif shown == Shown.DONE:
        found = found.filter(status=ActionStatus.DONE).order_by("-done_on", "pk")
    if owner:
        found = found.filter(owner=owner)
    if partnership:
        found = found.filter(partnership=partnership)
    return found


def decisions_of(space: Space) -> QuerySet[Decision]:
    """Decisions with their meeting and the actions born from them, the latest first."""
    actions = Prefetch("actions", Action.objects.select_related("owner"))
    return Decision.objects.filter(space=space).select_related("meeting", "space").prefetch_related(actions)


def meetings_of(space: Space) -> QuerySet[Meeting]:
    return Meeting.objects.filter(space=space).select_related("body", "space")


def expected_at(meeting: Meeting) -> set[int]:
    """Keys of the organisations noted at this meeting or at others of its body; failing that, at any meeting."""
    noted = Attendance.objects.filter(space=meeting.space)
    near = noted.filter(Q(meeting=meeting) | Q(meeting__body__isnull=False, meeting__body=meeting.body_id))
    keys = set(near.values_list("organisation", flat=True))
    return keys or set(noted.values_list("organisation", flat=True))


def plan_lines_of(partnership: Partnership) -> QuerySet[PlanLine]:
    """What was decided, with the version of the grid, the meeting and the action, in one query."""
    return PlanLine.objects.filter(partnership=partnership).select_related(
        "grid", "meeting", "meeting__space", "action", "action__owner", "space", "partnership"
    )


def organisations_on_pathway(partnership: Partnership) -> list[Organisation]:
    """Present members, and those who have a part and left since: by name, one line each."""
    members = partnership.members.current().values("organisation")
    parts = PathwayPart.objects.filter(partnership=partnership).values("organisation")
    return list(Organisation.objects.filter(Q(pk__in=members) | Q(pk__in=parts)).order_by("name", "pk"))


def bodies_of(space: Space) -> QuerySet[Body]:
    return Body.objects.filter(space=space).select_related("partnership", "space")
