"""Families ranked for a committee that asks where to start: three components, and what the rank owes to the choices."""

from __future__ import annotations

from maillage_analysis import composite
from maillage_analysis.errors import InputError

from ..readings import FamilyLine, RankedFamily, Ranking, TensionReading
from ..sentences import COMPONENTS

LEAST_SHARE = 0.01
"""A family with less than a hundredth of the projects is not ranked."""


def rank_families(reading: TensionReading) -> Ranking | None:
    """From the family where both sides are farthest apart; None when no component tells families apart.

    Only families that weigh are ranked: with a few projects, chance decides. Not a score of the territory: nothing is
    added over families.
    """
    sought = [line for line in reading.lines if line.need.share >= LEAST_SHARE]
    values = {name: [component(line, name) for line in sought] for name in COMPONENTS}
    if len(sought) < 2:
        return None
    try:
        found = composite.rank_uncertainty(values)
    except InputError:
        return None
    rows = [
        RankedFamily(sought[unit], rank, low, middle, high)
        for unit, rank, low, middle, high in zip(
            found.units, found.baseline, found.lowest, found.median, found.highest, strict=True
        )
    ]
    return Ranking(
        rows=tuple(sorted(rows, key=lambda row: (row.rank, row.line.family))),
        scenarios=len(found.scenarios),
        shift=found.mean_shift,
        left_out=tuple(sought[unit] for unit in found.left_out),
    )


def component(line: FamilyLine, name: str) -> float | None:
    """High is tense, for each."""
    if name == "difficult":
        return line.need.difficult_share
    if name == "beyond":
        return None if line.reach is None else line.reach.lacking
    return line.gap
