"""The objectives that the group discusses: added, reworded, set aside, taken up again."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces.models import Space
from maillage.stakes import permissions, rules
from maillage.stakes.models import Objective, Position
from maillage.stakes.queries import catalogue_of
from maillage.toolkit.refusals import Refusal

from .keeping import keep


@transaction.atomic
def add_objective(
    *, space: Space, label: str, family: str, detail: str = "", stake_code: str = "", by: User
) -> Objective:
    """Raises Refusal for an empty label, an unknown family or code, an objective already there, the 61st one."""
    permissions.check(by, space, permissions.FRAME)
    Space.objects.select_for_update().get(pk=space.pk)  # two people adding at once get two numbers
    known = Objective.objects.in_space(space)
    if known.current().count() >= rules.MOST_OBJECTIVES:
        raise Refusal(
            _("Soixante objectifs sont déjà ouverts, et dix suffisent à un groupe : mettez-en de côté d'abord.")
        )
    number = (known.aggregate(last=Max("number"))["last"] or 0) + 1
    objective = Objective(space=space, number=number)
    _write(objective, label, family, detail, stake_code)
    journal.record("stakes.objective_added", by=by, about=space, objective=objective.label)
    return objective


@transaction.atomic
def edit_objective(
    *,
    objective: Objective,
    label: str,
    family: str,
    detail: str = "",
    stake_code: str = "",
    expected_version: int | None = None,
    by: User,
) -> Objective:
    """Reword an objective. Once somebody took a stand on it, its family stays: past readings rest on it."""
    permissions.check(by, objective.space, permissions.FRAME)
    objective.claim(expected_version)
    if family != objective.family and Position.objects.filter(objective=objective).exists():
        raise Refusal(
            _("Des acteurs se sont déjà situés sur cet objectif : gardez sa famille, ou ajoutez-en un autre.")
        )
    _write(objective, label, family, detail, stake_code)
    journal.record("stakes.objective_edited", by=by, about=objective.space, objective=objective.label)
    return objective


@transaction.atomic
def set_objective_aside(*, objective: Objective, by: User) -> None:
    """No longer asked; the rounds that judged it keep it."""
    permissions.check(by, objective.space, permissions.FRAME)
    objective.claim(None)
    objective.archived_at = timezone.now()
    objective.save()
    journal.record("stakes.objective_set_aside", by=by, about=objective.space, objective=objective.label)


@transaction.atomic
def take_objective_up(*, objective: Objective, by: User) -> None:
    permissions.check(by, objective.space, permissions.FRAME)
    objective.claim(None)
    objective.archived_at = None
    _refuse_twice(objective)
    keep(objective)
    journal.record("stakes.objective_taken_up", by=by, about=objective.space, objective=objective.label)


def _write(objective: Objective, label: str, family: str, detail: str, stake_code: str) -> None:
    objective.label, objective.family = rules.check_objective(label, family), family
    objective.detail = detail.strip()
    if stake_code and stake_code not in catalogue_of(objective.space).by_code:
        raise Refusal(_("« %(code)s » n'est pas au catalogue de cet espace.") % {"code": stake_code})
    objective.stake_code = stake_code
    _refuse_twice(objective)
    keep(objective)


def _refuse_twice(objective: Objective) -> None:
    same = Objective.objects.in_space(objective.space).current().filter(label=objective.label).exclude(pk=objective.pk)
    if same.exists():
        raise Refusal(
            _("L'objectif « %(label)s » est déjà posé : modifiez-le plutôt que de l'ajouter.")
            % {"label": objective.label}
        )
