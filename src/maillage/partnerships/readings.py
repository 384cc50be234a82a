"""What is read of a partnership, ready for a page, a document or a command: plain figures beside their words.

Everything here is frozen and in the language in use when it was read. An unknown figure is None, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .catalogue import PartnershipType
from .deadlines import Deadline
from .grid import Criterion
from .lifecycle import LifecycleReading
from .models import GridVersion, Partnership
from .rules import Band, Frame
from .typology import Typology


@dataclass(frozen=True, slots=True)
class CollegeLine:
    """What one college says of one criterion; only colleges with three answers or more are here."""

    label: str
    answers: int
    median: float


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion: median of the individual answers, their number, their spread, and what the group said together.

    ``masked`` means that too few people answered for this reader to see it; the figures are then unknown.
    ``consensus`` is the group's level, beside the median and never over it.
    """

    words: Criterion
    median: float | None
    answers: int
    unknown: int
    not_applicable: int
    lower_quartile: float | None
    upper_quartile: float | None
    iqr: float | None
    band: Band
    by_spread: bool
    by_colleges: bool
    needs_evidence: bool
    colleges: tuple[CollegeLine, ...]
    consensus: int | None
    consensus_non_answer: str
    masked: bool

    @property
    def id(self) -> str:
        return self.words.id

    @property
    def name(self) -> str:
        return self.words.name

    @property
    def disagreement(self) -> bool:
        return self.by_spread or self.by_colleges

    @property
    def anchor(self) -> str:
        """What the median means here, in the words of the anchor it reaches; empty without a median."""
        return self.words.anchors[int(self.median) - 1] if self.median is not None else ""

    @property
    def consensus_anchor(self) -> str:
        return self.words.anchors[self.consensus - 1] if self.consensus else self.consensus_non_answer


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """One dimension: the mean of its criteria's medians, « x critères répondus sur n ». There is no total."""

    id: str
    name: str
    mean: float | None
    answered: int
    total: int
    band: Band
    lines: tuple[CriterionLine, ...]


@dataclass(frozen=True, slots=True)
class FramingReading:
    """Formality × flexibility on 1 to 5, cut at ``cut``; ``frame`` is None while a criterion is missing (named)."""

    formality: float | None
    flexibility: float | None
    frame: Frame | None
    missing: tuple[str, ...]
    cut: float


@dataclass(frozen=True, slots=True)
class Reason:
    """What one column adds to the distance to the nearest type; the contributions sum to the distance.

    ``gap`` is |score − prototype| times the weight of the column; the contribution is its share of the mean.
    ``is_close`` and ``is_contrary`` mark the three columns nearest to the type and the three most contrary to it.
    """

    column: str
    name: str
    score: float
    prototype: int
    gap: float
    contribution: float
    is_close: bool
    is_contrary: bool


@dataclass(frozen=True, slots=True)
class TypeRule:
    """The rule as it was applied, to be printed beside its result."""

    weights: tuple[tuple[str, float], ...]
    """Columns that do not count once, by name."""
    least_answered: int
    mixed_within: float
    atypical_beyond: float


