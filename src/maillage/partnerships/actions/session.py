"""The common session: opened from the individual readings, noted criterion by criterion, handed in at its end."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.spaces import permissions as spaces
from maillage.toolkit.refusals import Refusal

from .. import analyses, permissions
from ..enums import AssessmentKind, NonAnswer
from ..models import Answer, Assessment, CommonSession, Discussion, Partnership
from .readings import answer, reopen_assessment, start_assessment, submit_assessment

NO_AGREEMENT = "no_agreement"
OUTCOMES = frozenset({"", "1", "2", "3", "4", "5", *NonAnswer.values, NO_AGREEMENT})


@transaction.atomic
def open_session(*, partnership: Partnership, by: User) -> CommonSession:
    """Open the group's reading, on the version of the grid that each has answered; an unfinished one is taken up again.

    The order of the talk is kept: disagreements first, then from the lowest median.
    """
    spaces.check(by, partnership.space, permissions.LEAD_CONSENSUS)
    Partnership.objects.select_for_update().get(pk=partnership.pk)  # two clicks open one session
    unfinished = CommonSession.objects.filter(partnership=partnership).unfinished().first()
    if unfinished:
        return unfinished
    alone = analyses.read_partnership(partnership)
    version = alone.grid_version if alone.raters else None
    assessment = start_assessment(partnership=partnership, kind=AssessmentKind.CONSENSUS, grid_version=version, by=by)
    criteria = [entry["id"] for entry in assessment.grid.criteria]
    first = [criterion for criterion in alone.order if criterion in criteria] if alone.raters else []
    session = CommonSession.objects.create(
        space=partnership.space,
        partnership=partnership,
        assessment=assessment,
        opened_by=by,
        order=[*first, *(criterion for criterion in criteria if criterion not in first)],
    )
    Discussion.objects.bulk_create(
        Discussion(space=partnership.space, session=session, criterion=criterion) for criterion in session.order
    )
    return session


@transaction.atomic
def conclude(
    *,
    session: CommonSession,
    criterion: str,
    outcome: str,
    notes: str | None = None,
    expected_version: int | None = None,
    by: User,
) -> Discussion:
    """Keep what was said of a criterion and what came out: a level, one of the two answers that are not numbers,
    « pas d'accord trouvé » (``no_agreement``), or nothing yet (empty). ``notes``: None leaves them as they are.

    The individual answers are never touched. Writing the same again changes nothing.
    """
    spaces.check(by, session.space, permissions.LEAD_CONSENSUS)
    discussion = Discussion.objects.filter(session=session, criterion=criterion).first()
    if discussion is None or outcome not in OUTCOMES:
        raise Refusal(_("Cette réponse ou ce critère n'existe pas dans cette séance : choisissez dans la page."))
    assessment = _assessment(session)
    if assessment.is_submitted:
        raise Refusal(_("Cette séance est close : rouvrez-la pour y écrire."))
    if session.at != criterion:
        session.at = criterion
        session.save(update_fields=["at"])
    notes = discussion.notes if notes is None else notes.strip()
    if (notes, outcome) == (discussion.notes, outcome_of(session, discussion)):
        return discussion
    discussion.claim(expected_version)
    discussion.notes, discussion.no_agreement = notes, outcome == NO_AGREEMENT
    discussion.save(update_fields=["notes", "no_agreement", "version"])
    _keep(assessment, criterion, outcome, by)
    return discussion


def outcome_of(session: CommonSession, discussion: Discussion) -> str:
    """What came out of the talk so far, in the words of ``OUTCOMES``."""
    if discussion.no_agreement:
        return NO_AGREEMENT
    said = Answer.objects.filter(assessment=session.assessment_id, criterion=discussion.criterion).first()
    return str(said.level or said.non_answer) if said else ""


def _keep(assessment: Assessment, criterion: str, outcome: str, by: User) -> None:
    if outcome in {"", NO_AGREEMENT}:
        assessment.claim(None)
        Answer.objects.filter(assessment=assessment, criterion=criterion).delete()
    elif outcome.isdigit():
        answer(assessment=assessment, criterion=criterion, level=int(outcome), by=by)
    else:
        answer(assessment=assessment, criterion=criterion, non_answer=outcome, by=by)


@transaction.atomic
def close_session(*, session: CommonSession, by: User) -> CommonSession:
    """Hand in what the group said; the individual answers stay beside it."""
    spaces.check(by, session.space, permissions.LEAD_CONSENSUS)
    session.assessment = submit_assessment(assessment=_assessment(session), by=by)
    return session


@transaction.atomic
def reopen_session(*, session: CommonSession, by: User) -> CommonSession:
    """Take the session up again to correct it, unless another has begun since."""
    spaces.check(by, session.space, permissions.LEAD_CONSENSUS)
    session.assessment = reopen_assessment(assessment=_assessment(session), by=by)
    return session


def _assessment(session: CommonSession) -> Assessment:
    """As it is now: each answer of the group has moved its version on."""
    return Assessment.objects.select_related("partnership", "space", "grid").get(pk=session.assessment_id)
