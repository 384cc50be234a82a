"""What the members of a space read about stakes: figures without names. A hidden figure is None (one or two actors)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from maillage.actors.enums import SHAPES, College, Family
from maillage.stakes.catalogue import CatalogueStake, End, TensionPair
from maillage.stakes.enums import Nature

from . import wording
from .hiding import Count

LEANS_FROM = 1 / 3
"""A balance of one third: twice as much weight on one side as on the other."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One stake in one college: how many of its actors said it, and the median of the weights they gave (1 to 5)."""

    college: College
    actors: Count
    median: float | None
    depth: int
    """From 0 (hidden) to 5 (the fullest cell of the table), to shade the cell."""


@dataclass(frozen=True, slots=True)
class StakeLine:
    """One stake of the catalogue over the whole space, then college by college (six cells, in their order)."""

    stake: CatalogueStake
    actors: Count
    median: float | None
    share: float | None
    """Actors over the largest count of the reading, 0 to 100, for the length of a bar; None when hidden."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CollegeLine:
    """A college: its actors, how many answered, and the median of their balances (−1 social … 1 economic)."""

    college: College
    actors: int
    answered: Count
    balance: float | None
    balanced_actors: Count

    @property
    def leaning(self) -> str:
        """« surtout l'économique », « les deux à la fois », « surtout le social », or why nothing is said."""
        return wording.of_balance(self.balance, LEANS_FROM)

    @property
    def position(self) -> float | None:
        """Where the balance falls from left (social, 0) to right (economic, 100)."""
        return None if self.balance is None else round(50 + 50 * self.balance, 1)


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A family of stakes: how many stakes were said (in and out of the catalogue), by how many actors."""

    family: Family
    said: Count
    actors: Count
    share: float
    """Share of the stakes said, in %; 0 when hidden."""
    start: float
    """Where its piece of the bar begins, in %."""

    @property
    def shape(self) -> str:
        return SHAPES[self.family]


@dataclass(frozen=True, slots=True)
class Leanings:
    """Actors by what weighs most in what they said. Leaning: at least twice as much weight on one side."""

    economic: Count
    both: Count
    social: Count
    placed: int


@dataclass(frozen=True, slots=True)
class EndReading:
    """One end of a tension: how many actors stand there, and the colleges with three or more of them."""

    end: End
    stakes: tuple[CatalogueStake, ...]
    actors: Count
    colleges: tuple[College, ...]


@dataclass(frozen=True, slots=True)
class PairReading:
    """A tension as members see it. ``is_carried``: three actors or more at each end. ``both``: actors at both ends."""

    pair: TensionPair
    one_end: EndReading
    other_end: EndReading
    both: Count
    is_carried: bool


@dataclass(frozen=True, slots=True)
class ResourceLine:
    """A nature of resource: actors that bring it, actors that seek it. ``is_lacking``: sought, brought by nobody."""

    nature: Nature
    brings: Count
    seeks: Count
    is_lacking: bool


@dataclass(frozen=True, slots=True)
class StakesReading:
    """Stakes and resources of a space, as every member may read them once the pilot has published the reading."""

    actors: int
    answered: int
    colleges: tuple[CollegeLine, ...]
    lines: tuple[StakeLine, ...]
    """Stakes said at least once, most shared first, then the order of the catalogue."""
    unsaid: tuple[CatalogueStake, ...]
    families: tuple[FamilyLine, ...]
    free: Count
    """Stakes said outside the catalogue."""
    reported: int
    leanings: Leanings
    pairs: tuple[PairReading, ...]
    resources: tuple[ResourceLine, ...]
    resources_said: int
    first_said_on: date | None
    last_said_on: date | None

    @property
    def most_shared(self) -> StakeLine | None:
        """The stake that most actors said; None until three of them share one."""
        line = self.lines[0] if self.lines else None
        return line if line and line.actors else None

    @property
    def carried_pairs(self) -> tuple[PairReading, ...]:
        return tuple(pair for pair in self.pairs if pair.is_carried)

    @property
    def other_pairs(self) -> tuple[PairReading, ...]:
        return tuple(pair for pair in self.pairs if not pair.is_carried)

    @property
    def college_of(self) -> Mapping[str, CollegeLine]:
        return {line.college: line for line in self.colleges}

    @property
    def sentence(self) -> str:
        """« 62 acteurs sur 100 ont dit leurs enjeux ; le plus partagé : E1 · … (31 acteurs). »"""
        return wording.of_reading(self)

    @property
    def families_sentence(self) -> str:
        return wording.of_families(self)

    @property
    def leanings_sentence(self) -> str:
        return wording.of_leanings(self)

    @property
    def pairs_sentence(self) -> str:
        return wording.of_pairs(self)

    @property
    def resources_sentence(self) -> str:
        return wording.of_resources(self)

    @property
    def source(self) -> str:
        """Where the figures come from, when, how complete, and what is hidden."""
        return wording.of_source(self)
