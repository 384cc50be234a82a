"""The life of a partnership: it comes to a step, a step leaves something behind."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces import permissions as spaces
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import long_date

from .. import permissions
from ..enums import DeliverableState, Stage
from ..models import Deliverable, Partnership, StageChange
from ..stages import DELIVERABLES
from .records import clean


@transaction.atomic
def move_to_stage(
    *,
    partnership: Partnership,
    stage: int,
    came_on: date | None = None,
    why: str = "",
    expected_version: int | None = None,
    by: User,
) -> StageChange:
    """Note that the partnership has come to another step, forward or back, on a day (today when not told)."""
    spaces.check(by, partnership.space, permissions.EDIT)
    if stage not in Stage.values:
        raise Refusal(_("Cette étape n'existe pas : choisissez l'une des douze."))
    partnership.claim(expected_version)
    before = Stage(Partnership.objects.values_list("stage", flat=True).get(pk=partnership.pk))
    if before == stage:
        raise Refusal(_("Le partenariat est déjà à l'étape « %(stage)s ».") % {"stage": before.label})
    change = enter_stage(partnership, stage, came_on or timezone.localdate(), why, by)
    partnership.stage = stage
    partnership.save(update_fields=["stage"])
    journal.record(
        "partnership.moved", by=by, about=partnership, before=str(before.label), after=str(Stage(stage).label)
    )
    return change


def enter_stage(partnership: Partnership, stage: int, came_on: date, why: str, by: User) -> StageChange:
    """Write the change of step, on a day that follows the last one. Called inside an action."""
    if came_on > timezone.localdate():
        raise Refusal(_("Ce jour n'est pas encore venu : notez le passage quand il aura eu lieu."))
    last = partnership.stage_changes.order_by("noted_at", "pk").last()
    if last and came_on < last.came_on:
        raise Refusal(
            _("Le partenariat est à l'étape « %(stage)s » depuis le %(day)s : choisissez ce jour ou un jour d'après.")
            % {"stage": last.get_stage_display(), "day": long_date(last.came_on)}
        )
    change = StageChange(
        space=partnership.space,
        partnership=partnership,
        stage=stage,
        came_on=came_on,
        why=why.strip(),
        author=str(by)[:120],
    )
    clean(change)
    change.save()
    return change


@transaction.atomic
def say_deliverable(
    *,
    partnership: Partnership,
    code: str,
    state: str,
    done_on: date | None = None,
    whereabouts: str = "",
    link: str = "",
    reason: str = "",
    expected_version: int | None = None,
    by: User,
) -> Deliverable:
    """Say of a deliverable that it is done (when, where to find it), not needed here (why), or still to do.

    ``expected_version`` is that of the record that was read, 0 when nothing had been said yet.
    """
    spaces.check(by, partnership.space, permissions.EDIT)
    _check_said(code, state, done_on, reason)
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    record = Deliverable.objects.filter(partnership=partnership, code=code).first()
    if record is None:
        record = Deliverable(space=partnership.space, partnership=partnership, code=code)
    else:
        record.claim(expected_version)
    done = state == DeliverableState.DONE
    record.state = state
    record.done_on = done_on if done else None
    record.whereabouts, record.link = (whereabouts.strip(), link.strip()) if done else ("", "")
    record.reason = reason.strip() if state == DeliverableState.NOT_NEEDED else ""
    clean(record)
    record.save()
    journal.record(
        "partnership.deliverable_said",
        by=by,
        about=partnership,
        deliverable=str(DELIVERABLES[code].label),
        state=str(DeliverableState(state).label),
    )
    return record


@transaction.atomic
def confirm_deliverable(*, partnership: Partnership, code: str, by: User) -> Deliverable:
    """What the space shows is indeed done. Refused once somebody has said something else of it."""
    spaces.check(by, partnership.space, permissions.EDIT)
    said = Deliverable.objects.filter(partnership=partnership, code=code).exclude(state=DeliverableState.TO_DO)
    if said.exists():
        raise Refusal(_("Quelqu'un a déjà noté ce livrable : modifiez ce qui est écrit."))
    return say_deliverable(partnership=partnership, code=code, state=DeliverableState.DONE, by=by)


def _check_said(code: str, state: str, done_on: date | None, reason: str) -> None:
    if code not in DELIVERABLES:
        raise Refusal(_("Aucune étape ne laisse ce livrable : choisissez-le dans la liste."))
    if state not in DeliverableState.values:
        raise Refusal(_("Un livrable est fait, à faire, ou pas utile ici."))
    if state == DeliverableState.NOT_NEEDED and not reason.strip():
        raise Refusal(_("Dites en une ligne pourquoi il n'est pas utile ici : ceux qui liront le sauront."))
    if done_on and done_on > timezone.localdate():
        raise Refusal(_("Ce jour n'est pas encore venu : un livrable fait l'est déjà."))
