"""Which type of partnership does a profile resemble, and why? Seven prototypes as data, and the nearest-profile rule.

No type is better in itself: the question is whether the type fits the purpose. The thresholds are guesses to calibrate
with real cases. The rule: distance = mean over the answered columns of |score − prototype|, the gap of the bond level
L multiplied by 1.25; at least 7 columns of 11; mixed when the second type is less than 0.25 further; atypical when the
nearest is more than 1.25 away. Distances are exact fractions, so that a threshold is never crossed by rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.grid.bands import Number, exact
from maillage_analysis.grid.changes import Change, PairChange, Steps, best_pair, single_changes
from maillage_analysis.grid.scores import checked_scores
from maillage_analysis.results import Result

BOND_LEVEL = "L"
"""Himmelman's level of the bond: 1 networking, 2 coordinating, 3 cooperating, 4 collaborating."""

PROFILE_COLUMNS = ("A1", "A2", "B2", "B3", "B4", "C1", "C2", "C3", "C4", "C8", BOND_LEVEL)


def _table(rows: Mapping[str, str]) -> Mapping[str, Mapping[str, int]]:
    return MappingProxyType(
        {
            type_id: MappingProxyType(dict(zip(PROFILE_COLUMNS, map(int, levels.split()), strict=True)))
            for type_id, levels in rows.items()
        }
    )


PROTOTYPES = _table(
    {
        #     A1 A2 B2 B3 B4 C1 C2 C3 C4 C8 L
        "T1": "1  2  2  2  2  2  1  5  1  2  1",  # réseau d'interconnaissance
        "T2": "2  2  3  4  2  2  2  3  2  2  2",  # partenariat de prescription
        "T3": "4  2  3  3  1  3  3  1  3  2  2",  # partenariat de commande
        "T4": "5  3  2  3  2  2  3  3  1  3  1",  # accord-cadre institutionnel
        "T5": "3  4  3  4  3  4  4  3  4  1  3",  # partenariat de projet
        "T6": "3  3  5  2  2  4  3  3  4  4  3",  # partenariat de filière ou d'employeurs
        "T7": "4  5  4  4  5  5  4  4  4  4  4",  # alliance territoriale co-construite
    }
)


@dataclass(frozen=True, slots=True)
class TypologyRules(Result):
    """Prototypes, scales, weights and thresholds; they travel with every suggestion."""

    prototypes: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: PROTOTYPES)
    scales: Mapping[str, tuple[int, int]] = field(
        default_factory=lambda: {column: (1, 4) if column == BOND_LEVEL else (1, 5) for column in PROFILE_COLUMNS}
    )
    weights: Mapping[str, float] = field(default_factory=lambda: {BOND_LEVEL: 1.25})
    """Multiplier of the gap of a column, 1 unless said; the mean still divides by the number of answered columns."""
    least_answered: int = 7
    mixed_within: float = 0.25
    atypical_beyond: float = 1.25
    reasons_shown: int = 3


@dataclass(frozen=True, slots=True)
class Contribution(Result):
    """What one column adds to the distance to a type; the contributions to a type sum to its distance."""

    criterion: str
    score: float
    prototype: int
    gap: float
    contribution: float


@dataclass(frozen=True, slots=True)
class TypeDistance(Result):
    """How far a profile is from one type."""

    type: str
    distance: float
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class TypeSuggestion(Result):
    """A suggestion that people may overrule, with its reasons.

    ``status``: "clear", "mixed" (``types`` then holds every type less than the margin further than the nearest),
    "atypical" (no type is near) or "too_few_answers" (no type suggested: distances are empty).
    """

    status: str
    types: tuple[str, ...]
    nearest: str | None
    second: str | None
    distance: float | None
    margin: float | None
    tied: bool
    distances: tuple[TypeDistance, ...]
    nearest_criteria: tuple[Contribution, ...]
    contrary_criteria: tuple[Contribution, ...]
    changes: tuple[Change, ...]
    pair_change: PairChange | None
    answered: tuple[str, ...]
    missing: tuple[str, ...]
    reason: str | None
    rules: TypologyRules


