"""A wave of ties asked by personal link: what both ends say, what one alone says, who has not answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from maillage.campaigns import actions as campaigns
from maillage.campaigns.models import Invitation
from maillage.ties import actions as ties
from maillage.ties import rules
from maillage.ties.models import Mention, Statement

from .. import story
from ..queries import tree

if TYPE_CHECKING:
    from ..actions import Garden


def plant_asked_ties(garden: Garden) -> None:
    told = tree("ties_asked")
    campaign = campaigns.create_campaign(
        space=garden.space,
        subject="ties",
        title=told["title"],
        message=told["message"],
        targets=rules.NATURES,
        deadline=garden.ahead(told["deadline_in_days"]),
        by=garden.lea,
    )
    people = [
        campaigns.Person(
            organisation=garden.organisations[one["organisation"]],
            name=one["name"],
            email=story.address_of(one["name"]),
            contact=garden.contacts.get(one["organisation"]),
        )
        for one in told["asked"]
    ]
    invitations = campaigns.ask_people(campaign=campaign, people=people, by=garden.lea)
    campaigns.open_campaign(campaign=campaign, by=garden.lea)
    for invitation, one in zip(invitations, told["asked"], strict=True):
        if "said" in one:
            _say(garden, invitation, one)
    campaigns.close_campaign(campaign=campaign, by=garden.lea)
    asked = Invitation.objects.filter(campaign=campaign)
    transaction.on_commit(lambda: asked.update(invited_on=garden.ago(told["asked_days_ago"])))


def _say(garden: Garden, invitation: Invitation, told: dict) -> None:
    statement = ties.start_statement(invitation=invitation)
    for key, words in told["said"].items():
        _describe(statement, invitation, words, organisations=[garden.organisations[key].pk])
    for line in told.get("absent", []):
        name, *words = line.rsplit(maxsplit=2)
        _describe(statement, invitation, " ".join(words), name=name)
    ties.hand_in(statement=statement, by=invitation)


def _describe(statement: Statement, invitation: Invitation, words: str, **named) -> None:
    [mention] = ties.name_organisations(statement=statement, **named, by=invitation)
    pairs = (strand.split() for strand in words.split(", "))
    strands = {nature: int(intensity) for nature, intensity in pairs}
    ties.describe(mention=Mention.objects.get(pk=mention.pk), strands=strands, by=invitation)
