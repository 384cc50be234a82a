"""Between two committees, the partnership lives: meetings, decisions, actions, plan, pathway, counts."""

from .actions import Action
from .counts import Count, CountSheet
from .meetings import Attendance, Body, Decision, Meeting
from .pathway import Pathway, PathwayPart
from .plan import PlanLine

__all__ = [
    "Action",
    "Attendance",
    "Body",
    "Count",
    "CountSheet",
    "Decision",
    "Meeting",
    "Pathway",
    "PathwayPart",
    "PlanLine",
]
