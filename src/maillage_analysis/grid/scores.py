"""Scores of criteria, checked and exact: what framing and typology start from."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from numbers import Real

from maillage_analysis.errors import InputError
from maillage_analysis.grid.bands import Number, exact


def checked_score(name: str, value: Number | None, *, lowest: float, highest: float) -> Fraction | None:
    """The score as an exact fraction, None when it is unknown.

    Raises:
        InputError: not a number, or outside ``lowest`` to ``highest``.
    """
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, Real | Number):
        raise InputError(f"{name}: {value!r} is not a score; write a number from {lowest} to {highest}, or nothing.")
    try:
        score = exact(value)
    except InputError as refusal:
        raise InputError(f"{name}: {refusal}") from None
    if not lowest <= score <= highest:
        raise InputError(f"{name}: score {value} is outside {lowest} to {highest}; correct it or leave it empty.")
    return score


def checked_scores(
    scores: Mapping[str, Number | None], scales: Mapping[str, tuple[float, float]]
) -> dict[str, Fraction]:
    """The known scores among the columns of ``scales`` (name → lowest, highest), exact, in the order of ``scales``.

    Columns that ``scores`` lacks are unknown; columns that ``scales`` lacks are ignored.
    """
    known = {}
    for name, (lowest, highest) in scales.items():
        score = checked_score(name, scores.get(name), lowest=lowest, highest=highest)
        if score is not None:
            known[name] = score
    return known
