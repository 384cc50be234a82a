"""What a person asks of the list: words, and filters that add up."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .. import rules, served
from ..models import Contact, OrganisationQuerySet, Site
from .words import search_words

# What a sheet may lack; « contact » is for those who see contacts.
LACKING = {
    "siret": _("sans SIRET ni SIREN"),
    "commune": _("sans commune"),
    "served": _("sans territoire desservi"),
    "website": _("sans site"),
    "contact": _("sans contact"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person asked to see; empty means everything. ``acts_in`` is an Insee code, ``tag`` a key."""

    q: str = ""
    college: str = ""
    family: str = ""
    kind: str = ""
    level: str = ""
    tag: int | None = None
    acts_in: str = ""
    lacking: str = ""
    to_confirm: bool = False

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


def matching(
    organisations: OrganisationQuerySet, filters: Filters, *, on: date, private: bool = False
) -> OrganisationQuerySet:
    """The organisations that hold every word of the search and fit every filter.

    ``private``: words are looked for in notes, contacts and exchanges too, and « without contact » is understood.
    """
    for word in search_words(filters.q):
        found = Q(search_text__contains=word)
        organisations = organisations.filter(found | Q(private_text__contains=word) if private else found)
    for name in ("college", "kind", "level"):
        if value := getattr(filters, name):
            organisations = organisations.filter(**{name: value})
    if filters.family:
        organisations = organisations.filter(family=filters.family)
    if filters.tag:
        organisations = organisations.filter(tags=filters.tag)
    if filters.acts_in:
        organisations = organisations.filter(acts_in(filters.acts_in))
    if filters.lacking and (private or filters.lacking != "contact"):
        organisations = organisations.filter(_lacks(filters.lacking))
    return organisations.filter(stale(on)) if filters.to_confirm else organisations


def acts_in(commune: str) -> Q:
    """Organisations that sit in a commune, have a site there, or serve an area that holds it."""
    there = Q(commune=commune) | Exists(Site.objects.filter(organisation=OuterRef("pk"), commune=commune))
    for token in served.tokens_over(commune):
        there |= Q(served_areas__contains=token)
    return there


def _lacks(what: str) -> Q:
    return {
        "siret": Q(siret="", siren=""),
        "commune": Q(commune=""),
        "served": Q(served="", served_areas=""),
        "website": Q(website=""),
        "contact": ~Exists(Contact.objects.in_office().filter(organisation=OuterRef("pk"))),
    }[what]


def stale_before(on: date) -> date:
    """A sheet confirmed before this day is to be confirmed again."""
    return rules.months_before(on, rules.FRESH_MONTHS)


def stale(on: date) -> Q:
    """Sheets that nobody confirmed within the year."""
    return Q(confirmed_on=None) | Q(confirmed_on__lt=stale_before(on))
