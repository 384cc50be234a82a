"""Composing a group: the members who cover the most stakes and resources while every quota holds.

A proposal with its alternatives, for people to discuss. When no group satisfies the quotas, the answer names those that
cannot hold together and the smallest change that would make a group possible.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from maillage_analysis.arguments import checked
from maillage_analysis.checks import listed_names
from maillage_analysis.errors import InputError
from maillage_analysis.group.coverage import STANDARD_RULES, CoverageRules
from maillage_analysis.group.members import Member
from maillage_analysis.group.quotas import Quota, QuotaBound, QuotaModel, Relaxation, checked_quotas, kinds_of, solve
from maillage_analysis.parameters import real_number, whole_number
from maillage_analysis.results import Result


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who could sit: ``features`` count in the quotas, ``items`` are the stakes and resources covered."""

    id: str
    features: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Panel(Result):
    """One possible group, its covered items and their total weight."""

    members: tuple[str, ...]
    covered: tuple[str, ...]
    uncovered: tuple[str, ...]
    value: float


@dataclass(frozen=True, slots=True)
class Composition(Result):
    """Groups from the best to the next best; none when the quotas cannot hold together.

    ``status`` is "optimal" (each group is proven the best of those that remain) or "infeasible".
    """

    status: str
    panels: tuple[Panel, ...]
    conflicts: tuple[QuotaBound, ...]
    relaxation: tuple[Relaxation, ...]
    uncoverable: tuple[str, ...]
    size: int
    quotas: tuple[Quota, ...]
    weights: Mapping[str, float]
    kept: tuple[str, ...]

    @property
    def best(self) -> Panel | None:
        """The best group, None when there is none."""
        return self.panels[0] if self.panels else None


@checked
def compose_group(
    candidates: Iterable[Candidate],
    *,
    size: int,
    quotas: Iterable[Quota] = (),
    weights: Mapping[str, float] | None = None,
    keep: Collection[str] = (),
    alternatives: int = 1,
) -> Composition:
    """Maximum coverage under quotas: max Σ w_j y_j, y_j ≤ Σ of the selected members who have j, lo ≤ count ≤ hi.

    Args:
        candidates: who could sit, each once.
        size: number of seats.
        quotas: bounds on how many members have a feature.
        weights: worth of each item, 1 when ``weights`` is None; an item without weight counts 0. Weights of items
            that nobody covers are reported as ``uncoverable``.
        keep: ids that must be in the group.
        alternatives: how many groups to return, best first; fewer come back when fewer exist.

    Returns:
        A ``Composition``. Infeasible quotas are an answer, not an error: ``conflicts`` is an irreducible set of bounds
        that cannot hold together, ``relaxation`` the smallest total move of bounds after which a group exists.

    Raises:
        InputError: a candidate or quota listed twice, crossed bounds, a weight that is not a number ≥ 0, an id to
            keep that is not a candidate, no group to return.
    """
    people = checked_candidates(candidates)
    asked = checked_quotas(quotas, size)
    whole_number(alternatives, what="number of groups to return", low=1)
    worth = _checked_weights(people, weights)
    kept = _checked_keep(people, keep)
    covered = frozenset().union(*(person.items for person in people))
    model = QuotaModel(
        [person.features for person in people],
        [1] * len(people),
        size=size,
        quotas=asked,
        least=[person.id in kept for person in people],
    )
    panels = _best_panels(model, people, worth, alternatives)
    conflicts, relaxation = ((), ()) if panels else diagnose(people, size, asked, kept)
    return Composition(
        status="optimal" if panels else "infeasible",
        panels=tuple(panels),
        conflicts=conflicts,
        relaxation=relaxation,
        uncoverable=tuple(sorted(set(worth) - covered)),
        size=size,
        quotas=asked,
        weights=worth,
        kept=kept,
    )


def diagnose(
    people: Sequence[Candidate], size: int, quotas: Sequence[Quota], kept: Collection[str] = ()
) -> tuple[tuple[QuotaBound, ...], tuple[Relaxation, ...]]:
    """Why no group exists: conflicting bounds, and the smallest relaxation. Interchangeable people are merged first."""
    kinds = kinds_of({person.id: person.features for person in people}, quotas)
    model = QuotaModel(
        list(kinds),
        [len(members) for members in kinds.values()],
        size=size,
        quotas=quotas,
        least=[sum(member in kept for member in members) for members in kinds.values()],
    )
    return model.conflicts(), model.relaxation()


