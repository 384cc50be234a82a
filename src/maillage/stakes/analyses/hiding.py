"""What a member may see of a count: nothing under three, and nothing that a subtraction would give away."""

from __future__ import annotations

from collections.abc import Mapping

from maillage_analysis.disclosure import SMALLEST_COLLEGE, publishable_count

SMALLEST_SPLIT = 7  # under seven answers, three counts can be told from their total
Count = int | None  # None: between one and two, hidden


def shown(count: int) -> Count:
    """A count over the whole space: nobody, or three and more; None in between.

    >>> [shown(n) for n in (0, 1, 2, 3)]
    [0, None, None, 3]
    """
    return publishable_count(count, smallest=SMALLEST_COLLEGE)


def shown_parts(counts: Mapping[str, int]) -> dict[str, Count]:
    """Counts by college (or any parts) beside their total: under three they are hidden, and 0 looks like 1 and 2.

    When the total would give the hidden cells away (a single one, or all at the highest hidden value), the smallest
    shown cell is hidden with them.

    >>> shown_parts({"a": 5, "b": 2, "c": 0})
    {'a': 5, 'b': None, 'c': None}
    >>> shown_parts({"a": 5, "b": 4, "c": 1})
    {'a': 5, 'b': None, 'c': None}
    """
    hidden = {part for part, count in counts.items() if count < SMALLEST_COLLEGE}
    while _gives_away(counts, hidden):
        hidden.add(min((part for part in counts if part not in hidden), key=lambda part: counts[part]))
    return {part: None if part in hidden else count for part, count in counts.items()}


def hidden_sides(counts: Mapping[str, int]) -> dict[str, Count]:
    """Three counts that add up to a known total (for, against, neither): one and two are hidden, never alone.

    A single hidden count would be found by subtraction, so the smallest of the others is hidden with it, or both when
    they are equal; two counts of two would be found too, so the third is hidden with them. Under seven answers
    nothing is shown. Nobody on a side is shown as 0, unless it is a companion: hidden does not mean « under three ».

    >>> hidden_sides({"for": 16, "against": 1, "neither": 3})
    {'for': 16, 'against': None, 'neither': None}
    >>> hidden_sides({"for": 20, "against": 0, "neither": 0})
    {'for': 20, 'against': 0, 'neither': 0}
    """
    if sum(counts.values()) < SMALLEST_SPLIT:
        return dict.fromkeys(counts)
    hidden = {side for side, count in counts.items() if 0 < count < SMALLEST_COLLEGE}
    if len(hidden) == 1:
        least = min(count for side, count in counts.items() if side not in hidden)
        hidden |= {side for side, count in counts.items() if count == least}
    elif hidden and all(counts[side] == SMALLEST_COLLEGE - 1 for side in hidden):
        hidden = set(counts)
    return {side: None if side in hidden else count for side, count in counts.items()}


def _gives_away(counts: Mapping[str, int], hidden: set[str]) -> bool:
    rest = sum(counts[part] for part in hidden)
    if not rest or len(hidden) == len(counts):
        return False
    return len(hidden) == 1 or rest == len(hidden) * (SMALLEST_COLLEGE - 1)
