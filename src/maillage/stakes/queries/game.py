"""Rounds, who stands where in one of them, and what is needed to read it, in a fixed number of questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from maillage.actors.enums import SHAPES, Family
from maillage.spaces.models import Space
from maillage.stakes.models import Influence, KeptStake, Objective, Position, PositionSheet, Round, Stake

from .said import Actor


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective as the readings need it."""

    pk: int
    code: str
    label: str
    family: str

    @property
    def title(self) -> str:
        return f"{self.code}\u00a0·\u00a0{self.label}"

    @property
    def shape(self) -> str:
        return SHAPES[Family(self.family)]

    @property
    def family_label(self) -> str:
        return str(Family(self.family).label)


@dataclass(frozen=True, slots=True)
class Stance:
    """One actor that answered: its positions by objective (no key: not said)."""

    actor: Actor
    said_on: date
    values: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Game:
    """One round, with names: never handed to a page of members as it is."""

    round: Round
    aims: tuple[Aim, ...]
    stances: tuple[Stance, ...]
    awaited: tuple[Actor, ...]
    influences: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """(who, on whom) → 0 to 4, between actors that answered; empty unless asked for."""

    @property
    def unsaid(self) -> int:
        """Cells of the table of positions that nobody filled: the methods read them as neutral."""
        return sum(len(self.aims) - len(stance.values) for stance in self.stances)

    @property
    def pairs(self) -> int:
        """Cells of a full matrix of influences."""
        return len(self.stances) * (len(self.stances) - 1)


def rounds_in(space: Space) -> QuerySet[Round]:
    """Rounds from the last to the first, each with ``asked`` and ``answered`` (counts of actors)."""
    return (
        Round.objects.in_space(space)
        .annotate(asked=Count("sheets"), answered=Count("sheets", filter=~Q(sheets__said_on=None)))
        .order_by("-opened_on", "-pk")
    )


def open_round_of(space: Space) -> Round | None:
    return Round.objects.in_space(space).filter(closed_on=None).first()


def last_closed_of(space: Space) -> Round | None:
    """The last round that the members may read."""
    return Round.objects.in_space(space).exclude(closed_on=None).order_by("-opened_on", "-pk").first()


def last_two_closed(space: Space) -> tuple[Round, Round] | None:
    """The last two rounds that the members may compare, the earlier first; None before there are two."""
    found = list(Round.objects.in_space(space).exclude(closed_on=None).order_by("-opened_on", "-pk")[:2])
    return (found[1], found[0]) if len(found) == 2 else None


def game_of(round: Round, *, with_influences: bool = False) -> Game:
    """Who stands where in a round; actors in the order of their names, archived ones left out."""
    sheets = list(
        PositionSheet.objects.filter(round=round, organisation__archived_at=None)
        .order_by("organisation__name", "organisation_id")
        .values_list(
            "pk", "said_on", "organisation_id", "organisation__name", "organisation__college", "organisation__family"
        )
    )
    said: dict[int, dict[int, int]] = defaultdict(dict)
    for sheet, objective, value in Position.objects.filter(sheet__round=round).values_list(
        "sheet_id", "objective_id", "value"
    ):
        said[sheet][objective] = value
    aims = _aims(round, {objective for values in said.values() for objective in values})
    known = {aim.pk for aim in aims}
    stances = tuple(
        Stance(Actor(*actor), said_on, {k: v for k, v in said[pk].items() if k in known})
        for pk, said_on, *actor in sheets
        if said_on
    )
    return Game(
        round=round,
        aims=aims,
        stances=stances,
        awaited=tuple(Actor(*actor) for _pk, said_on, *actor in sheets if not said_on),
        influences=_influences(round, {stance.actor.pk for stance in stances}) if with_influences else {},
    )


def _aims(round: Round, judged: set[int]) -> tuple[Aim, ...]:
    """The objectives of a round: those of today while it is open, those that somebody judged once it is closed."""
    found = Objective.objects.filter(space=round.space_id)
    found = found.filter(Q(archived_at=None) | Q(pk__in=judged)) if round.is_open else found.filter(pk__in=judged)
    return tuple(Aim(one.pk, one.code, one.label, one.family) for one in found.order_by("number"))


def _influences(round: Round, actors: set[int]) -> dict[tuple[int, int], int]:
    rows = Influence.objects.filter(round=round).values_list("source_id", "target_id", "value")
    return {(source, target): value for source, target, value in rows if {source, target} <= actors}


@dataclass(frozen=True, slots=True)
class HeldStake:
    """A stake as it was held at the time of a round."""

    actor: Actor
    code: str
    family: str
    weight: int


def stakes_at(round: Round) -> tuple[HeldStake, ...]:
    """The stakes kept when the round closed; while it is open, those of today."""
    actor = ("organisation_id", "organisation__name", "organisation__college", "organisation__family")
    kept = KeptStake.objects.filter(round=round) if not round.is_open else Stake.objects.filter(space=round.space_id)
    rows = (
        kept.filter(organisation__archived_at=None)
        .order_by("organisation__name", "organisation_id", "code", "pk")
        .values_list(*actor, "code", "family", "weight")
    )
    return tuple(HeldStake(Actor(*row[:4]), *row[4:]) for row in rows)
