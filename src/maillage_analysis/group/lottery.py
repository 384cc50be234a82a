"""A fair lottery: draw a group under quotas so that the least likely person is as likely as possible (LEXIMIN).

The smallest selection probability is maximised over all lotteries on the groups that satisfy the quotas; the people who
cannot have more are fixed, and the same is done for the others. People with the same quota features have the same
probability, so the computation works on kinds of people, with column generation: a linear programme over the groups
known so far, and an integer programme that looks for a group worth adding.

Source: Flanigan, Gölz, Gupta, Hennig & Procaccia, Fair algorithms for selecting citizens' assemblies,
Nature 596 (2021).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.group.composition import Candidate, checked_candidates, diagnose
from maillage_analysis.group.quotas import Quota, QuotaBound, QuotaModel, Relaxation, checked_quotas, kinds_of
from maillage_analysis.parameters import real_number, seed_number, whole_number
from maillage_analysis.results import Result

TOLERANCE = 1e-7
"""Gap under which a new group is not worth adding, and dual under which a kind of people is not yet fixed."""


@dataclass(frozen=True, slots=True)
class Ticket(Result):
    """One group of the lottery by kinds: how many people of each kind, and its chance of being drawn."""

    counts: tuple[int, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Lottery(Result):
    """The fair lottery, ready to be published before the draw.

    ``kinds`` lists the people of each kind, in the order of ``counts``. ``never`` names the people who are in no group
    that satisfies the quotas: their probability is 0, and no lottery can change it. ``least_possible`` is the smallest
    probability among the others. Statistics are None when there is no group ("infeasible").
    """

    status: str
    probabilities: Mapping[str, float]
    kinds: tuple[tuple[str, ...], ...]
    tickets: tuple[Ticket, ...]
    never: tuple[str, ...]
    minimum: float | None
    least_possible: float | None
    gini: float | None
    geometric_mean: float | None
    conflicts: tuple[QuotaBound, ...]
    relaxation: tuple[Relaxation, ...]
    size: int
    quotas: tuple[Quota, ...]
    tolerance: float


@dataclass(frozen=True, slots=True)
class Draw(Result):
    """The people drawn, and what makes the draw repeatable by anyone."""

    members: tuple[str, ...]
    ticket: int
    seed: int


@checked
def fair_lottery(candidates: Iterable[Candidate], *, size: int, quotas: Iterable[Quota] = ()) -> Lottery:
    """LEXIMIN lottery over the groups of ``size`` that satisfy the quotas.

    Args:
        candidates: the pool; only features that carry a quota matter.
        size: number of seats.
        quotas: bounds on how many members have a feature.

    Returns:
        A ``Lottery``, probabilities exact to about 1e-6. Gini = Σ_i (2i − n + 1)·p_(i)/(n·k), i from 0, sorted.
        Quotas that no group satisfies give the status "infeasible" with conflicts and the smallest relaxation.

    Raises:
        InputError: a candidate or quota listed twice, crossed bounds, a size under 1.
    """
    people = checked_candidates(candidates)
    asked = checked_quotas(quotas, size)
    kinds = kinds_of({person.id: person.features for person in people}, asked)
    members = tuple(kinds.values())
    model = QuotaModel(list(kinds), [len(group) for group in members], size=size, quotas=asked)
    panels, possible = _first_panels(model)
    if not panels:
        return _infeasible(people, members, size, asked)
    fixed = _leximin(model, panels, possible)
    weights = _weights(panels, fixed, model)
    tickets = tuple(
        Ticket(panel, float(weight))
        for weight, panel in sorted(zip(weights, panels, strict=True), reverse=True)
        if weight
    )
    by_kind = [
        math.fsum(ticket.weight * ticket.counts[k] for ticket in tickets) / len(m) for k, m in enumerate(members)
    ]
    probabilities = {person: by_kind[k] for k, group in enumerate(members) for person in group}
    return Lottery(
        status="optimal",
        probabilities={person: probabilities[person] for person in sorted(probabilities)},
        kinds=members,
        tickets=tickets,
        never=tuple(sorted(p for k, group in enumerate(members) if k not in possible for p in group)),
        minimum=min(probabilities.values()),
        least_possible=min(by_kind[k] for k in possible),
        gini=gini(list(probabilities.values()), size),
        geometric_mean=_geometric_mean(list(probabilities.values())),
        conflicts=(),
        relaxation=(),
        size=size,
        quotas=asked,
        tolerance=TOLERANCE,
    )


@checked
def draw_group(lottery: Lottery, *, seed: int) -> Draw:
    """Draw one group: a ticket by its weight, then people of each kind at random.

    The same lottery and the same seed always give the same people: publish the lottery, then let the seed come from
    a public event. Generator: numpy PCG64.

    Raises InputError for a lottery without any group, or a seed that is not a whole number of 0 or more.
    """
    if not lottery.tickets:
        raise InputError("No group satisfies the quotas: relax them before drawing.")
    rng = np.random.default_rng(seed_number(seed))
    limits = np.cumsum([ticket.weight for ticket in lottery.tickets])
    index = min(int(np.searchsorted(limits, rng.random() * limits[-1], side="right")), len(limits) - 1)
    members: list[str] = []
    for group, count in zip(lottery.kinds, lottery.tickets[index].counts, strict=True):
        members += [group[n] for n in rng.permutation(len(group))[:count]]
    return Draw(members=tuple(sorted(members)), ticket=index, seed=seed)


@checked
def gini(probabilities: Sequence[float], size: int) -> float:
    """Inequality of the chances: Σ_i (2i − n + 1)·p_(i)/(n·k), i = 0…n−1 in ascending order; 0 when all are equal.

    Raises InputError without any chance, or with more seats than people.

    >>> gini([0.5, 0.5], 1), gini([0, 1], 1)
    (0.0, 0.5)
    """
    n = len(probabilities)
    if not n or whole_number(size, what="size of the group", low=1) > n:
        raise InputError(f"{n} chances for {size} seats: give one chance per person, as many as seats or more.")
    for chance in probabilities:
        real_number(chance, what="chance")
    return math.fsum((2 * i - n + 1) * p for i, p in enumerate(sorted(probabilities))) / (n * size)


def _first_panels(model: QuotaModel) -> tuple[list[tuple[int, ...]], set[int]]:
    """Enough groups to reach every kind that any group can reach, and those kinds."""
    panels: dict[tuple[int, ...], None] = {}
    reached: set[int] = set()
    for kind in range(len(model.available)):
        if kind in reached:
            continue
        wish = np.array([1.0 if k not in reached else 0.0 for k in range(len(model.available))])
        wish[kind] = 1 + len(model.available) * max(1.0, float(model.size))
        panel = model.maximise(wish)
        if panel is None:
            return [], set()
        panels[tuple(panel.tolist())] = None
        reached |= set(np.flatnonzero(panel).tolist())
    return list(panels), reached


def _leximin(model: QuotaModel, panels: list[tuple[int, ...]], possible: set[int]) -> dict[int, float]:
    """Probability of each possible kind, fixed from the smallest; ``panels`` receives the groups found on the way."""
    fixed: dict[int, float] = {}
    while len(fixed) < len(possible):
        free = sorted(possible - set(fixed))
        level, duals, ceiling = _stage(panels, model, fixed, free)
        shares = np.zeros(len(model.available))
        shares[list(duals)] = list(duals.values())
        best = model.maximise(shares / model.available)
        value = float(shares / model.available @ best)
        found = tuple(best.tolist())
        if value > ceiling + TOLERANCE and found not in panels:
            panels.append(found)
            continue
        saturated = [kind for kind in free if duals[kind] > TOLERANCE]
        fixed.update(dict.fromkeys(saturated, max(level, 0.0)))
    return fixed


def _stage(
    panels: Sequence[tuple[int, ...]], model: QuotaModel, fixed: Mapping[int, float], free: Sequence[int]
) -> tuple[float, dict[int, float], float]:
    """Largest smallest probability of the free kinds, duals of the kinds, and dual of the sum of weights.

    Variables: the weight of each group, then the level; rows: level − probability ≤ 0 (free), −probability ≤ −fixed.
    """
    chances = np.array(panels, dtype=float).T / model.available[:, None]
    rows = [*free, *fixed]
    upper = np.hstack([-chances[rows], np.array([[1.0] if kind in free else [0.0] for kind in rows])])
    limits = [0.0] * len(free) + [-max(0.0, value - 1e-10) for value in fixed.values()]
    total = np.concatenate([np.ones(len(panels)), [0.0]])[None, :]
    cost = np.concatenate([np.zeros(len(panels)), [-1.0]])
    answer = scipy.optimize.linprog(
        cost, A_ub=upper, b_ub=limits, A_eq=total, b_eq=[1.0], bounds=(0, None), method="highs"
    )
    if answer.x is None:
        raise RuntimeError(f"The solver stopped without an answer: {answer.message}")
    duals = {kind: max(0.0, -float(dual)) for kind, dual in zip(rows, answer.ineqlin.marginals, strict=True)}
    return float(answer.x[-1]), duals, -float(answer.eqlin.marginals[0])


def _weights(panels: Sequence[tuple[int, ...]], fixed: Mapping[int, float], model: QuotaModel) -> np.ndarray:
    """Weights of the groups whose largest shortfall from the fixed probabilities is the smallest; few are not zero."""
    chances = np.array(panels, dtype=float).T / model.available[:, None]
    kinds = list(fixed)
    upper = np.hstack([-chances[kinds], -np.ones((len(kinds), 1))])
    total = np.concatenate([np.ones(len(panels)), [0.0]])[None, :]
    cost = np.concatenate([np.zeros(len(panels)), [1.0]])
    answer = scipy.optimize.linprog(
        cost,
        A_ub=upper,
        b_ub=[-fixed[kind] for kind in kinds],
        A_eq=total,
        b_eq=[1.0],
        bounds=(0, None),
        method="highs-ds",
    )
    weights = np.where(answer.x[:-1] > 1e-12, answer.x[:-1], 0.0)
    return weights / weights.sum()


def _geometric_mean(probabilities: Sequence[float]) -> float:
    if min(probabilities) <= 0:
        return 0.0
    return math.exp(math.fsum(map(math.log, probabilities)) / len(probabilities))


def _infeasible(
    people: Sequence[Candidate], members: tuple[tuple[str, ...], ...], size: int, quotas: tuple[Quota, ...]
) -> Lottery:
    conflicts, relaxation = diagnose(people, size, quotas)
    return Lottery(
        status="infeasible",
        probabilities={},
        kinds=members,
        tickets=(),
        never=tuple(person.id for person in people),
        minimum=None,
        least_possible=None,
        gini=None,
        geometric_mean=None,
        conflicts=conflicts,
        relaxation=relaxation,
        size=size,
        quotas=quotas,
        tolerance=TOLERANCE,
    )
