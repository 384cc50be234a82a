"""Records put together, never two that carry different numbers of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.parameters import real_number

from .evidence import SURE, Pair
from .names import Body


@checked
def put_together(bodies: Sequence[Body], pairs: Iterable[Pair], *, least: float = SURE) -> list[list[int]]:
    """Groups of two records or more, each sorted, from pairs of ``least`` points; the surest pairs join first.

    A group keeps one SIRET, one UAI and one commune: a pair that would bring a second one into it is left aside.
    """
    real_number(least, what="least number of points")
    above = list(range(len(bodies)))
    marks = [({body.siret} - {""}, {body.uai} - {""}, {body.commune} - {""}) for body in bodies]

    def head(rank: int) -> int:
        while above[rank] != rank:
            above[rank] = above[above[rank]]
            rank = above[rank]
        return rank

    for pair in sorted(pairs, key=lambda each: (-each.points, each.first, each.second)):
        if not 0 <= min(pair.first, pair.second) <= max(pair.first, pair.second) < len(bodies):
            raise InputError(
                f"A pair joins records {pair.first} and {pair.second} of {len(bodies)}: correct their ranks."
            )
        one, two = head(pair.first), head(pair.second)
        if pair.points < least or one == two:
            continue
        joined = tuple(mine | theirs for mine, theirs in zip(marks[one], marks[two], strict=True))
        same_number = bool(marks[one][0] & marks[two][0])
        if not same_number and any(len(values) > 1 for values in joined):
            continue
        above[max(one, two)] = min(one, two)
        marks[min(one, two)] = joined
    groups: dict[int, list[int]] = {}
    for rank in range(len(bodies)):
        groups.setdefault(head(rank), []).append(rank)
    return [group for group in groups.values() if len(group) > 1]
