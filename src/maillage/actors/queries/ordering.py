"""The list in an order that people read."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Case, CharField, F, Value, When

from maillage.toolkit.words import folded

from .. import places
from ..catalogue import KIND_CHOICES
from ..enums import College, Family, Level
from ..models import Organisation, OrganisationQuerySet

SORTS = ("name", "kind", "college", "family", "level", "commune", "confirmed", "changed")
CHOICES = {"kind": KIND_CHOICES, "college": College.choices, "family": Family.choices, "level": Level.choices}


def ordered(organisations: OrganisationQuerySet, sort: str) -> Sequence[Organisation]:
    """Sorted as people read, by label rather than by code; ``-name`` turns the order round."""
    key, backwards = sort.removeprefix("-"), sort.startswith("-")
    if key == "commune":
        return _by_commune(organisations, backwards)
    if key == "confirmed":
        first = F("confirmed_on").desc(nulls_last=True) if backwards else F("confirmed_on").asc(nulls_first=True)
        return organisations.order_by(first, "sort_name", "pk")
    if key == "changed":
        return organisations.order_by("changed_at" if backwards else "-changed_at", "sort_name", "pk")
    choices = CHOICES.get(key)
    if choices is None:
        return organisations.order_by("-sort_name" if backwards else "sort_name", "pk")
    rank = Case(
        *[When(**{key: code}, then=Value(folded(str(label)))) for code, label in choices],
        default=Value(""),
        output_field=CharField(),
    )
    return organisations.order_by(rank.desc() if backwards else rank.asc(), "sort_name", "pk")


def keys_in_order(organisations: OrganisationQuerySet, sort: str) -> list[int]:
    """The keys of all of them, read once: counting, then showing a page, does not search long texts again."""
    found = ordered(organisations, sort)
    return found.keys if isinstance(found, InThisOrder) else list(found.values_list("pk", flat=True))


def _by_commune(organisations: OrganisationQuerySet, backwards: bool) -> Sequence[Organisation]:
    """Commune names are not in the database: sort the keys here, load a page only."""
    rows = list(organisations.order_by("sort_name", "pk").values_list("pk", "commune"))
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
