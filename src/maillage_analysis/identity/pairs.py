"""The pairs that may be one body, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from maillage_analysis.arguments import checked
from maillage_analysis.parameters import real_number, whole_number

from .candidates import candidates, rarities
from .evidence import POSSIBLE, Pair, prepare, weigh
from .names import Body

STEP = 20_000
UNMET = 8.0  # weight of a word when there is no collection to count it in


@checked
def find_pairs(
    bodies: Sequence[Body],
    *,
    known: int = 0,
    least: float = POSSIBLE,
    progress: Callable[[float], None] | None = None,
) -> list[Pair]:
    """Pairs of at least ``least`` points, by points then rank.

    The ``known`` first bodies are not compared with one another. ``progress`` hears the share done, from 0 to 1.
    """
    whole_number(known, what="number of known bodies")
    real_number(least, what="least number of points")
    records = [prepare(body) for body in bodies]
    rarity, usual = rarities(records)
    found: list[Pair] = []
    looked_at = candidates(records, rarity, known)
    for start in range(0, len(looked_at), STEP):
        for first, second in looked_at[start : start + STEP].tolist():
            points, reasons = weigh(records[first], records[second], rarity, usual, least)
            if points >= least:
                found.append(Pair(first, second, points, reasons))
        if progress:
            progress(min(1.0, (start + STEP) / len(looked_at)))
    return sorted(found, key=lambda pair: (-pair.points, pair.first, pair.second))


@checked
def weigh_pair(one: Body, two: Body) -> Pair:
    """Two records compared alone, every word weighing the same."""
    points, reasons = weigh(prepare(one), prepare(two), {}, UNMET)
    return Pair(0, 1, points, reasons)
