"""What young people and companies get, in numbers: with a period and a source, never a name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.partnerships.models import Partnership
from maillage.spaces import permissions as spaces
from maillage.toolkit.refusals import Refusal

from .. import permissions
from ..catalogue import COUNT_BY_CODE
from ..models import Count, CountSheet

LARGEST = 10_000_000


@transaction.atomic
def write_counts(
    *,
    partnership: Partnership,
    starts_on: date,
    ends_on: date,
    source: str,
    values: Mapping[str, int | None],
    sheet: CountSheet | None = None,
    expected_version: int | None = None,
    by: User,
) -> CountSheet:
    """Keep the numbers of one period from one source; a sheet already there is corrected.

    ``values``: code of the catalogue → number, or None when it is not known (which is never 0).
    """
    spaces.check(by, partnership.space, permissions.EDIT)
    known = {code: value for code, value in values.items() if value is not None}
    _check(known, starts_on, ends_on, source)
    is_new = sheet is None
    if is_new:
        sheet = CountSheet(space=partnership.space, partnership=partnership)
    else:
        sheet.claim(expected_version)
    sheet.starts_on, sheet.ends_on, sheet.source = starts_on, ends_on, source.strip()
    same = CountSheet.objects.filter(
        partnership=partnership, starts_on=starts_on, ends_on=ends_on, source=sheet.source
    ).exclude(pk=sheet.pk)
    if same.exists():
        raise Refusal(_("Cette période a déjà ses chiffres de la même source : corrigez-les plutôt."))
    try:
        sheet.clean_fields()
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error
    sheet.save()
    Count.objects.filter(sheet=sheet).delete()
    Count.objects.bulk_create(
        Count(sheet=sheet, indicator=code, value=known[code]) for code in COUNT_BY_CODE if code in known
    )
    journal.record("counts.written" if is_new else "counts.corrected", by=by, about=partnership)
    return sheet


def _check(known: Mapping[str, int], starts_on: date, ends_on: date, source: str) -> None:
    if ends_on < starts_on:
        raise Refusal(_("La période finit avant de commencer : corrigez l'une des deux dates."))
    if not source.strip():
        raise Refusal(_("Un chiffre a une source : dites d'où viennent ceux-ci."))
    if not known:
        raise Refusal(_("Écrivez au moins un nombre ; laissez vide ce que vous ne savez pas."))
    for code, value in known.items():
        if code not in COUNT_BY_CODE or not 0 <= value <= LARGEST:
            raise Refusal(_("Un de ces nombres n'est pas possible : un compte est un nombre entier, à partir de 0."))
        whole = COUNT_BY_CODE[code].part_of
        if whole in known and value > known[whole]:
            raise Refusal(
                _("« %(part)s » (%(value)d) dépasse « %(whole)s » (%(most)d) : corrigez l'un des deux.")
                % {
                    "part": COUNT_BY_CODE[code].label,
                    "value": value,
                    "whole": COUNT_BY_CODE[whole].label,
                    "most": known[whole],
                }
            )
