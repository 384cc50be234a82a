"""Asking organisations for their ties, following a link, saying some, in one line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from maillage.campaigns import actions as campaigns
from maillage.campaigns import links
from maillage.campaigns.models import Campaign, Invitation
from maillage.ties import actions
from maillage.ties.models import Mention, Statement
from tests.cast import Cast
from tests.conftest import StrictClient

ALL = range(1, 8)


@dataclass
class Asking:
    cast: Cast
    deadline: date
    after_commit: object

    def __call__(self, *, title: str = "Qui travaille avec qui", letters: bool = False, kinds=ALL, **people: int):
        """An open campaign; its letters are written only where a test reads them, and count as gone in any case."""
        campaign = campaigns.create_campaign(
            space=self.cast.space, subject="ties", title=title, targets=kinds, deadline=self.deadline, by=self.cast.lea
        )
        self.add(campaign, **people)
        with self.after_commit(execute=letters):
            campaigns.open_campaign(campaign=campaign, by=self.cast.lea)
        if not letters:
            campaign.invitations.update(invited_on=timezone.localdate())
        return campaign

    def add(self, campaign: Campaign, **people: int) -> list[Invitation]:
        wanted = [
            campaigns.Person(
                organisation=self.cast.organisations[key], name=f"{key} {rank}", email=f"{key}{rank}@exemple.fr"
            )
            for key, number in people.items()
            for rank in range(number)
        ]
        return campaigns.ask_people(campaign=campaign, people=wanted, by=self.cast.lea)

    def say(
        self, campaign: Campaign, key: str, *, rank: int = 0, submit: bool = True, **said: dict[str, int]
    ) -> Statement:
        """``say(campaign, "cfa", mission={"referral": 2})``: what the link's pages do."""
        invitation = invited(campaign, key, rank)
        statement = actions.start_statement(invitation=invitation)
        for other, strands in said.items():
            organisation = self.cast.organisations[other]
            actions.name_organisations(statement=statement, organisations=[organisation.pk], by=invitation)
            if strands:
                mention = Mention.objects.select_related("statement").get(
                    statement=statement, organisation=organisation
                )
                actions.describe(mention=mention, strands=strands, by=invitation)
        if submit:
            with self.after_commit(execute=True):
                actions.hand_in(statement=statement, with_nobody=not said, by=invitation)
        return Statement.objects.get(pk=statement.pk)


def invited(campaign: Campaign, key: str, rank: int = 0) -> Invitation:
    people = campaign.invitations.select_related("campaign__space", "organisation", "space")
    return people.get(email=f"{key}{rank}@exemple.fr")


class Visitor:
    """Somebody without an account, who follows a personal link."""

    def __init__(self, invitation: Invitation) -> None:
        self.client = StrictClient(SERVER_NAME="localhost")
        self.token = links.token_of(invitation.key)

    def url(self, page: str, *more: int) -> str:
        return reverse(f"ties_by_link:{page}", args=[self.token, *more])

    def get(self, page: str, *more: int, **query: str):
        return self.client.get(self.url(page, *more), query)

    def post(self, page: str, *more: int, **sent):
        return self.client.post(self.url(page, *more), sent)

    def welcome(self) -> str:
        return self.client.get(reverse("by_link:welcome", args=[self.token])).text
