"""What the pilot's team notes of the ties."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.journal import actions as journal
from maillage.spaces import permissions as spaces
from maillage.spaces.models import Space
from maillage.spaces.rules import check_belongs
from maillage.toolkit.refusals import Refusal

from .. import permissions, rules
from ..enums import Intensity, Nature
from ..models import Tie


@transaction.atomic
def relate(
    *,
    space: Space,
    source: Organisation,
    target: Organisation,
    nature: Nature,
    intensity: Intensity,
    note: str = "",
    observed_on: date,
    by: User,
) -> Tie:
    """Note that two actors work together; the order in which they are given does not matter."""
    spaces.check(by, space, permissions.EDIT)
    check_belongs(space, source, target)
    first, second = rules.ordered(source, target)
    tie = Tie(space=space, source=first, target=second, observed_on=observed_on)
    return _write(tie, nature, intensity, note, "tie.related", by)


@transaction.atomic
def edit_tie(
    *,
    tie: Tie,
    nature: Nature,
    intensity: Intensity,
    note: str = "",
    observed_on: date,
    expected_version: int | None = None,
    by: User,
) -> Tie:
    """Describe the tie again; the two actors stay the same."""
    spaces.check(by, tie.space, permissions.EDIT)
    tie.claim(expected_version)
    tie.observed_on = observed_on
    return _write(tie, nature, intensity, note, "tie.edited", by)


def _write(tie: Tie, nature: Nature, intensity: Intensity, note: str, code: str, by: User) -> Tie:
    tie.nature, tie.intensity, tie.note = nature, intensity, note
    twin = Tie.objects.filter(source=tie.source, target=tie.target, nature=nature).exclude(pk=tie.pk)
    if twin.exists():
        raise Refusal(
            _("Le lien %(pair)s (%(nature)s) est déjà noté : modifiez-le, ou choisissez une autre nature.")
            % {"pair": tie, "nature": Nature(nature).label}
        )
    tie.full_clean()
    tie.save()
    journal.record(code, by=by, about=tie, nature=str(Nature(nature).label))
    return tie


@transaction.atomic
def remove_tie(*, tie: Tie, by: User) -> None:
    """Take a tie away; the journal keeps who, what and when."""
    spaces.check(by, tie.space, permissions.EDIT)
    journal.record("tie.removed", by=by, about=tie, nature=tie.get_nature_display())
    tie.delete()
