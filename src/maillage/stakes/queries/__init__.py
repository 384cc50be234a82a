"""What was said in a space, gathered in a fixed number of questions to the database."""

from .catalogue import catalogue_of, pairs_of
from .game import (
    Aim,
    Game,
    HeldStake,
    Stance,
    game_of,
    last_closed_of,
    last_two_closed,
    open_round_of,
    rounds_in,
    stakes_at,
)
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
    "Aim",
    "CollegeProgress",
    "Game",
    "HeldStake",
    "Said",
    "SaidResource",
    "SaidStake",
    "Stance",
    "carriers_of",
    "catalogue_of",
    "game_of",
    "last_closed_of",
    "last_two_closed",
    "open_round_of",
    "organisations_to_ask",
    "pairs_of",
    "progress_by_college",
    "rounds_in",
    "said_in",
    "stakes_at",
]
