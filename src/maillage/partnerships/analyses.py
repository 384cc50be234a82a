"""Reading partnerships: gather the answers, let the library compute, keep the result in one place for every page.

The page, the PDF, the portfolio and the command line all take their figures from ``read_partnership`` and
``read_portfolio``. Individual answers feed the medians; the common reading stands beside them, never over them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from maillage.actors.enums import College
from maillage.spaces.models import Space
from maillage_analysis.grid import (
    CriterionReading,
    Framing,
    GridReading,
    Rating,
    TypeSuggestion,
    read_framing,
    read_grid,
    rounded_half_up,
    suggest_type,
)
from maillage_analysis.grid.typology import BOND_LEVEL

from . import grid, permissions, queries, rules
from .catalogue import TYPE_BY_CODE, PartnershipType
from .enums import AssessmentKind, NonAnswer
from .models import Assessment, GridVersion, Partnership


@dataclass(frozen=True)
class CollegeLine:
    """What one college says of one criterion; the median is None under three answers."""

    label: str
    answers: int
    median: float | None


@dataclass(frozen=True)
class CriterionLine:
    """One criterion, its words and its figures. ``consensus`` is the group's level (None when it gave none)."""

    words: grid.Criterion
    reading: CriterionReading
    band: rules.Band
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
    def median(self) -> float | None:
        return self.reading.median

    @property
    def answers(self) -> int:
        return self.reading.answers

    @property
    def iqr(self) -> float | None:
        return self.reading.iqr

    @property
    def disagreement(self) -> bool:
        return self.reading.disagreement

    @property
    def by_spread(self) -> bool:
        return "spread" in self.reading.disagreement_causes

    @property
    def by_colleges(self) -> bool:
        return "colleges" in self.reading.disagreement_causes

    @property
    def needs_evidence(self) -> bool:
        return self.reading.needs_evidence

    @property
    def anchor(self) -> str:
        """The anchor nearest below the median, in full words: what « 3 » meant here. Empty without a median."""
        return self.words.anchors[int(self.median) - 1] if self.median is not None else ""


@dataclass(frozen=True)
class DimensionLine:
    """One dimension: the mean of its criteria's medians, « x critères répondus sur n ». There is no total."""

    id: str
    name: str
    mean: float | None
    answered: int
    total: int
    band: rules.Band
    lines: tuple[CriterionLine, ...]


@dataclass(frozen=True)
class FramingReading:
    """Formality × flexibility, and the move it suggests; ``frame`` is None while a criterion is missing."""

    figures: Framing
    frame: rules.Frame | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Reason:
    """What one column adds to the distance to the nearest type."""

    column: str
    name: str
    score: float
    prototype: int
    contribution: float


@dataclass(frozen=True)
class Suggestion:
    """The nearest type, the second, and why; ``status`` is clear, mixed, atypical or too_few_answers."""

    figures: TypeSuggestion
    status: str
    types: tuple[PartnershipType, ...]
    nearest: PartnershipType | None
    second: PartnershipType | None
    close: tuple[Reason, ...]
    contrary: tuple[Reason, ...]
    contributions: tuple[Reason, ...]
    missing: tuple[str, ...]

    def contradicts(self, type_code: str) -> bool:
        """Whether choosing this type goes against what the grid suggests (and so asks for a reason)."""
        if self.status == "too_few_answers":
            return False
        return self.status == "atypical" or type_code not in {entry.code for entry in self.types}

    @property
    def answered(self) -> int:
        return len(self.figures.answered)

    @property
    def columns(self) -> int:
        return len(self.figures.answered) + len(self.figures.missing)


@dataclass(frozen=True)
class PartnershipReading:
    """All that is read of one partnership, in the language in use.

    ``raters`` counts the people whose individual answers are read. ``basis`` says where the scores of the framing and
    of the type come from: "individual", "consensus" when only the group has answered, or "" when nobody has.
    """

    partnership: Partnership
    grid_version: GridVersion | None
    grid: GridReading
    dimensions: tuple[DimensionLine, ...]
    framing: FramingReading
    suggestion: Suggestion
    chosen: PartnershipType | None
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
        return tuple(self.by_id[id] for id in self.grid.reading_order if self.by_id[id].disagreement)

    @cached_property
    def to_treat(self) -> tuple[CriterionLine, ...]:
        """Low scores on which people agree, the lowest first."""
        return self._agreed("address")

    @cached_property
    def to_discuss(self) -> tuple[CriterionLine, ...]:
        return self._agreed("discuss")

    @cached_property
    def strong(self) -> tuple[CriterionLine, ...]:
        return self._agreed("strong")[::-1]

    @cached_property
    def unread(self) -> tuple[CriterionLine, ...]:
        return tuple(line for line in self.lines if line.median is None)

    @property
    def has_consensus(self) -> bool:
        return self.consensus_on is not None

    @property
    def is_empty(self) -> bool:
        return not self.basis

    @property
    def too_few_raters(self) -> bool:
        """Answers exist, but too few of them to be shown to this reader."""
        return bool(self.raters) and self.raters < self.fewest_answers

    def _agreed(self, band: str) -> tuple[CriterionLine, ...]:
        lines = (self.by_id[id] for id in self.grid.reading_order)
        return tuple(line for line in lines if line.band.code == band and not line.disagreement)


