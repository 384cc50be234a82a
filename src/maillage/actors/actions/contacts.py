"""People who speak for an organisation, in a professional function."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from maillage.accounts.models import User
from maillage.journal import actions as journal

from .. import permissions
from ..models import Contact, Organisation
from .cleaning import full_clean, only

CONTACT_FIELDS = frozenset(["name", "function", "level", "may_commit", "email", "phone", "last_contact_on"])


@transaction.atomic
def add_contact(*, organisation: Organisation, by: User, **fields: Any) -> Contact:
    permissions.check_edit(by, organisation)
    contact = Contact(space=organisation.space, organisation=organisation, **only(fields, CONTACT_FIELDS))
    full_clean(contact)
    contact.save()
    journal.record("organisation.contact_added", by=by, about=organisation)
    return contact


@transaction.atomic
def edit_contact(*, contact: Contact, by: User, expected_version: int | None = None, **fields: Any) -> Contact:
    permissions.check_edit(by, contact.organisation)
    contact.claim(expected_version)
    for name, value in only(fields, CONTACT_FIELDS).items():
        setattr(contact, name, value)
    full_clean(contact)
    contact.save()
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
def erase_contact(*, contact: Contact, by: User) -> None:
    """Delete the person's data for good. The organisation, its history and its seats stay, without the name."""
    permissions.check_edit(by, contact.organisation)
    journal.record("organisation.contact_erased", by=by, about=contact.organisation)
    contact.delete()
