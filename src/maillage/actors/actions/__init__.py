"""What changes the directory. Each verb does the whole thing or nothing, and leaves a trace in the journal."""

from .contacts import add_contact, edit_contact, erase_contact, meet_contact
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
    "archive_organisation",
    "confirm_organisation",
    "create_organisation",
    "edit_contact",
    "edit_organisation",
    "erase_contact",
    "meet_contact",
    "restore_organisation",
    "set_representative",
    "unset_representative",
]