@checked
def suggest_type(scores: Mapping[str, Number | None], *, rules: TypologyRules | None = None) -> TypeSuggestion:
    """Nearest of the seven types, with the reasons.

    Args:
        scores: score of each profile column (ten criteria on 1 to 5, "L" on 1 to 4); None or absent = unknown;
            other criteria of the grid are ignored.
        rules: other prototypes or thresholds.

    Returns:
        A ``TypeSuggestion``: distances sorted from the nearest (ties alphabetical and flagged), contributions per
        criterion, the three nearest and the three most contrary criteria with respect to the nearest type (a column
        without any gap is never contrary), the smallest change of each single criterion that leads elsewhere, and the
        smallest change of two criteria together.

    Raises:
        InputError: a score that is not a number, or off its scale.
    """
    rules = rules or TypologyRules()
    known = checked_scores(scores, rules.scales)
    missing = tuple(column for column in rules.scales if column not in known)
    if not known or len(known) < rules.least_answered:
        return _no_suggestion(tuple(known), missing, rules)
    if not rules.prototypes:
        raise InputError("The rules hold no type: give the profile of at least one.")
    gaps = {type_id: _weighted_gaps(known, prototype, rules) for type_id, prototype in rules.prototypes.items()}
    exact_distances = {type_id: sum(gap.values(), Fraction(0)) / len(known) for type_id, gap in gaps.items()}
    ranking = sorted(exact_distances, key=lambda type_id: (exact_distances[type_id], type_id))
    nearest, second = ranking[0], ranking[1] if len(ranking) > 1 else None
    distance = exact_distances[nearest]
    margin = None if second is None else exact_distances[second] - distance
    near = tuple(t for t in ranking if t == nearest or exact_distances[t] - distance < exact(rules.mixed_within))
    atypical = distance > exact(rules.atypical_beyond)
    distances = tuple(_type_distance(t, exact_distances[t], gaps[t], known, rules) for t in ranking)
    by_gap = sorted(distances[0].contributions, key=lambda item: item.contribution)
    contrary = sorted(
        (item for item in distances[0].contributions if item.contribution > 0), key=lambda item: -item.contribution
    )
    steps = Steps(known, rules.scales, rules.prototypes, {column: _weight(column, rules) for column in known})
    return TypeSuggestion(
        status="atypical" if atypical else "mixed" if len(near) > 1 else "clear",
        types=near,
        nearest=nearest,
        second=second,
        distance=float(distance),
        margin=None if margin is None else float(margin),
        tied=margin == 0,
        distances=distances,
        nearest_criteria=tuple(by_gap[: rules.reasons_shown]),
        contrary_criteria=tuple(contrary[: rules.reasons_shown]),
        changes=single_changes(steps),
        pair_change=best_pair(steps),
        answered=tuple(known),
        missing=missing,
        reason=None,
        rules=rules,
    )


def _no_suggestion(answered: tuple[str, ...], missing: tuple[str, ...], rules: TypologyRules) -> TypeSuggestion:
    return TypeSuggestion(
        status="too_few_answers",
        types=(),
        nearest=None,
        second=None,
        distance=None,
        margin=None,
        tied=False,
        distances=(),
        nearest_criteria=(),
        contrary_criteria=(),
        changes=(),
        pair_change=None,
        answered=answered,
        missing=missing,
        reason="too_few_answers",
        rules=rules,
    )


def _weighted_gaps(
    known: Mapping[str, Fraction], prototype: Mapping[str, int], rules: TypologyRules
) -> dict[str, Fraction]:
    return {column: _weight(column, rules) * abs(score - prototype[column]) for column, score in known.items()}


def _weight(column: str, rules: TypologyRules) -> Fraction:
    return exact(rules.weights.get(column, 1))


def _type_distance(
    type_id: str,
    distance: Fraction,
    gaps: Mapping[str, Fraction],
    known: Mapping[str, Fraction],
    rules: TypologyRules,
) -> TypeDistance:
    prototype = rules.prototypes[type_id]
    return TypeDistance(
        type=type_id,
        distance=float(distance),
        contributions=tuple(
            Contribution(
                criterion=column,
                score=float(score),
                prototype=prototype[column],
                gap=float(score - prototype[column]),
                contribution=float(gaps[column] / len(known)),
            )
            for column, score in known.items()
        ),
    )
