"""Common sessions held on the partnerships, and what was decided of their disagreements and low scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.animation import actions as animation
from maillage.animation.models import Meeting
from maillage.partnerships import actions as partnerships
from maillage.partnerships.models import Partnership

from ..queries import tree

if TYPE_CHECKING:
    from ..actions import Garden

OUTCOMES = {"?": "unknown", "-": "not_applicable"}


def hold_session(garden: Garden, partnership: Partnership, key: str, marks: str) -> None:
    """``marks``: what the group said of each criterion, in the order of the grid."""
    told = tree("together")["sessions"][key]
    session = partnerships.open_session(partnership=partnership, by=garden.lea)
    criteria = [criterion["id"] for criterion in session.assessment.grid.criteria]
    said = {criterion: OUTCOMES.get(mark, mark) for criterion, mark in zip(criteria, marks, strict=True)}
    for criterion in session.order:
        partnerships.conclude(
            session=session,
            criterion=criterion,
            outcome=partnerships.NO_AGREEMENT if criterion in told["unagreed"] else said[criterion],
            notes=told["notes"].get(criterion, ""),
            by=garden.lea,
        )
    partnerships.close_session(session=session, by=garden.lea)


def plant_plan(garden: Garden) -> None:
    """Some points decided, others not yet."""
    for told in tree("together")["plan"]:
        animation.decide(
            partnership=garden.partnerships[told["partnership"]],
            criterion=told["criterion"],
            choice=told["choice"],
            reason=told.get("reason", ""),
            meeting=Meeting.objects.filter(space=garden.space, title=told.get("meeting", "")).first(),
            title=told.get("title", ""),
            owner=garden.organisations.get(told.get("owner", "")),
            due_on=garden.ahead(told.get("days")),
            by=garden.lea,
        )
