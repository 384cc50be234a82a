"""Who has written what of a partnership, as far as each may know it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F

from maillage.accounts.models import User
from maillage.campaigns.enums import Anonymity

from .. import rules
from ..enums import AssessmentKind
from ..models import Assessment, Discussion, Partnership


def own_assessments(user: User, partnership: Partnership) -> list[Assessment]:
    """What this person has written about a partnership, newest first."""
    return list(
        Assessment.objects.filter(partnership=partnership, rater=user, kind=AssessmentKind.INDIVIDUAL)
        .select_related("organisation")
        .order_by("-started_on", "-pk")
    )


def common_assessment(partnership: Partnership) -> Assessment | None:
    """The latest common reading, finished or not."""
    found = partnership.assessments.filter(kind=AssessmentKind.CONSENSUS).annotate(answered=Count("answers"))
    return found.order_by("-started_on", "-pk").first()


def unfinished_beside(assessment: Assessment):
    """Another assessment that the same rater (or the group) has begun since, for the same organisation.

    By a link there is never another: each invitation has one sheet for each partnership.
    """
    if assessment.invitation_id:
        return Assessment.objects.none()
    others = Assessment.objects.filter(
        partnership=assessment.partnership, kind=assessment.kind, submitted_at=None
    ).exclude(pk=assessment.pk)
    return (
        others if assessment.is_common else others.filter(rater=assessment.rater, organisation=assessment.organisation)
    )


def says_something(assessment: Assessment) -> bool:
    """Whether there is anything to hand in: an answer or, for the group, a criterion on which it did not agree."""
    without = Discussion.objects.filter(session__assessment=assessment, no_agreement=True)
    return assessment.answers.exists() or (assessment.is_common and without.exists())


def raters_of(partnership: Partnership) -> list[Assessment]:
    """Individual assessments with their rater and organisation, for the pilot's team: latest first.

    Those promised without a name are not among them (see ``numbered_sheets``): the list says who and when.
    """
    return list(
        partnership.assessments.filter(kind=AssessmentKind.INDIVIDUAL, anonymity__in=["", Anonymity.NAMED])
        .select_related("rater", "organisation", "invitation", "entered_by")
        .annotate(answered=Count("answers"))
        .order_by(F("submitted_at").desc(nulls_last=True), "-pk")
    )


def holds_nameless_sheets(partnership: Partnership) -> bool:
    """Whether some have answered whose organisation nobody is told: then nobody can say who is silent."""
    nameless = [Anonymity.PSEUDONYMOUS, Anonymity.AGGREGATED]
    return partnership.assessments.filter(anonymity__in=nameless).submitted().exists()


@dataclass(frozen=True, slots=True)
class NumberedSheet:
    """A sheet that the pilot reads without knowing whose it is; no college where fewer than three share it."""

    assessment: Assessment
    college: str


def numbered_sheets(partnership: Partnership) -> list[NumberedSheet]:
    """What was answered under a number and may be read since the campaign is closed, by number (one query)."""
    found = partnership.assessments.filter(anonymity=Anonymity.PSEUDONYMOUS, told=True).order_by("number", "pk")
    sheets = without_lone_colleges(found.annotate(answered=Count("answers")))
    return [NumberedSheet(sheet, str(sheet.get_college_display())) for sheet in sheets]


def without_lone_colleges(sheets: Iterable[Assessment]) -> list[Assessment]:
    """The same, where a nameless sheet tells its college only with two others: alone in it, one is recognised."""
    sheets = list(sheets)
    shared = Counter(sheet.college for sheet in sheets if sheet.is_anonymous)
    for sheet in sheets:
        if sheet.is_anonymous and shared[sheet.college] < rules.FEWEST_RATERS_SHOWN:
            sheet.college = ""
    return sheets


def sheets_of(partnership: Partnership, user: User) -> list[Assessment]:
    """Individual sheets that this person may read with names, and their answers: oldest first, latest version used.

    Those that were promised to stay nameless are not here: one file of rows would name them by what stands beside.
    """
    newest = partnership.assessments.submitted().order_by("-submitted_at", "-pk").values_list("grid", flat=True).first()
    visible = Assessment.objects.visible_to(user).filter(partnership=partnership, grid=newest)
    found = visible.submitted().filter(kind=AssessmentKind.INDIVIDUAL)
    found = found.select_related("rater", "organisation").prefetch_related("answers")
    return without_lone_colleges(found.order_by("submitted_at", "number", "pk"))


def typed_sheets(partnership: Partnership) -> list[Assessment]:
    """What was typed from paper or from a file, latest first: who it stands for, never what it says."""
    found = partnership.assessments.filter(on_paper=True).select_related("organisation", "entered_by", "grid")
    return list(found.order_by("-submitted_at", "pk"))
