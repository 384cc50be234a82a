"""Who is asked: people are added, their link sent again or revoked, their answers typed for them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Contact, Organisation
from maillage.journal import actions as journal
from maillage.toolkit.refusals import Refusal

from .. import links, permissions, rules, subjects
from ..enums import Language, Status
from ..models import Campaign, Invitation
from .letters import deliver_first_invitations

RECORDS = ["space", "campaign", "organisation", "contact", "forwarded_by"]  # checked without a query per person


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to ask: a contact of the directory, or a name and an address typed for an organisation."""

    organisation: Organisation
    email: str
    name: str = ""
    contact: Contact | None = None
    language: str = Language.FRENCH


@transaction.atomic
def ask_people(*, campaign: Campaign, people: Sequence[Person], by: User) -> list[Invitation]:
    """Add people to a campaign; if it is open, their letters leave at once."""
    permissions.check(by, campaign.space, permissions.RUN)
    if len(people) > rules.MOST_ADDED:
        raise Refusal(
            _("%(most)d personnes au plus à la fois : choisissez un collège, une nature ou une commune.")
            % {"most": rules.MOST_ADDED}
        )
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    added = add_people(campaign, people)
    if added:
        journal.record("campaign.people_asked", by=by, about=campaign, number=len(added))
    return added


def add_people(
    campaign: Campaign, people: Sequence[Person], *, forwarded_by: Invitation | None = None
) -> list[Invitation]:
    """Inside a transaction that holds the campaign: check each person, draw keys and numbers, plan the letters."""
    status = campaign.status(timezone.localdate())
    if status in {Status.CLOSED, Status.OVERDUE}:
        raise Refusal(_("Cette campagne ne prend plus de réponses : rouvrez-la ou prolongez-la d'abord."))
    wanted = {person.organisation.pk for person in people}
    concerned = subjects.subject_of(campaign).concerned(campaign).filter(pk__in=wanted)
    may_be_asked = set(concerned.values_list("pk", flat=True))
    addresses = set(campaign.invitations.filter(revoked_on=None).values_list("email", flat=True))
    numbers = set(campaign.invitations.values_list("number", flat=True))
    added = []
    for person in people:
        invitation = _invitation(campaign, person, numbers)
        invitation.forwarded_by = forwarded_by
        if person.organisation.pk not in may_be_asked or _is_elsewhere(person):
            raise Refusal(
                _("%(organisation)s n'est pas concernée par cette campagne.") % {"organisation": person.organisation}
            )
        if invitation.email in addresses:
            raise Refusal(_("%(email)s est déjà interrogée par cette campagne.") % {"email": invitation.email})
        addresses.add(invitation.email)
        added.append(invitation)
    Invitation.objects.bulk_create(added)
    if status == Status.OPEN:
        ids = [one.pk for one in added]
        transaction.on_commit(lambda: deliver_first_invitations(ids))
    return added


def _is_elsewhere(person: Person) -> bool:
    return person.contact is not None and person.contact.organisation_id != person.organisation.pk


def _invitation(campaign: Campaign, person: Person, numbers: set[int]) -> Invitation:
    invitation = Invitation(
        space=campaign.space,
        campaign=campaign,
        organisation=person.organisation,
        contact=person.contact,
        name=person.name.strip(),
        email=person.email.strip().lower(),
        language=person.language,
        key=links.draw_key(),
        number=secrets.choice([number for number in rules.NUMBERS if number not in numbers]),
    )
    if not invitation.email:
        raise Refusal(_("Il manque l'adresse électronique de %(name)s.") % {"name": invitation.name or "–"})
    try:
        invitation.clean_fields(exclude=RECORDS)
    except ValidationError as error:
        name, sentences = next(iter(error.message_dict.items()))
        raise Refusal(f"{Invitation._meta.get_field(name).verbose_name} : {sentences[0]}") from error
    numbers.add(invitation.number)
    return invitation


@transaction.atomic
def revoke_link(*, invitation: Invitation, by: User) -> Invitation:
    """The link opens nothing any more; what was handed in stays."""
    permissions.check(by, invitation.space, permissions.RUN)
    invitation.claim(None)
    if invitation.revoked_on:
        raise Refusal(_("Ce lien est déjà retiré."))
    invitation.revoked_on = timezone.localdate()
    invitation.save(update_fields=["revoked_on"])
    journal.record("campaign.link_revoked", by=by, about=invitation.campaign, organisation=invitation.organisation.name)
    return invitation


@transaction.atomic
def send_link_again(*, invitation: Invitation, by: User) -> Invitation:
    """The same letter, with the same link, to the same address."""
    permissions.check(by, invitation.space, permissions.RUN)
    invitation.claim(None)
    if not invitation.campaign.takes_answers(timezone.localdate()):
        raise Refusal(_("Cette campagne ne prend pas de réponses : ouvrez-la ou prolongez-la d'abord."))
    if invitation.revoked_on or invitation.forwarded_on or not invitation.email:
        raise Refusal(_("Ce lien n'est plus en service : ajoutez la personne de nouveau."))
    invitation.invited_on = None
    invitation.save(update_fields=["invited_on"])
    journal.record(
        "campaign.link_sent_again", by=by, about=invitation.campaign, organisation=invitation.organisation.name
    )
    transaction.on_commit(lambda: deliver_first_invitations([invitation.pk]))
    return invitation


@transaction.atomic
def answer_for(*, invitation: Invitation, target: int, by: User) -> str:
    """Type the answers that this person says (on the telephone, in a meeting); returns the first question's address.

    Refused where it was promised that nobody reads a sheet: whoever types it reads it.
    """
    permissions.check(by, invitation.space, permissions.RUN)
    campaign = Campaign.objects.select_for_update().get(pk=invitation.campaign_id)
    permissions.check_link_takes_answers(invitation, campaign, on=timezone.localdate())
    permissions.check_may_be_typed(campaign)
    address = subjects.subject_of(campaign).start_for(invitation, target, by=by)
    if campaign.is_named:
        journal.record("campaign.answered_for", by=by, about=campaign, organisation=invitation.organisation.name)
    return address
