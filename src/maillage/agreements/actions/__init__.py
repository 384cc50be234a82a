"""What changes the texts and the pilot's mandate, one subject a file."""

from .mandates import edit_mandate, end_mandate, name_pilot
from .states import change_status, sign_amendment
from .texts import create_agreement, edit_agreement, tag_clauses, write_version

__all__ = [
    "change_status",
    "create_agreement",
    "edit_agreement",
    "edit_mandate",
    "end_mandate",
    "name_pilot",
    "sign_amendment",
    "tag_clauses",
    "write_version",
]
