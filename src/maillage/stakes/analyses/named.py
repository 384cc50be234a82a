"""The same stakes with names: a working paper of the pilot's team, never published, never in a report for members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from maillage.actors.enums import College
from maillage.spaces.models import Space
from maillage.stakes.catalogue import CatalogueStake, TensionPair
from maillage.stakes.enums import Direction, Nature
from maillage.stakes.queries import Actor, Said, SaidResource, SaidStake, said_in
from maillage_analysis.strategy import TwoModeTable, resource_exclusivity

from .balance import balances, sides


@dataclass(frozen=True, slots=True)
class NamedCell:
    """What one actor said of one stake of the catalogue."""

    key: str
    stake: CatalogueStake
    weight: int
    words: str


@dataclass(frozen=True, slots=True)
class NamedRow:
    """One actor: a cell per stake of ``NamedReading.columns`` (None when it did not say it), what it said freely."""

    actor: Actor
    college: College
    cells: tuple[NamedCell | None, ...]
    free: tuple[SaidStake, ...]
    balance: float | None

    @property
    def in_words(self) -> tuple[NamedCell, ...]:
        """The stakes that the actor also said with its own words."""
        return tuple(cell for cell in self.cells if cell and cell.words)


@dataclass(frozen=True, slots=True)
class NamedTension:
    """A pair picked at both ends, and by whom. ``both``: the actors that hold the tension within themselves."""

    pair: TensionPair
    one_end: tuple[Actor, ...]
    other_end: tuple[Actor, ...]
    both: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class NamedResource:
    """A nature of resource: who brings what, who seeks what, and the only one that brings it, if alone."""

    nature: Nature
    brings: tuple[SaidResource, ...]
    seeks: tuple[SaidResource, ...]
    alone: Actor | None


@dataclass(frozen=True, slots=True)
class NamedReading:
    columns: tuple[CatalogueStake, ...]
    rows: tuple[NamedRow, ...]
    tensions: tuple[NamedTension, ...]
    resources: tuple[NamedResource, ...]
    silent: tuple[Actor, ...]
    """Actors that said no stake yet."""

    @property
    def alone(self) -> tuple[NamedResource, ...]:
        """Resources that rest on one actor only."""
        return tuple(resource for resource in self.resources if resource.alone)


def read_names(space: Space) -> NamedReading:
    """Who said what, actor by actor, for the pilot: the caller checks ``permissions.READ_NAMED`` first."""
    said = said_in(space)
    spoken = {stake.code for stake in said.stakes}
    columns = tuple(stake for stake in said.catalogue.stakes if stake.code in spoken)
    by_actor: dict[Actor, list[SaidStake]] = defaultdict(list)
    for stake in said.stakes:
        by_actor[stake.actor].append(stake)
    balance_of = balances(said.stakes)
    return NamedReading(
        columns=columns,
        rows=tuple(
            _row(actor, by_actor[actor], columns, balance_of.get(actor)) for actor in said.actors if actor in by_actor
        ),
        tensions=_tensions(said),
        resources=_resources(said.resources),
        silent=tuple(actor for actor in said.actors if actor not in by_actor),
    )


def _row(
    actor: Actor, stakes: Sequence[SaidStake], columns: Sequence[CatalogueStake], balance: float | None
) -> NamedRow:
    said = {stake.code: stake for stake in stakes if stake.code}
    return NamedRow(
        actor=actor,
        college=College(actor.college),
        cells=tuple(
            NamedCell(f"{actor.pk}-{stake.code}", stake, said[stake.code].weight, said[stake.code].words)
            if stake.code in said
            else None
            for stake in columns
        ),
        free=tuple(stake for stake in stakes if not stake.code),
        balance=balance,
    )


def _tensions(said: Said) -> tuple[NamedTension, ...]:
    return tuple(
        NamedTension(standing.pair, standing.one_end, standing.other_end, standing.both)
        for standing in sides(said.stakes, said.pairs)
        if standing.one_end and standing.other_end
    )


def _resources(resources: Sequence[SaidResource]) -> tuple[NamedResource, ...]:
    alone = _held_alone([resource for resource in resources if resource.direction == Direction.BRINGS])
    return tuple(
        NamedResource(
            nature=nature,
            brings=_of(resources, nature, Direction.BRINGS),
            seeks=_of(resources, nature, Direction.SEEKS),
            alone=alone.get(nature),
        )
        for nature in Nature
        if any(resource.nature == nature for resource in resources)
    )


def _of(resources: Sequence[SaidResource], nature: Nature, direction: Direction) -> tuple[SaidResource, ...]:
    return tuple(each for each in resources if (each.nature, each.direction) == (nature, direction))


def _held_alone(brought: Sequence[SaidResource]) -> dict[str, Actor]:
    """The natures that a single actor brings, with this actor."""
    if not brought:
        return {}
    actors = list(dict.fromkeys(resource.actor for resource in brought))
    natures = list(dict.fromkeys(resource.nature for resource in brought))
    values = np.zeros((len(actors), len(natures)))
    for resource in brought:
        values[actors.index(resource.actor), natures.index(resource.nature)] = 1
    by_name = {str(actor.pk): actor for actor in actors}
    result = resource_exclusivity(TwoModeTable(list(by_name), natures, values))
    return {nature: by_name[name] for nature, name in result.held_by_one}