@dataclass(frozen=True)
class PortfolioRow:
    """One line of the portfolio: counts of words, never a mark."""

    partnership: Partnership
    organisations: int
    reading: PartnershipReading | None
    """None when this person may not read it yet."""


@dataclass(frozen=True)
class Portfolio:
    """Every current partnership that a person sees, by name: no ranking."""

    rows: tuple[PortfolioRow, ...]

    @property
    def read(self) -> tuple[PortfolioRow, ...]:
        return tuple(row for row in self.rows if row.reading and not row.reading.is_empty)

    @property
    def with_disagreement(self) -> tuple[PortfolioRow, ...]:
        return tuple(row for row in self.read if row.reading.disagreements)


def read_partnership(partnership: Partnership, *, fewest_answers: int = 1) -> PartnershipReading:
    """Read one partnership from the assessments that were handed in.

    ``fewest_answers``: criteria with fewer valid answers are masked; 1 for the pilot's team,
    ``rules.FEWEST_RATERS_SHOWN`` for anybody else.
    """
    return _read(partnership, queries.submitted_assessments([partnership]).get(partnership.pk, []), fewest_answers)


def read_portfolio(space: Space, user) -> Portfolio:
    """The current partnerships that ``user`` sees in this space, each read as far as its role allows (6 queries)."""
    seen = Partnership.objects.visible_to(user).filter(space=space).current()
    partnerships = list(queries.with_members(seen.select_related("space")))
    role, readable = permissions.readable_among(user, space, partnerships)
    fewest = fewest_answers_shown(role)
    assessments = queries.submitted_assessments(
        partnership for partnership in partnerships if partnership.pk in readable
    )
    return Portfolio(
        rows=tuple(
            PortfolioRow(
                partnership=partnership,
                organisations=len({m.organisation_id for m in partnership.members.all() if not m.has_left}),
                reading=_read(partnership, assessments.get(partnership.pk, []), fewest)
                if partnership.pk in readable
                else None,
            )
            for partnership in partnerships
        )
    )


def fewest_answers_shown(role: str | None) -> int:
    """From how many answers a reader with this role sees a criterion."""
    return 1 if permissions.sees_names(role) else rules.FEWEST_RATERS_SHOWN


def _read(partnership: Partnership, assessments: Sequence[Assessment], fewest_answers: int) -> PartnershipReading:
    individual = queries.latest_of_each([a for a in assessments if a.kind == AssessmentKind.INDIVIDUAL])
    common = queries.latest_of_each([a for a in assessments if a.kind == AssessmentKind.CONSENSUS])
    consensus = max(common, key=lambda assessment: assessment.submitted_at) if common else None
    if consensus and individual and consensus.grid_id != individual[0].grid_id:
        consensus = None  # another version of the grid: not comparable
    version = individual[0].grid if individual else consensus.grid if consensus else None
    words = queries.criteria_of(version)
    ratings = list(_ratings(individual))
    masked = _masked(ratings, fewest_answers)
    read = read_grid(
        (rating for rating in ratings if rating.criterion not in masked), [(c.id, c.dimension) for c in words]
    )
    said = {answer.criterion: answer for answer in consensus.answers.all()} if consensus else {}
    lines = {c.id: _line(c, read.criterion(c.id), said.get(c.id), c.id in masked) for c in words}
    basis = "individual" if individual else "consensus" if consensus else ""
    scores = _scores(basis, read, lines)
    days = [a.submitted_at for a in individual]
    return PartnershipReading(
        partnership=partnership,
        grid_version=version,
        grid=read,
        dimensions=_dimensions(read, lines),
        framing=_framing(scores, lines),
        suggestion=_suggestion(scores, partnership.bond, lines),
        chosen=TYPE_BY_CODE.get(partnership.chosen_type),
        raters=len(individual),
        organisations=len({a.organisation_id for a in individual if a.organisation_id}),
        basis=basis,
        first_on=_day(min(days, default=None)),
        last_on=_day(max(days, default=None)),
        consensus_on=_day(consensus.submitted_at) if consensus else None,
        fewest_answers=fewest_answers,
    )


