"""What may leave a space: small counts and small groups are hidden here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from maillage_analysis.arguments import checked
from maillage_analysis.parameters import real_number, whole_number

SMALLEST_PUBLISHED_COUNT = 5
SMALLEST_COLLEGE = 3
SMALLEST_YOUTH_DENOMINATOR = 50


@checked
def publishable_count(count: int | None, *, smallest: int = SMALLEST_PUBLISHED_COUNT) -> int | None:
    """Hide a count that could point at someone: between 1 and ``smallest`` − 1 young people.

    Zero stays zero and unknown stays unknown.

    >>> [publishable_count(n) for n in (0, 4, 5, None)]
    [0, None, 5, None]
    """
    if count is None:
        return None
    whole_number(count, what="count")
    return None if 0 < count < smallest else count


@checked
def college_median(values: Sequence[float], *, smallest: int = SMALLEST_COLLEGE) -> float | None:
    """Median of a college's answers, or None while fewer than ``smallest`` of its members have answered.

    >>> college_median([2, 4]), college_median([2, 4, 5])
    (None, 4)
    """
    for value in values:
        real_number(value, what="answer")
    return median(values) if len(values) >= smallest else None


@checked
def rate_is_publishable(denominator: float | None, *, smallest: int = SMALLEST_YOUTH_DENOMINATOR) -> bool:
    """Whether a rate over young people may be shown: not under 50 of them.

    >>> rate_is_publishable(49), rate_is_publishable(50), rate_is_publishable(None)
    (False, True, False)
    """
    return denominator is not None and denominator >= smallest
