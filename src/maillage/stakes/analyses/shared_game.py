"""The game of actors as members read it: objectives and colleges, never a name, nothing under three answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.enums import College
from maillage.spaces.models import Space
from maillage.stakes.enums import Box
from maillage.stakes.models import Round
from maillage.stakes.queries import Aim, Game, game_of, last_closed_of
from maillage.toolkit.words import long_date, number, out_of_hundred
from maillage_analysis.disclosure import SMALLEST_COLLEGE
from maillage_analysis.strategy import (
    Convergences,
    Positions,
    actor_positions,
    convergences,
    economic_social_balance,
    read_objectives,
)

from .hiding import Count, hidden_sides, shown_parts
from .named_game_reading import boxes_sentence
from .readings import LEANS_FROM, Leaning
from .tables import letters, position_table

TOGETHER_FROM = 0.6
"""Agreement from which two want the same things: four fifths of what they both judge."""


@dataclass(frozen=True, slots=True)
class SharedAim:
    """One objective: how many stand for it, against it, or neither (None: hidden), and its box.

    ``box`` is None while fewer than three actors took a stand.
    """

    aim: Aim
    in_favour: Count
    against: Count
    neither: Count
    box: Box | None


@dataclass(frozen=True, slots=True)
class CollegeStand(Leaning):
    """A college: how many of its actors answered, where their objectives lean, how engaged they are (medians)."""

    college: College
    asked: int
    answered: Count
    balance: float | None
    placed: Count
    mobilisation: float | None


@dataclass(frozen=True, slots=True)
class CollegeCell:
    """How much two colleges (or one within itself) want the same things: agreement from −1 to 1.

    None when one of them has fewer than three answers, or when they judge nothing in common.
    """

    one: College
    other: College
    agreement: float | None
    convergence: float
    divergence: float

    @property
    def look(self) -> str:
        """Its shade in the matrix: together, mixed, apart, or hidden."""
        if self.agreement is None:
            return "hidden"
        if self.agreement >= TOGETHER_FROM:
            return "together"
        return "apart" if self.agreement < 0 else "mixed"


@dataclass(frozen=True, slots=True)
class GameReading:
    """One closed round without any name, from valued positions (order 2): influences play no part in it."""

    round_name: str
    closed_on: date | None
    asked: int
    answered: int
    unsaid: int
    aims: tuple[SharedAim, ...]
    colleges: tuple[CollegeStand, ...]
    matrix: tuple[tuple[CollegeCell, ...], ...]
    """Rows and columns: the colleges with three answers or more, in their order."""
    degree: float | None

    @property
    def is_readable(self) -> bool:
        return self.answered >= SMALLEST_COLLEGE and bool(self.aims)

    def boxed(self, box: Box) -> tuple[SharedAim, ...]:
        return tuple(one for one in self.aims if one.box == box)

    @property
    def boxes(self) -> tuple[tuple[Box, tuple[SharedAim, ...]], ...]:
        return tuple((box, self.boxed(box)) for box in Box)

    @property
    def sentence(self) -> str:
        if not self.is_readable:
            return _("Moins de trois acteurs se sont situés : rien ne se lit encore sans désigner quelqu'un.")
        said = ngettext(
            "%(answered)s acteur sur %(asked)s s'est situé sur %(aims)s objectifs",
            "%(answered)s acteurs sur %(asked)s se sont situés sur %(aims)s objectifs",
            self.answered,
        ) % {"answered": self.answered, "asked": self.asked, "aims": len(self.aims)}
        ground, debate = len(self.boxed(Box.COMMON_GROUND)), len(self.boxed(Box.TO_DEBATE))
        return _("%(said)s : %(ground)s en socle commun, %(debate)s à mettre en débat.") % {
            "said": said,
            "ground": ground,
            "debate": debate,
        }

    @property
    def boxes_sentence(self) -> str:
        return boxes_sentence({box: len(found) for box, found in self.boxes})

    @property
    def matrix_sentence(self) -> str:
        """Which two colleges want the same things, which two have most to talk about."""
        cells = [cell for row in self.matrix for cell in row if cell.agreement is not None and cell.one != cell.other]
        if not cells:
            return _("Il faut deux collèges de trois réponses pour lire ce qui les rapproche ou les sépare.")
        near, far = max(cells, key=_agreement), min(cells, key=_agreement)
        sentence = _("Les plus proches : %(one)s et %(other)s (%(value)s).") % _named(near)
        if _agreement(far) < TOGETHER_FROM and far is not near:
            sentence += " " + _("Ceux qui ont le plus à se dire : %(one)s et %(other)s (%(value)s).") % _named(far)
        return sentence

    @property
    def degree_sentence(self) -> str:
        if self.degree is None:
            return ""
        return _("Sur tout ce que deux acteurs jugent tous les deux, %(degree)s vont dans le même sens.") % {
            "degree": out_of_hundred(self.degree)
        }

    @property
    def axis_sentence(self) -> str:
        placed = [line for line in self.colleges if line.balance is not None]
        if not placed:
            return _("Pas encore assez de réponses pour situer un collège entre l'économique et le social.")
        first, last = max(placed, key=lambda one: one.balance or 0), min(placed, key=lambda one: one.balance or 0)
        if first is last or abs((first.balance or 0) - (last.balance or 0)) < LEANS_FROM:
            return _("Les collèges situés se tiennent près les uns des autres entre l'économique et le social.")
        return _("Le plus tourné vers l'économique : %(first)s ; vers le social : %(last)s.") % {
            "first": first.college.label,
            "last": last.college.label,
        }

    @property
    def source(self) -> str:
        said = _(
            "Source : les positions que %(answered)s acteurs sur %(asked)s ont dites au tour « %(round)s », clos le "
            "%(day)s."
        ) % {
            "answered": self.answered,
            "asked": self.asked,
            "round": self.round_name,
            "day": long_date(self.closed_on) if self.closed_on else "–",
        }
        unsaid = ngettext(
            "%(number)s position non dite compte comme neutre.",
            "%(number)s positions non dites comptent comme neutres.",
            self.unsaid,
        ) % {"number": self.unsaid}
        return " ".join([said, *([unsaid] if self.unsaid else []), _("Méthode MACTOR, positions valuées.")])


def _agreement(cell: CollegeCell) -> float:
    return cell.agreement if cell.agreement is not None else 0.0


def _named(cell: CollegeCell) -> dict[str, str]:
    return {"one": str(cell.one.label), "other": str(cell.other.label), "value": number(cell.agreement, 1)}


def read_game(space: Space) -> GameReading | None:
    """The last closed round as members read it; None while no round is closed."""
    round = last_closed_of(space)
    return read_round(round) if round else None


def read_round(round: Round) -> GameReading:
    """One round without names. Only a closed one may reach members: an open one would tell who has just answered."""
    game = game_of(round)
    asked = Counter(actor.college for actor in (*(stance.actor for stance in game.stances), *game.awaited))
    table = position_table(game)
    if table is None or len(game.stances) < SMALLEST_COLLEGE:
        return GameReading(round.name, round.closed_on, asked.total(), len(game.stances), 0, (), (), (), None)
    stands = actor_positions(table)
    between = convergences(stands)
    return GameReading(
        round_name=round.name,
        closed_on=round.closed_on,
        asked=asked.total(),
        answered=len(game.stances),
        unsaid=game.unsaid,
        aims=_aims(game, stands),
        colleges=_colleges(game, stands, asked),
        matrix=_matrix(game, between),
        degree=between.degree_of_convergence,
    )


def shared_aims(game: Game) -> tuple[SharedAim, ...]:
    """The objectives of a round without names; none while fewer than three actors answered."""
    table = position_table(game)
    if table is None or len(game.stances) < SMALLEST_COLLEGE:
        return ()
    return _aims(game, actor_positions(table))


def _aims(game: Game, stands: Positions) -> tuple[SharedAim, ...]:
    boxes = read_objectives(stands).reading
    return tuple(
        _aim(aim, [one.values.get(aim.pk, 0) for one in game.stances], boxes[k]) for k, aim in enumerate(game.aims)
    )


def _aim(aim: Aim, values: Sequence[int], box: str | None) -> SharedAim:
    counts = {
        "in_favour": sum(value > 0 for value in values),
        "against": sum(value < 0 for value in values),
        "neither": sum(value == 0 for value in values),
    }
    taken = counts["in_favour"] + counts["against"]
    return SharedAim(aim, **hidden_sides(counts), box=Box(box) if box and taken >= SMALLEST_COLLEGE else None)


def _colleges(game: Game, stands: Positions, asked: Mapping[str, int]) -> tuple[CollegeStand, ...]:
    answered = Counter(stance.actor.college for stance in game.stances)
    balance = economic_social_balance(stands, letters(game.aims)).balance
    balances, engaged = defaultdict(list), defaultdict(list)
    for i, stance in enumerate(game.stances):
        engaged[stance.actor.college].append(float(stands.by_actor.mobilisation[i]))
        if balance[i] is not None:
            balances[stance.actor.college].append(balance[i])
    answers = shown_parts({college: answered[college] for college in College})
    placings = shown_parts({college: len(balances[college]) for college in College})
    return tuple(
        CollegeStand(
            college=college,
            asked=asked[college],
            answered=answers[college],
            balance=None if placings[college] is None else median(balances[college]),
            placed=placings[college],
            mobilisation=None if answers[college] is None else median(engaged[college]),
        )
        for college in College
        if asked[college]
    )


def _matrix(game: Game, between: Convergences) -> tuple[tuple[CollegeCell, ...], ...]:
    rows = {college: [i for i, one in enumerate(game.stances) if one.actor.college == college] for college in College}
    counts = shown_parts({college: len(rows[college]) for college in College})
    kept = [college for college in College if counts[college] is not None]
    return tuple(tuple(_cell(one, other, rows, between) for other in kept) for one in kept)


def _cell(one: College, other: College, rows: Mapping[str, list[int]], between: Convergences) -> CollegeCell:
    """Sums over the pairs of actors, one in each college; within a college each pair counts once."""
    block = np.ix_(rows[one], rows[other])
    half = 2.0 if one == other else 1.0
    convergence = float(between.convergence[block].sum()) / half
    divergence = float(between.divergence[block].sum()) / half
    both = convergence + divergence
    return CollegeCell(one, other, (convergence - divergence) / both if both else None, convergence, divergence)
