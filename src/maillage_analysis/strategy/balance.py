"""Economic and social stakes: where each actor stands between them, and which tensions somebody really carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.results import Result, Undefined, optional, read_only, undefined_where

from .positions import Positions

ECONOMIC, SOCIAL = "E", "S"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class EconomicSocialBalance(Result):
    """Per actor, what it puts on economic and on social objectives, and the balance between the two.

    balance: 1 only economic, −1 only social, 0 as much of both, None if neither.
    """

    order: int
    actors: tuple[str, ...]
    economic_objectives: tuple[str, ...]
    social_objectives: tuple[str, ...]
    economic: np.ndarray
    social: np.ndarray
    balance: tuple[float | None, ...]
    undefined: tuple[Undefined, ...]


@checked
def economic_social_balance(stands: Positions, families: Mapping[str, str]) -> EconomicSocialBalance:
    """Balance (e − s)/(e + s) of each actor, e = Σ|v| on economic objectives, s = Σ|v| on social ones.

    ``families`` gives the family of every objective: ``"E"`` economic, ``"S"`` social, anything else is left out.
    Undefined for an actor without a stand on either family. There is no overall index on purpose: the point is to
    see tensions, not to sum them. Raises InputError for an objective without family.

    >>> from maillage_analysis.strategy import PositionTable, actor_positions
    >>> table = PositionTable(["CFA", "Mission locale"], ["hire", "insert"], [[3, 1], [0, -2]])
    >>> economic_social_balance(actor_positions(table), {"hire": "E", "insert": "S"}).balance
    (0.5, -1.0)
    """
    for objective in stands.objectives:
        if not families.get(objective):
            raise InputError(f"The objective {objective!r} has no family: give it E, S or another one.")
    size = np.abs(stands.values)
    economic_columns, social_columns = (
        [k for k, objective in enumerate(stands.objectives) if families[objective] == family]
        for family in (ECONOMIC, SOCIAL)
    )
    economic, social = size[:, economic_columns].sum(axis=1), size[:, social_columns].sum(axis=1)
    both = economic + social
    balance = np.divide(economic - social, both, out=np.zeros_like(both), where=both > 0)
    return EconomicSocialBalance(
        order=stands.order,
        actors=stands.actors,
        economic_objectives=tuple(stands.objectives[k] for k in economic_columns),
        social_objectives=tuple(stands.objectives[k] for k in social_columns),
        economic=read_only(economic),
        social=read_only(social),
        balance=optional(balance, both > 0),
        undefined=undefined_where(
            "balance", stands.actors, both > 0, "no stand on an economic objective nor on a social one"
        ),
    )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Tension(Result):
    """One pair of objectives that pull apart, and who cares for which end."""

    economic_end: str
    social_end: str
    both_ends: tuple[str, ...]
    economic_end_only: tuple[str, ...]
    social_end_only: tuple[str, ...]
    is_carried: bool


@checked
def carried_tensions(stands: Positions, pairs: Iterable[Sequence[str]]) -> tuple[Tension, ...]:
    """For each (economic end, social end), the actors in favour of both ends, of the first only, of the second only.

    A tension is carried when both ends have somebody in favour: within one actor or between several. Pairs keep
    their order, actors theirs. Raises InputError for an unknown objective or a pair that is not made of two.

    >>> from maillage_analysis.strategy import PositionTable, actor_positions
    >>> table = PositionTable(["CFA", "Mission locale"], ["hire", "insert"], [[3, 1], [0, 2]])
    >>> (tension,) = carried_tensions(actor_positions(table), [("hire", "insert")])
    >>> tension.both_ends, tension.social_end_only, tension.is_carried
    (('CFA',), ('Mission locale',), True)
    """
    column = {objective: k for k, objective in enumerate(stands.objectives)}
    return tuple(_tension(stands, column, tuple(pair)) for pair in pairs)


def _tension(stands: Positions, column: Mapping[str, int], pair: tuple[str, ...]) -> Tension:
    if len(pair) != 2 or pair[0] == pair[1]:
        raise InputError(f"The tension {pair!r} is not made of two objectives: write an economic and a social one.")
    for objective in pair:
        if objective not in column:
            raise InputError(f"The tension names the objective {objective!r}, which is not in the table: correct it.")
    first, second = (stands.values[:, column[objective]] > 0 for objective in pair)

    def named(chosen: np.ndarray) -> tuple[str, ...]:
        return tuple(actor for actor, kept in zip(stands.actors, chosen, strict=True) if kept)

    return Tension(
        economic_end=pair[0],
        social_end=pair[1],
        both_ends=named(first & second),
        economic_end_only=named(first & ~second),
        social_end_only=named(second & ~first),
        is_carried=bool(first.any() and second.any()),
    )
