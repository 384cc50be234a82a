"""What changes a perimeter."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal

from . import gazetteer, permissions
from .models import Perimeter


@transaction.atomic
def set_perimeter(
    *,
    space: Space,
    name: str,
    codes: Iterable[str],
    reason: str = "",
    expected_version: int | None = None,
    by: User,
) -> Perimeter:
    """Draw the space's perimeter, or draw it again. ``codes``: Insee codes of current communes, in any order.

    Refuses an unknown code (naming it), an empty list, and to overwrite what somebody else has just drawn.
    """
    permissions.check(by, space, permissions.DRAW_PERIMETER)
    chosen = checked(codes)
    perimeter = Perimeter.objects.select_for_update().filter(space=space).first()
    if perimeter is None:
        return draw(space, name, chosen, reason, by)
    perimeter.claim(expected_version)
    before = set(perimeter.codes)
    perimeter.name, perimeter.codes, perimeter.reason = name.strip(), chosen, reason
    perimeter.full_clean()
    perimeter.save(update_fields=["name", "codes", "reason", "updated_at"])
    journal.record(
        "territory.perimeter_changed",
        by=by,
        about=perimeter,
        communes=len(chosen),
        added=len(set(chosen) - before),
        removed=len(before - set(chosen)),
    )
    return perimeter


def draw(space: Space, name: str, codes: list[str], reason: str, by: User) -> Perimeter:
    perimeter = Perimeter(space=space, name=name.strip(), codes=codes, reason=reason)
    perimeter.full_clean()
    perimeter.save()
    journal.record("territory.perimeter_drawn", by=by, about=perimeter, communes=len(codes))
    return perimeter


def checked(codes: Iterable[str]) -> list[str]:
    """Each code once, sorted; Refusal when there is none or when one is not a current commune."""
    chosen = sorted({code.strip().upper() for code in codes} - {""})
    if not chosen:
        raise Refusal(_("Un périmètre contient au moins une commune : ajoutez une commune, un EPCI ou un département."))
    for code in gazetteer.unknown(chosen):
        raise Refusal(gazetteer.why_unknown(code))
    return chosen
