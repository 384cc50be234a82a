"""What changes a partnership, its members and its readings.

Answers are saved one by one without an entry in the journal; starting, handing in and reopening an assessment have one.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.journal import actions as journal
from maillage.spaces import permissions as spaces
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal

from . import analyses, grid, permissions, queries
from .catalogue import TYPE_BY_CODE
from .enums import AssessmentKind, Evidence, Level, MemberRole, NonAnswer
from .models import Answer, Assessment, GridVersion, Member, Partnership

EDITABLE = frozenset({"name", "purpose", "territory", "legal_form", "stage", "bond", "started_on", "ends_on"})


# --- The partnership


@transaction.atomic
def create_partnership(*, space: Space, name: str, by: User, **fields) -> Partnership:
    """Add a partnership; ``fields`` are those of ``EDITABLE``."""
    spaces.check(by, space, permissions.EDIT)
    partnership = Partnership(space=space, name=name.strip(), **_editable(fields))
    _save(partnership)
    journal.record("partnership.created", by=by, about=partnership)
    return partnership


@transaction.atomic
def edit_partnership(
    *, partnership: Partnership, expected_version: int | None = None, by: User, **fields
) -> Partnership:
    spaces.check(by, partnership.space, permissions.EDIT)
    partnership.claim(expected_version)
    for name, value in _editable(fields).items():
        setattr(partnership, name, value)
    _save(partnership)
    journal.record("partnership.edited", by=by, about=partnership)
    return partnership


@transaction.atomic
def archive_partnership(*, partnership: Partnership, by: User) -> Partnership:
    """Take it out of the lists; its members and readings are kept."""
    spaces.check(by, partnership.space, permissions.EDIT)
    partnership.claim(None)
    partnership.archived_at = timezone.now()
    partnership.save(update_fields=["archived_at"])
    journal.record("partnership.archived", by=by, about=partnership)
    return partnership


@transaction.atomic
def restore_partnership(*, partnership: Partnership, by: User) -> Partnership:
    spaces.check(by, partnership.space, permissions.EDIT)
    partnership.claim(None)
    partnership.archived_at = None
    partnership.save(update_fields=["archived_at"])
    journal.record("partnership.restored", by=by, about=partnership)
    return partnership


@transaction.atomic
def set_partnership_published(*, partnership: Partnership, published: bool, by: User) -> Partnership:
    """Show the partnership to every member of the space, or only to its own members again."""
    spaces.check(by, partnership.space, permissions.PUBLISH)
    if partnership.published != published:
        partnership.claim(None)
        partnership.published = published
        partnership.save(update_fields=["published"])
        journal.record("partnership.published" if published else "partnership.withdrawn", by=by, about=partnership)
    return partnership


@transaction.atomic
def choose_type(
    *, partnership: Partnership, type_code: str, reason: str = "", expected_version: int | None = None, by: User
) -> Partnership:
    """Keep a type for this partnership; an empty ``type_code`` takes the choice back.

    A reason is asked when the grid suggests another type (or finds the profile like none of them).
    """
    spaces.check(by, partnership.space, permissions.CHOOSE_TYPE)
    if type_code and type_code not in TYPE_BY_CODE:
        raise Refusal(_("« %(code)s » n'est pas un type connu : choisissez de T1 à T7.") % {"code": type_code})
    suggestion = analyses.read_partnership(partnership).suggestion
    if type_code and suggestion.contradicts(type_code) and not reason.strip():
        raise Refusal(
            _("La grille suggère autre chose : dites en une phrase pourquoi vous retenez « %(type)s ».")
            % {"type": TYPE_BY_CODE[type_code].name}
        )
    partnership.claim(expected_version)
    partnership.chosen_type, partnership.chosen_type_reason = type_code, reason.strip() if type_code else ""
    _save(partnership)
    if type_code:
        journal.record("partnership.type_chosen", by=by, about=partnership, type=str(TYPE_BY_CODE[type_code].name))
    else:
        journal.record("partnership.type_withdrawn", by=by, about=partnership)
    return partnership


def _editable(fields: dict) -> dict:
    unknown = set(fields) - EDITABLE
    if unknown:
        raise TypeError(f"Not fields of a partnership: {', '.join(sorted(unknown))}.")
    return fields


def _save(partnership: Partnership) -> None:
    if partnership.started_on and partnership.ends_on and partnership.ends_on < partnership.started_on:
        raise Refusal(_("Le terme est avant le début : corrigez l'une des deux dates."))
    _clean(partnership)
    partnership.save()


def _clean(record) -> None:
    """A value that the record cannot hold becomes one sentence."""
    try:
        record.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        name, sentences = next(iter(error.message_dict.items()))
        field = next((field for field in record._meta.fields if field.name == name), None)
        raise Refusal(f"{field.verbose_name} : {sentences[0]}" if field else sentences[0]) from error


# --- Its members


@transaction.atomic
def add_member(
    *, partnership: Partnership, organisation: Organisation, role: str, joined_on: date | None = None, by: User
) -> Member:
    """Bring an organisation in, with one role; it may hold several, each on its own line."""
    spaces.check(by, partnership.space, permissions.EDIT)
    _same_space(organisation, partnership)
    if role not in MemberRole.values:
        raise Refusal(_("« %(role)s » n'est pas un rôle connu dans un partenariat.") % {"role": role})
    if organisation.is_archived:
        raise Refusal(
            _("%(organisation)s est archivée : remettez-la d'abord dans l'annuaire.") % {"organisation": organisation}
        )
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    if partnership.members.filter(organisation=organisation, role=role, left_on=None).exists():
        raise Refusal(_("%(organisation)s est déjà dans ce partenariat avec ce rôle.") % {"organisation": organisation})
    member = Member(
        space=partnership.space, partnership=partnership, organisation=organisation, role=role, joined_on=joined_on
    )
    _clean(member)
    member.save()
    journal.record(
        "partnership.member_added",
        by=by,
        about=partnership,
        organisation=organisation.name,
        role=str(MemberRole(role).label),
    )
    return member


@transaction.atomic
def end_member(*, member: Member, left_on: date | None = None, by: User) -> Member:
    """Note that an organisation has left; the line and its answers stay."""
    spaces.check(by, member.space, permissions.EDIT)
    left_on = left_on or timezone.localdate()
    if member.left_on is not None:
        raise Refusal(_("Cette sortie est déjà notée."))
    if member.joined_on and left_on < member.joined_on:
        raise Refusal(_("La sortie est avant l'entrée : corrigez la date."))
    member.left_on = left_on
    member.save(update_fields=["left_on"])
    journal.record("partnership.member_left", by=by, about=member.partnership, organisation=member.organisation.name)
    return member


def _same_space(organisation: Organisation, partnership: Partnership) -> None:
    if organisation.space_id != partnership.space_id:
        raise Refusal(_("Cette organisation n'est pas dans l'annuaire de cet espace."))


# --- Its readings


@transaction.atomic
def start_assessment(
    *,
    partnership: Partnership,
    kind: str = AssessmentKind.INDIVIDUAL,
    organisation: Organisation | None = None,
    by: User,
) -> Assessment:
    """Open the grid for a rater (for an organisation, or in one's own name in the pilot's team), or for the group.

    Whoever has already begun finds the answers where they were left: an unfinished assessment is taken up again.
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
        _same_space(organisation, partnership)
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
        grid=_grid_to_use(partnership.space),
        kind=kind,
        rater=by,
        organisation=organisation,
    )
    journal.record("assessment.common_started" if is_common else "assessment.started", by=by, about=assessment)
    return assessment


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
    by: User,
) -> Answer:
    """Save one answer: a level from 1 to 5, or « je ne sais pas », or « sans objet ». Never two, never none."""
    permissions.check_can_answer(by, assessment)
    _check_answer(assessment, criterion, level, non_answer, evidence)
    _refuse_if_submitted(assessment)
    assessment.claim(expected_version)
    values = {"level": level, "non_answer": non_answer, "evidence": evidence, "evidence_note": evidence_note.strip()}
    _clean(Answer(assessment=assessment, criterion=criterion, **values))
    saved, _created = Answer.objects.update_or_create(assessment=assessment, criterion=criterion, defaults=values)
    return saved


