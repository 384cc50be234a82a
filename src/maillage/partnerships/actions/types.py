"""The type that the pilot keeps for a partnership."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces import permissions as spaces
from maillage.toolkit.refusals import Refusal

from .. import analyses, permissions
from ..catalogue import TYPE_BY_CODE
from ..models import Partnership
from .records import save


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
    fewest = permissions.fewest_answers_shown(spaces.role_of(by, partnership.space))
    suggestion = analyses.read_partnership(partnership, fewest_answers=fewest).suggestion
    if type_code and suggestion.contradicts(type_code) and not reason.strip():
        raise Refusal(
            _("La grille suggère autre chose : dites en une phrase pourquoi vous retenez « %(type)s ».")
            % {"type": TYPE_BY_CODE[type_code].name}
        )
    partnership.claim(expected_version)
    partnership.chosen_type, partnership.chosen_type_reason = type_code, reason.strip() if type_code else ""
    save(partnership)
    if type_code:
        journal.record("partnership.type_chosen", by=by, about=partnership, type=str(TYPE_BY_CODE[type_code].name))
    else:
        journal.record("partnership.type_withdrawn", by=by, about=partnership)
    return partnership
