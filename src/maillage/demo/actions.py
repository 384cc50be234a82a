"""Plant the demonstration: everything goes through the same actions as a person's clicks, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.actors import actions as actors
from maillage.actors.models import Contact, Organisation
from maillage.groups import actions as groups
from maillage.partnerships.models import Partnership
from maillage.spaces import actions as spaces
from maillage.spaces.enums import Reading
from maillage.spaces.models import Membership, Space
from maillage.stakes import actions as stakes
from maillage.territory import actions as territory
from maillage.territory import gazetteer
from maillage.ties import actions as ties

from . import story
from .planting.agreements import plant_agreements
from .planting.animation import plant_animation
from .planting.campaigns import plant_campaign
from .planting.directory import plant_directory
from .planting.grid_versions import plant_grid_draft
from .planting.partnerships import plant_partnerships
from .planting.pathway import plant_pathways
from .planting.sheets import plant_sheets
from .planting.stakes_asked import plant_asked_stakes
from .planting.strategy import FIRST_CLOSED_DAYS_AGO, plant_first_round, plant_later_rounds
from .planting.ties_asked import plant_asked_ties
from .planting.together import plant_plan
from .planting.workshop import plant_workshop
from .queries import rows, tree


@dataclass(slots=True)
class Garden:
    """What is being planted: the space, the day, who is who."""

    space: Space
    on: date
    people: dict[str, User]
    organisations: dict[str, Organisation] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    partnerships: dict[str, Partnership] = field(default_factory=dict)

    @property
    def lea(self) -> User:
        return self.people["pilot"]

    def ago(self, days: str | int | None) -> date | None:
        return self.on - timedelta(days=int(days)) if days not in {"", None} else None

    def ahead(self, days: int | None) -> date | None:
        return self.on + timedelta(days=days) if days is not None else None


def is_planted() -> bool:
    return Space.objects.filter(slug=story.SLUG).exists()


@transaction.atomic
def uproot() -> None:
    """Take the demonstration away, and nothing else."""
    Space.objects.filter(slug=story.SLUG, fictional=True).delete()


@transaction.atomic
def plant() -> Space:
    """The whole story, or nothing of it."""
    garden = _open_space(timezone.localdate())
    for step in (_territory, _actors, _stakes, _group, _ties):
        step(garden)
    plant_partnerships(garden)
    plant_agreements(garden)
    plant_animation(garden)
    _publications(garden)
    plant_directory(garden)
    plant_sheets(garden)
    plant_plan(garden)
    plant_pathways(garden)
    plant_campaign(garden, "automne")
    plant_asked_stakes(garden)
    plant_workshop(garden)
    plant_grid_draft(garden)
    return garden.space


def _open_space(on: date) -> Garden:
    people = {
        key: User.objects.filter(email=person.email).first() or User.objects.create_user(person.email, person.name)
        for key, person in story.CAST.items()
    }
    space = spaces.create_space(
        slug=story.SLUG, name=story.NAME, purpose=story.PURPOSE, fictional=True, by=people["pilot"]
    )
    for person in story.CAST.values():
        spaces.invite(space=space, email=person.email, name=person.name, role=person.role, by=people["pilot"])
    return Garden(space, on, people)


def _territory(garden: Garden) -> None:
    codes = [code for grouping in story.GROUPINGS for code in gazetteer.members("epci", grouping)]
    territory.set_perimeter(
        space=garden.space, name=story.NAME, codes=codes, reason=story.PERIMETER_REASON, by=garden.lea
    )


def _actors(garden: Garden) -> None:
    for row in rows("organisations"):
        organisation = actors.create_organisation(
            space=garden.space,
            name=row["name"],
            acronym=row["acronym"],
            kind=row["kind"],
            commune=row["commune"],
            served=row["served"],
            youth_voice=row["youth_voice"] == "oui",
            is_employer=row["is_employer"] == "oui",
            note=row["note"] or "",
            by=garden.lea,
        )
        garden.organisations[row["key"]] = organisation
        if row["confirmed_days_ago"]:
            actors.confirm_organisation(
                organisation=organisation, on=garden.ago(row["confirmed_days_ago"]), by=garden.lea
            )
    for key, name, function, level, may_commit, days in story.CONTACTS:
        garden.contacts[key] = actors.add_contact(
            organisation=garden.organisations[key],
            name=name,
            function=function,
            level=level,
            may_commit=may_commit,
            email=story.address_of(name),
            last_contact_on=garden.ago(days),
            by=garden.lea,
        )
    for key, person in story.CAST.items():
        if person.speaks_for:
            membership = Membership.objects.get(space=garden.space, user=garden.people[key])
            actors.set_representative(
                membership=membership, organisation=garden.organisations[person.speaks_for], by=garden.lea
            )


def _stakes(garden: Garden) -> None:
    told = rows("stakes")
    for row in told:
        if int(row["days_ago"]) >= FIRST_CLOSED_DAYS_AGO:
            _say_stake(garden, row)
    plant_first_round(garden)
    for row in told:
        if int(row["days_ago"]) < FIRST_CLOSED_DAYS_AGO:
            _say_stake(garden, row)
    for row in rows("resources"):
        stakes.say_resource(
            organisation=garden.organisations[row["organisation"]],
            direction=row["direction"],
            nature=row["nature"],
            thing=row["thing"],
            description=row["description"],
            quantity=Decimal(row["quantity"]) if row["quantity"] else None,
            unit=row["unit"],
            starts_on=garden.ahead(int(row["from_days"])) if row["from_days"] else None,
            ends_on=garden.ahead(int(row["to_days"])) if row["to_days"] else None,
            conditions=row["conditions"],
            is_shown=bool(row["shown"]),
            by=garden.lea,
        )
    plant_later_rounds(garden)


def _say_stake(garden: Garden, row: dict[str, str]) -> None:
    stakes.say_stake(
        organisation=garden.organisations[row["organisation"]],
        code=row["code"],
        words=row["words"] or "",
        weight=int(row["weight"]),
        source=row["source"],
        said_on=garden.ago(row["days_ago"]),
        by=garden.lea,
    )


def _group(garden: Garden) -> None:
    told = tree("groups")
    group = groups.create_group(space=garden.space, **told["group"], by=garden.lea)
    for seat in told["seats"]:
        groups.seat(
            group=group,
            organisation=garden.organisations[seat["organisation"]],
            level=seat["level"],
            contact=garden.contacts.get(seat["organisation"]),
            reason=seat["reason"],
            by=garden.lea,
        )


def _ties(garden: Garden) -> None:
    for row in rows("ties"):
        ties.relate(
            space=garden.space,
            source=garden.organisations[row["source"]],
            target=garden.organisations[row["target"]],
            nature=row["nature"],
            intensity=int(row["intensity"]),
            note=row["note"] or "",
            observed_on=garden.ago(row["days_ago"]),
            by=garden.lea,
        )
    plant_asked_ties(garden)


def _publications(garden: Garden) -> None:
    for reading in (Reading.STAKES, Reading.GROUP, Reading.NETWORK, Reading.GRID):
        spaces.set_published(space=garden.space, reading=reading, published=True, by=garden.lea)
