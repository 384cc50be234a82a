"""People who speak for an organisation, in a professional function; what is exchanged with them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal

from .. import permissions, redaction
from ..models import Contact, Exchange, Organisation
from .cleaning import full_clean, only
from .organisations import refresh_words

CONTACT_FIELDS = (
    "name",
    "function",
    "level",
    "may_commit",
    "mandate",
    "email",
    "phone",
    "last_contact_on",
    "origin",
    "informed_on",
)


@transaction.atomic
def add_contact(*, organisation: Organisation, by: User, **fields: Any) -> Contact:
    permissions.check_edit(by, organisation)
    contact = Contact(space=organisation.space, organisation=organisation, **only(fields, CONTACT_FIELDS))
    _save(contact)
    journal.record("organisation.contact_added", by=by, about=organisation)
    return contact


@transaction.atomic
def edit_contact(*, contact: Contact, by: User, expected_version: int | None = None, **fields: Any) -> Contact:
    permissions.check_edit(by, contact.organisation)
    contact.claim(expected_version)
    for name, value in only(fields, CONTACT_FIELDS).items():
        setattr(contact, name, value)
    _save(contact)
    journal.record("organisation.contact_edited", by=by, about=contact.organisation)
    return contact


@transaction.atomic
def meet_contact(*, contact: Contact, on: date, by: User) -> Contact:
    """Note that we spoke that day: the retention period starts again."""
    permissions.check_edit(by, contact.organisation)
    contact.last_contact_on = on
    contact.save(update_fields=["last_contact_on"])
    journal.record("organisation.contact_met", by=by, about=contact.organisation)
    return contact


@transaction.atomic
def succeed_contact(
    *, contact: Contact, on: date, by: User, successor: Contact | None = None, **fields: Any
) -> Contact | None:
    """Somebody left a function that day; another contact of the organisation takes it up, or a new one (``fields``).

    Returns the successor, None when nobody is known yet. The one who left comes up for review a year later.
    """
    permissions.check_edit(by, contact.organisation)
    if on > timezone.localdate():
        raise Refusal(_("Ce départ est à venir : notez-le le jour venu."))
    if successor is not None:
        _refuse_as_successor(contact, successor)
    contact.claim(None)
    if fields.get("name"):
        usual = {"function": contact.function, "level": contact.level}
        successor = add_contact(
            organisation=contact.organisation, by=by, **usual | {name: value for name, value in fields.items() if value}
        )
    contact.left_on, contact.successor = on, successor
    full_clean(contact)
    contact.save()
    journal.record("organisation.contact_left", by=by, about=contact.organisation)
    return successor


@transaction.atomic
def return_contact(*, contact: Contact, by: User) -> Contact:
    """The departure was noted by mistake: still in office."""
    permissions.check_edit(by, contact.organisation)
    contact.claim(None)
    contact.left_on = contact.successor = None
    contact.save(update_fields=["left_on", "successor"])
    journal.record("organisation.contact_edited", by=by, about=contact.organisation)
    return contact


@transaction.atomic
def erase_contact(*, contact: Contact, by: User) -> None:
    """Delete the person's data for good. The organisation, its history and its seats stay, without the name.

    In the organisation's note and exchanges, what names the person is struck out (``personal.read_erasure`` shows it).
    """
    organisation = contact.organisation
    permissions.check_edit(by, organisation)
    strike = redaction.Striker(contact.name, contact.email, contact.phone)
    for exchange in organisation.exchanges.exclude(words=""):
        words = strike(exchange.words)
        if words != exchange.words:
            Exchange.objects.filter(pk=exchange.pk).update(words=words)
    note = strike(organisation.note)
    if note != organisation.note:
        organisation.claim(None)
        organisation.note = note
        organisation.save(update_fields=["note"])
    journal.record("organisation.contact_erased", by=by, about=organisation)
    contact.delete()
    refresh_words(organisation)


@transaction.atomic
def note_exchange(
    *,
    organisation: Organisation,
    channel: str,
    on: date,
    by: User,
    words: str = "",
    contact: Contact | None = None,
) -> Exchange:
    """A call, a visit, a mail or a meeting. With a contact, it is the last one if none is more recent."""
    permissions.check(by, organisation.space, permissions.EDIT)
    if contact is not None and contact.organisation_id != organisation.pk:
        raise Refusal(_("Cette personne n'est pas un contact de cette organisation."))
    if on > timezone.localdate():
        raise Refusal(_("Cet échange est à venir : notez-le une fois qu'il a eu lieu."))
    exchange = Exchange(
        space=organisation.space,
        organisation=organisation,
        contact=contact,
        channel=channel,
        on=on,
        words=words.strip(),
        by=by,
    )
    full_clean(exchange)
    exchange.save()
    if contact is not None and (contact.last_contact_on is None or contact.last_contact_on < on):
        contact.last_contact_on = on
        contact.save(update_fields=["last_contact_on"])
    refresh_words(organisation)
    journal.record("organisation.exchange_noted", by=by, about=organisation)
    return exchange


@transaction.atomic
def remove_exchange(*, exchange: Exchange, by: User) -> None:
    permissions.check(by, exchange.space, permissions.EDIT)
    organisation = exchange.organisation
    exchange.delete()
    refresh_words(organisation)
    journal.record("organisation.exchange_removed", by=by, about=organisation)


@transaction.atomic
def take_contacts(*, space: Space, contacts: Collection[Contact], by: User) -> None:
    """Note that these people's details leave the space in a file. The file itself is made by the page."""
    permissions.check(by, space, permissions.EXPORT_CONTACTS)
    journal.record("contacts.taken", by=by, space=space, number=len(contacts))


@transaction.atomic
def give_access(*, contact: Contact, by: User) -> None:
    """Note that a person's data was put in a file, to be handed to that person."""
    permissions.check(by, contact.space, permissions.SEE_CONTACTS)
    journal.record("organisation.contact_given", by=by, about=contact.organisation)


def _save(contact: Contact) -> None:
    full_clean(contact)
    contact.save()
    refresh_words(contact.organisation)


def _refuse_as_successor(contact: Contact, successor: Contact) -> None:
    if successor.organisation_id != contact.organisation_id:
        raise Refusal(_("La personne qui succède est un contact de la même organisation."))
    if successor.pk == contact.pk:
        raise Refusal(_("Choisissez une autre personne pour lui succéder."))
    if successor.left_on:
        raise Refusal(
            _("%(name)s a aussi quitté sa fonction : choisissez une personne en poste.") % {"name": successor}
        )
