"""The type that the pilot keeps for a partnership."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces import permissions as spaces
from maillage.toolkit.refusals import Refusal

from .. import analyses, permissions, queries
from ..models import Partnership
from .records import save
from .versions import typology_to_use


@transaction.atomic
def choose_type(
    *, partnership: Partnership, type_code: str, reason: str = "", expected_version: int | None = None, by: User
) -> Partnership:
    """Keep a type for this partnership; an empty ``type_code`` takes the choice back.

    The choice keeps the version of the typology under which it was made.
    A reason is asked when the grid suggests another type (or finds the profile like none of them).
    """
    spaces.check(by, partnership.space, permissions.CHOOSE_TYPE)
    version = typology_to_use(partnership.space)
    types = queries.typology_in(version).by_code
    if type_code and type_code not in types:
        raise Refusal(
            _("« %(code)s » n'est pas un type de la typologie en service : choisissez dans la liste.")
            % {"code": type_code}
        )
    fewest = permissions.fewest_answers_shown(spaces.role_of(by, partnership.space))
    suggestion = analyses.read_partnership(partnership, fewest_answers=fewest).suggestion
    if type_code and suggestion.contradicts(type_code) and not reason.strip():
        raise Refusal(
            _("La grille suggère autre chose : dites en une phrase pourquoi vous retenez « %(type)s ».")
            % {"type": types[type_code].name}
        )
    partnership.claim(expected_version)
    partnership.chosen_type, partnership.chosen_type_reason = type_code, reason.strip() if type_code else ""
    partnership.chosen_under = version if type_code else None
    save(partnership)
    if type_code:
        journal.record("partnership.type_chosen", by=by, about=partnership, type=types[type_code].name)
    else:
        journal.record("partnership.type_withdrawn", by=by, about=partnership)
    return partnership
