"""How the individual answers to a criterion spread, ready for a projected screen: numbers of answers, never names.

Nobody is recognised: nothing is shown under three answers; a college stands alone from three answers; those gathered
are three or more, so that no subtraction gives one person's answer away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.colleges import apart
from maillage.actors.enums import College

from .enums import AssessmentKind, Level, NonAnswer
from .models import CommonSession
from .queries import Sheet, latest_of_each, submitted_sheets
from .rules import FEWEST_RATERS_SHOWN


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """The answers of one college, or of several gathered: how many at each level, from 1 to 5."""

    label: str
    counts: tuple[int, ...]

    @property
    def answers(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Spread:
    """What is projected of one criterion.

    ``lines`` is empty when fewer than three people chose a level (``levels``); the two answers that are not numbers
    are counted from three answers of any sort on, else they are None.
    """

    lines: tuple[SpreadLine, ...]
    levels: int
    unknown: int | None
    not_applicable: int | None

    @property
    def is_shown(self) -> bool:
        return bool(self.lines)

    @property
    def sentence(self) -> str:
        """« 8 réponses, de 2 à 5 ; 1 personne ne sait pas. »"""
        if not self.is_shown:
            return _("Moins de trois réponses à ce critère : elles ne sont pas projetées, pour ne désigner personne.")
        total = [sum(line.counts[level - 1] for line in self.lines) for level in Level.values]
        given = [level for level in Level.values if total[level - 1]]
        words = {"n": self.levels, "low": given[0], "high": given[-1]}
        if len(given) == 1:
            said = ngettext("%(n)d réponse : %(low)d", "%(n)d réponses, toutes à %(low)d", self.levels) % words
        else:
            said = ngettext("%(n)d réponse", "%(n)d réponses, de %(low)d à %(high)d", self.levels) % words
        beside = self._beside()
        return _("%(said)s ; %(beside)s.") % {"said": said, "beside": beside} if beside else f"{said}."

    def _beside(self) -> str:
        parts = []
        if self.unknown:
            parts.append(
                ngettext("%(n)d personne ne sait pas", "%(n)d personnes ne savent pas", self.unknown)
                % {"n": self.unknown}
            )
        if self.not_applicable:
            parts.append(
                ngettext("%(n)d dit « sans objet »", "%(n)d disent « sans objet »", self.not_applicable)
                % {"n": self.not_applicable}
            )
        return ", ".join(parts)


def read_spreads(session: CommonSession) -> dict[str, Spread]:
    """Criterion's id → how the individual answers spread, for the version of the grid that the group reads."""
    sheets = submitted_sheets([session.partnership]).get(session.partnership_id, [])
    alone = [sheet for sheet in sheets if sheet.assessment.kind == AssessmentKind.INDIVIDUAL]
    same_grid = [sheet for sheet in alone if sheet.assessment.grid_id == session.assessment.grid_id]
    sheets = latest_of_each(same_grid)
    return {criterion: _spread(sheets, criterion) for criterion in session.order}


def _spread(sheets: Sequence[Sheet], criterion: str) -> Spread:
    answers = [(sheet.college, answer) for sheet in sheets for answer in sheet.answers if answer.criterion == criterion]
    by_college: dict[str, Counter[int]] = {}
    for college, answer in answers:
        if answer.level is not None:
            by_college.setdefault(college or "", Counter())[answer.level] += 1
    reasons = Counter(answer.non_answer for _college, answer in answers if answer.non_answer)
    enough = len(answers) >= FEWEST_RATERS_SHOWN
    return Spread(
        lines=tuple(_lines(by_college)),
        levels=sum(map(_size, by_college.values())),
        unknown=reasons[NonAnswer.UNKNOWN] if enough else None,
        not_applicable=reasons[NonAnswer.NOT_APPLICABLE] if enough else None,
    )


def _lines(by_college: Mapping[str, Counter[int]]) -> Iterable[SpreadLine]:
    """Colleges of three answers or more; the others gathered, with the smallest college when they are one or two."""
    alone, gathered = apart({college: _size(levels) for college, levels in by_college.items()})
    for college in alone:
        yield SpreadLine(str(College(college).label), _counts([by_college[college]]))
    if gathered:
        label = _("autres collèges réunis") if alone else _("tous collèges")
        yield SpreadLine(label, _counts(by_college[college] for college in gathered))


def _size(levels: Counter[int]) -> int:
    return sum(levels.values())


def _counts(several: Iterable[Counter[int]]) -> tuple[int, ...]:
    total: Counter[int] = sum(several, Counter())
    return tuple(total[level] for level in Level.values)