@checked
def member_features(member: Member) -> frozenset[str]:
    """Features of a member for the quotas: "college:…", "level:…", "voice:youth", "voice:employer", "part:…"."""
    features = {f"part:{part}" for part in member.parts}
    if member.college is not None:
        features.add(f"college:{member.college}")
    if member.level is not None:
        features.add(f"level:{member.level}")
    if member.youth_voice:
        features.add("voice:youth")
    if member.employer:
        features.add("voice:employer")
    return frozenset(features)


@checked
def standard_quotas(
    size: int, *, parts: Iterable[str] = (), rules: CoverageRules = STANDARD_RULES
) -> tuple[Quota, ...]:
    """The rules of ``check_coverage`` as quotas, for a group of ``size``: a group that holds them has no finding.

    >>> standard_quotas(12)[0]
    Quota(feature='college:institutions', lowest=1, highest=4)
    """
    most = int(rules.largest_share * whole_number(size, what="size of the group"))
    return (
        *(Quota(f"college:{college}", 1, max(most, 1)) for college in rules.colleges),
        *(Quota(f"level:{level}", 1) for level in rules.levels),
        Quota("voice:youth", rules.least_youth_voices),
        Quota("voice:employer", rules.least_employers),
        *(Quota(f"part:{part}", 1) for part in dict.fromkeys(listed_names(parts, "parts"))),
    )


def _best_panels(
    model: QuotaModel, people: Sequence[Candidate], worth: Mapping[str, float], alternatives: int
) -> list[Panel]:
    """Best panels one after the other; each one found is then excluded (Σ of its members ≤ size − 1)."""
    if not people:
        return []
    items = sorted({item for person in people for item in person.items if worth.get(item, 0) > 0})
    members, seats = len(people), model.constraint()
    zeros = np.zeros((len(seats.A), len(items)))
    constraints = [scipy.optimize.LinearConstraint(np.hstack([seats.A, zeros]), seats.lb, seats.ub)]
    if items:
        has = np.array([[item in person.items for person in people] for item in items], dtype=float)
        constraints.append(scipy.optimize.LinearConstraint(np.hstack([-has, np.eye(len(items))]), -np.inf, 0))
    bounds = scipy.optimize.Bounds(
        np.concatenate([model.least, np.zeros(len(items))]), np.concatenate([model.available, np.ones(len(items))])
    )
    cost = np.concatenate([np.zeros(members), [-worth[item] for item in items]])
    integers = np.concatenate([np.ones(members), np.zeros(len(items))])
    panels: list[Panel] = []
    while len(panels) < alternatives:
        answer = solve(cost, constraints, bounds, integrality=integers)
        if answer is None:
            break
        chosen = np.rint(answer.x[:members])
        panels.append(_panel([p for p, seat in zip(people, chosen, strict=True) if seat], worth))
        row = np.concatenate([chosen, np.zeros(len(items))])
        constraints.append(scipy.optimize.LinearConstraint(row[None, :], -np.inf, model.size - 1))
    return panels


def _panel(members: Sequence[Candidate], worth: Mapping[str, float]) -> Panel:
    covered = frozenset().union(*(person.items for person in members)) & set(worth)
    return Panel(
        members=tuple(person.id for person in members),
        covered=tuple(sorted(covered)),
        uncovered=tuple(sorted(set(worth) - covered)),
        value=math.fsum(worth[item] for item in covered),
    )


def checked_candidates(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    by_id: dict[str, Candidate] = {}
    for candidate in candidates:
        if candidate.id in by_id:
            raise InputError(f"Candidate {candidate.id!r} is listed twice: keep one line per candidate.")
        if isinstance(candidate.features, str) or isinstance(candidate.items, str):
            raise InputError(f"Candidate {candidate.id!r}: write features and items as sets of names, not as text.")
        by_id[candidate.id] = candidate
    return tuple(by_id[key] for key in sorted(by_id))


def _checked_weights(people: Sequence[Candidate], weights: Mapping[str, float] | None) -> dict[str, float]:
    if weights is None:
        return dict.fromkeys(sorted({item for person in people for item in person.items}), 1.0)
    for item, weight in weights.items():
        real_number(weight, what=f"weight of item {item!r}", low=0)
    return {item: float(weights[item]) for item in sorted(weights)}


def _checked_keep(people: Sequence[Candidate], keep: Collection[str]) -> tuple[str, ...]:
    if isinstance(keep, str):
        raise InputError(f"Those to keep are {keep!r}: give a list of ids, even for one.")
    unknown = sorted(set(keep) - {person.id for person in people})
    if unknown:
        raise InputError(f"{unknown[0]!r} must be kept but is not a candidate: add this candidate or drop the wish.")
    return tuple(sorted(set(keep)))
