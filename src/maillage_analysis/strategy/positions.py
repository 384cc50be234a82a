"""Positions of actors on objectives, simple, valued and weighted by strength (1MAO, 2MAO, 3MAO of MACTOR)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.results import Result, read_only

from .power import BalanceOfPower
from .tables import PositionTable

ORDERS = {1: "simple: the sign", 2: "valued: what is at stake", 3: "weighted: valued, times relative strength r*"}


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Mobilisation(Result):
    """For each name: how much is in favour, how much against (as a positive number), and both together."""

    names: tuple[str, ...]
    in_favour: np.ndarray
    against: np.ndarray
    mobilisation: np.ndarray


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Positions(Result):
    """Positions of one order (1, 2 or 3), shape (n actors, m objectives), with their sums both ways."""

    order: int
    actors: tuple[str, ...]
    objectives: tuple[str, ...]
    values: np.ndarray
    by_actor: Mobilisation
    by_objective: Mobilisation


@checked
def actor_positions(table: PositionTable, *, order: int = 2, power: BalanceOfPower | None = None) -> Positions:
    """Positions of the order asked for, with mobilisation per actor and per objective.

    Order 1: sign(p_ik). Order 2: p_ik as given. Order 3: r*_i · p_ik, ``power`` being required.
    Mobilisation is the sum of absolute values, in favour and against together.
    Raises InputError for another order, or for a balance of power that is absent or about other actors.

    >>> table = PositionTable(["CFA", "Opco"], ["hire", "retain"], [[2, -1], [0, 3]])
    >>> actor_positions(table).by_objective.mobilisation.tolist()
    [2.0, 4.0]
    >>> actor_positions(table, order=1).values.tolist()
    [[1.0, -1.0], [0.0, 1.0]]
    """
    values = _values(table, order, power)
    return Positions(
        order=order,
        actors=table.actors,
        objectives=table.objectives,
        values=read_only(values),
        by_actor=_mobilisation(table.actors, values),
        by_objective=_mobilisation(table.objectives, values.T),
    )


def _values(table: PositionTable, order: int, power: BalanceOfPower | None) -> np.ndarray:
    if order not in tuple(ORDERS):
        raise InputError(f"Positions of order {order!r} do not exist: choose 1 (simple), 2 (valued) or 3 (weighted).")
    if order == 1:
        return np.sign(table.values)
    if order == 2:
        return table.values
    if power is None:
        raise InputError("Positions of order 3 need the balance of power: give it, or ask for order 2.")
    strength = dict(zip(power.actors, power.relative_strength.tolist(), strict=True))
    strangers = sorted(set(table.actors) ^ set(strength))
    if strangers:
        raise InputError(
            f"{strangers[0]!r} is in only one of the two tables: the influences and the positions need the same actors."
        )
    weighted = np.array([strength[actor] for actor in table.actors])[:, None] * table.values
    return weighted + 0.0  # no negative zero


def _mobilisation(names: tuple[str, ...], values: np.ndarray) -> Mobilisation:
    """Sums along the rows of ``values``."""
    return Mobilisation(
        names=names,
        in_favour=read_only(np.maximum(values, 0.0).sum(axis=1)),
        against=read_only(np.maximum(-values, 0.0).sum(axis=1)),
        mobilisation=read_only(np.abs(values).sum(axis=1)),
    )
