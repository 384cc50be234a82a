"""Who may still be asked: the directory filtered, a page of it with its contacts, one person for each organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower

from maillage.actors.models import Contact, Organisation, OrganisationQuerySet
from maillage.actors.queries import Filters, matching

from . import subjects
from .models import Campaign
from .subjects import Target

RANK = {True: 0, None: 1, False: 2}  # may commit the organisation, not known, may not
LONG_TEXTS = ("search_text", "private_text", "description", "note", "served_areas")


@dataclass(frozen=True, slots=True)
class Askable:
    """An organisation that may be asked, about what, through whom, and how many of its people already are."""

    organisation: Organisation
    targets: tuple[Target, ...]
    contacts: tuple[Contact, ...]
    asked: int


def concerned(campaign: Campaign, filters: Filters, *, on: date) -> OrganisationQuerySet:
    """The organisations that the campaign may ask and that these filters keep: those with somebody to tick first."""
    found = matching(subjects.subject_of(campaign).concerned(campaign), filters, on=on, private=True)
    has_somebody = Exists(may_be_ticked(campaign).filter(organisation=OuterRef("pk")).order_by())
    return found.defer(*LONG_TEXTS).order_by(has_somebody.desc(), "sort_name", "pk")


def askable(campaign: Campaign, organisations: Sequence[Organisation]) -> list[Askable]:
    """These organisations, each with its contacts who may be ticked (two queries, and those of the subject)."""
    keys = [one.pk for one in organisations]
    asked = list(campaign.invitations.asked().filter(organisation__in=keys).values_list("organisation", flat=True))
    contacts: dict[int, list[Contact]] = {}
    for contact in may_be_ticked(campaign).filter(organisation__in=keys):
        contacts.setdefault(contact.organisation_id, []).append(contact)
    about = subjects.subject_of(campaign).about(campaign, organisations)
    return [
        Askable(
            organisation,
            tuple(about.get(organisation.pk, ())),
            tuple(sorted(contacts.get(organisation.pk, ()), key=_first_to_ask)),
            asked.count(organisation.pk),
        )
        for organisation in organisations
    ]


def may_be_ticked(campaign: Campaign) -> QuerySet[Contact]:
    """Contacts of the space in office, with an address that this campaign does not ask yet."""
    asked = campaign.invitations.asked().exclude(email="").values("email")
    present = Contact.objects.filter(space=campaign.space_id).in_office().exclude(email="")
    return present.annotate(address=Lower("email")).exclude(address__in=asked).order_by("name", "pk")


def one_each(campaign: Campaign, organisations: OrganisationQuerySet) -> list[int]:
    """The contact to ask for each of these organisations where nobody is asked yet: whoever may commit it comes first.

    Somebody who stands for two organisations is asked for one of them.
    """
    already = campaign.invitations.asked().values("organisation")
    alone = organisations.exclude(pk__in=already).order_by().values("pk")
    found = may_be_ticked(campaign).filter(organisation__in=alone).order_by()
    rows = found.values_list("may_commit", "name", "pk", "organisation", "address")  # light: there may be thousands
    chosen: dict[int, int] = {}
    addresses: set[str] = set()
    for _rank, _name, contact, organisation, address in sorted((RANK[row[0]], *row[1:]) for row in rows):
        if organisation not in chosen and address not in addresses:
            chosen[organisation] = contact
            addresses.add(address)
    return list(chosen.values())


def _first_to_ask(contact: Contact) -> tuple:
    """Whoever may commit the organisation, then whoever nobody says may not; then by name."""
    return RANK[contact.may_commit], contact.name, contact.pk
