"""What actors say (stakes, resources), the stakes of a space's own, and the game of actors round by round."""

from .game import Influence, KeptStake, Objective, Position, PositionSheet, Round
from .own_catalogue import CatalogueEntry, PairEntry
from .said import Resource, SaidQuerySet, Stake

__all__ = [
    "CatalogueEntry",
    "Influence",
    "KeptStake",
    "Objective",
    "PairEntry",
    "Position",
    "PositionSheet",
    "Resource",
    "Round",
    "SaidQuerySet",
    "Stake",
]
