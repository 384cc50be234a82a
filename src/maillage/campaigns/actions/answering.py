"""What those who are asked do by their personal link. The journal says so only as far as the promise allows."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.journal import actions as journal
from maillage.toolkit.refusals import Refusal

from .. import emails, limits, permissions, rules
from ..models import Campaign, Invitation
from .letters import Letter, deliver, deliver_safely
from .people import Person, add_people


def note_opened(*, invitation: Invitation) -> None:
    """The first time the link is followed."""
    if invitation.opened_on is None:
        today = timezone.localdate()
        Invitation.objects.filter(pk=invitation.pk, opened_on=None).update(opened_on=today)


def note_progress(*, invitation: Invitation, is_finished: bool) -> None:
    """Called by the subject, in an answer's transaction: this person has begun; everything is handed in, or not."""
    today = timezone.localdate()
    rows = Invitation.objects.filter(pk=invitation.pk)
    rows.filter(begun_on=None).update(begun_on=today)
    if is_finished:
        rows.filter(finished_on=None).update(finished_on=today)
    else:
        rows.exclude(finished_on=None).update(finished_on=None)


def note_answers_came(*, invitation: Invitation) -> None:
    """Called by the subject, in the transaction of a sheet handed in: thanks, own answers sent back, the journal."""
    campaign = invitation.campaign
    if campaign.is_named:
        journal.record("campaign.answers_came", by=None, about=campaign, organisation=invitation.organisation.name)
    if invitation.email:
        transaction.on_commit(lambda: deliver_safely(lambda: _thank(invitation.pk)))


def _thank(pk: int) -> int:
    invitation = Invitation.objects.select_related("campaign__space", "campaign__asked_by", "organisation").get(pk=pk)
    if limits.thanked_too_often(invitation.key):
        return 0
    return deliver([Letter(lambda: emails.thanks_letter(invitation))])


@transaction.atomic
def decline(*, invitation: Invitation) -> Invitation:
    """« Je ne répondrai pas. » No reminder comes any more; the person may change their mind (``answer_after_all``)."""
    fresh, campaign = _held(invitation)
    if fresh.begun_on and fresh.finished_on:
        raise Refusal(_("Vous avez déjà répondu : merci."))
    if fresh.declined_on:
        return fresh
    permissions.check_link_takes_answers(fresh, campaign, on=timezone.localdate())
    fresh.declined_on = timezone.localdate()
    fresh.save(update_fields=["declined_on"])
    journal.record("campaign.declined", by=None, about=campaign, organisation=fresh.organisation.name)
    return fresh


@transaction.atomic
def answer_after_all(*, invitation: Invitation) -> Invitation:
    """Whoever had declined takes it back."""
    fresh, _campaign = _held(invitation)
    fresh.declined_on = None
    fresh.save(update_fields=["declined_on"])
    return fresh


@transaction.atomic
def stop_reminders(*, invitation: Invitation) -> None:
    """No reminder any more for anything that this space asks of this person at present."""
    rows = Invitation.objects.filter(space=invitation.space_id, stopped_on=None)
    rows.filter(email=invitation.email).update(stopped_on=timezone.localdate())


@transaction.atomic
def forward(*, invitation: Invitation, name: str, email: str, language: str) -> Invitation:
    """Somebody else of the same organisation should answer: that person gets a link of their own, this one rests."""
    fresh, campaign = _held(invitation)
    permissions.check_link_takes_answers(fresh, campaign, on=timezone.localdate())
    if fresh.begun_on:
        raise Refusal(
            _("Vous avez déjà commencé à répondre : remettez vos réponses, ou laissez-les ; chacun a les siennes.")
        )
    if _times_forwarded(fresh) >= rules.MOST_FORWARDS:
        raise Refusal(_("Cette demande a déjà changé plusieurs fois de mains : écrivez plutôt à qui l'a envoyée."))
    person = Person(organisation=fresh.organisation, name=name, email=email, language=language)
    [added] = add_people(campaign, [person], forwarded_by=fresh)
    fresh.forwarded_on = timezone.localdate()
    fresh.save(update_fields=["forwarded_on"])
    journal.record("campaign.forwarded", by=None, about=campaign, organisation=fresh.organisation.name)
    return added


def _held(invitation: Invitation) -> tuple[Invitation, Campaign]:
    """The campaign locked, the invitation as it is now: two tabs of the same person do one thing."""
    campaign = Campaign.objects.select_for_update().select_related("space").get(pk=invitation.campaign_id)
    fresh = Invitation.objects.select_related("organisation", "forwarded_by").get(pk=invitation.pk)
    return fresh, campaign


def _times_forwarded(invitation: Invitation) -> int:
    times, before = 0, invitation.forwarded_by
    while before is not None and times < rules.MOST_FORWARDS:
        times, before = times + 1, before.forwarded_by
    return times
