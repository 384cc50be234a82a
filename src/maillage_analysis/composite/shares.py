"""Comparing distributions: what is taught and what is sought, here and elsewhere."""

from __future__ import annotations

from math import exp, log
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from ..arguments import checked
from ..errors import InputError
from ..parameters import real_number
from .tables import Values, read, read_all


@checked
def dissimilarity(supply: Values, need: Values) -> float | None:
    """½ Σ_d |pₛ(d) − pₙ(d)|, 0 (same distribution) to 1 (nothing in common); None when either total is 0.

    supply, need: amounts by domain (training courses, recruitment plans), any unit.

    Raises InputError for amounts that are negative, unknown, or of different lengths.

    >>> dissimilarity([10, 10, 0], [0, 10, 10])
    0.5
    """
    one, other = read_all(supply, "supply", lowest=0), read_all(need, "need", lowest=0)
    if one.shape != other.shape:
        raise InputError(
            f"supply has {len(one)} domains and need {len(other)}: give the same domains, in the same order."
        )
    if one.sum() == 0 or other.sum() == 0:
        return None
    return float(np.abs(one / one.sum() - other / other.sum()).sum() / 2)


@checked
def covered_share(plans: Values, minutes: Values, *, limit: float = 45.0) -> float | None:
    """Share of plans whose domain has a course at ``limit`` minutes or less; None without any plan.

    plans: (difficult) recruitment plans by domain, or by place and domain flattened; minutes: time to the nearest
    course of that domain, None when there is none.

    Raises InputError for plans that are negative or unknown, lengths that differ, a limit not above zero.
    """
    amounts, (times, known) = read_all(plans, "plans", lowest=0), read(minutes, "minutes", lowest=0)
    if amounts.shape != times.shape:
        raise InputError(
            f"plans has {len(amounts)} rows and minutes {len(times)}: give one time per domain, None if none."
        )
    if real_number(limit, what="limit", low=0) == 0:
        raise InputError("The limit is 0: give minutes above zero.")
    return float(amounts[known & (times <= limit)].sum() / amounts.sum()) if amounts.sum() > 0 else None


@checked
def location_quotients(here: ArrayLike, reference: ArrayLike | None = None) -> list[list[float | None]]:
    """(E_sz / E_z) / (E_s / E) for each territory z (rows) and sector s (columns); 1 = same share as the reference.

    here: jobs, shape (territories, sectors); reference: jobs by sector, by default the sum of the territories.
    None when the territory has no job or the reference none in the sector.

    Raises InputError for jobs that are negative or unknown, or a reference of another length.
    """
    try:
        jobs = np.asarray(here, dtype=np.float64)
    except (TypeError, ValueError):
        jobs = np.empty(0)
    if jobs.ndim != 2 or not np.isfinite(jobs).all() or (jobs < 0).any():
        raise InputError(
            "here must be a table of jobs, territories in rows and sectors in columns, none negative or NaN."
        )
    whole = jobs.sum(axis=0) if reference is None else read_all(reference, "reference", lowest=0)
    if whole.shape != (jobs.shape[1],):
        raise InputError(f"reference has {len(whole)} sectors for {jobs.shape[1]}: give the same sectors, in order.")
    totals, total = jobs.sum(axis=1), whole.sum()
    return [
        [
            float(jobs[z, s] / totals[z] / (whole[s] / total)) if totals[z] > 0 and whole[s] > 0 else None
            for s in range(jobs.shape[1])
        ]
        for z in range(jobs.shape[0])
    ]


@checked
def equivalent_number(amounts: Values) -> float | None:
    """exp(−Σ p ln p): how many equally frequent categories would be as diverse; None when the total is 0.

    Raises InputError for an amount that is negative or unknown.

    >>> equivalent_number([5, 5, 0])
    2.0
    """
    numbers = read_all(amounts, "amounts", lowest=0)
    if numbers.sum() == 0:
        return None
    shares = [value / numbers.sum() for value in sorted(numbers[numbers > 0].tolist())]
    return exp(-sum(share * log(share) for share in shares))


@checked
def wilson_interval(successes: float, trials: float, *, level: float = 0.95) -> tuple[float, float] | None:
    """Wilson score interval of a share, without continuity correction; None without any trial.

    (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Source: Wilson 1927.

    Raises InputError for more successes than trials, a negative count, a level not between 0 and 1.

    >>> [round(bound, 4) for bound in wilson_interval(8, 10)]
    [0.4902, 0.9433]
    """
    successes, trials = read_all([successes, trials], "counts", lowest=0).tolist()
    if successes > trials:
        raise InputError(f"{successes:g} successes out of {trials:g} trials: successes cannot outnumber trials.")
    if not 0 < level < 1:
        raise InputError(f"level is {level!r}: give a number between 0 and 1, such as 0.95.")
    if trials == 0:
        return None
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share, extra = successes / trials, z * z / trials
    centre, half = share + extra / 2, z * ((share * (1 - share) + extra / 4) / trials) ** 0.5
    low = 0.0 if successes == 0 else (centre - half) / (1 + extra)
    return low, 1.0 if successes == trials else (centre + half) / (1 + extra)