def _ratings(assessments: Iterable[Assessment]) -> Iterable[Rating]:
    for assessment in assessments:
        college = assessment.organisation.college if assessment.organisation_id else None
        for answer in assessment.answers.all():
            yield Rating(
                rater=str(assessment.pk),
                college=college,
                criterion=answer.criterion,
                value=answer.level,
                non_answer=answer.non_answer or None,
                evidence=answer.evidence or None,
            )


def _masked(ratings: Sequence[Rating], fewest: int) -> set[str]:
    """Criteria that somebody answered with a level, but too few people to show it."""
    counts: dict[str, int] = {}
    for rating in ratings:
        if rating.value is not None:
            counts[rating.criterion] = counts.get(rating.criterion, 0) + 1
    return {criterion for criterion, count in counts.items() if count < fewest}


def _line(words: grid.Criterion, reading: CriterionReading, said, masked: bool) -> CriterionLine:
    return CriterionLine(
        words=words,
        reading=reading,
        band=rules.BANDS.get(reading.band, rules.NO_BAND),
        colleges=tuple(
            CollegeLine(str(College(c.college).label), c.answers, c.median) for c in reading.colleges if c.median
        ),
        consensus=said.level if said else None,
        consensus_non_answer=str(NonAnswer(said.non_answer).label) if said and said.non_answer else "",
        masked=masked,
    )


def _dimensions(read: GridReading, lines: Mapping[str, CriterionLine]) -> tuple[DimensionLine, ...]:
    names = grid.dimensions()
    return tuple(
        DimensionLine(
            id=dimension.dimension,
            name=names.get(dimension.dimension, dimension.dimension),
            mean=None if dimension.mean is None else float(rounded_half_up(dimension.mean)),
            answered=dimension.answered,
            total=dimension.total,
            band=_dimension_band(dimension),
            lines=tuple(line for line in lines.values() if line.words.dimension == dimension.dimension),
        )
        for dimension in read.dimensions
    )


def _dimension_band(dimension) -> rules.Band:
    words = rules.TCRP_WORDS if dimension.band_rule == "tcrp" else rules.BANDS
    return words.get(dimension.band, rules.NO_BAND)


def _scores(basis: str, read: GridReading, lines: Mapping[str, CriterionLine]) -> dict[str, float | None]:
    if basis == "consensus":
        return {id: line.consensus for id, line in lines.items()}
    return read.scores


def _framing(scores: Mapping[str, float | None], lines: Mapping[str, CriterionLine]) -> FramingReading:
    figures = read_framing(scores)
    return FramingReading(
        figures=figures,
        frame=rules.FRAMES.get(figures.frame) if figures.frame else None,
        missing=tuple(_column_name(column, lines) for column in figures.missing),
    )


def _suggestion(scores: Mapping, bond: int | None, lines: Mapping[str, CriterionLine]) -> Suggestion:
    figures = suggest_type({**scores, BOND_LEVEL: bond})

    def reasons(contributions) -> tuple[Reason, ...]:
        return tuple(
            Reason(c.criterion, _column_name(c.criterion, lines), c.score, c.prototype, c.contribution)
            for c in contributions
        )

    return Suggestion(
        figures=figures,
        status=figures.status,
        types=tuple(TYPE_BY_CODE[code] for code in figures.types),
        nearest=TYPE_BY_CODE.get(figures.nearest),
        second=TYPE_BY_CODE.get(figures.second),
        close=reasons(figures.nearest_criteria),
        contrary=reasons(figures.contrary_criteria),
        contributions=reasons(figures.distances[0].contributions if figures.distances else ()),
        missing=tuple(_column_name(column, lines) for column in figures.missing),
    )


def _column_name(column: str, lines: Mapping[str, CriterionLine]) -> str:
    if column == BOND_LEVEL:
        return str(Partnership._meta.get_field("bond").verbose_name)
    return lines[column].name if column in lines else column


def _day(moment: datetime | None) -> date | None:
    from django.utils import timezone

    return timezone.localdate(moment) if moment else None
