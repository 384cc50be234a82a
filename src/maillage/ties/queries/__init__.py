"""Questions asked of the records: what is noted, what is declared, which names somebody may pick."""

from .declared import (
    Said,
    asked_organisations,
    last_of_each,
    last_said_on,
    own_statement,
    proposals,
    recognised,
    said_in,
    statement_lines,
)
from .names import Choice, choices_among, find_names, known_by_name, near_names
from .noted import count_links, current_ties, has_ties

__all__ = [
    "Choice",
    "Said",
    "asked_organisations",
    "choices_among",
    "count_links",
    "current_ties",
    "find_names",
    "has_ties",
    "known_by_name",
    "last_of_each",
    "last_said_on",
    "near_names",
    "own_statement",
    "proposals",
    "recognised",
    "said_in",
    "statement_lines",
]
