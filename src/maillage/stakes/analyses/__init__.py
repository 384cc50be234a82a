"""What was said, read together: ``read_*`` without names for the members, ``read_named_*`` for the pilot only."""

from .changes import ActorChange, Change, Times, read_change, read_named_change, read_times
from .exchange import Exchange, NamedExchange, offers_for, read_exchange, read_named_exchange
from .named import NamedReading, read_names
from .named_game import read_named_game
from .named_game_reading import NamedGame
from .readings import StakesReading
from .shared import read_stakes
from .shared_game import GameReading, read_game, read_round

__all__ = [
    "ActorChange",
    "Change",
    "Exchange",
    "GameReading",
    "NamedExchange",
    "NamedGame",
    "NamedReading",
    "StakesReading",
    "Times",
    "offers_for",
    "read_change",
    "read_exchange",
    "read_game",
    "read_named_change",
    "read_named_exchange",
    "read_named_game",
    "read_names",
    "read_round",
    "read_stakes",
    "read_times",
]
