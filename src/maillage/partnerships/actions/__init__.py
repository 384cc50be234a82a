"""What changes a partnership, its members and its readings, one subject a file."""

from .members import add_member, end_member
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
    "add_member",
    "answer",
    "archive_partnership",
    "choose_type",
    "close_session",
    "conclude",
    "create_partnership",
    "edit_partnership",
    "end_member",
    "open_session",
    "reopen_assessment",
    "reopen_session",
    "restore_partnership",
    "set_partnership_published",
    "start_assessment",
    "submit_assessment",
]
