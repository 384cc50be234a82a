"""From what was said in a round to the tables of the methods: what nobody said is read as neutral, and counted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from maillage.actors.enums import Family
from maillage.stakes.queries import Aim, Game
from maillage_analysis.strategy import ECONOMIC, SOCIAL, InfluenceTable, PositionTable

LETTERS = {Family.ECONOMIC: ECONOMIC, Family.SOCIAL: SOCIAL}
NEITHER = "-"


def position_table(game: Game) -> PositionTable | None:
    """Actors that answered × objectives, named by their ids; None while there is no answer or no objective."""
    if not game.stances or not game.aims:
        return None
    values = np.array([[stance.values.get(aim.pk, 0) for aim in game.aims] for stance in game.stances], dtype=float)
    return PositionTable([str(stance.actor.pk) for stance in game.stances], [str(aim.pk) for aim in game.aims], values)


def influence_table(game: Game) -> InfluenceTable | None:
    """Actors × actors; None while the pilot weighed nothing between those that answered."""
    if not game.influences:
        return None
    names = [stance.actor.pk for stance in game.stances]
    values = np.array([[game.influences.get((one, other), 0) for other in names] for one in names], dtype=float)
    return InfluenceTable([str(name) for name in names], values)


def letters(aims: Sequence[Aim]) -> dict[str, str]:
    """The family of each objective, as the balance between economic and social reads it."""
    return {str(aim.pk): LETTERS.get(Family(aim.family), NEITHER) for aim in aims}
