"""What a common session gave: for each criterion, what each had answered alone and what the group said together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import analyses, queries
from .enums import NonAnswer
from .grid import Criterion
from .models import Answer, CommonSession, Discussion
from .readings import CriterionLine, PartnershipReading
from .rules import FEWEST_RATERS_SHOWN

APART = 1  # the group's level and the median differ when they are this far from each other, or more


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One criterion: ``alone`` is None when too few people answered it for its median to be shown.

    ``level`` or ``non_answer`` is what the group said; ``no_agreement``, that it did not agree.
    """

    words: Criterion
    alone: CriterionLine | None
    level: int | None
    non_answer: str
    no_agreement: bool
    notes: str

    @property
    def id(self) -> str:
        return self.words.id

    @property
    def median(self) -> float | None:
        return self.alone.median if self.alone else None

    @property
    def is_concluded(self) -> bool:
        return bool(self.level or self.non_answer or self.no_agreement)

    @property
    def gap(self) -> float | None:
        """The group's level less the median; None when one of them is unknown."""
        return None if self.level is None or self.median is None else self.level - self.median

    @property
    def is_apart(self) -> bool:
        return self.gap is not None and abs(self.gap) >= APART

    @property
    def outcome(self) -> str:
        """In words: « 4 », « je ne sais pas », « pas d'accord trouvé », or nothing yet."""
        if self.no_agreement:
            return _("pas d'accord trouvé")
        return str(self.level) if self.level else self.non_answer

    @property
    def anchor(self) -> str:
        return self.words.anchors[self.level - 1] if self.level else ""


@dataclass(frozen=True)
class SessionReading:
    """The whole session, in the order of the talk."""

    session: CommonSession
    alone: PartnershipReading
    lines: tuple[SessionLine, ...]

    @cached_property
    def concluded(self) -> tuple[SessionLine, ...]:
        return tuple(line for line in self.lines if line.is_concluded)

    @cached_property
    def left(self) -> tuple[SessionLine, ...]:
        return tuple(line for line in self.lines if not line.is_concluded)

    @cached_property
    def without_agreement(self) -> tuple[SessionLine, ...]:
        return tuple(line for line in self.lines if line.no_agreement)

    @cached_property
    def apart(self) -> tuple[SessionLine, ...]:
        """Where the group does not say what the median says: the widest gap first."""
        return tuple(sorted((line for line in self.lines if line.is_apart), key=lambda line: -abs(line.gap)))

    @property
    def sentence(self) -> str:
        total, done = len(self.lines), len(self.concluded)
        if not done:
            return _("La séance est ouverte ; aucun critère n'a encore sa réponse commune.")
        head = ngettext(
            "%(done)d critère sur %(total)d a sa réponse commune",
            "%(done)d critères sur %(total)d ont leur réponse commune",
            done,
        ) % {"done": done, "total": total}
        return _("%(head)s : %(parts)s.") % {"head": head, "parts": ", ".join(self._parts())}

    def _parts(self) -> Iterable[str]:
        apart, without = len(self.apart), len(self.without_agreement)
        if apart:
            yield ngettext(
                "%(n)d s'écarte d'un niveau ou plus de ce que chacun avait répondu seul",
                "%(n)d s'écartent d'un niveau ou plus de ce que chacun avait répondu seul",
                apart,
            ) % {"n": apart}
        else:
            yield _("aucun ne s'écarte de ce que chacun avait répondu seul")
        if without:
            yield ngettext("%(n)d reste sans accord", "%(n)d restent sans accord", without) % {"n": without}


def read_session(session: CommonSession) -> SessionReading:
    """Read a session with its notes and what came out of it. Medians of fewer than three answers are not shown."""
    alone = analyses.read_partnership(session.partnership, fewest_answers=FEWEST_RATERS_SHOWN)
    comparable = alone.raters and alone.grid_version and alone.grid_version.pk == session.assessment.grid_id
    words = {criterion.id: criterion for criterion in queries.criteria_of(session.assessment.grid)}
    said = {answer.criterion: answer for answer in Answer.objects.filter(assessment=session.assessment_id)}
    talks = {talk.criterion: talk for talk in Discussion.objects.filter(session=session)}
    lines = (
        _line(words[id], alone.by_id.get(id) if comparable else None, said.get(id), talks.get(id))
        for id in session.order
    )
    return SessionReading(session, alone, tuple(lines))


def _line(words: Criterion, alone: CriterionLine | None, said: Answer | None, talk: Discussion | None) -> SessionLine:
    return SessionLine(
        words=words,
        alone=alone if alone and not alone.masked and alone.answers else None,
        level=said.level if said else None,
        non_answer=str(NonAnswer(said.non_answer).label) if said and said.non_answer else "",
        no_agreement=bool(talk and talk.no_agreement),
        notes=talk.notes if talk else "",
    )
