"""What a rater, or the group, answers to the grid.

Answers are saved one by one without an entry in the journal; starting, handing in and reopening have one.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.campaigns import actions as campaigns
from maillage.campaigns import links
from maillage.campaigns.models import Invitation
from maillage.journal import actions as journal
from maillage.toolkit.refusals import Refusal

from .. import permissions, queries
from ..enums import AssessmentKind, Evidence, Level, NonAnswer
from ..files.answers import TypedAnswer
from ..models import Answer, Assessment, GridVersion, Partnership
from .asking import note_progress
from .records import check_same_space, clean
from .versions import grid_to_use


@transaction.atomic
def start_assessment(
    *,
    partnership: Partnership,
    kind: str = AssessmentKind.INDIVIDUAL,
    organisation: Organisation | None = None,
    grid_version: GridVersion | None = None,
    by: User,
) -> Assessment:
    """Open the grid for a rater (for an organisation, or in one's own name in the pilot's team), or for the group.

    Whoever has already begun finds the answers where they were left: an unfinished assessment is taken up again.
    ``grid_version``: that of the individual answers, for the group; by default the one that the space uses.
    """
    if kind not in AssessmentKind.values:
        raise Refusal(_("Une lecture est individuelle ou en commun."))
    permissions.check_can_start(by, partnership, kind, organisation)
    if partnership.is_archived:
        raise Refusal(_("Ce partenariat est archivé : remettez-le dans la liste avant de le lire."))
    is_common = kind == AssessmentKind.CONSENSUS
    if organisation is not None:
        if is_common:
            raise Refusal(_("La lecture en commun est celle du groupe, pas d'une organisation."))
        check_same_space(organisation, partnership)
        if not partnership.members.current().filter(organisation=organisation).exists():
            raise Refusal(
                _("%(organisation)s n'est pas membre de ce partenariat : ajoutez-la d'abord.")
                % {"organisation": organisation}
            )
    Partnership.objects.select_for_update().get(pk=partnership.pk)  # two clicks open one assessment
    mine = {} if is_common else {"rater": by, "organisation": organisation}
    unfinished = partnership.assessments.filter(kind=kind, submitted_at=None, **mine).order_by("pk").first()
    if unfinished:
        return unfinished
    assessment = Assessment.objects.create(
        space=partnership.space,
        partnership=partnership,
        grid=grid_version or grid_to_use(partnership.space),
        kind=kind,
        rater=by,
        organisation=organisation,
        respondent="" if is_common else _mark(partnership.space_id, by, organisation),
    )
    journal.record("assessment.common_started" if is_common else "assessment.started", by=by, about=assessment)
    return assessment


def _mark(space_id: int, by: User, organisation: Organisation | None) -> str:
    """The same person counts once, whether by an account or by a personal link."""
    organisation_id = organisation.pk if organisation else None
    return links.respondent_mark(space_id=space_id, email=by.email, organisation_id=organisation_id)


@transaction.atomic
def answer(
    *,
    assessment: Assessment,
    criterion: str,
    level: int | None = None,
    non_answer: str = "",
    evidence: str = "",
    evidence_note: str = "",
    expected_version: int | None = None,
    by: User | Invitation,
) -> Answer:
    """Save one answer: a level from 1 to 5, or « je ne sais pas », or « sans objet ». Never two, never none.

    ``by``: a person with an account, or the invitation whose personal link was followed.
    """
    permissions.check_can_answer(by, assessment)
    check_answer(assessment, criterion, level, non_answer, evidence)
    _refuse_if_submitted(assessment)
    assessment.claim(expected_version)
    values = {"level": level, "non_answer": non_answer, "evidence": evidence, "evidence_note": evidence_note.strip()}
    clean(Answer(assessment=assessment, criterion=criterion, **values))
    saved, _created = Answer.objects.update_or_create(assessment=assessment, criterion=criterion, defaults=values)
    return saved


@transaction.atomic
def answer_all(
    *,
    assessment: Assessment,
    answers: Mapping[str, TypedAnswer],
    expected_version: int | None = None,
    by: User | Invitation,
) -> list[Answer]:
    """Save what was answered to several criteria, by their codes: all or nothing, by the rules of one answer."""
    permissions.check_can_answer(by, assessment)
    _refuse_if_submitted(assessment)
    assessment.claim(expected_version)
    return write_answers(assessment, answers)


def write_answers(assessment: Assessment, answers: Mapping[str, TypedAnswer]) -> list[Answer]:
    """Checked, then written in one query over what was there; who may write is the caller's question."""
    written = []
    for criterion, said in answers.items():
        check_answer(assessment, criterion, said.level, said.non_answer, said.evidence)
        answer = Answer(
            assessment=assessment,
            criterion=criterion,
            level=said.level,
            non_answer=said.non_answer,
            evidence=said.evidence,
            evidence_note=said.note.strip(),
        )
        clean(answer, known=["assessment"])
        written.append(answer)
    return Answer.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["assessment", "criterion"],
        update_fields=["level", "non_answer", "evidence", "evidence_note"],
    )


