"""Questions asked of the records, in the words of the room. No writing here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Prefetch

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.spaces.enums import EDITORS
from maillage.spaces.models import Space

from . import grid
from .enums import AssessmentKind
from .models import Assessment, GridVersion, Member, Partnership


def current_grid(space: Space) -> GridVersion | None:
    """The version that a new assessment would use: the space's own, else the shipped one; None before any use."""
    own = GridVersion.objects.filter(space=space).order_by("-number").first()
    return own or GridVersion.objects.filter(space=None, number=grid.VERSION).first()


def criteria_of(version: GridVersion | None) -> tuple[grid.Criterion, ...]:
    """The criteria of a version in the language in use; those we ship when there is no version yet."""
    return grid.in_language(version.criteria) if version else grid.shipped_criteria()


def with_members(partnerships):
    """Partnerships with their members' organisations, in two queries whatever their number."""
    members = Member.objects.select_related("organisation").order_by("organisation__name", "pk")
    return partnerships.prefetch_related(Prefetch("members", queryset=members))


def submitted_assessments(partnerships: Iterable[Partnership]) -> dict[int, list[Assessment]]:
    """Handed-in assessments with their answers and organisation, oldest first, by partnership id."""
    found = (
        Assessment.objects.filter(partnership__in=list(partnerships))
        .submitted()
        .select_related("organisation", "grid")
        .prefetch_related("answers")
        .order_by("partnership", "submitted_at", "pk")
    )
    grouped: dict[int, list[Assessment]] = {}
    for assessment in found:
        grouped.setdefault(assessment.partnership_id, []).append(assessment)
    return grouped


def latest_of_each(assessments: Sequence[Assessment]) -> list[Assessment]:
    """One assessment per rater and organisation, the last handed in, all on the most recent grid version used.

    Two versions of the grid are never read together. A rater whose account is gone still counts, once per assessment.
    """
    if not assessments:
        return []
    newest = max(assessments, key=lambda assessment: (assessment.submitted_at, assessment.pk)).grid_id
    latest = {(a.rater_id, a.organisation_id) if a.rater_id else a.pk: a for a in assessments if a.grid_id == newest}
    return list(latest.values())


def organisations_to_answer_for(user: User, role: str | None, partnership: Partnership) -> list[Organisation]:
    """The present members for which this person may read the partnership: all for the pilot's team, else its own."""
    members = partnership.members.current()
    if role not in EDITORS:
        members = members.represented_by(user)
    return list(Organisation.objects.filter(pk__in=members.values("organisation"), archived_at=None))


def own_assessments(user: User, partnership: Partnership) -> list[Assessment]:
    """What this person has written about a partnership, newest first."""
    return list(
        Assessment.objects.filter(partnership=partnership, rater=user, kind=AssessmentKind.INDIVIDUAL)
        .select_related("organisation")
        .order_by("-started_on", "-pk")
    )


def common_assessment(partnership: Partnership) -> Assessment | None:
    """The latest common reading, finished or not."""
    return partnership.assessments.filter(kind=AssessmentKind.CONSENSUS).order_by("-started_on", "-pk").first()


def unfinished_beside(assessment: Assessment):
    """Another assessment that the same rater (or the group) has begun since, for the same organisation."""
    others = Assessment.objects.filter(
        partnership=assessment.partnership, kind=assessment.kind, submitted_at=None
    ).exclude(pk=assessment.pk)
    return (
        others if assessment.is_common else others.filter(rater=assessment.rater, organisation=assessment.organisation)
    )
