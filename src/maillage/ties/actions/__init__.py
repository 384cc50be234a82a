"""What changes the ties: noted by the pilot's team, declared by organisations, names looked at by the pilot's team."""

from .declared import (
    describe,
    erase_never_handed_in,
    forget_mention,
    hand_in,
    keep_what_was_reopened,
    name_organisations,
    start_statement,
    take_back,
)
from .noted import edit_tie, relate, remove_tie
from .proposals import add_proposal, match_proposal, set_aside_proposal, take_up_proposal, unmatch_proposal

__all__ = [
    "add_proposal",
    "describe",
    "edit_tie",
    "erase_never_handed_in",
    "forget_mention",
    "hand_in",
    "keep_what_was_reopened",
    "match_proposal",
    "name_organisations",
    "relate",
    "remove_tie",
    "set_aside_proposal",
    "start_statement",
    "take_back",
    "take_up_proposal",
    "unmatch_proposal",
]
