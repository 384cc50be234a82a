"""The life of a text: the states it goes through, the amendments signed on its way."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces import permissions as spaces
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import long_date

from .. import permissions, rules
from ..enums import Status
from ..models import Agreement


@transaction.atomic
def change_status(
    *, agreement: Agreement, status: Status, on: date, expected_version: int | None = None, by: User
) -> Agreement:
    """Move the text to its next state on a given day; the day becomes the date of signature, of effect or of end."""
    spaces.check(by, agreement.space, permissions.WRITE)
    before, latest = Status(agreement.status), agreement.versions.first()
    rules.check_move(before, status)
    if status in {Status.PROOFREADING, Status.SIGNED} and latest is None:
        raise Refusal(_("Ce texte n'a pas encore de mots : écrivez une première version."))
    if status == Status.IN_FORCE:
        _check_has_time_left(agreement, on)
    if status in rules.CLOSED:
        _check_ends_after_start(agreement, on)
    agreement.claim(expected_version)
    if status == Status.SIGNED:
        agreement.signed_on, agreement.signed_number = on, latest.number
    if status == Status.IN_FORCE:
        agreement.effective_on = agreement.effective_on or on
    if status in rules.CLOSED:
        agreement.ends_on = on if status == Status.TERMINATED else agreement.ends_on or on
    agreement.status = status
    agreement.full_clean()
    agreement.save()
    if (before, status) == (Status.TO_RENEW, Status.IN_FORCE):
        journal.record("agreement.renewed", by=by, about=agreement)
    else:
        after = str(Status(status).label)
        journal.record("agreement.moved", by=by, about=agreement, before=str(before.label), after=after)
    return agreement


def _check_has_time_left(agreement: Agreement, on: date) -> None:
    if agreement.ends_on and agreement.ends_on < on:
        raise Refusal(
            _("La date de fin (%(end)s) est passée : donnez d'abord au texte une nouvelle date de fin.")
            % {"end": long_date(agreement.ends_on)}
        )


def _check_ends_after_start(agreement: Agreement, on: date) -> None:
    if agreement.effective_on and on < agreement.effective_on:
        raise Refusal(
            _("Le texte prend effet le %(start)s : choisissez une date de fin après ce jour.")
            % {"start": long_date(agreement.effective_on)}
        )


@transaction.atomic
def sign_amendment(*, agreement: Agreement, on: date, expected_version: int | None = None, by: User) -> Agreement:
    """Note that the version written after the signature is now signed too (avenant)."""
    spaces.check(by, agreement.space, permissions.WRITE)
    latest = agreement.versions.first()
    if agreement.status not in rules.ALIVE or latest is None or latest.number == agreement.signed_number:
        raise Refusal(_("Aucune version n'attend de signature : écrivez d'abord l'avenant dans une nouvelle version."))
    agreement.claim(expected_version)
    agreement.signed_on, agreement.signed_number = on, latest.number
    agreement.full_clean()
    agreement.save()
    journal.record("agreement.amendment_signed", by=by, about=agreement, number=latest.number)
    return agreement
