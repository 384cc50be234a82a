"""What the pages of a workshop show, put together once: the screen, the kept session, their tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import pictures, queries, subjects, wording
from .models import Workshop
from .readings import ItemReading, Line, WorkshopReading
from .wording import AskedItem


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One point with what is read of it: its sentence, its picture ("" while it may not be shown), its table."""

    asked: AskedItem
    item: ItemReading
    sentence: str
    picture: str = ""
    earlier: float | None = None

    @property
    def lines(self) -> list[tuple[str, Line]]:
        """The rows of the table: the whole room, the colleges told apart, the others gathered."""
        return lines_of(self.item)


def lines_of(item: ItemReading) -> list[tuple[str, Line]]:
    if not item.is_told:
        return []
    whole = [(_("toute la salle"), item.whole)]
    return whole + [(line.label if line.college else _("autres collèges réunis"), line) for line in item.rows]


def shown_item(workshop: Workshop, asked: AskedItem, item: ItemReading, *, earlier: float | None = None) -> ShownItem:
    return ShownItem(asked, item, _sentence(workshop, asked, item), pictures.one_item(item, asked), earlier)


def _sentence(workshop: Workshop, asked: AskedItem, item: ItemReading) -> str:
    subject = subjects.subject_of(workshop)
    return wording.item_sentence(item, asked, not_applicable=str(subject.not_applicable))


def screen_page(workshop: Workshop, reading: WorkshopReading) -> dict:
    """What is projected: one point, or all of them; nothing but a number of answers while results are hidden."""
    asked = wording.asked_items(workshop)
    context = {
        "asked": asked,
        "phones": wording.phones_in_words(reading.phones),
        "answers": wording.answers_in_words(reading.answers),
        "one": asked[workshop.shown - 1] if workshop.shown else None,
        "previous": workshop.shown - 1 if workshop.shown > 1 else None,
        "following": workshop.shown + 1 if workshop.shown < len(asked) else None,
        "question": subjects.subject_of(workshop).question,
    }
    if workshop.is_hidden:
        return context
    if workshop.shown:
        one = asked[workshop.shown - 1]
        return context | {"shown": shown_item(workshop, one, reading.by_id[one.id])}
    return context | _together(workshop, asked, reading)


def _together(
    workshop: Workshop,
    asked: Sequence[AskedItem],
    reading: WorkshopReading,
    *,
    earlier: dict[str, float] | None = None,
) -> dict:
    pairs = [(one, reading.by_id[one.id]) for one in asked]
    picture = pictures.all_items(pairs, rungs=asked[0].rungs, earlier=earlier) if reading.answers else ""
    return {
        "pairs": [(one, item, _sentence(workshop, one, item)) for one, item in pairs],
        "together": picture,
        "has_disagreement": any(item.disagreement for _one, item in pairs),
    }


def session_page(workshop: Workshop, reading: WorkshopReading) -> dict:
    """A kept session: all the points, then each of them; beside the session before, when there was one."""
    asked = wording.asked_items(workshop)
    before = queries.earlier_session(workshop)
    medians = _medians(before)
    items = [shown_item(workshop, one, reading.by_id[one.id], earlier=medians.get(one.id)) for one in asked]
    earlier = {item.asked.id: item.earlier for item in items if item.earlier is not None and item.item.is_told}
    return _together(workshop, asked, reading, earlier=earlier) | {
        "items": items,
        "before": before if earlier else None,
        "phones": wording.phones_in_words(reading.phones),
    }


def _medians(workshop: Workshop | None) -> dict[str, float]:
    if workshop is None:
        return {}
    reading = WorkshopReading.from_data(workshop.session)
    return {item.id: item.median for item in reading.items if item.median is not None}
