"""Answers that came on paper or in a file: typed by the pilot's team, all of them or none, and taken back together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.enums import College
from maillage.actors.models import Organisation
from maillage.journal import actions as journal
from maillage.spaces import permissions as spaces
from maillage.toolkit.refusals import Refusal

from .. import permissions, queries
from ..enums import AssessmentKind
from ..files.answers import TypedSheet
from ..models import Assessment, GridVersion, Partnership
from .readings import write_answers


@transaction.atomic
def type_sheets(
    *, partnership: Partnership, sheets: Sequence[TypedSheet], grid: GridVersion, by: User
) -> list[Assessment]:
    """Keep what respondents wrote, each for its organisation. A sheet already typed, word for word, is left out.

    Everything is written in one transaction, or nothing; all the sheets share the moment at which they were typed.
    """
    spaces.check(by, partnership.space, permissions.TYPE_PAPER)
    if partnership.is_archived:
        raise Refusal(_("Ce partenariat est archivé : remettez-le dans la liste avant de le lire."))
    if grid.is_draft or grid.space_id not in (None, partnership.space_id):
        raise Refusal(_("Cette version de la grille n'est pas en service ici : choisissez-en une autre."))
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    members = queries.members_by_name(partnership)
    known = Counter(_already_typed(partnership, grid))
    now, kept = timezone.now(), []
    for sheet in sheets:
        organisation = _organisation(sheet, members)
        mark = _mark(organisation.pk if organisation else None, _plain(sheet))
        if known[mark]:
            known[mark] -= 1
            continue
        kept.append(_write(partnership, sheet, organisation, grid, now, by))
    if not kept:
        raise Refusal(_("Toutes ces feuilles sont déjà saisies : rien n'a été ajouté."))
    journal.record("assessment.typed", by=by, about=partnership, number=len(kept))
    return kept


@transaction.atomic
def withdraw_typed_sheets(*, partnership: Partnership, assessments: Sequence[Assessment], by: User) -> int:
    """Take back sheets typed by mistake; not once the group has read together: what each said before stays."""
    spaces.check(by, partnership.space, permissions.TYPE_PAPER)
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    found = list(partnership.assessments.filter(pk__in=[each.pk for each in assessments], on_paper=True))
    if not found:
        raise Refusal(_("Ces feuilles ne sont plus là : rien n'a été retiré."))
    first = min(each.submitted_at for each in found)
    common = partnership.assessments.submitted().filter(kind=AssessmentKind.CONSENSUS, submitted_at__gt=first)
    if common.exists():
        raise Refusal(_("Le groupe a lu ensemble depuis : ces feuilles sont gardées."))
    Assessment.objects.filter(pk__in=[each.pk for each in found]).delete()
    journal.record("assessment.untyped", by=by, about=partnership, number=len(found))
    return len(found)


def _organisation(sheet: TypedSheet, members: dict[str, Organisation]) -> Organisation | None:
    if not sheet.organisation:
        return None
    found = members.get(sheet.organisation.casefold())
    if found is None:
        raise Refusal(
            _("« %(respondent)s » : « %(organisation)s » n'est pas membre de ce partenariat. Ajoutez-la d'abord.")
            % {"respondent": sheet.respondent[:40], "organisation": sheet.organisation[:80]}
        )
    return found


def _write(partnership: Partnership, sheet: TypedSheet, organisation, grid: GridVersion, now, by: User) -> Assessment:
    if not sheet.answers:
        raise Refusal(_("Répondez à au moins un critère avant d'enregistrer cette feuille."))
    if sheet.college and sheet.college not in College.values:
        raise Refusal(_("Ce collège n'est pas connu."))
    if sheet.filled_on and sheet.filled_on > timezone.localdate():
        raise Refusal(_("Cette feuille serait remplie dans le futur : corrigez la date."))
    assessment = Assessment(
        space=partnership.space,
        partnership=partnership,
        grid=grid,
        organisation=organisation,
        college="" if organisation else sheet.college,
        entered_by=by,
        on_paper=True,
        started_on=sheet.filled_on or timezone.localdate(now),
        submitted_at=now,
    )
    assessment.save()
    write_answers(assessment, sheet.answers)
    return assessment


def _plain(sheet: TypedSheet) -> frozenset:
    return frozenset((criterion, said.level, said.non_answer) for criterion, said in sheet.answers.items())


def _mark(organisation_id: int | None, answers: frozenset) -> tuple:
    return organisation_id, answers


def _already_typed(partnership: Partnership, grid: GridVersion) -> list[tuple]:
    typed = partnership.assessments.filter(on_paper=True, grid=grid).prefetch_related("answers")
    return [
        _mark(each.organisation_id, frozenset((a.criterion, a.level, a.non_answer) for a in each.answers.all()))
        for each in typed
    ]
