"""Rows that the reading of a group rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from maillage.actors.models import Contact, Organisation
from maillage.spaces.models import Space
from maillage.stakes.gatherings import Gathering
from maillage.stakes.models import Stake
from maillage.territory import gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.models import Perimeter

from .models import Seat, WorkingGroup


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the territory: a département that the perimeter touches, and how many of its communes are inside."""

    code: str
    name: str
    communes: int


def seats_of(group: WorkingGroup) -> QuerySet[Seat]:
    """The seats of a group by college, then name, with their organisations."""
    return Seat.objects.filter(group=group).select_related("organisation")


def parts_of(space: Space) -> tuple[Part, ...]:
    """The départements of the space's perimeter, largest first; none while no perimeter is drawn."""
    codes = Perimeter.objects.filter(space=space).values_list("codes", flat=True).first() or []
    return tuple(Part(zone.code, zone.name, communes) for zone, communes in gazetteer.departements_of(codes))


def departement_of(commune: str) -> str:
    """Code of the département of a commune; '' when the commune is unknown or not given."""
    place = gazetteer.commune(gazetteer.parent_of(commune)) if commune else None
    return place.departement if place else ""


def departement_name(code: str) -> str:
    return gazetteer.zone_name(Zoning.DEPARTEMENT, code)


def families_in(space: Space) -> Counter[str]:
    """Current organisations of the directory by family."""
    return Counter(Organisation.objects.current().in_space(space).values_list("family", flat=True))


def carriers_by_code(space: Space, *, seen_by=None) -> dict[str, set[int]]:
    """Each catalogue code said in the space → the current organisations that said it.

    ``seen_by``: only what this person may read with a name; without it, for figures that name nobody.
    """
    carriers: dict[str, set[int]] = {}
    readable = Stake.objects.visible_to(seen_by) if seen_by else Stake.objects.all()
    said = readable.in_space(space).filter(organisation__archived_at=None).exclude(code="")
    for code, organisation in said.order_by().values_list("code", "organisation_id"):
        carriers.setdefault(code, set()).add(organisation)
    return carriers


def seated_contacts(group: WorkingGroup, user) -> dict[int, Contact]:
    """Seat → the person who holds it, where this user may know it."""
    contacts = Contact.objects.visible_to(user).filter(seats__group=group).in_bulk()
    seats = Seat.objects.filter(group=group, contact__in=contacts).values_list("pk", "contact_id")
    return {seat: contacts[contact] for seat, contact in seats}


@dataclass(frozen=True, slots=True)
class VacatedSeat:
    """A seat whose person has left its function, and who took it up since; None while nobody is known."""

    seat: Seat
    successor: Contact | None


def vacated_seats(space: Space) -> list[VacatedSeat]:
    """The seats still in the name of somebody who has left. With names: for those who compose the groups."""
    held = (
        Seat.objects.in_space(space)
        .filter(contact__left_on__isnull=False, organisation__archived_at=None)
        .select_related("group__space", "organisation", "contact__successor")
        .order_by("group_id", "organisation__name", "pk")
    )
    return [VacatedSeat(seat, successor_of(seat.contact)) for seat in held]


def successor_of(contact: Contact) -> Contact | None:
    """Who holds the function today: the successor, or the successor's own when that one has left too."""
    seen = {contact.pk}
    after = contact.successor
    while after is not None and after.left_on and after.pk not in seen:
        seen.add(after.pk)
        after = after.successor
    return None if after is None or after.left_on else after


def candidates_for(group: WorkingGroup, user) -> QuerySet[Organisation]:
    """The current organisations that hold no seat in this group, in the order of their names."""
    return (
        Organisation.objects.visible_to(user)
        .current()
        .in_space(group.space)
        .exclude(pk__in=Seat.objects.filter(group=group).values("organisation"))
        .order_by("name", "pk")
    )


def levels_of_contacts(space: Space) -> dict[int, set[str]]:
    """Organisation → the levels that its contacts in office hold, where somebody said them."""
    levels: dict[int, set[str]] = {}
    rows = (
        Contact.objects.in_office().in_space(space).exclude(level="").order_by().values_list("organisation_id", "level")
    )
    for organisation, level in rows:
        levels.setdefault(organisation, set()).add(level)
    return levels


def groups_as_gatherings(space: Space) -> list[Gathering]:
    """Each working group with the current organisations that hold a seat in it, for a round of positions to ask."""
    seated: dict[int, set[int]] = {}
    names: dict[int, str] = {}
    rows = Seat.objects.in_space(space).filter(organisation__archived_at=None).order_by("group_id")
    for group, name, organisation in rows.values_list("group_id", "group__name", "organisation_id"):
        seated.setdefault(group, set()).add(organisation)
        names[group] = name
    return [Gathering(f"group-{group}", names[group], frozenset(members)) for group, members in seated.items()]