@transaction.atomic
def submit_assessment(
    *, assessment: Assessment, expected_version: int | None = None, by: User | Invitation
) -> Assessment:
    """Hand in the answers; they join the others. Unanswered criteria stay blank, which counts as no answer."""
    permissions.check_can_answer(by, assessment)
    _refuse_if_submitted(assessment)
    assessment.claim(expected_version)
    if not queries.says_something(assessment):
        raise Refusal(
            _("Rien n'est encore dit : retenez un niveau, ou « pas d'accord trouvé », sur au moins un critère.")
            if assessment.is_common
            else _("Répondez à au moins un critère avant de remettre votre lecture.")
        )
    assessment.submitted_at = timezone.now()
    assessment.save(update_fields=["submitted_at"])
    if assessment.invitation:
        note_progress(assessment)
        campaigns.note_answers_came(invitation=assessment.invitation)
    else:
        code = "assessment.common_submitted" if assessment.is_common else "assessment.submitted"
        journal.record(code, by=by, about=assessment)
    return assessment


@transaction.atomic
def reopen_assessment(*, assessment: Assessment, by: User | Invitation) -> Assessment:
    """Take an assessment back to correct it; not once the group has read together: what each said before stays."""
    permissions.check_can_answer(by, assessment)
    Partnership.objects.select_for_update().get(pk=assessment.partnership_id)
    if not assessment.is_submitted:
        return assessment
    later = assessment.partnership.assessments.submitted().filter(submitted_at__gt=assessment.submitted_at)
    if not assessment.is_common and later.filter(kind=AssessmentKind.CONSENSUS).exists():
        raise Refusal(
            _("Le groupe a lu ensemble depuis : vos réponses d'avant sont gardées. Commencez une nouvelle lecture.")
        )
    if queries.unfinished_beside(assessment).exists():
        raise Refusal(_("Une nouvelle lecture est déjà commencée : continuez celle-là."))
    assessment.claim(None)
    assessment.submitted_at = None
    assessment.save(update_fields=["submitted_at"])
    if assessment.invitation:
        note_progress(assessment)
    else:
        code = "assessment.common_reopened" if assessment.is_common else "assessment.reopened"
        journal.record(code, by=by, about=assessment)
    return assessment


def check_answer(assessment: Assessment, criterion: str, level: int | None, non_answer: str, evidence: str) -> None:
    if criterion not in {entry["id"] for entry in assessment.grid.criteria}:
        raise Refusal(
            _("Le critère « %(criterion)s » n'est pas dans cette version de la grille.") % {"criterion": criterion}
        )
    if (level is None) == (not non_answer):
        raise Refusal(_("Choisissez un niveau, ou « je ne sais pas », ou « sans objet » : une seule réponse."))
    if level is not None and (isinstance(level, bool) or level not in Level.values):
        raise Refusal(_("Le niveau va de 1 à 5."))
    if non_answer and non_answer not in NonAnswer.values:
        raise Refusal(_("Cette réponse n'est pas connue : « je ne sais pas » ou « sans objet »."))
    if evidence and evidence not in Evidence.values:
        raise Refusal(_("La preuve est déclarative, documentée ou vérifiée."))


def _refuse_if_submitted(assessment: Assessment) -> None:
    """Asked of the database: the person may have handed it in from another window."""
    if Assessment.objects.filter(pk=assessment.pk).exclude(submitted_at=None).exists():
        raise Refusal(_("Cette lecture est déjà remise : rouvrez-la pour la corriger."))
