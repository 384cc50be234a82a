"""What was said in a space, gathered in a fixed number of questions to the database."""

from .catalogue import catalogue_of
from .said import (
    Actor,
    CollegeProgress,
    Said,
    SaidResource,
    SaidStake,
    carriers_of,
    organisations_to_ask,
    progress_by_college,
    said_in,
)

__all__ = [
    "Actor",
    "CollegeProgress",
    "Said",
    "SaidResource",
    "SaidStake",
    "carriers_of",
    "catalogue_of",
    "organisations_to_ask",
    "progress_by_college",
    "said_in",
]
