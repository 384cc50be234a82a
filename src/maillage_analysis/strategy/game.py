"""The whole game of actors in one call: power, positions, convergences (MACTOR)."""

from __future__ import annotations

from dataclasses import dataclass

from maillage_analysis.arguments import checked
from maillage_analysis.results import Result

from .convergence import Convergences, convergences
from .positions import Positions, actor_positions
from .power import BalanceOfPower, balance_of_power
from .tables import InfluenceTable, PositionTable


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ActorsGame(Result):
    """MACTOR from end to end. Without influences, ``power`` is None and order 3 is left out.

    ``positions``, ``between_actors`` and ``between_objectives`` have one entry per order, in the order of ``orders``.
    """

    power: BalanceOfPower | None
    orders: tuple[int, ...]
    positions: tuple[Positions, ...]
    between_actors: tuple[Convergences, ...]
    between_objectives: tuple[Convergences, ...]


@checked
def actors_game(
    table: PositionTable, influence: InfluenceTable | None = None, *, convention: str = "lipsor"
) -> ActorsGame:
    """Balance of power, then positions and convergences of orders 1, 2 and (with influences) 3.

    Influences are optional: rating every pair of actors costs a meeting, and every r* would be 1 without them,
    so that order 3 would repeat order 2. Raises InputError if the two tables are not about the same actors.

    >>> game = actors_game(PositionTable(["CFA", "Opco"], ["hire"], [[2], [4]]))
    >>> game.orders, game.between_actors[1].convergence.tolist()
    ((1, 2), [[0.0, 3.0], [3.0, 0.0]])
    """
    power = None if influence is None else balance_of_power(influence, convention=convention)
    orders = (1, 2) if power is None else (1, 2, 3)
    stands = tuple(actor_positions(table, order=order, power=power) for order in orders)
    return ActorsGame(
        power=power,
        orders=orders,
        positions=stands,
        between_actors=tuple(convergences(each) for each in stands),
        between_objectives=tuple(convergences(each, between="objectives") for each in stands),
    )
