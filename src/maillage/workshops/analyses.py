"""Reading what the phones of a workshop answered: the rules of the grid, computed by the same library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from maillage.actors.colleges import FEWEST_TOLD, apart
from maillage_analysis.disclosure import college_median
from maillage_analysis.grid import CriterionReading, Rating, read_grid

from . import queries
from .enums import NonAnswer
from .models import Workshop
from .queries import Given
from .readings import ItemReading, Line, WorkshopReading

LEVELS = range(1, 6)


def read_workshop(workshop: Workshop, *, only: str = "") -> WorkshopReading:
    """What the room says together: live from the phones (2 queries), or as it was kept (none).

    ``only``: read this item alone, for a screen that shows one.
    """
    if workshop.session is not None:
        return WorkshopReading.from_data(workshop.session)
    ids = [item["id"] for item in workshop.items if only in {"", item["id"]}]
    given = queries.answers_of(workshop, ids)
    return WorkshopReading(
        phones=queries.phones_of(workshop), items=tuple(read_item(id, given.get(id, ())) for id in ids)
    )


def read_item(id: str, given: Sequence[Given]) -> ItemReading:
    """Read the answers to one item; only what may be shown comes out."""
    if len(given) < FEWEST_TOLD:
        return ItemReading(id, answers=len(given))
    levels = [one for one in given if one.level is not None]
    reasons = Counter(one.non_answer for one in given if one.level is None)
    beside = {
        "answers": len(given),
        "levels": len(levels),
        "unknown": reasons[NonAnswer.UNKNOWN],
        "not_applicable": reasons[NonAnswer.NOT_APPLICABLE],
    }
    if len(levels) < FEWEST_TOLD:
        return ItemReading(id, **beside)
    by_college: dict[str, list[int]] = {}
    for one in levels:
        by_college.setdefault(one.college, []).append(one.level)
    alone, gathered = apart({college: len(values) for college, values in by_college.items()})
    figures = _figures(id, by_college, alone)
    rest = [level for college in gathered for level in by_college[college]]
    return ItemReading(
        id,
        **beside,
        median=figures.median,
        lower_quartile=figures.lower_quartile,
        upper_quartile=figures.upper_quartile,
        by_spread="spread" in figures.disagreement_causes,
        by_colleges="colleges" in figures.disagreement_causes,
        whole=_line("", [one.level for one in levels]),
        alone=tuple(_line(college, by_college[college]) for college in alone),
        gathered=_line("", rest) if rest and alone else None,
    )


def _figures(id: str, by_college: Mapping[str, Iterable[int]], alone: Sequence[str]) -> CriterionReading:
    """Median, quartiles and disagreement; a college that is not told apart does not count as one either."""
    ratings = [
        Rating(f"{college}:{number}", college if college in alone else None, id, level)
        for college, values in by_college.items()
        for number, level in enumerate(values)
    ]
    return read_grid(ratings, [(id, "")]).criterion(id)


def _line(college: str, levels: Sequence[int]) -> Line:
    counts = Counter(levels)
    return Line(college, tuple(counts[level] for level in LEVELS), float(college_median(levels)))
