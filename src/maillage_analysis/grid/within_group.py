"""Agreement within one group of raters: r_wg, r_wg(J), a_wg and the average deviation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.checks import one_of
from maillage_analysis.errors import InputError
from maillage_analysis.grid.tables import Table, checked_table
from maillage_analysis.parameters import real_number
from maillage_analysis.results import Result


@dataclass(frozen=True, slots=True)
class WithinGroupAgreement(Result):
    """Indices of one group; None with a reason for a group of one.

    ``rwg`` holds the index of each item (None under two answers), the other four sum up the items that have one.
    ``awg_outside_range`` lists the items whose mean is so near an end of the scale that a_wg cannot be interpreted.
    """

    rwg: tuple[float | None, ...]
    rwg_j: float | None
    awg: float | None
    average_deviation: float | None
    awg_items: tuple[float | None, ...]
    average_deviation_items: tuple[float | None, ...]
    awg_outside_range: tuple[int, ...]
    items: int
    items_used: int
    raters: int
    lowest: float
    highest: float
    expected_variance: float
    awg_at_extreme: str
    reason: str | None
    awg_reason: str | None


@checked
def within_group_agreement(
    ratings: Table,
    *,
    lowest: int = 1,
    highest: int = 5,
    awg_at_extreme: Literal["undefined", "perfect"] = "undefined",
) -> WithinGroupAgreement:
    """Agreement of one group on one or several items.

    With s² unbiased and ev = (A² − 1)/12 the variance of a uniform answer on A = highest − lowest + 1 levels:
    r_wg = 1 − min(s², ev)/ev; r_wg(J) = J(1−m)/(J(1−m)+m) with m = min(mean s², ev)/ev;
    a_wg = mean over items of 1 − 2s²/[((H+L)M − M² − HL)·n/(n−1)]; AD_M = mean over items of mean |x − M|.

    Args:
        ratings: shape (raters, items), None where a rater did not answer. An item needs two answers to be used.
        lowest, highest: ends L and H of the scale.
        awg_at_extreme: a_wg is 0/0 when everybody gives the same end of the scale: "undefined" leaves the item out,
            "perfect" counts 1 (Brown & Hauenstein).

    Returns:
        A ``WithinGroupAgreement``; undefined for a group of one ("fewer_than_two_answers").

    Raises:
        InputError: a value outside the scale, NaN or infinity.

    Source: James, Demaree & Wolf (1984); Brown & Hauenstein (2005); Burke, Finkelstein & Dusig (1999).
    """
    one_of(awg_at_extreme, ("undefined", "perfect"), what="a_wg at an end of the scale")
    if not real_number(lowest, what="lowest level") < real_number(highest, what="highest level"):
        raise InputError(f"The scale goes from {lowest} to {highest}: give a lowest level under the highest one.")
    table = checked_table(ratings, row="rater", column="item", lowest=lowest, highest=highest)
    columns = [column[~np.isnan(column)] for column in table.T]
    used = [column for column in columns if len(column) >= 2]
    expected = ((highest - lowest + 1) ** 2 - 1) / 12
    awg = tuple(_awg(column, lowest, highest, awg_at_extreme) for column in columns)
    deviations = tuple(_average_deviation(column) for column in columns)
    known_awg = [value for value in awg if value is not None]
    return WithinGroupAgreement(
        rwg=tuple(1 - min(_variance(c), expected) / expected if len(c) >= 2 else None for c in columns),
        rwg_j=_rwg_j(used, expected),
        awg=float(np.mean(known_awg)) if known_awg else None,
        average_deviation=float(np.mean([d for d in deviations if d is not None])) if used else None,
        awg_items=awg,
        average_deviation_items=deviations,
        awg_outside_range=tuple(n for n, column in enumerate(columns) if _outside_range(column, lowest, highest)),
        items=len(columns),
        items_used=len(used),
        raters=len(table),
        lowest=lowest,
        highest=highest,
        expected_variance=expected,
        awg_at_extreme=awg_at_extreme,
        reason=None if used else "fewer_than_two_answers",
        awg_reason=None if known_awg else "all_at_one_end_of_the_scale" if used else "fewer_than_two_answers",
    )


def _variance(column: np.ndarray) -> float:
    return float(column.var(ddof=1)) if np.ptp(column) else 0.0


def _rwg_j(used: list[np.ndarray], expected: float) -> float | None:
    if not used:
        return None
    share = min(float(np.mean([_variance(column) for column in used])), expected) / expected
    agreed = len(used) * (1 - share)
    return agreed / (agreed + share)


def _awg(column: np.ndarray, lowest: float, highest: float, at_extreme: str) -> float | None:
    n = len(column)
    if n < 2:
        return None
    mean = float(column.mean())
    if np.ptp(column) == 0:
        return 1.0 if lowest < column[0] < highest or at_extreme == "perfect" else None
    largest = ((highest + lowest) * mean - mean**2 - highest * lowest) * n / (n - 1)
    return 1 - 2 * _variance(column) / largest


def _outside_range(column: np.ndarray, lowest: float, highest: float) -> bool:
    """Whether the mean is under (L(n−1)+H)/n or over (H(n−1)+L)/n, where the largest variance is out of reach."""
    n = len(column)
    if n < 2:
        return False
    total, tolerance = float(column.sum()), 1e-9
    return total < lowest * (n - 1) + highest - tolerance or total > highest * (n - 1) + lowest + tolerance


def _average_deviation(column: np.ndarray) -> float | None:
    return float(np.abs(column - column.mean()).mean()) if len(column) >= 2 else None
