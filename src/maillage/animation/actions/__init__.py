"""What changes the animation: meetings and decisions, actions, plan, pathway and counts; one subject a file."""

from .counts import write_counts
from .meetings import create_body, create_meeting, edit_body, edit_meeting, record_attendance, record_decision
from .pathway import fill_pathway, undo_pathway
from .plan import decide
from .promises import create_action, edit_action, move_action

__all__ = [
    "create_action",
    "create_body",
    "create_meeting",
    "decide",
    "edit_action",
    "edit_body",
    "edit_meeting",
    "fill_pathway",
    "move_action",
    "record_attendance",
    "record_decision",
    "undo_pathway",
    "write_counts",
]
