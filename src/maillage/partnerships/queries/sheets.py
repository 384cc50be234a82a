"""The answers that a reading is made of: what was handed in, once for each respondent, nameless ones from three on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db.models import F

from .. import rules
from ..models import Answer, Assessment, GridVersion, Partnership


class AnswerRow(NamedTuple):
    """An answer as the reading needs it; the optional words are None rather than empty."""

    criterion: str
    level: int | None
    non_answer: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """An assessment that was handed in, with its answers: one rater's, or the group's."""

    assessment: Assessment
    college: str | None
    answers: tuple[AnswerRow, ...]


def submitted_sheets(partnerships: Iterable[Partnership]) -> dict[int, list[Sheet]]:
    """Handed-in assessments with their answers, oldest first, by partnership id. Three queries whatever the number.

    The few versions of the grid are fetched once and shared, since each holds all its words.
    """
    found = list(
        Assessment.objects.filter(partnership__in=list(partnerships))
        .submitted()
        .annotate(organisation_college=F("organisation__college"))
        .order_by("partnership", "submitted_at", "pk")
    )
    versions = GridVersion.objects.in_bulk({assessment.grid_id for assessment in found})
    for assessment in found:
        assessment.grid = versions[assessment.grid_id]
    answers: dict[int, list[AnswerRow]] = {}
    rows = Answer.objects.filter(assessment__in=[assessment.pk for assessment in found]).order_by("assessment", "pk")
    said = rows.values_list("assessment", "criterion", "level", "non_answer", "evidence")
    for assessment_id, of_one in groupby(said, key=itemgetter(0)):
        answers[assessment_id] = [AnswerRow(row[1], row[2], row[3] or None, row[4] or None) for row in of_one]
    grouped: dict[int, list[Sheet]] = {}
    for assessment in found:
        college = assessment.college or assessment.organisation_college
        sheet = Sheet(assessment, college, tuple(answers.get(assessment.pk, ())))
        grouped.setdefault(assessment.partnership_id, []).append(sheet)
    return grouped


def latest_of_each(sheets: Sequence[Sheet]) -> list[Sheet]:
    """One assessment per respondent and organisation, the last handed in, all on the most recent grid version used.

    A respondent is a rater with an account or somebody who was asked by a link (the same person, asked again, counts
    once). Two versions of the grid are never read together. A rater whose account is gone still counts, once per
    assessment. Answers promised without a name come only as far as ``together_only`` lets them.
    """
    if not sheets:
        return []
    newest = max((sheet.assessment.submitted_at, sheet.assessment.pk, sheet.assessment.grid_id) for sheet in sheets)[2]
    latest = {}
    for sheet in sheets:
        said = sheet.assessment
        if said.grid_id == newest:
            latest[respondent_of(said)] = sheet
    return together_only(list(latest.values()))


def respondent_of(said: Assessment) -> object:
    """What is the same for two sheets of the same person and organisation, by a link or an account.

    Whoever cannot be known again (a sheet on paper, a nameless link, an account that is gone) is somebody each time.
    """
    if said.respondent:
        return said.respondent
    return (said.rater_id, said.organisation_id) if said.rater_id else said.pk


def together_only(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The same sheets, where answers promised without a name are kept from three to a criterion on.

    A sheet of which nothing is kept is not counted either. Below three, somebody who knows the named answers (or
    watches them come) would find the others out.
    """
    if not any(sheet.assessment.is_anonymous for sheet in sheets):
        return list(sheets)
    given: Counter[str] = Counter()
    levels: Counter[str] = Counter()
    for sheet in sheets:
        if sheet.assessment.is_anonymous:
            given.update(row.criterion for row in sheet.answers)
            levels.update(row.criterion for row in sheet.answers if row.level is not None)

    def is_kept(row: AnswerRow) -> bool:
        return (given if row.level is None else levels)[row.criterion] >= rules.FEWEST_RATERS_SHOWN

    kept = (
        replace(sheet, answers=tuple(filter(is_kept, sheet.answers))) if sheet.assessment.is_anonymous else sheet
        for sheet in sheets
    )
    return [sheet for sheet in kept if sheet.answers]
