"""The history of a partnership in dated words: an event is told, corrected, withdrawn, put back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces import permissions as spaces
from maillage.toolkit.refusals import Refusal

from .. import permissions
from ..models import Milestone, Partnership
from .records import clean


@transaction.atomic
def tell_milestone(
    *, partnership: Partnership, words: str, year: int, month: int | None = None, day: int | None = None, by: User
) -> Milestone:
    """Something that happened, with as much of its date as is known."""
    spaces.check(by, partnership.space, permissions.EDIT)
    milestone = Milestone(space=partnership.space, partnership=partnership)
    _write(milestone, words, year, month, day)
    journal.record("partnership.milestone_told", by=by, about=partnership, milestone=str(milestone))
    return milestone


@transaction.atomic
def edit_milestone(
    *,
    milestone: Milestone,
    words: str,
    year: int,
    month: int | None = None,
    day: int | None = None,
    expected_version: int | None = None,
    by: User,
) -> Milestone:
    spaces.check(by, milestone.space, permissions.EDIT)
    milestone.claim(expected_version)
    _write(milestone, words, year, month, day)
    journal.record("partnership.milestone_edited", by=by, about=milestone.partnership, milestone=str(milestone))
    return milestone


@transaction.atomic
def withdraw_milestone(*, milestone: Milestone, by: User) -> Milestone:
    """Take an event out of the history; it can be put back."""
    spaces.check(by, milestone.space, permissions.EDIT)
    if milestone.archived_at is None:
        milestone.claim(None)
        milestone.archived_at = timezone.now()
        milestone.save(update_fields=["archived_at"])
        journal.record("partnership.milestone_withdrawn", by=by, about=milestone.partnership, milestone=str(milestone))
    return milestone


@transaction.atomic
def restore_milestone(*, milestone: Milestone, by: User) -> Milestone:
    spaces.check(by, milestone.space, permissions.EDIT)
    if milestone.archived_at is not None:
        milestone.claim(None)
        milestone.archived_at = None
        milestone.save(update_fields=["archived_at"])
        journal.record("partnership.milestone_restored", by=by, about=milestone.partnership, milestone=str(milestone))
    return milestone


def _write(milestone: Milestone, words: str, year: int, month: int | None, day: int | None) -> None:
    if day is not None and month is None:
        raise Refusal(_("Un jour sans mois ne se lit pas : donnez aussi le mois."))
    milestone.words, milestone.year, milestone.month, milestone.day = words.strip(), year, month, day
    clean(milestone)
    _check_exists(year, month, day)
    milestone.save()


def _check_exists(year: int, month: int | None, day: int | None) -> None:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise Refusal(_("Ce jour n'existe pas dans ce mois : corrigez la date.")) from None
