"""What changes the directory. Each verb does the whole thing or nothing, and leaves a trace in the journal."""

from .bulk import change_many, undo_change
from .contacts import (
    add_contact,
    edit_contact,
    erase_contact,
    give_access,
    meet_contact,
    note_exchange,
    remove_exchange,
    return_contact,
    succeed_contact,
    take_contacts,
)
from .identity import forget_apart, merge_organisations, set_apart, undo_merge
from .imports import apply_import, correct_lines, import_file, keep_upload, map_columns, read_file
from .lists import choose_columns, forget_list, save_list
from .organisations import (
    archive_organisation,
    confirm_organisation,
    create_organisation,
    edit_organisation,
    restore_organisation,
    set_representative,
    unset_representative,
)
from .register import keep_register
from .relations import relate_bodies, unrelate_bodies
from .sites import add_site, edit_site, remove_site
from .writing import undo_import

__all__ = [
    "add_contact",
    "add_site",
    "apply_import",
    "archive_organisation",
    "change_many",
    "choose_columns",
    "confirm_organisation",
    "correct_lines",
    "create_organisation",
    "edit_contact",
    "edit_organisation",
    "edit_site",
    "erase_contact",
    "forget_apart",
    "forget_list",
    "give_access",
    "import_file",
    "keep_register",
    "keep_upload",
    "map_columns",
    "meet_contact",
    "merge_organisations",
    "note_exchange",
    "read_file",
    "relate_bodies",
    "remove_exchange",
    "remove_site",
    "restore_organisation",
    "return_contact",
    "save_list",
    "set_apart",
    "set_representative",
    "succeed_contact",
    "take_contacts",
    "undo_change",
    "undo_import",
    "undo_merge",
    "unrelate_bodies",
    "unset_representative",
]
