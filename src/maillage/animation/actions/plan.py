"""The plan of a partnership: accept, debate or act, for each disagreement and each low score of its reading."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.journal import actions as journal
from maillage.partnerships.models import Partnership
from maillage.spaces import permissions as spaces
from maillage.spaces.rules import check_belongs
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import Refusal

from .. import permissions
from ..analyses.plan import PlanRow, read_plan
from ..enums import ActionStatus, PlanChoice
from ..models import Meeting, PlanLine
from .promises import create_action, edit_action, move_action


@transaction.atomic
def decide(
    *,
    partnership: Partnership,
    criterion: str,
    choice: str,
    reason: str = "",
    meeting: Meeting | None = None,
    debate_on: date | None = None,
    title: str = "",
    owner: Organisation | None = None,
    due_on: date | None = None,
    expected_version: int | None = None,
    by: User,
) -> PlanLine:
    """Say what the group does about a criterion: accept it with a reason, debate it somewhere, or act.

    Acting writes one action, linked to the partnership; deciding again edits that same action, and deciding otherwise
    drops it while it is open. ``expected_version``: that of the line that was read, 0 when there was none.
    """
    spaces.check(by, partnership.space, permissions.EDIT)
    check_belongs(partnership.space, meeting, owner)
    _check_said(choice, reason, meeting, debate_on, title, owner, due_on)
    Partnership.objects.select_for_update().get(pk=partnership.pk)  # two clicks write one line
    row = read_plan(partnership).row(criterion)
    if row is None:
        raise Refusal(_("La lecture n'attend rien de ce critère : choisissez-en un dans le plan."))
    line = _line(row, partnership, expected_version)
    line.choice, line.decided_on = choice, timezone.localdate()
    line.reason = reason.strip()
    line.meeting = meeting if choice == PlanChoice.DEBATE else None
    line.debate_on = debate_on if choice == PlanChoice.DEBATE else None
    _keep_action_in_step(line, title.strip(), owner, due_on, by)
    line.full_clean(validate_unique=False, validate_constraints=False)
    line.save()
    journal.record(
        "plan.decided",
        by=by,
        about=partnership,
        criterion=row.words.name,
        choice=str(PlanChoice(choice).label),
    )
    return line


def _check_said(
    choice: str,
    reason: str,
    meeting: Meeting | None,
    debate_on: date | None,
    title: str,
    owner: Organisation | None,
    due_on: date | None,
) -> None:
    if choice not in PlanChoice.values:
        raise Refusal(_("Choisissez : accepter, en débattre, ou agir."))
    if choice == PlanChoice.ACCEPT and not reason.strip():
        raise Refusal(_("Dites en une phrase pourquoi le groupe accepte ce point."))
    if choice == PlanChoice.DEBATE and not (meeting or debate_on):
        raise Refusal(_("Dites à quelle réunion, ou à quelle date, ce point sera débattu."))
    if choice == PlanChoice.ACT and not (title.strip() and owner and due_on):
        raise Refusal(_("Une action a un titre, une organisation qui en répond et une échéance : complétez les trois."))


def _line(row: PlanRow, partnership: Partnership, expected_version: int | None) -> PlanLine:
    """The line there is, taken at the version that was read; or a new one, born from the reading of today."""
    if row.line is None:
        return PlanLine(
            space=partnership.space,
            partnership=partnership,
            grid=row.grid,
            criterion=row.words.id,
            origin=row.origin,
            read_on=row.read_on,
            median=row.median,
        )
    if expected_version == 0:
        raise EditedMeanwhile(row.line)
    row.line.claim(expected_version)
    return row.line


def _keep_action_in_step(line: PlanLine, title: str, owner: Organisation | None, due_on: date | None, by: User) -> None:
    told = {"title": title, "owner": owner, "due_on": due_on, "partnership": line.partnership}
    if line.choice != PlanChoice.ACT:
        if line.action and line.action.is_open:
            move_action(action=line.action, status=ActionStatus.DROPPED, on=line.decided_on, by=by)
    elif line.action is None:
        line.action = create_action(space=line.space, **told, by=by)
    else:
        if line.action.status == ActionStatus.DROPPED:
            move_action(action=line.action, status=ActionStatus.TO_DO, on=line.decided_on, by=by)
        edit_action(action=line.action, decision=line.action.decision, **told, by=by)
