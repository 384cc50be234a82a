"""What is read of the tension on a perimeter: one line per family of trades, both sides of it, what others measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.territory.access.question import Question
from maillage.territory.readings import IndicatorReading

from .families import Family, Qualification

if TYPE_CHECKING:
    from maillage.territory.access.analyses import Travelling

LEAST_HELD = 0.25
"""Under this share of its basins, what is said of a perimeter's needs is what is said of its basins."""
LEAST_SOUGHT = 1.0
"""A family is sought from one project on, once the basins are shared out."""
TENSE = 4
"""Official classes go from 1 to 5; 4 and 5 are those of high tension."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade that employers seek (FAP 2021, 228 families): floors, since secret counts add nothing. difficult: None
    when every count of them is secret."""

    code: str
    name: str
    projects: float
    difficult: float | None
    qualification: Qualification


@dataclass(frozen=True, slots=True)
class Need:
    """Hiring projects of a family in the perimeter, each basin counted for the part of its jobs that is here.

    difficult, seasonal: floors (a secret count adds nothing); published: projects of the rows whose number of difficult
    ones is published; share: of all the projects here (0–1); qualifications: projects by qualification asked; secret:
    couples trade × basin whose number of projects is secret.
    """

    projects: float
    difficult: float
    seasonal: float
    published: float
    share: float
    trades: tuple[Trade, ...]
    qualifications: tuple[tuple[Qualification, float], ...]
    secret: int = 0

    @property
    def is_secret(self) -> bool:
        """Nothing but secret counts: some projects, nobody may say how many."""
        return not self.projects and self.secret > 0

    @property
    def difficult_share(self) -> float | None:
        """At least so much of the projects (0–1); None when every count of difficult ones is secret."""
        return self.difficult / self.projects if self.projects and self.published else None

    @property
    def difficult_among_published(self) -> float | None:
        """Of the rows where both counts are published (0–1): they are the larger ones."""
        return self.difficult / self.published if self.published else None

    @property
    def main_qualification(self) -> tuple[Qualification, float] | None:
        """The one asked most, and its share of the projects."""
        if not self.qualifications or not self.projects:
            return None
        most = max(self.qualifications, key=lambda pair: pair[1])
        return most[0], most[1] / self.projects


@dataclass(frozen=True, slots=True)
class Reach:
    """Trainings of a family, within the minutes and at the level asked.

    here: in the perimeter; reached: how many a young person of the perimeter has within the minutes, on average; share:
    of all those reached (0–1, None when none is). All three share each training between its families. around: trainings
    that lead to the family, within the minutes of one commune at least, each counted once; levels: the same by level;
    people: share of the young people who have one within the minutes; minutes: half of them have one nearer, None
    beyond 90 minutes.
    """

    here: float
    reached: float
    share: float | None
    around: int
    levels: tuple[tuple[int, int], ...]
    people: float
    minutes: float | None

    @property
    def lacking(self) -> float:
        """Share of the young people who have none within the minutes."""
        return 1 - self.people


@dataclass(frozen=True, slots=True)
class OfficialTrade:
    """The classes published by Dares and Pôle emploi for a trade (ROME) in a basin: its tension, its components by
    their name here (``hiring_intensity``…), None when unknown."""

    code: str
    name: str
    basin: str
    tension: int
    offers: float | None
    components: tuple[tuple[str, int | None], ...] = ()

    @property
    def motives(self) -> tuple[str, ...]:
        """The components in the highest class, when it is 4 or 5."""
        highest = max((value for _name, value in self.components if value), default=0)
        return tuple(name for name, value in self.components if value == highest >= TENSE)


@dataclass(frozen=True, slots=True)
class Official:
    """The official classes of a family in the basins of the perimeter; counted, never put together."""

    trades: tuple[OfficialTrade, ...]

    @property
    def tense(self) -> int:
        """Couples trade × basin in class 4 or 5."""
        return sum(one.tension >= TENSE for one in self.trades)

    @property
    def classes(self) -> tuple[int, ...]:
        """How many couples in class 1, 2… 5."""
        return tuple(sum(one.tension == level for one in self.trades) for level in range(1, 6))


