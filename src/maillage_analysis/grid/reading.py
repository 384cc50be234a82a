"""Reading the answers of several people to a grid: medians, spread, disagreement, evidence, what to talk about first.

Rules (rating ladder 1 to 5, thresholds in ``ReadingRules``):

- criterion = median of the valid answers; « je ne sais pas » and « sans objet » are counted beside, never as numbers;
- spread = interquartile range, linear interpolation (R type 7);
- a college's median appears from 3 answers of that college;
- disagreement = interquartile range ≥ 2, or two college medians ≥ 1.5 apart;
- a score ≥ 4 with nothing documented or verified behind it needs evidence (« à étayer »);
- dimension = mean of its criteria's medians, with how many were answered; there is no total over dimensions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from maillage_analysis.arguments import checked
from maillage_analysis.disclosure import SMALLEST_COLLEGE, college_median
from maillage_analysis.grid.bands import band, tcrp_band
from maillage_analysis.grid.quantiles import QUANTILE_DEFINITION, quartiles
from maillage_analysis.grid.ratings import Criterion, Rating, checked_criteria, checked_ratings
from maillage_analysis.results import Result

NO_VALID_ANSWER = "no_valid_answer"
TOO_FEW_IN_COLLEGE = "too_few_answers_in_college"


@dataclass(frozen=True, slots=True)
class ReadingRules(Result):
    """Thresholds and conventions of a reading; they travel with the result."""

    lowest: int = 1
    highest: int = 5
    disagreement_spread: float = 2.0
    disagreement_college_gap: float = 1.5
    smallest_college: int = SMALLEST_COLLEGE
    needs_evidence_from: float = 4.0
    missing_evidence: Literal["as_declared", "ignored"] = "as_declared"
    """Whether a score on which nobody gave any evidence needs evidence too ("as_declared"), or is left alone."""
    quantile_definition: str = field(default=QUANTILE_DEFINITION, init=False)


STANDARD_RULES = ReadingRules()


@dataclass(frozen=True, slots=True)
class CollegeReading(Result):
    """Answers of one college to one criterion; the median is None, with a reason, under the smallest number."""

    college: str
    answers: int
    median: float | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class CriterionReading(Result):
    """One criterion: its score (median), its spread, who disagrees, and what supports it."""

    criterion: str
    dimension: str
    median: float | None
    answers: int
    unknown: int
    not_applicable: int
    blank: int
    distribution: Mapping[int, int]
    lower_quartile: float | None
    upper_quartile: float | None
    iqr: float | None
    band: str | None
    colleges: tuple[CollegeReading, ...]
    college_gap: float | None
    disagreement: bool
    disagreement_causes: tuple[str, ...]
    evidence: Mapping[str, int]
    needs_evidence: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class DimensionReading(Result):
    """One dimension: the mean of its criteria's medians, over the criteria that were answered.

    ``changed`` says that its set of criteria differs from the reference grid; the band then follows the number of
    answered criteria (``band_rule`` "tcrp": low ≤ 2.5·n, high ≥ 3.75·n) instead of the fixed thresholds ("reading").
    """

    dimension: str
    mean: float | None
    answered: int
    total: int
    changed: bool
    band: str | None
    band_rule: Literal["reading", "tcrp"]
    reason: str | None


@dataclass(frozen=True, slots=True)
class GridReading(Result):
    """The whole reading. ``reading_order`` puts disagreements first, then scores from the lowest."""

    criteria: tuple[CriterionReading, ...]
    dimensions: tuple[DimensionReading, ...]
    reading_order: tuple[str, ...]
    to_handle: tuple[str, ...]
    raters: int
    rules: ReadingRules

    def criterion(self, criterion: str) -> CriterionReading:
        """The reading of one criterion, by its id."""
        return next(reading for reading in self.criteria if reading.criterion == criterion)

    def dimension(self, dimension: str) -> DimensionReading:
        """The reading of one dimension, by its id."""
        return next(reading for reading in self.dimensions if reading.dimension == dimension)

    @property
    def scores(self) -> dict[str, float | None]:
        """Median of each criterion, by id: what the framing and the typology take."""
        return {reading.criterion: reading.median for reading in self.criteria}


@checked
def read_grid(
    ratings: Iterable[Rating],
    criteria: Iterable[Criterion | tuple[str, str]] | Mapping[str, str],
    *,
    reference: Iterable[Criterion | tuple[str, str]] | Mapping[str, str] | None = None,
    rules: ReadingRules = STANDARD_RULES,
) -> GridReading:
    """Read the answers of several raters to one grid.

    Args:
        ratings: at most one answer per rater and criterion; individual answers or a consensus, not both at once.
        criteria: ids of the criteria in use with their dimension, in display order.
        reference: the full grid; a dimension whose criteria differ from it is banded by the TCRP thresholds.
        rules: thresholds, printed with the result.

    Returns:
        A ``GridReading``. A criterion without any valid answer has no median (reason "no_valid_answer"), a college
        with too few answers has no median ("too_few_answers_in_college"); neither is ever 0.

    Raises:
        InputError: unknown criterion, two answers of one rater to one criterion, a level off the ladder, a rater
            with two colleges.
    """
    grid = checked_criteria(criteria)
    grouped = checked_ratings(ratings, grid, lowest=rules.lowest, highest=rules.highest)
    readings = tuple(_read_criterion(criterion, grouped[criterion.id], rules) for criterion in grid)
    raters = {rating.rater for answers in grouped.values() for rating in answers}
    return GridReading(
        criteria=readings,
        dimensions=_read_dimensions(readings, grid, checked_criteria(reference) if reference is not None else grid),
        reading_order=tuple(reading.criterion for reading in sorted(readings, key=_urgency)),
        to_handle=tuple(
            reading.criterion
            for reading in sorted(readings, key=_urgency)
            if reading.disagreement or reading.band == "address"
        ),
        raters=len(raters),
        rules=rules,
    )


def _read_criterion(criterion: Criterion, answers: Sequence[Rating], rules: ReadingRules) -> CriterionReading:
    valid = [rating for rating in answers if rating.value is not None]
    values = [int(rating.value) for rating in valid]
    lower, median, upper = quartiles(values) or (None, None, None)
    iqr = None if lower is None else upper - lower
    colleges = _read_colleges(valid, rules)
    gap = _college_gap(colleges)
    causes = []
    if iqr is not None and iqr >= rules.disagreement_spread:
        causes.append("spread")
    if gap is not None and gap >= rules.disagreement_college_gap:
        causes.append("colleges")
    absences = Counter(rating.non_answer or "blank" for rating in answers if rating.value is None)
    levels = Counter(values)
    strengths = Counter(rating.evidence or "none" for rating in valid)
    return CriterionReading(
        criterion=criterion.id,
        dimension=criterion.dimension,
        median=median,
        answers=len(values),
        unknown=absences["unknown"],
        not_applicable=absences["not_applicable"],
        blank=absences["blank"],
        distribution={level: levels[level] for level in range(rules.lowest, rules.highest + 1)},
        lower_quartile=lower,
        upper_quartile=upper,
        iqr=iqr,
        band=band(median),
        colleges=colleges,
        college_gap=gap,
        disagreement=bool(causes),
        disagreement_causes=tuple(causes),
        evidence={strength: strengths[strength] for strength in ("none", "declared", "documented", "verified")},
        needs_evidence=_needs_evidence(median, strengths, rules),
        reason=None if values else NO_VALID_ANSWER,
    )


def _read_colleges(valid: Sequence[Rating], rules: ReadingRules) -> tuple[CollegeReading, ...]:
    by_college: dict[str, list[int]] = {}
    for rating in valid:
        if rating.college is not None:
            by_college.setdefault(rating.college, []).append(rating.value)
    readings = []
    for college, values in sorted(by_college.items()):
        median = college_median(values, smallest=rules.smallest_college)
        readings.append(
            CollegeReading(
                college=college,
                answers=len(values),
                median=None if median is None else float(median),
                reason=TOO_FEW_IN_COLLEGE if median is None else None,
            )
        )
    return tuple(readings)


def _college_gap(colleges: Sequence[CollegeReading]) -> float | None:
    medians = [reading.median for reading in colleges if reading.median is not None]
    return max(medians) - min(medians) if len(medians) >= 2 else None


def _needs_evidence(median: float | None, strengths: Mapping[str, int], rules: ReadingRules) -> bool:
    if median is None or median < rules.needs_evidence_from:
        return False
    if strengths["documented"] or strengths["verified"]:
        return False
    return bool(strengths["declared"]) or rules.missing_evidence == "as_declared"


def _read_dimensions(
    readings: Sequence[CriterionReading], grid: Sequence[Criterion], reference: Sequence[Criterion]
) -> tuple[DimensionReading, ...]:
    dimensions = dict.fromkeys(criterion.dimension for criterion in grid)
    return tuple(
        _read_dimension(
            dimension,
            [reading for reading in readings if reading.dimension == dimension],
            changed=_ids(grid, dimension) != _ids(reference, dimension),
        )
        for dimension in dimensions
    )


def _ids(grid: Sequence[Criterion], dimension: str) -> set[str]:
    return {criterion.id for criterion in grid if criterion.dimension == dimension}


def _read_dimension(dimension: str, readings: Sequence[CriterionReading], *, changed: bool) -> DimensionReading:
    medians = [Fraction(reading.median) for reading in readings if reading.median is not None]
    total = sum(medians, Fraction(0))
    mean = total / len(medians) if medians else None
    return DimensionReading(
        dimension=dimension,
        mean=None if mean is None else float(mean),
        answered=len(medians),
        total=len(readings),
        changed=changed,
        band=tcrp_band(total, len(medians)) if changed else band(mean),
        band_rule="tcrp" if changed else "reading",
        reason=None if medians else NO_VALID_ANSWER,
    )


def _urgency(reading: CriterionReading) -> tuple[bool, float, float, float]:
    """Disagreements first (widest spread, then widest gap), then the lowest scores, then what nobody answered.

    Ties keep the order of the grid, since the sort is stable.
    """
    score = float("inf") if reading.median is None else reading.median
    if not reading.disagreement:
        return True, score, 0.0, 0.0
    return False, -(reading.iqr or 0.0), -(reading.college_gap or 0.0), score