@dataclass(frozen=True, slots=True)
class TypeMove:
    """What would lead to another type: (repère, score now, level there), one or two of them, and the type reached."""

    steps: tuple[tuple[str, float, int], ...]
    type: PartnershipType

    @property
    def size(self) -> float:
        return sum(abs(there - now) for _name, now, there in self.steps)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The nearest type, the second, and why. ``status``: clear, mixed, atypical or too_few_answers.

    ``close``: the three columns nearest to the type.
    """

    status: str
    types: tuple[PartnershipType, ...]
    nearest: PartnershipType | None
    second: PartnershipType | None
    distance: float | None
    second_distance: float | None
    close: tuple[Reason, ...]
    contributions: tuple[Reason, ...]
    answered: int
    columns: int
    missing: tuple[str, ...]
    moves: tuple[TypeMove, ...]
    """One repère at a time, the smallest moves first."""
    pair_move: TypeMove | None
    typology: Typology
    rule: TypeRule

    @property
    def explained(self) -> tuple[Reason, ...]:
        """Every known column, from the nearest to the type to the most contrary: none is left out."""
        return tuple(sorted(self.contributions, key=lambda reason: reason.contribution))

    @property
    def gaps(self) -> float:
        """The sum of the gaps: divided by the number of known columns, the distance."""
        return sum(reason.gap for reason in self.contributions)

    @property
    def closest_moves(self) -> tuple[TypeMove, ...]:
        """At most three single moves, one for each type that can be reached; the pair when it is smaller or alone."""
        first: dict[str, TypeMove] = {}
        for move in self.moves:
            first.setdefault(move.type.code, move)
        singles = tuple(first.values())[:3]
        if self.pair_move and (not singles or self.pair_move.size < singles[0].size):
            return (self.pair_move, *singles[:2])
        return singles if not self.pair_move else (*singles[:2], self.pair_move)

    def contradicts(self, type_code: str) -> bool:
        """Whether choosing this type goes against what the grid suggests (and so asks for a reason)."""
        if self.status == "too_few_answers":
            return False
        return self.status == "atypical" or type_code not in {entry.code for entry in self.types}


@dataclass(frozen=True)
class PartnershipReading:
    """All that is read of one partnership.

    ``raters`` counts the people whose individual answers are read. ``basis`` says where the scores of the framing and
    of the type come from: "individual", "consensus" when only the group has answered, or "" when nobody has.
    ``order`` lists the criteria as they should be talked about: disagreements first, then from the lowest score.
    ``fewest_answers`` is the number of answers under which a criterion is masked for this reader.
    """

    partnership: Partnership
    grid_version: GridVersion | None
    dimensions: tuple[DimensionLine, ...]
    order: tuple[str, ...]
    framing: FramingReading
    consensus_framing: FramingReading | None
    suggestion: Suggestion
    chosen: PartnershipType | None
    chosen_under: Typology | None
    raters: int
    organisations: int
    basis: str
    first_on: date | None
    last_on: date | None
    consensus_on: date | None
    fewest_answers: int

    @cached_property
    def lines(self) -> tuple[CriterionLine, ...]:
        return tuple(line for dimension in self.dimensions for line in dimension.lines)

    @cached_property
    def by_id(self) -> dict[str, CriterionLine]:
        return {line.id: line for line in self.lines}

    @cached_property
    def disagreements(self) -> tuple[CriterionLine, ...]:
        """Listed before the low scores: widest spread first."""
        return tuple(line for line in self._ordered if line.disagreement)

    @cached_property
    def to_treat(self) -> tuple[CriterionLine, ...]:
        """Low scores on which people agree, the lowest first."""
        return self._agreed("address")

    @cached_property
    def to_discuss(self) -> tuple[CriterionLine, ...]:
        return self._agreed("discuss")

    @cached_property
    def strong(self) -> tuple[CriterionLine, ...]:
        """The highest first."""
        return tuple(sorted(self._agreed("strong"), key=lambda line: -line.median))

    @cached_property
    def needing_evidence(self) -> tuple[CriterionLine, ...]:
        return tuple(line for line in self.lines if line.needs_evidence)

    @cached_property
    def masked(self) -> tuple[CriterionLine, ...]:
        return tuple(line for line in self.lines if line.masked)

    @cached_property
    def has_medians(self) -> bool:
        return any(line.median is not None for line in self.lines)

    @property
    def has_consensus(self) -> bool:
        return self.consensus_on is not None

    @property
    def is_empty(self) -> bool:
        return not self.basis

    @property
    def shows_something(self) -> bool:
        """Whether this reader has at least one figure to look at."""
        return self.has_medians or self.has_consensus

    @property
    def types_shown(self) -> tuple[PartnershipType, ...]:
        """The type kept by the pilot; else what the grid suggests (two when mixed, none when nothing is near)."""
        if self.chosen:
            return (self.chosen,)
        return () if self.suggestion.status in {"atypical", "too_few_answers"} else self.suggestion.types[:2]

    @cached_property
    def _ordered(self) -> tuple[CriterionLine, ...]:
        return tuple(self.by_id[criterion] for criterion in self.order)

    def _agreed(self, band: str) -> tuple[CriterionLine, ...]:
        return tuple(line for line in self._ordered if line.band.code == band and not line.disagreement)


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """One line of the portfolio: counts in words, never a mark; ``reading`` is None when it may not be read.

    ``deadlines``: reviews and ends of its texts, the earliest first. ``life`` is None unless it was asked for.
    """

    partnership: Partnership
    organisations: int
    reading: PartnershipReading | None
    deadlines: tuple[Deadline, ...] = ()
    life: LifecycleReading | None = None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Every current partnership that a person sees, by name: no ranking."""

    rows: tuple[PortfolioRow, ...]

    @property
    def read(self) -> tuple[PortfolioRow, ...]:
        return tuple(row for row in self.rows if row.reading and row.reading.shows_something)

    @property
    def with_disagreement(self) -> tuple[PortfolioRow, ...]:
        return tuple(row for row in self.read if row.reading.disagreements)