@dataclass(frozen=True, slots=True)
class Outcome:
    """Former apprentices of the régions of the perimeter. rate: in work six months later (0–1), None under fifty."""

    leavers: float
    rate: float | None


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A family of trades, both sides. reach: None where the catalogue says nothing; covered: share of the difficult
    projects whose commune has a training of the family within the minutes (0–1)."""

    family: Family
    need: Need
    reach: Reach | None
    official: Official | None
    outcome: Outcome | None
    covered: float | None

    @property
    def gap(self) -> float | None:
        """Share of the projects minus share of the trainings reached (−1 to 1): above 0, sought more than taught."""
        return None if self.reach is None or self.reach.share is None else self.need.share - self.reach.share

    @property
    def out_of_reach(self) -> bool:
        """Employers seek, and no young person of the perimeter has any training of the family within the minutes."""
        return self.reach is not None and self.reach.people == 0 and self.need.projects >= LEAST_SOUGHT


@dataclass(frozen=True, slots=True)
class Basin:
    """A France Travail basin. held: share of it that the perimeter holds; weight: share of the perimeter in it."""

    code: str
    name: str
    held: float
    weight: float


@dataclass(frozen=True, slots=True)
class Threshold:
    """What another number of minutes would say. covered: as ``TensionReading.reached_covered``; lacking: families
    sought that nobody here reaches."""

    minutes: int
    covered: float | None
    lacking: int
    asked: bool


@dataclass(frozen=True, slots=True)
class RankedFamily:
    """Its rank in the usual way of putting the components together (1: where both sides are farthest), and the best,
    middle and worst rank over every other way."""

    line: FamilyLine
    rank: int
    lowest: int
    median: float
    highest: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """Families ranked, with what the rank owes to the choices made. left_out: those that miss a
    component."""

    rows: tuple[RankedFamily, ...]
    scenarios: int
    shift: float | None
    left_out: tuple[FamilyLine, ...]


@dataclass(frozen=True, slots=True)
class TensionReading:
    """The tension on a perimeter. Lines: the families sought or taught, those sought more than taught first.

    gap: indicator 26 (trainings of the perimeter, all levels), covered: indicator 27 (45 minutes, all levels), as on
    the page of indicators; reached_gap, reached_covered: the same formulas for the level and minutes asked, on what
    young people reach; thresholds: with a third less and a third more minutes; reached: how many trainings one of them
    has within the minutes, on average; held: share of its basins that the perimeter holds, for its average job;
    counted: "young" (15 to 24) or "inhabitants"; uncovered: names of the régions and départements of which the
    catalogue does not speak; official_year, outcomes_year: « 2021 », « 2022-2023 », empty when absent.
    """

    name: str
    codes: tuple[str, ...]
    question: Question
    lines: tuple[FamilyLine, ...]
    gap: IndicatorReading
    covered: IndicatorReading
    reached_gap: float | None
    reached_covered: float | None
    thresholds: tuple[Threshold, ...]
    reached: float | None
    basins: tuple[Basin, ...]
    held: float
    counted: str
    everyone: float
    regions: tuple[str, ...]
    uncovered: tuple[str, ...]
    unplaced: tuple[str, ...]
    official_basins: tuple[str, ...]
    official_year: str
    outcomes_year: str
    travelling: Travelling
    datasets: tuple[str, ...]

    def line(self, letter: str) -> FamilyLine | None:
        return next((line for line in self.lines if line.family == letter), None)

    @property
    def projects(self) -> float:
        return sum(line.need.projects for line in self.lines)

    @property
    def difficult(self) -> float:
        return sum(line.need.difficult for line in self.lines)

    @property
    def seasonal(self) -> float:
        return sum(line.need.seasonal for line in self.lines)

    @property
    def secret(self) -> int:
        """Couples trade × basin whose number of projects is secret."""
        return sum(line.need.secret for line in self.lines)

    @property
    def difficult_share(self) -> float | None:
        """At least so much of the projects (0–1)."""
        return self.difficult / self.projects if self.projects else None

    @property
    def is_that_of_its_basins(self) -> bool:
        return self.held < LEAST_HELD

    @property
    def out_of_reach(self) -> tuple[FamilyLine, ...]:
        return tuple(line for line in self.lines if line.out_of_reach)


Order = Callable[[FamilyLine], tuple]
ORDERS: dict[str, Order] = {
    "ecart": lambda line: (line.gap is None, -(line.gap or 0), line.family),
    "projets": lambda line: (-line.need.projects, line.family),
    "difficiles": lambda line: (-line.need.difficult, line.family),
    "jeunes": lambda line: (line.reach is None, line.reach.people if line.reach else 0, line.family),
    "minutes": lambda line: (
        line.reach is None,
        0 if line.reach is None or line.reach.minutes is None else -line.reach.minutes,
        line.family,
    ),
}
