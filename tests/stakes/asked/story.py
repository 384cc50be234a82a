"""Somebody without an account who follows a personal link and says stakes, resources and positions."""

from __future__ import annotations

from html import unescape

from django.urls import reverse

from maillage.campaigns import links
from maillage.campaigns.models import Invitation
from maillage.stakes.enums import Matter
from tests.conftest import StrictClient

ASKED = [("cfa", "Hélène Quéré"), ("cfa", "Paul Ruiz"), ("mission", "Rose Ba"), ("fret", "Yann Le Gall")]
STAKES, RESOURCES, POSITIONS = Matter.STAKES, Matter.RESOURCES, Matter.POSITIONS


def words_of(page) -> str:
    return unescape(page.text).replace("\xa0", " ")


class Visitor:
    """Somebody without an account, who follows a personal link."""

    def __init__(self, invitation: Invitation) -> None:
        self.client = StrictClient(SERVER_NAME="localhost")
        self.token = links.token_of(invitation.key)

    def url(self, page: str, matter: int, *more: str) -> str:
        return reverse(f"stakes_by_link:{page}", args=[self.token, int(matter), *more])

    def welcome(self):
        return self.client.get(reverse("by_link:welcome", args=[self.token]))

    def start(self, matter: int):
        return self.client.post(self.url("start", matter))

    def open(self, matter: int, key: str):
        return self.client.get(self.url("question", matter, key))

    def say(self, matter: int, key: str, **said):
        """Open a question and send it back answered, as a browser does."""
        form = self.open(matter, key).context["form"]
        read = {name: form[name].value() for name in ("read_version", "read_mark")}
        return self.client.post(self.url("question", matter, key), {**read, **said})

    def summary(self, matter: int):
        return self.client.get(self.url("summary", matter))

    def hand_in(self, matter: int):
        return self.client.post(self.url("hand_in", matter))

    def say_stakes(self, *, weights: dict[str, int], hand_in: bool = True, **words: str):
        self.start(STAKES)
        self.say(STAKES, "choose", codes=list(weights))
        for code, weight in weights.items():
            self.say(STAKES, code, weight=weight, words=words.get(code, ""))
        self.say(STAKES, "n1", go="none")
        return self.hand_in(STAKES) if hand_in else None
