"""The directory as a list: the columns that one may read, and what each cell says.

A cell is text, unless its column has a drawing of its own in ``actors/cell.html``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import places, rules, served
from .catalogue import KIND_CHOICES, labels
from .enums import College, Family, Level
from .models import Organisation, OrganisationQuerySet

MOST_AREAS_SAID = 3


@dataclass(frozen=True, slots=True)
class ListColumn:
    """``sort`` is a key of ``queries.SORTS`` or ''; ``private``: for those who see contacts."""

    code: str
    label: str
    sort: str = ""
    private: bool = False


NAME_COLUMNS = (
    ListColumn("name", gettext_lazy("Organisation"), "name"),
    ListColumn("kind", gettext_lazy("nature"), "kind"),
)
CHOICE = (
    ListColumn("college", gettext_lazy("Collège"), "college"),
    ListColumn("family", gettext_lazy("Famille"), "family"),
    ListColumn("commune", gettext_lazy("Commune"), "commune"),
    ListColumn("confirmed", gettext_lazy("Confirmée le"), "confirmed"),
    ListColumn("tags", gettext_lazy("Étiquettes")),
    ListColumn("level", gettext_lazy("Niveau"), "level"),
    ListColumn("served", gettext_lazy("Territoire desservi")),
    ListColumn("sites", gettext_lazy("Sites")),
    ListColumn("siret", gettext_lazy("SIRET")),
    ListColumn("siren", gettext_lazy("SIREN")),
    ListColumn("uai", gettext_lazy("UAI")),
    ListColumn("address", gettext_lazy("Adresse")),
    ListColumn("website", gettext_lazy("Site web")),
    ListColumn("email", gettext_lazy("Courriel d'accueil")),
    ListColumn("phone", gettext_lazy("Téléphone")),
    ListColumn("contacts", gettext_lazy("Contacts"), private=True),
    ListColumn("exchanged", gettext_lazy("Dernier échange"), private=True),
    ListColumn("changed", gettext_lazy("Modifiée le"), "changed"),
)
BY_CODE = {column.code: column for column in CHOICE}
USUAL = ("college", "family", "commune", "confirmed")


def columns_of(codes: Iterable[str], *, private: bool) -> list[ListColumn]:
    """The columns of these codes that this person may read; the usual ones when none is left."""
    asked = set(codes)
    found = [column for column in CHOICE if column.code in asked and (private or not column.private)]
    return found or [BY_CODE[code] for code in USUAL]


def with_what_they_need(
    organisations: OrganisationQuerySet, columns: list[ListColumn], *, searched: bool = False
) -> OrganisationQuerySet:
    """Only what the columns say is read, in a fixed number of queries. ``searched``: words will be looked for."""
    codes = {column.code for column in columns}
    if "tags" in codes:
        organisations = organisations.prefetch_related("tags")
    if "sites" in codes:
        organisations = organisations.annotate(site_count=Count("sites", distinct=True))
    if "contacts" in codes:
        in_office = Q(contacts__left_on=None)
        organisations = organisations.annotate(contact_count=Count("contacts", filter=in_office, distinct=True))
    if "exchanged" in codes:
        organisations = organisations.annotate(exchanged_on=Max("exchanges__on"))
    heavy = {"description", "note", "private_text"}
    heavy |= set() if "served" in codes else {"served_areas"}
    heavy |= set() if searched else {"search_text"}
    return organisations.defer(*sorted(heavy))


@dataclass(frozen=True, slots=True)
class Cell:
    """``text`` for a list or a file; ``value`` for a drawing (a date, a code, an address, tags)."""

    column: ListColumn
    text: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class ListRow:
    organisation: Organisation
    kind: str
    cells: list[Cell]
    elsewhere: bool = False  # the words were found in its note, its contacts or its exchanges


def rows_of(
    organisations: Iterable[Organisation], columns: list[ListColumn], words_sought: Iterable[str] = ()
) -> list[ListRow]:
    """What the page and the files show, in the same words."""
    sought = list(words_sought)
    organisations = list(organisations)
    words = _Words(organisations)
    return [
        ListRow(
            organisation,
            words.kinds[organisation.kind],
            [Cell(column, *words.say(column.code, organisation)) for column in columns],
            any(word not in organisation.search_text for word in sought),
        )
        for organisation in organisations
    ]


class _Words:
    """Labels translated once for the whole list."""

    def __init__(self, organisations: list[Organisation]) -> None:
        self.kinds = labels(KIND_CHOICES)
        self.labels = {
            "college": labels(College.choices),
            "family": labels(Family.choices),
            "level": labels(Level.choices),
        }
        self.communes = places.names_of(organisation.commune for organisation in organisations)

    def say(self, code: str, organisation: Organisation) -> tuple[str, Any]:
        if code in self.labels:
            value = getattr(organisation, code)
            return self.labels[code].get(value, ""), value
        return SAYINGS[code](self, organisation)

    def commune(self, organisation: Organisation) -> tuple[str, Any]:
        return self.communes.get(organisation.commune, organisation.commune), organisation.commune

    def served(self, organisation: Organisation) -> tuple[str, Any]:
        areas = served.named(organisation.served_areas)
        more = _("et %(number)s autres") % {"number": len(areas) - MOST_AREAS_SAID}
        said = ", ".join(areas[:MOST_AREAS_SAID]) + (f" {more}" if len(areas) > MOST_AREAS_SAID else "")
        return organisation.served or said, None


def _as_is(name: str) -> Callable[[_Words, Organisation], tuple[str, Any]]:
    return lambda _words, organisation: (getattr(organisation, name), None)


def _day(name: str) -> Callable[[_Words, Organisation], tuple[str, Any]]:
    def say(_words: _Words, organisation: Organisation) -> tuple[str, Any]:
        day = getattr(organisation, name)
        day = timezone.localdate(day) if isinstance(day, datetime) else day
        return (day.isoformat() if day else "", day)

    return say


def _address(_words: _Words, organisation: Organisation) -> tuple[str, Any]:
    return " ".join(part for part in (organisation.address, organisation.postcode) if part), None


SAYINGS: dict[str, Callable[[_Words, Organisation], tuple[str, Any]]] = {
    "commune": _Words.commune,
    "served": _Words.served,
    "confirmed": _day("confirmed_on"),
    "changed": _day("changed_at"),
    "exchanged": _day("exchanged_on"),
    "tags": lambda _words, one: (", ".join(names := [tag.name for tag in one.tags.all()]), names),
    "sites": lambda _words, one: (str(one.site_count + 1) if one.site_count else "", None),
    "contacts": lambda _words, one: (str(one.contact_count), None),
    "siret": lambda _words, one: (rules.written_siret(one.siret), one.siret),
    "siren": lambda _words, one: (rules.written_siren(one.siren), one.siren),
    "website": lambda _words, one: (one.website, one.website),
    "address": _address,
    "uai": _as_is("uai"),
    "email": _as_is("email"),
    "phone": _as_is("phone"),
}
