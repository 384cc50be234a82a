"""A campaign is prepared, opened, closed, opened again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal

from .. import permissions, rules, subjects
from ..enums import Anonymity, Status
from ..models import Campaign
from .letters import deliver_first_invitations

LONGEST = timedelta(days=366)


@transaction.atomic
def create_campaign(
    *,
    space: Space,
    subject: str,
    title: str,
    targets: Iterable[int],
    deadline: date,
    anonymity: str | None = None,
    message: str = "",
    reminder_days: list[int] | None = None,
    by: User,
) -> Campaign:
    """Prepare a campaign; nothing leaves before it is opened. ``targets``: keys given by the subject.

    Without ``anonymity``, the first promise that the subject can keep.
    """
    permissions.check(by, space, permissions.RUN)
    if subject not in subjects.known():
        raise Refusal(_("Aucune question de ce genre n'existe ici."))
    campaign = Campaign(
        space=space,
        subject=subject,
        title=title.strip(),
        message=message.strip(),
        anonymity=anonymity or subjects.known()[subject].promises[0],
        deadline=deadline,
        asked_by=by,
    )
    if reminder_days is not None:
        campaign.reminder_days = reminder_days
    _save(campaign)
    _choose(campaign, targets)
    journal.record("campaign.created", by=by, about=campaign)
    return campaign


@transaction.atomic
def edit_campaign(
    *,
    campaign: Campaign,
    title: str,
    message: str,
    deadline: date,
    reminder_days: list[int],
    anonymity: str | None = None,
    targets: Iterable[int] | None = None,
    expected_version: int | None = None,
    by: User,
) -> Campaign:
    """Change what may change: once opened, what is asked and who reads it stay as they were told."""
    permissions.check(by, campaign.space, permissions.RUN)
    campaign.claim(expected_version)
    fresh = Campaign.objects.get(pk=campaign.pk)
    if fresh.closed_at:
        raise Refusal(_("Cette campagne est close : rouvrez-la d'abord."))
    if fresh.opened_at and ((anonymity and anonymity != fresh.anonymity) or targets is not None):
        raise Refusal(_("La campagne est ouverte : ce qui est demandé et qui lira les réponses ne changent plus."))
    campaign.title, campaign.message = title.strip(), message.strip()
    campaign.deadline, campaign.reminder_days = deadline, reminder_days
    if anonymity:
        campaign.anonymity = anonymity
    _save(campaign, moved=deadline != fresh.deadline)
    if targets is not None:
        _choose(campaign, targets)
    journal.record("campaign.edited", by=by, about=campaign)
    return campaign


@transaction.atomic
def open_campaign(*, campaign: Campaign, by: User) -> Campaign:
    """Let the letters leave and the answers come."""
    permissions.check(by, campaign.space, permissions.RUN)
    campaign.claim(None)
    if campaign.opened_at:
        raise Refusal(_("Cette campagne est déjà ouverte."))
    _check_deadline(campaign.deadline)
    ids = list(campaign.invitations.asked().values_list("pk", flat=True))
    if not ids:
        raise Refusal(_("Personne n'est encore interrogé : choisissez d'abord qui."))
    campaign.opened_at = timezone.now()
    campaign.save(update_fields=["opened_at"])
    subjects.subject_of(campaign).on_open(campaign)
    journal.record("campaign.opened", by=by, about=campaign)
    transaction.on_commit(lambda: deliver_first_invitations(ids))
    return campaign


@transaction.atomic
def close_campaign(*, campaign: Campaign, by: User) -> Campaign:
    """No answer comes any more; each may still read their own by their link."""
    permissions.check(by, campaign.space, permissions.RUN)
    campaign.claim(None)
    if Status.CLOSED not in rules.next_of(campaign.status(timezone.localdate())):
        raise Refusal(_("Cette campagne n'est pas ouverte."))
    campaign.closed_at = timezone.now()
    campaign.save(update_fields=["closed_at"])
    subjects.subject_of(campaign).on_close(campaign)
    journal.record("campaign.closed", by=by, about=campaign)
    return campaign


@transaction.atomic
def reopen_campaign(*, campaign: Campaign, deadline: date, by: User) -> Campaign:
    """Take answers again until another day.

    Refused once numbered sheets could be read: whoever came after would be recognised.
    """
    permissions.check(by, campaign.space, permissions.RUN)
    campaign.claim(None)
    if campaign.closed_at is None:
        raise Refusal(_("Cette campagne n'est pas close."))
    if campaign.anonymity == Anonymity.PSEUDONYMOUS and campaign.invitations.exclude(begun_on=None).exists():
        raise Refusal(
            _(
                "Les lectures numérotées se lisent depuis la clôture : celles qui viendraient après se "
                "reconnaîtraient. Faites une nouvelle campagne."
            )
        )
    if campaign.links_end_on < timezone.localdate():
        raise Refusal(_("Les liens de cette campagne ont expiré : faites-en une nouvelle."))
    _check_deadline(deadline)
    campaign.closed_at, campaign.deadline = None, deadline
    campaign.save(update_fields=["closed_at", "deadline"])
    journal.record("campaign.reopened", by=by, about=campaign)
    return campaign


def _save(campaign: Campaign, *, moved: bool = True) -> None:
    if campaign.anonymity not in subjects.subject_of(campaign).promises:
        raise Refusal(_("Ces réponses portent le nom d'une organisation : cette promesse ne pourrait pas être tenue."))
    if moved:
        _check_deadline(campaign.deadline)
    days = campaign.reminder_days
    if len(days) > 5 or any(isinstance(day, bool) or not isinstance(day, int) or not 1 <= day <= 60 for day in days):
        raise Refusal(_("Les relances se comptent en jours avant la date : cinq au plus, de 1 à 60 jours."))
    campaign.reminder_days = sorted(set(days), reverse=True)
    try:
        campaign.full_clean(exclude=["reminder_days"])  # an empty list is a choice
    except ValidationError as error:
        name, sentences = next(iter(error.message_dict.items()))
        raise Refusal(f"{Campaign._meta.get_field(name).verbose_name} : {sentences[0]}") from error
    campaign.save()


def _choose(campaign: Campaign, targets: Iterable[int]) -> None:
    chosen = list(targets)
    if not chosen:
        raise Refusal(_("Choisissez au moins une chose sur laquelle interroger."))
    subjects.subject_of(campaign).choose(campaign, chosen)


def _check_deadline(deadline: date) -> None:
    today = timezone.localdate()
    if deadline < today:
        raise Refusal(_("Cette date est déjà passée : choisissez-en une à venir."))
    if deadline > today + LONGEST:
        raise Refusal(_("Cette date est à plus d'un an : choisissez-en une plus proche."))
