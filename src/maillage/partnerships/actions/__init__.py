"""What changes a partnership, its members and its readings, one subject a file."""

from .asking import start_asked_assessment
from .funding import add_funding, edit_funding, restore_funding, withdraw_funding
from .history import edit_milestone, restore_milestone, tell_milestone, withdraw_milestone
from .lifecycle import confirm_deliverable, move_to_stage, say_deliverable
from .members import add_member, edit_member, end_member
from .paper import type_sheets, withdraw_typed_sheets
from .partnership import (
    EDITABLE,
    archive_partnership,
    create_partnership,
    edit_partnership,
    restore_partnership,
    set_partnership_published,
)
from .readings import answer, answer_all, reopen_assessment, start_assessment, submit_assessment
from .session import NO_AGREEMENT, close_session, conclude, open_session, reopen_session
from .types import choose_type
from .versions import (
    add_criterion,
    add_type,
    annotate_draft,
    discard_draft,
    draft_grid,
    draft_typology,
    grid_to_use,
    import_grid,
    import_typology,
    move_criterion,
    put_in_service,
    remove_criterion,
    remove_type,
    reword_criterion,
    switch_criterion,
    take_back_type,
    write_typology,
)

__all__ = [
    "EDITABLE",
    "NO_AGREEMENT",
    "add_criterion",
    "add_funding",
    "add_member",
    "add_type",
    "annotate_draft",
    "answer",
    "answer_all",
    "archive_partnership",
    "choose_type",
    "close_session",
    "conclude",
    "confirm_deliverable",
    "create_partnership",
    "discard_draft",
    "draft_grid",
    "draft_typology",
    "edit_funding",
    "edit_member",
    "edit_milestone",
    "edit_partnership",
    "end_member",
    "grid_to_use",
    "import_grid",
    "import_typology",
    "move_criterion",
    "move_to_stage",
    "open_session",
    "put_in_service",
    "remove_criterion",
    "remove_type",
    "reopen_assessment",
    "reopen_session",
    "restore_funding",
    "restore_milestone",
    "restore_partnership",
    "reword_criterion",
    "say_deliverable",
    "set_partnership_published",
    "start_asked_assessment",
    "start_assessment",
    "submit_assessment",
    "switch_criterion",
    "take_back_type",
    "tell_milestone",
    "type_sheets",
    "withdraw_funding",
    "withdraw_milestone",
    "withdraw_typed_sheets",
    "write_typology",
]
