"""Actions: one line that an organisation answers for, with a date."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.journal import actions as journal
from maillage.partnerships.models import Partnership
from maillage.spaces import permissions as spaces
from maillage.spaces.models import Space
from maillage.spaces.rules import check_belongs
from maillage.toolkit.refusals import Refusal

from .. import permissions
from ..enums import ActionStatus
from ..models import Action, Decision


@transaction.atomic
def create_action(
    *,
    space: Space,
    title: str,
    owner: Organisation,
    due_on: date,
    decision: Decision | None = None,
    partnership: Partnership | None = None,
    by: User,
) -> Action:
    """Write one line that an organisation answers for, with a date."""
    spaces.check(by, space, permissions.EDIT)
    action = Action(space=space, title=title, due_on=due_on)
    return _write_action(action, owner, decision, partnership, "action.created", by)


@transaction.atomic
def edit_action(
    *,
    action: Action,
    title: str,
    owner: Organisation,
    due_on: date,
    decision: Decision | None = None,
    partnership: Partnership | None = None,
    expected_version: int | None = None,
    by: User,
) -> Action:
    spaces.check(by, action.space, permissions.EDIT)
    action.claim(expected_version)
    action.title, action.due_on = title, due_on
    return _write_action(action, owner, decision, partnership, "action.edited", by)


def _write_action(
    action: Action,
    owner: Organisation,
    decision: Decision | None,
    partnership: Partnership | None,
    code: str,
    by: User,
) -> Action:
    check_belongs(action.space, owner, decision, partnership)
    if owner is None:
        raise Refusal(_("Une action a quelqu'un qui en répond : choisissez une organisation."))
    action.owner, action.decision, action.partnership = owner, decision, partnership
    action.full_clean()
    action.save()
    journal.record(code, by=by, about=action)
    return action


@transaction.atomic
def move_action(
    *, action: Action, status: ActionStatus, on: date, expected_version: int | None = None, by: User
) -> Action:
    """Say where an action stands; done on that day. Saying it twice changes nothing."""
    permissions.check_may_move(by, action)
    if status not in ActionStatus.values:
        raise Refusal(_("Cet état n'existe pas : choisissez à faire, en cours, faite ou abandonnée."))
    if action.status == status:
        return action
    action.claim(expected_version)
    action.status = status
    action.done_on = on if status == ActionStatus.DONE else None
    action.save(update_fields=["status", "done_on", "version"])
    journal.record("action.moved", by=by, about=action, status=str(ActionStatus(status).label))
    return action
