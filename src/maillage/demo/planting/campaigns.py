"""Two campaigns by personal link: one whose answers opened a common reading, one that still waits for some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from maillage.campaigns import actions as campaigns
from maillage.campaigns.models import Campaign, Invitation
from maillage.partnerships import actions as partnerships

from .. import story
from ..queries import tree
from .marks import answers_of

if TYPE_CHECKING:
    from ..actions import Garden


def plant_campaign(garden: Garden, key: str) -> Campaign:
    """Prepare it, ask its people, open it; those who have a sheet answer; close it if the story says so."""
    told = next(one for one in tree("campaigns")["campaign"] if one["key"] == key)
    campaign = campaigns.create_campaign(
        space=garden.space,
        subject="grid",
        title=told["title"],
        message=told["message"],
        targets=[garden.partnerships[about].pk for about in told["about"]],
        deadline=garden.ahead(told["deadline_in_days"]),
        anonymity=told["anonymity"],
        by=garden.lea,
    )
    people = [_person(garden, one) for one in told["people"]]
    invitations = campaigns.ask_people(campaign=campaign, people=people, by=garden.lea)
    campaigns.open_campaign(campaign=campaign, by=garden.lea)
    for invitation, one in zip(invitations, told["people"], strict=True):
        if "sheet" in one:
            _answer(garden, invitation, one, told["about"])
    if told["state"] == "closed":
        campaigns.close_campaign(campaign=campaign, by=garden.lea)
    transaction.on_commit(lambda: _as_if_asked_then(garden, campaign, told["asked_days_ago"]))
    return campaign


def _person(garden: Garden, told: dict) -> campaigns.Person:
    contact = garden.contacts.get(told["organisation"])
    account = story.CAST[told["part"]].email if "part" in told else ""
    return campaigns.Person(
        organisation=garden.organisations[told["organisation"]],
        name=told["name"],
        email=account or story.address_of(told["name"]),
        contact=contact if contact and contact.name == told["name"] else None,
    )


def _answer(garden: Garden, invitation: Invitation, told: dict, about: list[str]) -> None:
    """Fill the sheet of the first partnership of which this person's organisation is a member."""
    key = next(key for key in about if _belongs(garden, invitation, key))
    sheet = partnerships.start_asked_assessment(invitation=invitation, partnership=garden.partnerships[key])
    partnerships.answer_all(assessment=sheet, answers=answers_of(sheet, told["sheet"]), by=invitation)
    if not told.get("begun"):
        partnerships.submit_assessment(assessment=sheet, by=invitation)


def _belongs(garden: Garden, invitation: Invitation, key: str) -> bool:
    return garden.partnerships[key].members.current().filter(organisation=invitation.organisation).exists()


def _as_if_asked_then(garden: Garden, campaign: Campaign, days_ago: int) -> None:
    """The letters have just been written: date them as the story tells, so that a reminder makes sense today."""
    Invitation.objects.filter(campaign=campaign).update(invited_on=garden.ago(days_ago))
