"""How far a partnership's reading may be trusted, in figures beside their words; kept as long as its inputs are."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache

from maillage.actors.enums import College
from maillage_analysis.grid import Rating, Reliability, read_reliability

from .. import grid, queries, rules
from ..models import Partnership
from .reading import pairs_of, ratings_of, too_few

SEED = 2026
METHOD = "1"  # changes when the method does: what was kept under another one is computed again
KEPT_FOR = 24 * 3600


@dataclass(frozen=True, slots=True)
class CriterionTrust:
    """Agreement on one criterion: r_wg, average deviation in levels, limits of the median (None under five answers)."""

    id: str
    name: str
    answers: int
    rwg: float | None
    deviation: float | None
    low: float | None
    high: float | None
    status: str


@dataclass(frozen=True, slots=True)
class CollegeTrust:
    """A college's mean before and after it is brought towards the others; only from three raters on."""

    label: str
    raters: int
    mean: float
    shrunk: float | None


@dataclass(frozen=True, slots=True)
class DimensionTrust:
    name: str
    mean: float | None
    low: float | None
    high: float | None
    colleges: tuple[CollegeTrust, ...]


@dataclass(frozen=True, slots=True)
class ReliabilityReading:
    """``has_figures`` is False under three raters: nothing is computed then. ``alpha_status``: reliable, tentative,
    weak, chance, or "" when alpha is undefined."""

    raters: int
    criteria: tuple[CriterionTrust, ...]
    dimensions: tuple[DimensionTrust, ...]
    alpha: float | None
    alpha_low: float | None
    alpha_high: float | None
    alpha_status: str
    has_figures: bool
    replicates: int
    seed: int
    confidence: float

    def with_status(self, status: str) -> tuple[CriterionTrust, ...]:
        return tuple(line for line in self.criteria if line.status == status)

    @property
    def agreed(self) -> tuple[CriterionTrust, ...]:
        """The most agreed first."""
        return tuple(sorted(self.with_status("agree"), key=lambda line: -line.rwg))

    @property
    def apart(self) -> tuple[CriterionTrust, ...]:
        """The least agreed first."""
        return tuple(sorted(self.with_status("apart"), key=lambda line: line.rwg))

    @property
    def has_limits(self) -> bool:
        return any(line.low is not None for line in self.criteria)

    @property
    def has_colleges(self) -> bool:
        return any(dimension.colleges for dimension in self.dimensions)


def read_reliability_of(partnership: Partnership) -> ReliabilityReading:
    """Agreement of the people who answered alone, from three answers on whoever reads (3 queries, then the cache).

    A criterion with fewer answers enters no figure, for nobody's answer should be worked out from two pages.
    """
    sheets = queries.submitted_sheets([partnership]).get(partnership.pk, [])
    individual = queries.latest_of_each([sheet for sheet in sheets if not sheet.assessment.is_common])
    words = queries.criteria_of(individual[-1].assessment.grid if individual else None)
    given = list(ratings_of(individual))
    masked = too_few(given, rules.FEWEST_RATERS_SHOWN)
    ratings = [rating for rating in given if rating.criterion not in masked]
    figures = _kept(ratings, words)
    names = {criterion.id: criterion.name for criterion in words}
    dimensions = grid.dimensions()
    interval = figures.alpha_interval
    return ReliabilityReading(
        raters=figures.raters,
        criteria=tuple(
            CriterionTrust(
                each.criterion,
                names[each.criterion],
                each.answers,
                each.rwg,
                each.average_deviation,
                each.low,
                each.high,
                each.status or "",
            )
            for each in figures.criteria
        ),
        dimensions=tuple(
            DimensionTrust(
                dimensions.get(each.dimension, each.dimension), each.mean, each.low, each.high, _colleges(each.colleges)
            )
            for each in figures.dimensions
        ),
        alpha=figures.alpha.value,
        alpha_low=interval.low,
        alpha_high=interval.high,
        alpha_status=figures.alpha_status or "",
        has_figures=figures.reason is None,
        replicates=figures.replicates,
        seed=figures.seed,
        confidence=figures.confidence,
    )


def _colleges(shrinkage) -> tuple[CollegeTrust, ...]:
    return tuple(
        CollegeTrust(str(College(college).label), shrinkage.sizes[college], mean, shrinkage.shrunk[college])
        for college, mean in shrinkage.means.items()
    )


def _kept(ratings: Sequence[Rating], words: Sequence[grid.Criterion]) -> Reliability:
    """Computed once for the same answers (20 ms); the key is a fingerprint of everything that goes in."""
    pairs = pairs_of(words)
    told = sorted((r.rater, r.college or "", r.criterion, r.value or 0, r.non_answer or "") for r in ratings)
    mark = hashlib.sha256(repr((METHOD, SEED, pairs, told)).encode()).hexdigest()
    return cache.get_or_set(
        f"reliability:{mark}", lambda: read_reliability(ratings, pairs, seed=SEED), timeout=KEPT_FOR
    )
