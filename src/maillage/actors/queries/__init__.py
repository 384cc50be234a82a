"""How the directory is searched, filtered and sorted, and which contacts are to be reviewed."""

from .contacts import STATES, PeopleFilters, contacts_to_review, gone_long_ago, people, retention_of, review_before
from .filters import LACKING, Filters, matching, stale, stale_before
from .ordering import SORTS, InThisOrder, keys_in_order, ordered
from .represented import own_organisations
from .words import private_text, search_text, search_words

__all__ = [
    "LACKING",
    "SORTS",
    "STATES",
    "Filters",
    "InThisOrder",
    "PeopleFilters",
    "contacts_to_review",
    "gone_long_ago",
    "keys_in_order",
    "matching",
    "ordered",
    "own_organisations",
    "people",
    "private_text",
    "retention_of",
    "review_before",
    "search_text",
    "search_words",
    "stale",
    "stale_before",
]
