"""A campaign on stakes and resources that still waits: some have answered, one by telephone, one has only begun."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from maillage.accounts.models import User
from maillage.campaigns import actions as campaigns
from maillage.campaigns.models import Invitation
from maillage.stakes import actions as stakes
from maillage.stakes import answers
from maillage.stakes.enums import Matter
from maillage.stakes.models import AskedSheet

from .. import story
from ..queries import tree

if TYPE_CHECKING:
    from ..actions import Garden


def plant_asked_stakes(garden: Garden) -> None:
    told = tree("stakes_asked")
    campaign = campaigns.create_campaign(
        space=garden.space,
        subject="stakes",
        title=told["title"],
        message=told["message"],
        targets=[Matter.STAKES, Matter.RESOURCES],
        deadline=garden.ahead(told["deadline_in_days"]),
        by=garden.lea,
    )
    people = [
        campaigns.Person(
            organisation=garden.organisations[one["organisation"]],
            name=one["name"],
            email=story.address_of(one["name"]),
        )
        for one in told["asked"]
    ]
    invitations = campaigns.ask_people(campaign=campaign, people=people, by=garden.lea)
    campaigns.open_campaign(campaign=campaign, by=garden.lea)
    for invitation, one in zip(invitations, told["asked"], strict=True):
        by = garden.lea if one.get("typed") else invitation
        if "stakes" in one:
            _say_stakes(invitation, one, by)
        if "resources" in one:
            _say_resources(invitation, one, by)
    asked = Invitation.objects.filter(campaign=campaign)
    transaction.on_commit(lambda: asked.update(invited_on=garden.ago(told["asked_days_ago"])))


def _start(invitation: Invitation, matter: Matter, by: User | Invitation) -> AskedSheet:
    return stakes.start_asked_sheet(invitation=invitation, matter=matter, by=by if isinstance(by, User) else None)


def _say_stakes(invitation: Invitation, told: dict, by: User | Invitation) -> None:
    sheet = _start(invitation, Matter.STAKES, by)
    said = [line.split(maxsplit=2) for line in told["stakes"]]
    codes = [code for code, *_rest in said]
    stakes.answer_asked(sheet=sheet, key="choose", value=answers.chosen(codes, codes), by=by)
    for code, weight, *words in said:
        value = answers.weighed(int(weight), words[0] if words else "")
        stakes.answer_asked(sheet=sheet, key=code, value=value, by=by)
    if told.get("begun"):
        return
    own = [answers.free(*one) for one in told.get("own", [])]
    for rank, value in enumerate([*own, answers.NOTHING_ELSE], start=1):
        stakes.answer_asked(sheet=sheet, key=f"n{rank}", value=value, by=by)
    stakes.hand_in_asked(sheet=sheet, by=by)


def _say_resources(invitation: Invitation, told: dict, by: User | Invitation) -> None:
    sheet = _start(invitation, Matter.RESOURCES, by)
    for nature, direction, description, thing, quantity, unit, conditions in told["resources"]:
        stakes.answer_asked(sheet=sheet, key=nature, value=answers.choice(direction), by=by)
        what = {"description": description, "thing": thing, "unit": unit, "conditions": conditions}
        value = answers.resource(nature, direction, what | {"quantity": Decimal(quantity) if quantity else None})
        stakes.answer_asked(sheet=sheet, key=f"{nature}-{direction}", value=value, by=by)
    stakes.hand_in_asked(sheet=sheet, by=by)
