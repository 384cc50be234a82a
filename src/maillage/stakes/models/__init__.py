"""What actors say (stakes, resources), asked by a campaign or not; the catalogue of a space; the game of actors."""

from .asked import AskedAnswer, AskedMatter, AskedSheet, SaidBefore
from .game import Influence, KeptStake, Objective, Position, PositionSheet, Round
from .own_catalogue import CatalogueEntry, PairEntry
from .said import Resource, SaidQuerySet, Stake

__all__ = [
    "AskedAnswer",
    "AskedMatter",
    "AskedSheet",
    "CatalogueEntry",
    "Influence",
    "KeptStake",
    "Objective",
    "PairEntry",
    "Position",
    "PositionSheet",
    "Resource",
    "Round",
    "SaidBefore",
    "SaidQuerySet",
    "Stake",
]
