"""What goes into a reading: the criteria of a grid version and the answers people gave, checked.

Every refusal names the answer at fault. « Je ne sais pas » and « sans objet » are answers; they are never numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Literal, NamedTuple

from maillage_analysis.errors import InputError

NonAnswer = Literal["unknown", "not_applicable"]
Evidence = Literal["declared", "documented", "verified"]

NON_ANSWERS = ("unknown", "not_applicable")
EVIDENCE_STRENGTHS = ("declared", "documented", "verified")


class Criterion(NamedTuple):
    """A criterion of the grid version in use, and the dimension it belongs to."""

    id: str
    dimension: str


@dataclass(frozen=True, slots=True)
class Rating:
    """One answer of one rater to one criterion.

    ``value`` is a level of the ladder, or None; then ``non_answer`` says "unknown" (« je ne sais pas »),
    "not_applicable" (« sans objet ») or, for a question left blank, None.
    ``college`` is None when the rater belongs to none; ``evidence`` is the strength of the evidence given, if any.
    """

    rater: str
    college: str | None
    criterion: str
    value: int | None
    non_answer: NonAnswer | None = None
    evidence: Evidence | None = None


def checked_criteria(criteria: Iterable[Criterion | tuple[str, str]] | Mapping[str, str]) -> tuple[Criterion, ...]:
    """The criteria in the order given, from (id, dimension) pairs or a mapping of id to dimension."""
    pairs = criteria.items() if isinstance(criteria, Mapping) else criteria
    checked = tuple(_criterion(pair) for pair in pairs)
    if not checked:
        raise InputError("The grid has no criterion: give at least one criterion with its dimension.")
    seen: set[str] = set()
    for criterion in checked:
        if criterion.id in seen:
            raise InputError(f"Criterion {criterion.id!r} is listed twice: keep one line per criterion.")
        seen.add(criterion.id)
    return checked


def _criterion(pair: object) -> Criterion:
    if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
        raise InputError(f"{pair!r} is not a criterion: write its id and its dimension, for instance ('A1', 'A').")
    return Criterion(*pair)


def checked_ratings(
    ratings: Iterable[Rating], criteria: Iterable[Criterion], *, lowest: int, highest: int
) -> dict[str, list[Rating]]:
    """The answers grouped by criterion, each group sorted by rater, so that the order of arrival changes nothing."""
    grouped: dict[str, dict[str, Rating]] = {criterion.id: {} for criterion in criteria}
    college_of: dict[str, str | None] = {}
    for rating in ratings:
        _check_rating(rating, grouped, lowest, highest)
        if rating.rater in grouped[rating.criterion]:
            raise InputError(
                f"Rater {rating.rater!r} answers criterion {rating.criterion!r} twice: keep one answer, "
                "and read individual answers and consensus separately."
            )
        if college_of.setdefault(rating.rater, rating.college) != rating.college:
            raise InputError(
                f"Rater {rating.rater!r} appears in colleges {college_of[rating.rater]!r} and {rating.college!r}: "
                "give each rater one college."
            )
        grouped[rating.criterion][rating.rater] = rating
    return {criterion: [answers[rater] for rater in sorted(answers)] for criterion, answers in grouped.items()}


def _check_rating(rating: Rating, known: Mapping[str, object], lowest: int, highest: int) -> None:
    who = f"Rater {rating.rater!r}, criterion {rating.criterion!r}"
    if rating.criterion not in known:
        raise InputError(f"{who}: this criterion is not in the grid; add it to the grid or remove the answer.")
    if rating.value is not None:
        if isinstance(rating.value, bool) or not isinstance(rating.value, Integral):
            raise InputError(
                f"{who}: {rating.value!r} is not a level; write a whole number from {lowest} to {highest}."
            )
        if not lowest <= rating.value <= highest:
            raise InputError(f"{who}: level {rating.value} is outside {lowest} to {highest}; correct the answer.")
        if rating.non_answer is not None:
            raise InputError(f"{who}: both a level and {rating.non_answer!r} are given; keep one of them.")
    elif rating.non_answer is not None and rating.non_answer not in NON_ANSWERS:
        raise InputError(f"{who}: {rating.non_answer!r} is not a known answer; write one of {', '.join(NON_ANSWERS)}.")
    if rating.evidence is not None and rating.evidence not in EVIDENCE_STRENGTHS:
        raise InputError(
            f"{who}: evidence {rating.evidence!r} is not known; write one of {', '.join(EVIDENCE_STRENGTHS)}."
        )
