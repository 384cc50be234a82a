"""What changes the records of this room, one subject a file."""

from .asked import answer_asked, hand_in_asked, start_asked_sheet
from .catalogue import adapt_stake, add_own_stake, as_ours
from .objectives import add_objective, edit_objective, set_objective_aside, take_objective_up
from .pairs import add_pair, edit_pair, set_pair_aside, take_pair_up
from .pasting import take_positions
from .positions import copy_influences, say_positions, weigh_influences
from .rounds import ask_actors, close_round, edit_round, let_go, open_round, remove_round, reopen_round
from .said import edit_resource, edit_stake, remove_resource, remove_stake, say_resource, say_stake

__all__ = [
    "adapt_stake",
    "add_objective",
    "add_own_stake",
    "add_pair",
    "answer_asked",
    "as_ours",
    "ask_actors",
    "close_round",
    "copy_influences",
    "edit_objective",
    "edit_pair",
    "edit_resource",
    "edit_round",
    "edit_stake",
    "hand_in_asked",
    "let_go",
    "open_round",
    "remove_resource",
    "remove_round",
    "remove_stake",
    "reopen_round",
    "say_positions",
    "say_resource",
    "say_stake",
    "set_objective_aside",
    "set_pair_aside",
    "start_asked_sheet",
    "take_objective_up",
    "take_pair_up",
    "take_positions",
    "weigh_influences",
]
