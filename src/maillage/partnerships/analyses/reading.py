"""Reading partnerships: gather the answers, let the library compute, put the figures beside their words.

The page, the PDF, the portfolio and the command line all take their figures from ``read_partnership`` and
``read_portfolio``. Individual answers feed the medians; the common reading stands beside them, never over them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType

from django.utils import timezone
from django.utils.translation import get_language

from maillage.actors.enums import College
from maillage_analysis.grid import (
    PROFILE_COLUMNS,
    CriterionReading,
    GridReading,
    PairChange,
    Rating,
    TypeSuggestion,
    TypologyRules,
    read_framing,
    read_grid,
    rounded_half_up,
    suggest_type,
)
from maillage_analysis.grid.typology import BOND_LEVEL

from .. import grid, queries, rules
from ..enums import NonAnswer
from ..models import Partnership
from ..queries import AnswerRow, Sheet, Typologies
from ..readings import (
    CollegeLine,
    CriterionLine,
    DimensionLine,
    FramingReading,
    PartnershipReading,
    Reason,
    Suggestion,
    TypeMove,
    TypeRule,
)
from ..typology import ProfileRule, Typology

Scores = Mapping[str, float | None]
Given = tuple[tuple[int, str | None, tuple[AnswerRow, ...]], ...]
"""What each rater answered: (sheet, college, its answers)."""


def read_partnership(partnership: Partnership, *, fewest_answers: int = 1) -> PartnershipReading:
    """Read one partnership from the assessments that were handed in (2 queries).

    ``fewest_answers``: criteria with fewer valid answers are masked; 1 for the pilot,
    ``rules.FEWEST_RATERS_SHOWN`` for anybody else (``permissions.fewest_answers_shown``).
    """
    return read_partnerships([partnership], fewest_answers=fewest_answers)[0]


def read_partnerships(partnerships: Sequence[Partnership], *, fewest_answers: int = 1) -> list[PartnershipReading]:
    """Several at once (2 queries); ``fewest_answers`` as in ``read_partnership``."""
    sheets = queries.submitted_sheets(partnerships)
    typologies = queries.typologies_for(partnerships)
    return [
        read_sheets(partnership, sheets.get(partnership.pk, []), typologies[partnership.pk], fewest_answers)
        for partnership in partnerships
    ]


def read_sheets(
    partnership: Partnership, sheets: Sequence[Sheet], typologies: Typologies, fewest_answers: int
) -> PartnershipReading:
    """Read one partnership from these sheets, oldest first."""
    individual = queries.latest_of_each([s for s in sheets if not s.assessment.is_common])
    common = [s for s in sheets if s.assessment.is_common]
    if individual:  # another version of the grid is not comparable
        common = [s for s in common if s.assessment.grid_id == individual[0].assessment.grid_id]
    consensus = common[-1] if common else None
    version = (individual or common)[-1].assessment.grid if individual or common else None
    given = tuple((sheet.assessment.pk, sheet.college, sheet.answers) for sheet in individual)
    said = {answer.criterion: answer for answer in consensus.answers} if consensus else {}
    figures, lines, dimensions = _lines_of(
        given, tuple(said.values()), queries.criteria_of(version), fewest_answers, get_language() or ""
    )
    basis = "individual" if individual else "consensus" if consensus else ""
    together = {criterion: answer.level for criterion, answer in said.items()}
    scores = together if basis == "consensus" else figures.scores
    days = [_day(sheet.assessment.submitted_at) for sheet in individual]
    return PartnershipReading(
        partnership=partnership,
        grid_version=version,
        dimensions=dimensions,
        order=figures.reading_order,
        framing=_framing(scores, lines),
        consensus_framing=_framing(together, lines) if consensus else None,
        suggestion=_suggestion(scores, partnership.bond, lines, typologies.in_service),
        chosen=typologies.chosen_under.by_code.get(partnership.chosen_type),
        chosen_under=typologies.chosen_under if partnership.chosen_type else None,
        raters=len(individual),
        organisations=len({sheet.assessment.organisation_id for sheet in individual} - {None}),
        basis=basis,
        first_on=min(days, default=None),
        last_on=max(days, default=None),
        consensus_on=_day(consensus.assessment.submitted_at) if consensus else None,
        fewest_answers=fewest_answers,
    )


@lru_cache(maxsize=256)
def _lines_of(
    given: Given, said: tuple[AnswerRow, ...], words: tuple[grid.Criterion, ...], fewest: int, _language: str
) -> tuple[GridReading, Mapping[str, CriterionLine], tuple[DimensionLine, ...]]:
    """The same answers always read the same in a language: computed once per process (4 ms). Nothing here changes."""
    figures, masked = _figures_of(given, pairs_of(words), fewest)
    together = {answer.criterion: answer for answer in said}
    lines = {c.id: _line(c, figures.criterion(c.id), together.get(c.id), c.id in masked) for c in words}
    return figures, MappingProxyType(lines), _dimensions(figures, lines)


def _figures_of(given: Given, pairs: Sequence[tuple[str, str]], fewest: int) -> tuple[GridReading, set[str]]:
    """What the library computes, and the criteria that too few answered to be shown."""
    ratings = [
        Rating(str(rater), college, row.criterion, row.level, row.non_answer, row.evidence)
        for rater, college, answers in given
        for row in answers
    ]
    masked = too_few(ratings, fewest)
    shown = (rating for rating in ratings if rating.criterion not in masked)
    return read_grid(shown, pairs, reference=pairs_of(grid.shipped_criteria())), masked


def pairs_of(words: Iterable[grid.Criterion]) -> list[tuple[str, str]]:
    """(criterion, dimension), in display order."""
    return [(criterion.id, criterion.dimension) for criterion in words]


def ratings_of(sheets: Iterable[Sheet]) -> Iterable[Rating]:
    """The answers as the library takes them; a rater is a sheet."""
    for sheet in sheets:
        rater = str(sheet.assessment.pk)
        for criterion, level, non_answer, evidence in sheet.answers:
            yield Rating(rater, sheet.college, criterion, level, non_answer, evidence)


def too_few(ratings: Sequence[Rating], fewest: int) -> set[str]:
    """Criteria that somebody answered with a level, but too few people to show it."""
    counts: dict[str, int] = {}
    for rating in ratings:
        if rating.value is not None:
            counts[rating.criterion] = counts.get(rating.criterion, 0) + 1
    return {criterion for criterion, count in counts.items() if count < fewest}


def _line(words: grid.Criterion, read: CriterionReading, said: AnswerRow | None, masked: bool) -> CriterionLine:
    return CriterionLine(
        words=words,
        median=read.median,
        answers=read.answers,
        unknown=read.unknown,
        not_applicable=read.not_applicable,
        lower_quartile=read.lower_quartile,
        upper_quartile=read.upper_quartile,
        iqr=read.iqr,
        band=rules.MASKED if masked else rules.BANDS.get(read.band, rules.NO_BAND),
        by_spread="spread" in read.disagreement_causes,
        by_colleges="colleges" in read.disagreement_causes,
        needs_evidence=read.needs_evidence,
        colleges=tuple(
            CollegeLine(str(College(college.college).label), college.answers, college.median)
            for college in read.colleges
            if college.median is not None
        ),
        consensus=said.level if said else None,
        consensus_non_answer=str(NonAnswer(said.non_answer).label) if said and said.non_answer else "",
        masked=masked,
    )


def _dimensions(figures: GridReading, lines: Mapping[str, CriterionLine]) -> tuple[DimensionLine, ...]:
    names = grid.dimensions()
    return tuple(
        DimensionLine(
            id=read.dimension,
            name=names.get(read.dimension, read.dimension),
            mean=None if read.mean is None else float(rounded_half_up(read.mean)),
            answered=read.answered,
            total=read.total,
            band=(rules.TCRP_WORDS if read.band_rule == "tcrp" else rules.BANDS).get(read.band, rules.NO_BAND),
            lines=tuple(line for line in lines.values() if line.words.dimension == read.dimension),
        )
        for read in figures.dimensions
    )


def _framing(scores: Scores, lines: Mapping[str, CriterionLine]) -> FramingReading:
    figures = read_framing(scores, cut=rules.FRAMING_CUT)
    return FramingReading(
        formality=figures.formality,
        flexibility=figures.flexibility,
        frame=rules.FRAMES[figures.frame] if figures.frame else None,
        missing=tuple(column_name(column, lines) for column in figures.missing),
        cut=figures.cut,
    )


def suggested_under(reading: PartnershipReading, typology: Typology) -> Suggestion:
    """The type that the same answers would suggest under another typology."""
    together = reading.basis == "consensus"
    scores = {line.id: line.consensus if together else line.median for line in reading.lines}
    return _suggestion(scores, reading.partnership.bond, reading.by_id, typology)


def _suggestion(scores: Scores, bond: int | None, lines: Mapping[str, CriterionLine], typology: Typology) -> Suggestion:
    figures = _nearest_type(
        tuple((column, scores.get(column)) for column in PROFILE_COLUMNS if column != BOND_LEVEL),
        bond,
        typology.rule,
    )
    type_of = typology.by_code
    reasons = _reasons(figures, typology.rule, lines)
    return Suggestion(
        status=figures.status,
        types=tuple(type_of[code] for code in figures.types),
        nearest=type_of.get(figures.nearest),
        second=type_of.get(figures.second),
        distance=figures.distance,
        second_distance=figures.distances[1].distance if figures.distances else None,
        close=tuple(reasons[c.criterion] for c in figures.nearest_criteria),
        contributions=tuple(reasons.values()),
        answered=len(figures.answered),
        columns=len(figures.answered) + len(figures.missing),
        missing=tuple(column_name(column, lines) for column in figures.missing),
        moves=tuple(
            TypeMove(((column_name(c.criterion, lines), c.score, c.new_score),), type_of[c.type])
            for c in figures.changes
        ),
        pair_move=_pair_move(figures.pair_change, lines, type_of),
        typology=typology,
        rule=TypeRule(
            weights=tuple((column_name(column, lines), weight) for column, weight in typology.rule.weights),
            least_answered=figures.rules.least_answered,
            mixed_within=figures.rules.mixed_within,
            atypical_beyond=figures.rules.atypical_beyond,
        ),
    )


def _reasons(figures: TypeSuggestion, rule: ProfileRule, lines: Mapping[str, CriterionLine]) -> dict[str, Reason]:
    """Every known column, and what it adds to the distance to the nearest type."""
    weights = dict(rule.weights)
    close = {c.criterion for c in figures.nearest_criteria}
    contrary = {c.criterion for c in figures.contrary_criteria}
    return {
        c.criterion: Reason(
            column=c.criterion,
            name=column_name(c.criterion, lines),
            score=c.score,
            prototype=c.prototype,
            gap=abs(c.gap) * weights.get(c.criterion, 1),
            contribution=c.contribution,
            is_close=c.criterion in close,
            is_contrary=c.criterion in contrary,
        )
        for c in (figures.distances[0].contributions if figures.distances else ())
    }


def _pair_move(change: PairChange | None, lines: Mapping[str, CriterionLine], type_of) -> TypeMove | None:
    if change is None:
        return None
    moves = tuple((column_name(move.criterion, lines), move.score, move.new_score) for move in change.moves)
    return TypeMove(moves, type_of[change.type])


@lru_cache(maxsize=512)
def _nearest_type(scores: tuple[tuple[str, float | None], ...], bond: int | None, rule: ProfileRule) -> TypeSuggestion:
    """The same profile, under the same rule, always has the same type: computed once per process (2 ms)."""
    return suggest_type({**dict(scores), BOND_LEVEL: bond}, rules=_typology_rules(rule))


@lru_cache(maxsize=64)
def _typology_rules(rule: ProfileRule) -> TypologyRules:
    return TypologyRules(
        prototypes={type_id: dict(levels) for type_id, levels in rule.profiles},
        weights=dict(rule.weights),
        least_answered=rule.least_answered,
        mixed_within=rule.mixed_within,
        atypical_beyond=rule.atypical_beyond,
    )


def column_name(column: str, lines: Mapping[str, CriterionLine]) -> str:
    if column == BOND_LEVEL:
        return str(Partnership._meta.get_field("bond").verbose_name)
    if column in lines:
        return lines[column].name
    return next((words.name for words in grid.shipped_criteria() if words.id == column), column)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
