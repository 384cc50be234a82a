"""Asking, following a link, answering, in one line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from maillage.campaigns import actions, links
from maillage.campaigns.models import Campaign, Invitation
from maillage.partnerships import actions as partnerships
from maillage.partnerships import grid
from maillage.partnerships.files.answers import TypedAnswer
from maillage.partnerships.models import Partnership
from tests.cast import Cast
from tests.conftest import StrictClient

IDS = [entry["id"] for entry in grid.shipped()["criteria"]]


@dataclass
class Asking:
    cast: Cast
    partnership: Partnership
    deadline: date
    after_commit: object

    def prepare(self, anonymity: str = "named", *, title: str = "Lire nos partenariats", **people: int) -> Campaign:
        campaign = actions.create_campaign(
            space=self.cast.space,
            subject="grid",
            title=title,
            message="Pour préparer le comité.",
            targets=[self.partnership.pk],
            deadline=self.deadline,
            anonymity=anonymity,
            by=self.cast.lea,
        )
        self.add(campaign, **people)
        return campaign

    def add(self, campaign: Campaign, **people: int) -> list[Invitation]:
        wanted = [
            actions.Person(
                organisation=self.cast.organisations[key], name=f"{key} {rank}", email=f"{key}{rank}@exemple.fr"
            )
            for key, number in people.items()
            for rank in range(number)
        ]
        with self.after_commit(execute=True):
            return actions.ask_people(campaign=campaign, people=wanted, by=self.cast.lea) if wanted else []

    def __call__(self, anonymity: str = "named", *, letters: bool = False, **people: int) -> Campaign:
        """An open campaign; its letters are written only where a test reads them, and count as gone in any case."""
        campaign = self.prepare(anonymity, **people)
        with self.after_commit(execute=letters):
            actions.open_campaign(campaign=campaign, by=self.cast.lea)
        if not letters:
            campaign.invitations.update(invited_on=timezone.localdate())
        return campaign

    def answer(self, invitation: Invitation, *levels: int | str, submit: bool = True) -> Visitor:
        """Answer the first criteria with these levels (or words of no level), and hand in: what the link's pages do."""
        invitation = Invitation.objects.select_related("campaign__space", "organisation").get(pk=invitation.pk)
        sheet = partnerships.start_asked_assessment(invitation=invitation, partnership=self.partnership)
        answers = {
            criterion: TypedAnswer(said) if isinstance(said, int) else TypedAnswer(None, said)
            for criterion, said in zip(IDS, levels, strict=False)
        }
        partnerships.answer_all(assessment=sheet, answers=answers, by=invitation)
        if submit:
            with self.after_commit(execute=True):
                partnerships.submit_assessment(assessment=sheet, by=invitation)
        return Visitor(invitation, self.partnership)


class Visitor:
    """Somebody without an account, who follows a personal link."""

    def __init__(self, invitation: Invitation, partnership: Partnership) -> None:
        self.client = StrictClient(SERVER_NAME="localhost")
        self.token = links.token_of(invitation.key)
        self.partnership = partnership

    def url(self, page: str = "welcome") -> str:
        return reverse(f"by_link:{page}", args=[self.token])

    def sheet(self, page: str, *more: str) -> str:
        return reverse(f"grid_by_link:{page}", args=[self.token, self.partnership.pk, *more])

    def open(self, page: str = "welcome"):
        return self.client.get(self.url(page))

    def start(self):
        return self.client.post(self.sheet("start"))

    def say(self, criterion: str, choice: object, **more):
        address = self.sheet("assess", criterion)
        read = self.client.get(address).context["form"].initial["read_version"]
        return self.client.post(address, {"choice": str(choice), "read_version": read, **more})

    def submit(self):
        return self.client.post(self.sheet("submit"))
