"""What changes a partnership, its members and its readings, one subject a file."""

from .asking import start_asked_assessment
from .funding import add_funding, edit_funding, restore_funding, withdraw_funding
from .history import edit_milestone, restore_milestone, tell_milestone, withdraw_milestone
from .lifecycle import move_to_stage, say_deliverable
from .members import add_member, edit_member, end_member
from .partnership import (
    EDITABLE,
    archive_partnership,
    create_partnership,
    edit_partnership,
    restore_partnership,
    set_partnership_published,
)
from .readings import answer, reopen_assessment, start_assessment, submit_assessment
from .session import NO_AGREEMENT, close_session, conclude, open_session, reopen_session
from .types import choose_type

__all__ = [
    "EDITABLE",
    "NO_AGREEMENT",
    "add_funding",
    "add_member",
    "answer",
    "archive_partnership",
    "choose_type",
    "close_session",
    "conclude",
    "create_partnership",
    "edit_funding",
    "edit_member",
    "edit_milestone",
    "edit_partnership",
    "end_member",
    "move_to_stage",
    "open_session",
    "reopen_assessment",
    "reopen_session",
    "restore_funding",
    "restore_milestone",
    "restore_partnership",
    "say_deliverable",
    "set_partnership_published",
    "start_asked_assessment",
    "start_assessment",
    "submit_assessment",
    "tell_milestone",
    "withdraw_funding",
    "withdraw_milestone",
]
