"""What was said, given to the analysis library: balances between economic and social, tensions and who carries them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from maillage.actors.enums import Family
from maillage.stakes.catalogue import TensionPair
from maillage.stakes.queries import Actor, SaidStake
from maillage_analysis.strategy import (
    ECONOMIC,
    SOCIAL,
    PositionTable,
    actor_positions,
    carried_tensions,
    economic_social_balance,
)

# Weights go from 1 to 5, the library's ladder from 0 to 4: the ratio is kept, and a balance is a ratio.
TO_LADDER = 4 / 5
LETTERS = {Family.ECONOMIC: ECONOMIC, Family.SOCIAL: SOCIAL}
OTHER = "-"


@dataclass(frozen=True, slots=True)
class Sides:
    """Who stands at each end of a pair. ``both`` are in the two lists as well."""

    pair: TensionPair
    one_end: tuple[Actor, ...]
    other_end: tuple[Actor, ...]
    both: tuple[Actor, ...]


def balances(stakes: Sequence[SaidStake]) -> dict[Actor, float]:
    """(e − s)/(e + s) of each actor, from −1 (only social) to 1 (only economic); without those who said neither."""
    if not stakes:
        return {}
    table, families, actors = _by_family(stakes)
    result = economic_social_balance(actor_positions(table), families)
    return {actor: value for actor, value in zip(actors, result.balance, strict=True) if value is not None}


def sides(stakes: Sequence[SaidStake], pairs: Sequence[TensionPair]) -> tuple[Sides, ...]:
    """Each pair of the space with the actors at its ends: those who said at least one of its codes."""
    if not stakes or not pairs:
        return tuple(Sides(pair, (), (), ()) for pair in pairs)
    table, actors = _by_end(stakes, pairs)
    by_name = {str(actor.pk): actor for actor in actors}
    tensions = carried_tensions(
        actor_positions(table), [(_column(pair.key, 0), _column(pair.key, 1)) for pair in pairs]
    )
    return tuple(
        Sides(
            pair,
            one_end=_named(by_name, (*tension.both_ends, *tension.economic_end_only)),
            other_end=_named(by_name, (*tension.both_ends, *tension.social_end_only)),
            both=_named(by_name, tension.both_ends),
        )
        for pair, tension in zip(pairs, tensions, strict=True)
    )


def _by_family(stakes: Sequence[SaidStake]) -> tuple[PositionTable, dict[str, str], list[Actor]]:
    """Actors × stakes; what is said outside the catalogue counts with its family."""
    actors = list(dict.fromkeys(stake.actor for stake in stakes))
    objectives = list(dict.fromkeys(_objective(stake, index) for index, stake in enumerate(stakes)))
    families = {
        _objective(stake, index): LETTERS.get(Family(stake.family), OTHER) for index, stake in enumerate(stakes)
    }
    values = np.zeros((len(actors), len(objectives)))
    row = {actor: i for i, actor in enumerate(actors)}
    column = {objective: k for k, objective in enumerate(objectives)}
    for index, stake in enumerate(stakes):
        values[row[stake.actor], column[_objective(stake, index)]] = stake.weight * TO_LADDER
    return PositionTable([str(actor.pk) for actor in actors], objectives, values), families, actors


def _objective(stake: SaidStake, index: int) -> str:
    return stake.code or f"free {index}"


def _by_end(stakes: Sequence[SaidStake], pairs: Sequence[TensionPair]) -> tuple[PositionTable, list[Actor]]:
    """Actors × ends: the heaviest weight the actor gave to one of the end's codes."""
    actors = list(dict.fromkeys(stake.actor for stake in stakes))
    columns = [(pair, side) for pair in pairs for side in (0, 1)]
    values = np.zeros((len(actors), len(columns)))
    row = {actor: i for i, actor in enumerate(actors)}
    for stake in stakes:
        for k, (pair, side) in enumerate(columns):
            if stake.code in (pair.one_end, pair.other_end)[side].codes:
                i = row[stake.actor]
                values[i, k] = max(values[i, k], stake.weight * TO_LADDER)
    names = [_column(pair.key, side) for pair, side in columns]
    return PositionTable([str(actor.pk) for actor in actors], names, values), actors


def _column(key: str, side: int) -> str:
    return f"{key} {side}"


def _named(by_name: dict[str, Actor], names: Sequence[str]) -> tuple[Actor, ...]:
    return tuple(sorted((by_name[name] for name in names), key=lambda actor: (actor.name, actor.pk)))
