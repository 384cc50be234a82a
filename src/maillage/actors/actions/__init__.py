"""What changes the directory. Each verb does the whole thing or nothing, and leaves a trace in the journal."""

from .contacts import add_contact, edit_contact, erase_contact, meet_contact
from .imports import apply_import, import_file, import_rows, keep_upload, map_columns, read_file, undo_import
from .organisations import (
    archive_organisation,
    confirm_organisation,
    create_organisation,
    edit_organisation,
    restore_organisation,
    set_representative,
    unset_representative,
)

__all__ = [
    "add_contact",
    "apply_import",
    "archive_organisation",
    "confirm_organisation",
    "create_organisation",
    "edit_contact",
    "edit_organisation",
    "erase_contact",
    "import_file",
    "import_rows",
    "keep_upload",
    "map_columns",
    "meet_contact",
    "read_file",
    "restore_organisation",
    "set_representative",
    "undo_import",
    "unset_representative",
]
