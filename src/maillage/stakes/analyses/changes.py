"""What changed between two rounds: for the members without names, for the pilot actor by actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.stakes.catalogue import Catalogue, CatalogueStake
from maillage.stakes.enums import Box
from maillage.stakes.models import Round
from maillage.stakes.queries import Actor, Aim, Game, HeldStake, catalogue_of, game_of, stakes_at
from maillage.toolkit.words import enumeration

from .hiding import Count, shown
from .shared_game import SharedAim, shared_aims


@dataclass(frozen=True, slots=True)
class AimChange:
    """An objective before and after; None for a round that did not judge it."""

    aim: Aim
    before: SharedAim | None
    after: SharedAim | None

    @property
    def has_moved(self) -> bool:
        """Its box is no longer the same, both being known."""
        if self.before is None or self.after is None or not (self.before.box and self.after.box):
            return False
        return self.before.box != self.after.box

    @property
    def way(self) -> str:
        """« de à mettre en débat à socle commun »."""
        if not self.has_moved:
            return ""
        return _("de « %(before)s » à « %(after)s »") % {"before": self.before.box.label, "after": self.after.box.label}


@dataclass(frozen=True, slots=True)
class StakeChange:
    """A stake before and after: how many actors held it."""

    stake: CatalogueStake
    before: Count
    after: Count


@dataclass(frozen=True, slots=True)
class Change:
    """Two rounds side by side, as members read them."""

    earlier: str
    later: str
    answered_before: Count
    answered_after: Count
    aims: tuple[AimChange, ...]
    stakes: tuple[StakeChange, ...]
    """Only those whose count is known in both and differs, the widest first."""

    @property
    def moved(self) -> tuple[AimChange, ...]:
        return tuple(one for one in self.aims if one.has_moved)

    @property
    def sentence(self) -> str:
        if not self.moved and not self.stakes:
            return _("Entre « %(earlier)s » et « %(later)s », rien n'a changé de case.") % {
                "earlier": self.earlier,
                "later": self.later,
            }
        aims = ngettext(
            "%(number)s objectif a changé de case", "%(number)s objectifs ont changé de case", len(self.moved)
        ) % {"number": len(self.moved)}
        stakes = ngettext(
            "%(number)s enjeu n'est plus porté par autant d'acteurs",
            "%(number)s enjeux ne sont plus portés par autant d'acteurs",
            len(self.stakes),
        ) % {"number": len(self.stakes)}
        return _("Entre « %(earlier)s » et « %(later)s » : %(aims)s, %(stakes)s.") % {
            "earlier": self.earlier,
            "later": self.later,
            "aims": aims,
            "stakes": stakes,
        }

    @property
    def ground_sentence(self) -> str:
        """What joined the common ground, and what left it."""
        joined = [one.aim.title for one in self.moved if one.after.box == Box.COMMON_GROUND]
        left = [one.aim.title for one in self.moved if one.before.box == Box.COMMON_GROUND]
        parts = []
        if joined:
            parts.append(_("Rejoint le socle commun : %(aims)s.") % {"aims": enumeration(joined)})
        if left:
            parts.append(_("Quitte le socle commun : %(aims)s.") % {"aims": enumeration(left)})
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class MovedStand:
    """A position that an actor changed; None for one not said."""

    aim: Aim
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class ActorChange:
    """What one actor changed between two rounds: positions, stakes taken up, dropped, weighed otherwise."""

    actor: Actor
    stands: tuple[MovedStand, ...]
    gained: tuple[str, ...]
    dropped: tuple[str, ...]
    reweighed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """Two rounds with what was said in each, read once for both readings. With names."""

    before: Game
    after: Game
    held_before: tuple[HeldStake, ...]
    held_after: tuple[HeldStake, ...]


def read_times(earlier: Round, later: Round) -> Times:
    return Times(game_of(earlier), game_of(later), stakes_at(earlier), stakes_at(later))


def read_change(times: Times) -> Change:
    """Two rounds without names. Members may only be given closed rounds."""
    before, after = times.before, times.after
    catalogue = catalogue_of(after.round.space)
    return Change(
        earlier=before.round.name,
        later=after.round.name,
        answered_before=shown(len(before.stances)),
        answered_after=shown(len(after.stances)),
        aims=_aim_changes(before, after),
        stakes=_stake_changes(_carriers(times.held_before), _carriers(times.held_after), catalogue),
    )


def read_named_change(times: Times) -> tuple[ActorChange, ...]:
    """Actor by actor, for the pilot: the caller checks ``permissions.READ_NAMED`` first."""
    before, after = times.before, times.after
    aims = {aim.pk: aim for aim in (*before.aims, *after.aims)}
    stands = {stance.actor: stance.values for stance in before.stances}
    held = _held(times.held_before), _held(times.held_after)
    changes = []
    for stance in after.stances:
        actor = stance.actor
        moved = _moved(stands[actor], stance.values, aims) if actor in stands else ()
        then, now = held[0].get(actor, {}), held[1].get(actor, {})
        change = ActorChange(
            actor,
            moved,
            gained=tuple(code for code in now if code not in then),
            dropped=tuple(code for code in then if code not in now),
            reweighed=tuple(
                f"{code} ({then[code]} → {now[code]})" for code in now if then.get(code, now[code]) != now[code]
            ),
        )
        if change.stands or change.gained or change.dropped or change.reweighed:
            changes.append(change)
    return tuple(changes)


def _aim_changes(before: Game, after: Game) -> tuple[AimChange, ...]:
    then = {one.aim.pk: one for one in shared_aims(before)}
    now = {one.aim.pk: one for one in shared_aims(after)}
    aims = {aim.pk: aim for aim in (*before.aims, *after.aims)}
    return tuple(
        AimChange(aim, then.get(pk), now.get(pk)) for pk, aim in sorted(aims.items(), key=lambda one: _rank(one[1]))
    )


def _rank(aim: Aim) -> int:
    return int(aim.code[1:])


def _carriers(held: Iterable[HeldStake]) -> Counter[str]:
    return Counter(stake.code for stake in held if stake.code)


def _stake_changes(then: Counter[str], now: Counter[str], catalogue: Catalogue) -> tuple[StakeChange, ...]:
    changes = [
        StakeChange(stake, before, after)
        for stake in catalogue.stakes
        if (before := shown(then[stake.code])) is not None
        and (after := shown(now[stake.code])) is not None
        and before != after
    ]
    return tuple(sorted(changes, key=lambda one: -abs((one.after or 0) - (one.before or 0))))


def _held(stakes: Iterable[HeldStake]) -> dict[Actor, dict[str, int]]:
    """Actor → the weight it gives to each code."""
    held: dict[Actor, dict[str, int]] = {}
    for stake in stakes:
        if stake.code:
            held.setdefault(stake.actor, {})[stake.code] = stake.weight
    return held


def _moved(then: Mapping[int, int], now: Mapping[int, int], aims: Mapping[int, Aim]) -> tuple[MovedStand, ...]:
    return tuple(
        MovedStand(aims[pk], then.get(pk), now.get(pk))
        for pk in sorted(aims, key=lambda pk: _rank(aims[pk]))
        if then.get(pk) != now.get(pk)
    )
