"""The frame read on the text itself, beside those who live with it (criterion C3 of the grid)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from maillage.partnerships import permissions as partnerships
from maillage.partnerships.analyses import read_partnership
from maillage.partnerships.models import Partnership
from maillage.partnerships.readings import CriterionLine, PartnershipReading

from . import queries
from .analyses import TextReading, read_text
from .enums import Lean, Lived
from .models import Agreement, Clause, TextVersion
from .rules import LEAN, LIVED, TEXT_AGAINST_RATERS, Verdict

FLEXIBILITY = "C3"


@dataclass(frozen=True, slots=True)
class FrameReading:
    """A text and those who live with it.

    ``version``: the one that is signed, else the last. ``line``: criterion C3 as this reader may see it, None when the
    reading is not open to it, or when the grid in use has no such criterion. ``verdict``: None without a reading.
    """

    agreement: Agreement
    version: TextVersion
    text: TextReading
    lean: Lean
    line: CriterionLine | None
    lived: Lived
    verdict: Verdict | None

    @property
    def disagrees(self) -> bool:
        return self.verdict is not None and self.verdict.agrees is False


def read_frames(
    user, role: str | None, partnership: Partnership, *, reading: PartnershipReading | None = None
) -> list[FrameReading]:
    """Each text of this partnership that this person may read and that has words, those in force first.

    ``reading`` is the grid's reading, when the page already has it; it is made here otherwise, if this person sees it.
    """
    texts = list(_with_words(queries.texts(user, partnership.space).filter(partnership=partnership)))
    if texts and reading is None:
        reading = reading_for(user, role, partnership)
    return [read for text in texts if (read := read_frame(text, reading)) is not None]


def reading_for(user, role: str | None, partnership: Partnership) -> PartnershipReading | None:
    """The grid's reading of a partnership as this person sees it; None when it is not open to it."""
    if not partnerships.sees_reading(user, role, partnership):
        return None
    return read_partnership(partnership, fewest_answers=partnerships.fewest_answers_shown(role))


def read_frame(agreement: Agreement, reading: PartnershipReading | None) -> FrameReading | None:
    """One text beside the grid's reading; None while it has no words."""
    version = _version_that_binds(agreement, list(agreement.versions.all()))
    if version is None:
        return None
    text = read_text(list(version.clauses.all()))
    lean = LEAN[text.framing]
    line = reading.by_id.get(FLEXIBILITY) if reading else None
    lived = lived_as(line)
    verdict = TEXT_AGAINST_RATERS[lean, lived] if reading else None
    return FrameReading(agreement, version, text, lean, line, lived, verdict)


def lived_as(line: CriterionLine | None) -> Lived:
    """Disagreement first, then the band of the median."""
    if line is None or line.masked or line.median is None:
        return Lived.UNKNOWN
    return Lived.DIVIDED if line.disagreement else LIVED[line.band.code]


def _version_that_binds(agreement: Agreement, versions: Sequence[TextVersion]) -> TextVersion | None:
    signed = next((version for version in versions if version.number == agreement.signed_number), None)
    return signed or (versions[0] if versions else None)


def _with_words(texts):
    clauses = Prefetch("clauses", Clause.objects.order_by("position"))
    return texts.prefetch_related(Prefetch("versions", TextVersion.objects.prefetch_related(clauses)))
