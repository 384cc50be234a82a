"""Chapters: one for each of the latest workshop sessions that were kept, as its own page reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.enums import College
from maillage.restitution.blocks import Block, Bullets, Chapter, Note, Picture, Table, Text
from maillage.toolkit.words import long_date, number
from maillage.workshops import pages, queries, subjects, wording
from maillage.workshops.analyses import read_workshop
from maillage.workshops.models import Workshop
from maillage.workshops.pages import ShownItem
from maillage.workshops.readings import Line, WorkshopReading

from .standpoint import Standpoint

MOST_SESSIONS = 3


def compose(standpoint: Standpoint) -> list[Chapter]:
    """The sessions that this reader may open, latest first; nothing when there is none."""
    kept = [
        workshop
        for workshop in queries.kept_in(standpoint.space, standpoint.user)
        if subjects.subject_of(workshop).lets_read(standpoint.user, workshop)
    ]
    others = len(kept) - MOST_SESSIONS
    return [
        _session(workshop, others=others if rank == MOST_SESSIONS else 0)
        for rank, workshop in enumerate(kept[:MOST_SESSIONS], start=1)
    ]


def _session(workshop: Workshop, *, others: int) -> Chapter:
    reading = read_workshop(workshop)
    return Chapter(
        f"workshop-{workshop.pk}",
        _("En atelier : %(title)s") % {"title": workshop.title},
        wording.session_sentence(workshop, reading),
        partial(_blocks, workshop, reading, others),
    )


def _blocks(workshop: Workshop, reading: WorkshopReading, others: int) -> Iterator[Block]:
    page = pages.session_page(workshop, reading)
    items: Sequence[ShownItem] = page["items"]
    yield Text(_asked(workshop, items[0]))
    if page["together"]:
        yield _together(workshop, items, page)
    if any(shown.item.is_told for shown in items):
        yield _medians(workshop, items)
    apart = [
        _("%(what)s : %(said)s") % {"what": shown.asked.title, "said": shown.sentence}
        for shown in items
        if shown.item.disagreement
    ]
    if apart:
        yield Bullets(apart)
    if others > 0:
        more = ngettext(
            "%(n)d séance plus ancienne se lit dans l'espace, à « Ateliers ».",
            "%(n)d séances plus anciennes se lisent dans l'espace, à « Ateliers ».",
            others,
        )
        yield Note(more % {"n": others})


def _asked(workshop: Workshop, first: ShownItem) -> str:
    """What the room was asked, about what, on which scale."""
    subject, rungs = subjects.subject_of(workshop), first.asked.rungs
    words = {
        "about": workshop.about_label or str(subject.label),
        "question": str(subject.question),
        "low": rungs[0][:1].lower() + rungs[0][1:],
        "high": rungs[-1][:1].lower() + rungs[-1][1:],
    }
    return _("Ce qui était demandé, sur « %(about)s » : %(question)s De 1 (%(low)s) à 5 (%(high)s).") % words


def _together(workshop: Workshop, items: Sequence[ShownItem], page: dict) -> Picture:
    legend = _("Losange : médiane de la salle. Barre : la moitié des réponses.")
    if page["has_disagreement"]:
        legend += " " + _("↔ : les avis s'écartent.")
    if page["before"]:
        legend += " " + _("Losange vide : médiane de la séance du %(day)s.") % {
            "day": long_date(page["before"].held_on)
        }
    told = ", ".join(
        f"{shown.asked.title} ({wording.median_in_words(shown.item.median)})" for shown in items if shown.item.is_told
    )
    label = _("Médiane de chaque point, %(title)s : %(medians)s") % {"title": workshop.title, "medians": told}
    return Picture(page["together"], label, legend, 82)


def _medians(workshop: Workshop, items: Sequence[ShownItem]) -> Table:
    """The whole room, then each college told apart somewhere, then the others: the lines of the session's page."""
    apart = {line.college for shown in items for line in shown.item.alone}
    colleges = [college for college in College if college in apart]
    gathered = any(shown.item.gathered for shown in items)
    rows = []
    for shown in items:
        alone = {line.college: line for line in shown.item.alone}
        lines = [shown.item.whole, *map(alone.get, colleges), *([shown.item.gathered] if gathered else [])]
        rows.append([shown.asked.title, *map(_median, lines)])
    names = [_("la salle"), *(str(college.label) for college in colleges), *([_("les autres")] if gathered else [])]
    return Table(
        header=[_("Point"), *names],
        rows=rows,
        widths=[5.2, 1.3, *(1.5 for _college in colleges), *([1.3] if gathered else [])],
        align=["left", *("right" for _name in names)],
        caption=_("Médiane de la salle et de chaque collège ; entre parenthèses, combien ont choisi un niveau"),
        source=_(
            "Atelier du %(day)s. Un point se montre à partir de trois réponses, un collège à partir de trois des "
            "siennes ; les autres sont réunis. Les réponses une à une sont effacées."
        )
        % {"day": long_date(workshop.held_on)},
    )


def _median(line: Line | None) -> str:
    return "–" if line is None else f"{wording.median_in_words(line.median)}\u00a0({number(line.answers)})"
