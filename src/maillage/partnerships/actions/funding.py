"""Who pays, year by year: a line is written, corrected, withdrawn, put back."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.journal import actions as journal
from maillage.spaces import permissions as spaces
from maillage.toolkit.refusals import Refusal

from .. import permissions
from ..enums import FundingState
from ..models import Funding, Partnership
from .records import check_same_space, clean


@transaction.atomic
def add_funding(
    *,
    partnership: Partnership,
    year: int,
    organisation: Organisation | None = None,
    source: str = "",
    state: str = FundingState.SOUGHT,
    amount: Decimal | None = None,
    note: str = "",
    by: User,
) -> Funding:
    """One source, one year. ``amount`` in euros, None when it is not known."""
    spaces.check(by, partnership.space, permissions.EDIT)
    funding = Funding(space=partnership.space, partnership=partnership)
    _write(funding, organisation, source, year, state, amount, note)
    journal.record("partnership.funding_added", by=by, about=partnership, funding=str(funding))
    return funding


@transaction.atomic
def edit_funding(
    *,
    funding: Funding,
    year: int,
    organisation: Organisation | None = None,
    source: str = "",
    state: str = FundingState.SOUGHT,
    amount: Decimal | None = None,
    note: str = "",
    expected_version: int | None = None,
    by: User,
) -> Funding:
    spaces.check(by, funding.space, permissions.EDIT)
    funding.claim(expected_version)
    _write(funding, organisation, source, year, state, amount, note)
    journal.record("partnership.funding_edited", by=by, about=funding.partnership, funding=str(funding))
    return funding


@transaction.atomic
def withdraw_funding(*, funding: Funding, by: User) -> Funding:
    """Take a line out of the table; it can be put back."""
    spaces.check(by, funding.space, permissions.EDIT)
    if funding.archived_at is None:
        funding.claim(None)
        funding.archived_at = timezone.now()
        funding.save(update_fields=["archived_at"])
        journal.record("partnership.funding_withdrawn", by=by, about=funding.partnership, funding=str(funding))
    return funding


@transaction.atomic
def restore_funding(*, funding: Funding, by: User) -> Funding:
    spaces.check(by, funding.space, permissions.EDIT)
    if funding.archived_at is not None:
        funding.claim(None)
        funding.archived_at = None
        funding.save(update_fields=["archived_at"])
        journal.record("partnership.funding_restored", by=by, about=funding.partnership, funding=str(funding))
    return funding


def _write(
    funding: Funding,
    organisation: Organisation | None,
    source: str,
    year: int,
    state: str,
    amount: Decimal | None,
    note: str,
) -> None:
    if organisation is None and not source.strip():
        raise Refusal(_("Dites d'où vient l'argent : une organisation de l'annuaire, ou une source en vos mots."))
    if organisation is not None:
        check_same_space(organisation, funding.partnership)
    if state not in FundingState.values:
        raise Refusal(_("Un financement est demandé, accordé ou versé."))
    funding.organisation, funding.source, funding.year = organisation, source.strip(), year
    funding.state, funding.amount, funding.note = state, amount, note.strip()
    clean(funding)
    funding.save()
