"""Contacts looked for, and those whose time has come: not met for the retention period, or gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.spaces.models import Space
from maillage.toolkit.words import folded

from .. import rules
from ..enums import Level
from ..models import Contact, ContactQuerySet, RegisterEntry


def retention_of(space: Space) -> int:
    """Months that contacts are kept after the last contact, as the register entry says; 36 by default."""
    chosen = RegisterEntry.objects.filter(space=space).values_list("retention_months", flat=True).first()
    return chosen or rules.RETENTION_MONTHS


def review_before(on: date, months: int = rules.RETENTION_MONTHS) -> date:
    """A contact last met before this day is to be reviewed."""
    return rules.months_before(on, months)


def gone_long_ago(on: date) -> Q:
    """People who left their function more than a year ago: what for would their details be kept?"""
    return Q(left_on__lt=rules.months_before(on, rules.GONE_MONTHS))


def contacts_to_review(space: Space, *, on: date) -> ContactQuerySet:
    """Contacts not met for the retention period, or gone for a year: ask again, or erase."""
    day = review_before(on, retention_of(space))
    contacts = Contact.objects.in_space(space)
    due = contacts.filter(Q(pk__in=contacts.not_met_since(day).values("pk")) | gone_long_ago(on))
    return due.select_related("organisation").order_by(F("last_contact_on").asc(nulls_first=True), "pk")


STATES = {
    "in_office": _("en poste"),
    "gone": _("partis"),
    "commits": _("peuvent engager"),
    "not_informed": _("pas encore informés"),
}


@dataclass(frozen=True, slots=True)
class PeopleFilters:
    """Who is looked for among the contacts; empty means everybody."""

    q: str = ""
    level: str = ""
    state: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        """From an address; what it does not understand is left aside."""
        level, state = given.get("level", ""), given.get("state", "")
        return cls(
            given.get("q", "").strip()[:100],
            level if level in Level.values else "",
            state if state in STATES else "",
        )


def people(space: Space, asked: PeopleFilters) -> list[Contact]:
    """The contacts that hold every word, by name; names are folded here, an address book being short."""
    contacts = Contact.objects.in_space(space).select_related("organisation", "successor")
    if asked.level:
        contacts = contacts.filter(level=asked.level)
    if asked.state:
        contacts = contacts.filter(_in_state(asked.state))
    words = folded(asked.q).split()
    found = [contact for contact in contacts if _holds(contact, words)]
    return sorted(found, key=lambda contact: (folded(contact.name), contact.pk))


def _in_state(state: str) -> Q:
    return {
        "in_office": Q(left_on=None),
        "gone": Q(left_on__isnull=False),
        "commits": Q(may_commit=True, left_on=None),
        "not_informed": Q(informed_on=None, left_on=None),
    }[state]


def _holds(contact: Contact, words: list[str]) -> bool:
    said = folded(
        " ".join(
            [contact.name, contact.function, contact.email, contact.phone, contact.mandate, contact.organisation.name]
        )
    )
    return all(word in said for word in words)
