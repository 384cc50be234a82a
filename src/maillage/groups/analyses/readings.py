"""What members read about a working group: organisations, never the names of persons."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.actors.enums import SHAPES, College, Family, Level
from maillage.groups.models import Seat, WorkingGroup
from maillage.groups.queries import Part
from maillage.stakes.analyses.hiding import Count
from maillage.stakes.catalogue import CatalogueStake

from . import wording


@dataclass(frozen=True, slots=True)
class CollegeSeats:
    college: College
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class LevelSeats:
    level: Level
    seats: int


@dataclass(frozen=True, slots=True)
class PartSeats:
    """A part of the territory and the seats of organisations that sit there."""

    part: Part
    seats: int


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing or too heavy: a sentence, and the filter that lists who would help ('' for none)."""

    code: str
    sentence: str
    query: str


@dataclass(frozen=True, slots=True)
class Check:
    """One rule of composition: whether it holds (None: it does not apply), what was found, what is missing."""

    label: str
    holds: bool | None
    detail: str
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyBalance:
    """A family in the directory and in the group: counts, shares in %, and where its piece of each bar begins."""

    family: Family
    directory: int
    seated: int
    directory_share: float
    seated_share: float
    directory_start: float
    seated_start: float

    @property
    def shape(self) -> str:
        return SHAPES[self.family]


@dataclass(frozen=True, slots=True)
class UncarriedStake:
    """A stake said in the space that no seated organisation carries; ``actors`` is None when one or two said it."""

    stake: CatalogueStake
    actors: Count


@dataclass(frozen=True, slots=True)
class GroupReading:
    """A working group checked against the rules of composition (ours, after the seed's group of fifteen)."""

    group: WorkingGroup
    size: int
    colleges: tuple[CollegeSeats, ...]
    """The colleges that hold a seat, in their order."""
    levels: tuple[LevelSeats, ...]
    parts: tuple[PartSeats, ...]
    checks: tuple[Check, ...]
    families: tuple[FamilyBalance, ...]
    stakes_said: int
    """Stakes of the catalogue said by at least one current actor of the space."""
    stakes_carried: int
    """Those said by at least one seated organisation."""
    uncarried: tuple[UncarriedStake, ...]

    @property
    def missing(self) -> tuple[Missing, ...]:
        return tuple(missing for check in self.checks for missing in check.missing)

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def uncarried_to_tell(self) -> tuple[UncarriedStake, ...]:
        """The stakes without a seat that three actors or more said: naming the others could point at someone."""
        return tuple(each for each in self.uncarried if each.actors)

    @property
    def sentence(self) -> str:
        return wording.of_group(self)

    @property
    def stakes_sentence(self) -> str:
        return wording.of_stakes(self)

    @property
    def families_sentence(self) -> str:
        return wording.of_families(self)
