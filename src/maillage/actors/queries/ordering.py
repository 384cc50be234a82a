"""How the directory is searched, filtered and sorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, F, Q, Value, When
from django.utils import translation

from maillage.spaces.models import Space
from maillage.toolkit.words import folded

from . import places, rules
from .catalogue import BY_CODE, KIND_CHOICES
from .enums import College, Family
from .models import Contact, ContactQuerySet, Organisation, OrganisationQuerySet

SORTS = ("name", "kind", "college", "family", "commune", "confirmed")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person asked to see; empty means everything."""

    q: str = ""
    college: str = ""
    family: str = ""
    kind: str = ""
    to_confirm: bool = False

    def __bool__(self) -> bool:
        return bool(self.q or self.college or self.family or self.kind or self.to_confirm)


def search_text(organisation: Organisation) -> str:
    """Everything one may type to find an organisation, without accents; the name comes first, so it also sorts."""
    kind = BY_CODE.get(organisation.kind)
    labels = []
    for language in ("fr", "en"):
        with translation.override(language):
            labels.append(str(kind.label) if kind else "")
    words = [
        organisation.name,
        organisation.acronym,
        rules.initials(organisation.name),
        places.name_of(organisation.commune),
        organisation.commune,
        *dict.fromkeys(labels),
        organisation.served,
        organisation.siret,
    ]
    return folded(" · ".join(word for word in words if word))


def matching(organisations: OrganisationQuerySet, filters: Filters, *, on: date) -> OrganisationQuerySet:
    """The organisations that hold every word of the search and fit every filter."""
    for word in folded(filters.q).split():
        organisations = organisations.filter(search_text__contains=word)
    for name in ("college", "family", "kind"):
        if value := getattr(filters, name):
            organisations = organisations.filter(**{name: value})
    return organisations.filter(stale(on)) if filters.to_confirm else organisations


def stale_before(on: date) -> date:
    """A sheet confirmed before this day is to be confirmed again."""
    return rules.months_before(on, rules.FRESH_MONTHS)


def stale(on: date) -> Q:
    """Sheets that nobody confirmed within the year."""
    return Q(confirmed_on=None) | Q(confirmed_on__lt=stale_before(on))


def ordered(organisations: OrganisationQuerySet, sort: str) -> Sequence[Organisation]:
    """Sorted as people read, by label rather than by code; ``-name`` turns the order round."""
    key, backwards = sort.removeprefix("-"), sort.startswith("-")
    if key == "commune":
        return _by_commune(organisations, backwards)
    if key == "confirmed":
        first = F("confirmed_on").desc(nulls_last=True) if backwards else F("confirmed_on").asc(nulls_first=True)
        return organisations.order_by(first, "search_text", "pk")
    choices = {"kind": KIND_CHOICES, "college": College.choices, "family": Family.choices}.get(key)
    if choices is None:
        return organisations.order_by("-search_text" if backwards else "search_text", "name", "pk")
    rank = Case(
        *[When(**{key: code}, then=Value(folded(str(label)))) for code, label in choices],
        default=Value(""),
        output_field=CharField(),
    )
    return organisations.order_by(rank.desc() if backwards else rank.asc(), "search_text", "pk")


def _by_commune(organisations: OrganisationQuerySet, backwards: bool) -> Sequence[Organisation]:
    """Commune names are not in the database: sort the keys here, load a page only."""
    rows = list(organisations.order_by("search_text", "pk").values_list("pk", "commune"))
    names = places.names_of(code for _pk, code in rows)
    known = [row for row in rows if row[1]]
    known.sort(key=lambda row: folded(names.get(row[1], row[1])), reverse=backwards)
    return InThisOrder(organisations, [pk for pk, _code in known + [row for row in rows if not row[1]]])


class InThisOrder(Sequence):
    """Organisations in the order of their keys; only the slice asked for is read."""

    def __init__(self, organisations: OrganisationQuerySet, keys: list[int]) -> None:
        self.organisations, self.keys = organisations, keys

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, index):
        wanted = self.keys[index] if isinstance(index, slice) else [self.keys[index]]
        found = self.organisations.in_bulk(wanted)
        chosen = [found[key] for key in wanted if key in found]
        return chosen if isinstance(index, slice) else chosen[0]


def review_before(on: date) -> date:
    """A contact last met before this day is to be reviewed."""
    return rules.months_before(on, rules.RETENTION_MONTHS)


def contacts_to_review(space: Space, *, on: date) -> ContactQuerySet:
    """Contacts not met for the retention period: ask again, or erase."""
    contacts = Contact.objects.in_space(space).not_met_since(review_before(on))
    return contacts.select_related("organisation").order_by(F("last_contact_on").asc(nulls_first=True), "pk")