@transaction.atomic
def submit_assessment(*, assessment: Assessment, expected_version: int | None = None, by: User) -> Assessment:
    """Hand in the answers; they join the others. Unanswered criteria stay blank, which counts as no answer."""
    permissions.check_can_answer(by, assessment)
    _refuse_if_submitted(assessment)
    assessment.claim(expected_version)
    if not assessment.answers.exists():
        raise Refusal(_("Répondez à au moins un critère avant de remettre votre lecture."))
    assessment.submitted_at = timezone.now()
    assessment.save(update_fields=["submitted_at"])
    code = "assessment.common_submitted" if assessment.is_common else "assessment.submitted"
    journal.record(code, by=by, about=assessment)
    return assessment


@transaction.atomic
def reopen_assessment(*, assessment: Assessment, by: User) -> Assessment:
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
    code = "assessment.common_reopened" if assessment.is_common else "assessment.reopened"
    journal.record(code, by=by, about=assessment)
    return assessment


def _check_answer(assessment: Assessment, criterion: str, level: int | None, non_answer: str, evidence: str) -> None:
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


def _grid_to_use(space: Space) -> GridVersion:
    """The space's own version, else the one we ship, written down the first time it serves."""
    version = queries.current_grid(space)
    if version is None:
        version, _created = GridVersion.objects.get_or_create(
            space=None, number=grid.VERSION, defaults={"criteria": grid.shipped()["criteria"]}
        )
    return version
