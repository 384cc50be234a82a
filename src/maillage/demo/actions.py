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
from maillage.agreements import actions as agreements
from maillage.animation import actions as animation
from maillage.groups import actions as groups
from maillage.partnerships import actions as partnerships
from maillage.partnerships.models import Partnership
from maillage.spaces import actions as spaces
from maillage.spaces.enums import Reading
from maillage.spaces.models import Membership, Space
from maillage.stakes import actions as stakes
from maillage.territory import actions as territory
from maillage.territory import gazetteer
from maillage.ties import actions as ties

from . import story
from .planting.campaigns import plant_campaign
from .planting.directory import plant_directory
from .planting.grid_versions import plant_grid_draft
from .planting.last_year import plant_last_year
from .planting.marks import answers_of
from .planting.pathway import plant_pathways
from .planting.sheets import plant_sheets
from .planting.stakes_asked import plant_asked_stakes
from .planting.strategy import FIRST_CLOSED_DAYS_AGO, plant_first_round, plant_later_rounds
from .planting.ties_asked import plant_asked_ties
from .planting.together import hold_session, plant_plan
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
def plant(*, on: date | None = None) -> Space:
    """The whole story, or nothing of it."""
    garden = _open_space(on or timezone.localdate())
    for step in (_territory, _actors, _stakes, _group, _ties, _partnerships, _agreements, _animation, _publications):
        step(garden)
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


def _partnerships(garden: Garden) -> None:
    for told in tree("partnerships")["partnership"]:
        partnership = partnerships.create_partnership(
            space=garden.space,
            name=told["name"],
            purpose=told["purpose"],
            territory=told["territory"],
            legal_form=told["legal_form"],
            stage=told["stage"],
            stage_since=garden.ago(told["started_days_ago"]),
            bond=told["bond"],
            started_on=garden.ago(told["started_days_ago"]),
            ends_on=garden.ahead(told.get("ends_in_days")),
            by=garden.lea,
        )
        garden.partnerships[told["key"]] = partnership
        for key, role in told["members"]:
            partnerships.add_member(
                partnership=partnership,
                organisation=garden.organisations[key],
                role=role,
                joined_on=garden.ago(told["started_days_ago"]),
                by=garden.lea,
            )
        plant_last_year(garden, partnership, told["key"])
        for key, sheet in told["answers"].items():
            _fill_sheet(garden, partnership, sheet, organisation=garden.organisations[key])
        if told["key"] == "alliance":  # its campaign closed before the group read together
            plant_campaign(garden, "alliance")
        hold_session(garden, partnership, told["key"], told["consensus"]["sheet"].split("|")[0])
        if "chosen_type" in told:
            partnerships.choose_type(partnership=partnership, type_code=told["chosen_type"], by=garden.lea)
        partnerships.set_partnership_published(partnership=partnership, published=told["published"], by=garden.lea)


def _fill_sheet(garden: Garden, partnership: Partnership, sheet: str, **about) -> None:
    assessment = partnerships.start_assessment(partnership=partnership, **about, by=garden.lea)
    partnerships.answer_all(assessment=assessment, answers=answers_of(assessment, sheet), by=garden.lea)
    partnerships.submit_assessment(assessment=assessment, by=garden.lea)


def _agreements(garden: Garden) -> None:
    told = tree("agreements")
    mandate = told["mandate"]
    agreements.name_pilot(
        space=garden.space,
        holder=mandate["holder"],
        function=mandate["function"],
        organisation=garden.organisations[mandate["organisation"]],
        commissioner=mandate["commissioner"],
        mission=mandate["mission"].strip(),
        scope=mandate["scope"].strip(),
        means=mandate["means"].strip(),
        full_time_equivalent=mandate["full_time_equivalent"],
        reporting=mandate["reporting"],
        relay=mandate["relay"],
        starts_on=garden.ago(mandate["starts_days_ago"]),
        ends_on=garden.ahead(mandate["ends_in_days"]),
        signed_on=garden.ago(mandate["signed_days_ago"]),
        by=garden.lea,
    )
    for text in [told["charter"], *told["others"]]:
        _write_text(garden, text)


# The way from a first draft to each state, as partners live it.
WAY_TO = {
    "in_force": ["proofreading", "signed", "in_force"],
    "to_renew": ["proofreading", "signed", "in_force", "to_renew"],
}


def _write_text(garden: Garden, text: dict) -> None:
    first, *others = text["versions"]
    agreement = agreements.create_agreement(
        space=garden.space,
        kind=text["kind"],
        title=text["title"],
        partnership=garden.partnerships[text["partnership"]],
        clauses=first["clauses"],
        effective_on=garden.ago(text["effective_days_ago"]),
        ends_on=garden.ahead(text["ends_in_days"]),
        review_on=garden.ahead(text.get("review_in_days")),
        by=garden.lea,
    )
    for version in others:
        agreements.write_version(
            agreement=agreement, clauses=version["clauses"], change=version["change"], by=garden.lea
        )
    for status in WAY_TO[text["status"]]:
        agreements.change_status(
            agreement=agreement, status=status, on=garden.ago(text["signed_days_ago"]), by=garden.lea
        )


def _animation(garden: Garden) -> None:
    told = tree("animation")
    bodies = {
        body["key"]: animation.create_body(space=garden.space, name=body["name"], kind=body["kind"], by=garden.lea)
        for body in told["bodies"]
    }
    decisions = []
    for meeting in told["meetings"]:
        held_on = garden.ahead(meeting["days"])
        held = animation.create_meeting(
            space=garden.space,
            body=bodies[meeting["body"]],
            title=meeting["title"],
            held_on=held_on,
            place=meeting["place"],
            agenda=meeting["agenda"],
            minutes=meeting["minutes"],
            by=garden.lea,
        )
        presences = {garden.organisations[key].pk: "present" for key in meeting["present"]}
        presences |= {garden.organisations[key].pk: "excused" for key in meeting["excused"]}
        if presences:
            animation.record_attendance(meeting=held, presences=presences, by=garden.lea)
        decisions += [
            animation.record_decision(
                space=garden.space, meeting=held, wording=wording, taken_on=held_on, by=garden.lea
            )
            for wording in meeting["decisions"]
        ]
    for told_action in told["actions"]:
        _promise(garden, told_action, decisions)


def _promise(garden: Garden, told: dict, decisions: list) -> None:
    born_from = told.get("decision")
    action = animation.create_action(
        space=garden.space,
        title=told["title"],
        owner=garden.organisations[told["owner"]],
        due_on=garden.ahead(told["days"]),
        decision=next((d for d in decisions if born_from and d.wording.startswith(born_from)), None),
        partnership=garden.partnerships.get(told.get("partnership", "")),
        by=garden.lea,
    )
    if told["status"] != "to_do":
        done_on = garden.ahead(told.get("done_days", 0))
        animation.move_action(action=action, status=told["status"], on=done_on, by=garden.lea)


def _publications(garden: Garden) -> None:
    for reading in (Reading.STAKES, Reading.GROUP, Reading.NETWORK, Reading.GRID):
        spaces.set_published(space=garden.space, reading=reading, published=True, by=garden.lea)
