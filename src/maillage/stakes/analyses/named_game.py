"""The game of actors with names: a working paper of the pilot, never published, never in a report for members."""

from __future__ import annotations

from maillage.stakes.enums import Box, Convention
from maillage.stakes.models import Round
from maillage.stakes.queries import Aim, Game, game_of
from maillage_analysis.strategy import (
    ActorsGame,
    Convergences,
    actors_game,
    agreement_index,
    economic_social_balance,
    read_objectives,
)

from .named_game_reading import AimCouple, Couple, NamedGame, PlayedAim, Player, Taker
from .tables import influence_table, letters, position_table


def read_named_game(round: Round, *, order: int | None = None, convention: str = Convention.LIPSOR) -> NamedGame:
    """The whole of MACTOR on one round, for the pilot: the caller checks ``permissions.READ_NAMED`` first.

    ``order``: 1 simple, 2 valued, 3 weighted by strength; 3 by default once influences are weighed, 2 before.
    """
    game = game_of(round, with_influences=True)
    table = position_table(game)
    if table is None:
        return NamedGame(game, 2, (1, 2), Convention(convention), None, (), (), (), (), None, None)
    told = actors_game(table, influence_table(game), convention=convention)
    order = order if order in told.orders else told.orders[-1]
    place = told.orders.index(order)
    objectives = read_objectives(told.positions[place])
    return NamedGame(
        game=game,
        order=order,
        orders=told.orders,
        convention=Convention(convention),
        strong_from=objectives.strong_from,
        players=_players(game, told, place),
        aims=_aims(game, told, place, objectives),
        couples=_couples(game, told.between_actors[place]),
        aim_couples=_aim_couples(game, told.between_objectives[place]),
        degree=told.between_actors[place].degree_of_convergence,
        stability=told.power.stability if told.power else None,
    )


def _players(game: Game, told: ActorsGame, place: int) -> tuple[Player, ...]:
    stands, between, power = told.positions[place], told.between_actors[place], told.power
    balance = economic_social_balance(stands, letters(game.aims)).balance
    return tuple(
        Player(
            actor=stance.actor,
            in_favour=float(stands.by_actor.in_favour[i]),
            against=float(stands.by_actor.against[i]),
            mobilisation=float(stands.by_actor.mobilisation[i]),
            convergence=float(between.convergence_total[i]),
            divergence=float(between.divergence_total[i]),
            ambivalence=between.ambivalence[i],
            balance=balance[i],
            influence=float(power.influence[i]) if power else None,
            dependence=float(power.dependence[i]) if power else None,
            strength=float(power.relative_strength[i]) if power else None,
        )
        for i, stance in enumerate(game.stances)
    )


def _aims(game: Game, told: ActorsGame, place: int, objectives) -> tuple[PlayedAim, ...]:
    sums = told.positions[place].by_objective
    return tuple(
        PlayedAim(
            aim=aim,
            in_favour=float(sums.in_favour[k]),
            against=float(sums.against[k]),
            mobilisation=float(sums.mobilisation[k]),
            polarisation=objectives.polarisation[k],
            box=Box(objectives.reading[k]) if objectives.reading[k] else None,
            supporters=_takers(game, aim, 1),
            opponents=_takers(game, aim, -1),
        )
        for k, aim in enumerate(game.aims)
    )


def _takers(game: Game, aim: Aim, sign: int) -> tuple[Taker, ...]:
    found = [Taker(stance.actor, stance.values.get(aim.pk, 0)) for stance in game.stances]
    return tuple(
        sorted((one for one in found if one.value * sign > 0), key=lambda one: (-abs(one.value), one.actor.name))
    )


def _couples(game: Game, between: Convergences) -> tuple[Couple, ...]:
    agreement = agreement_index(between).values
    actors = [stance.actor for stance in game.stances]
    return tuple(
        Couple(one, other, float(between.convergence[i, j]), float(between.divergence[i, j]), agreement[i][j])
        for i, one in enumerate(actors)
        for j, other in enumerate(actors)
        if i < j
    )


def _aim_couples(game: Game, between: Convergences) -> tuple[AimCouple, ...]:
    """Pairs of objectives that somebody judges in opposite ways, the widest first."""
    found = [
        AimCouple(one, other, float(between.convergence[i, j]), float(between.divergence[i, j]))
        for i, one in enumerate(game.aims)
        for j, other in enumerate(game.aims)
        if i < j and between.divergence[i, j] > 0
    ]
    return tuple(sorted(found, key=lambda one: (-one.divergence, one.convergence)))
