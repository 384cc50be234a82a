"""From a score to a word: rounding half up on exact values, then thresholds kept as tables.

Python's ``round`` rounds the nearest binary float, and halves to even (``round(2.25, 1)`` is 2.2, ``round(2.675, 2)``
is 2.67), so every score is read as an exact decimal or fraction before it is rounded.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational, Real
from typing import NamedTuple

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.parameters import whole_number

Number = int | float | Decimal | Fraction


class Band(NamedTuple):
    """A band and the lowest score that belongs to it, after rounding half up to 0.1."""

    code: str
    from_score: Decimal


READING_BANDS = (
    Band("strong", Decimal("4.0")),  # point fort
    Band("discuss", Decimal("3.0")),  # à discuter
    Band("address", Decimal("-Infinity")),  # à traiter
)
"""The three words of the reading grid (thresholds of success-factor inventories on 1 to 5)."""

SYNERGY_ZONES = (
    Band("target", Decimal("4.6")),
    Band("headway", Decimal("4.0")),
    Band("work", Decimal("3.0")),
    Band("danger", Decimal("-Infinity")),
)
"""Zones of partnership synergy on a scale of 1 to 5."""

CHECKLIST_BANDS = {
    "0-4": (("question", 0, 49), ("progress", 50, 91), ("genuine", 92, 140)),
    "1-5": (("question", 35, 84), ("progress", 85, 126), ("genuine", 127, 175)),
}
"""Totals of a 35-item checklist, for its two published codings: code, lowest total, highest total."""

TCRP_LOW_PER_CRITERION = Fraction(5, 2)
TCRP_HIGH_PER_CRITERION = Fraction(15, 4)


def exact(score: Number) -> Fraction:
    """The score as an exact fraction; a float stands for the shortest decimal that prints like it.

    >>> exact(3.95)
    Fraction(79, 20)
    """
    if isinstance(score, bool) or not isinstance(score, Real | Decimal):
        raise InputError(f"Score {score!r} is not a number: write one, or leave it empty (None) when it is unknown.")
    if isinstance(score, Real) and not isinstance(score, Rational):
        if not math.isfinite(score):
            raise InputError(f"Score {score} is not a number: leave it empty (None) when it is unknown.")
        return Fraction(repr(float(score)))
    if isinstance(score, Decimal) and not score.is_finite():
        raise InputError(f"Score {score} is not a number: leave it empty (None) when it is unknown.")
    return Fraction(score)


@checked
def rounded_half_up(score: Number) -> Decimal:
    """The score rounded to 0.1, halves away from zero, without any binary rounding on the way.

    Raises InputError for what is not a finite number.

    >>> [str(rounded_half_up(x)) for x in (3.95, 2.25, Fraction(59, 20), Fraction(8849, 3000))]
    ['4.0', '2.3', '3.0', '2.9']
    """
    value = exact(score)
    tenths, twice_rest = divmod(abs(value) * 10, 1)
    rounded = int(tenths) + (2 * twice_rest >= 1)
    return Decimal(f"{rounded if value >= 0 else -rounded}e-1")


@checked
def band(score: Number | None, bands: Sequence[Band] = READING_BANDS) -> str | None:
    """Code of the band of a score, rounded half up to 0.1; None when there is no score.

    Raises InputError for what is not a finite number, or a score under every band.

    >>> band(3.95), band(3.94), band(2.95), band(2.94), band(None)
    ('strong', 'discuss', 'discuss', 'address', None)
    """
    if score is None:
        return None
    rounded = rounded_half_up(score)
    code = next((entry.code for entry in bands if rounded >= entry.from_score), None)
    if code is None:
        raise InputError(f"No band holds a score of {rounded}: let the last band start at -Infinity.")
    return code


@checked
def synergy_zone(score: Number | None) -> str | None:
    """Zone of a mean synergy score: target ≥ 4.6, headway 4.0–4.5, work 3.0–3.9, danger ≤ 2.9.

    Raises InputError for what is not a finite number.

    >>> synergy_zone(4.55), synergy_zone(4.54)
    ('target', 'headway')
    """
    return band(score, SYNERGY_ZONES)


@checked
def checklist_band(total: int, *, coding: str) -> str:
    """Band of the total of a 35-item checklist; ``coding`` ("0-4" or "1-5") must be said, the two differ.

    Raises InputError for an unknown coding, or a total that 35 items cannot give.

    >>> checklist_band(91, coding="0-4"), checklist_band(91, coding="1-5"), checklist_band(84, coding="1-5")
    ('progress', 'progress', 'question')
    """
    if coding not in CHECKLIST_BANDS:
        raise InputError(f"Checklist coding {coding!r} is not known: say whether items are coded 0-4 or 1-5.")
    bands = CHECKLIST_BANDS[coding]
    lowest, highest = bands[0][1], bands[-1][2]
    if isinstance(total, bool) or not isinstance(total, Integral) or not lowest <= total <= highest:
        raise InputError(
            f"Total {total} is not a whole number from {lowest} to {highest}: "
            f"check that the 35 items are coded {coding}."
        )
    return next(code for code, _, highest in bands if total <= highest)


@checked
def tcrp_band(total: Number | None, criteria: int) -> str | None:
    """Band of a sum of ``criteria`` scores on 1 to 5: low ≤ 2.5·n, high ≥ 3.75·n, middle between; follows the set.

    Source: Transit Cooperative Research Program, From Handshake to Compact (2005).

    None without a total or without criteria. Raises InputError for what is not a number.

    >>> tcrp_band(10, 4), tcrp_band(10.5, 4), tcrp_band(15, 4)
    ('low', 'middle', 'high')
    """
    if whole_number(criteria, what="number of criteria") == 0 or total is None:
        return None
    value = exact(total)
    if value <= TCRP_LOW_PER_CRITERION * criteria:
        return "low"
    return "high" if value >= TCRP_HIGH_PER_CRITERION * criteria else "middle"
