"""Stakes, resources and positions asked by a personal link: one sheet an organisation, said by the actor itself."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from maillage.campaigns import actions as campaigns
from maillage.campaigns import links
from maillage.campaigns.models import Campaign, Invitation
from maillage.stakes import actions, analyses
from maillage.stakes.enums import Matter, Source
from maillage.stakes.models import Stake
from tests.conftest import StrictClient

ASKED = [("cfa", "Hélène Quéré"), ("cfa", "Paul Ruiz"), ("mission", "Rose Ba"), ("fret", "Yann Le Gall")]
STAKES, RESOURCES, POSITIONS = Matter.STAKES, Matter.RESOURCES, Matter.POSITIONS


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


@pytest.fixture(scope="module")
def _ground(django_db_setup, django_db_blocker):
    """The cast, two objectives and an open round, written once; each test takes back what it changed."""
    from django.db import transaction

    from tests.cast import gather

    held = transaction.atomic()
    with django_db_blocker.unblock():
        held.__enter__()
        cast = gather()
        for label, family in [("Ouvrir un guichet commun", "institutional"), ("Pourvoir en huit jours", "economic")]:
            actions.add_objective(space=cast.space, label=label, family=family, by=cast.lea)
        actions.open_round(space=cast.space, name="Printemps", by=cast.lea)
    yield cast
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        held.__exit__(None, None, None)


@pytest.fixture
def cast(_ground, db):
    return deepcopy(_ground)


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    from django.core.cache import cache

    monkeypatch.setattr("maillage.spaces.steps.way", lambda *args, **kwargs: [])
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def after_commit(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def campaign(cast, after_commit) -> Campaign:
    """Open: two people of the CFA, one of the mission locale, one of the company, asked about everything."""
    campaign = campaigns.create_campaign(
        space=cast.space,
        subject="stakes",
        title="Vos enjeux",
        targets=[STAKES, RESOURCES, POSITIONS],
        deadline=timezone.localdate() + timedelta(days=14),
        by=cast.lea,
    )
    people = [
        campaigns.Person(organisation=cast.organisations[key], name=name, email=f"personne{rank}@exemple.fr")
        for rank, (key, name) in enumerate(ASKED)
    ]
    campaigns.ask_people(campaign=campaign, people=people, by=cast.lea)
    campaigns.open_campaign(campaign=campaign, by=cast.lea)
    campaign.invitations.update(invited_on=timezone.localdate())
    return campaign


@pytest.fixture
def helene(campaign) -> Visitor:
    return Visitor(campaign.invitations.get(name="Hélène Quéré"))


@pytest.fixture
def paul(campaign) -> Visitor:
    return Visitor(campaign.invitations.get(name="Paul Ruiz"))


def test_stakes_are_said_one_question_at_a_time_and_count_once_handed_in(helene, cast, after_commit):
    welcome = helene.welcome().text
    for words in ["15 minutes", "Vos enjeux", "Vos ressources", "Votre position", "avec votre nom"]:
        assert words in welcome
    assert helene.start(STAKES).url == helene.url("question", STAKES, "choose")
    page = helene.open(STAKES, "choose").text
    assert page.count('name="codes"') == 26
    assert helene.say(STAKES, "choose", codes=["S4", "E1"]).url == helene.url("question", STAKES, "E1")
    refused = helene.say(STAKES, "E1", words="sans poids")
    assert "choisissez l&#x27;une des cinq phrases" in refused.text
    assert helene.say(STAKES, "E1", weight="5", words="Personne ne postule.").url.endswith("/S4/")
    assert helene.start(STAKES).url == helene.url("question", STAKES, "S4")  # where one left
    assert "Il reste 1 réponse" in helene.summary(STAKES).text
    assert helene.hand_in(STAKES).status_code == 409
    helene.say(STAKES, "S4", weight="3", words="")
    assert helene.say(STAKES, "n1", words="Garder le bac pro", family="training", weight="4").url.endswith("/n2/")
    assert helene.say(STAKES, "n2", go="none").url == helene.url("summary", STAKES)
    assert not Stake.objects.exists()
    assert analyses.read_stakes(cast.space).answered == 0
    with after_commit(execute=True):
        helene.hand_in(STAKES)
    said = {one.code: one for one in Stake.objects.all()}
    assert {code: (one.weight, one.words) for code, one in said.items()} == {
        "E1": (5, "Personne ne postule."),
        "S4": (3, ""),
        "": (4, "Garder le bac pro"),
    }
    assert {(one.source, one.invitation.name, one.noted_by) for one in said.values()} == {
        (Source.SAID, "Hélène Quéré", None)
    }
    assert analyses.read_stakes(cast.space).answered == 1
    letter = mail.outbox[-1].body
    assert "E1\xa0· Pourvoir des postes en tension" in letter or "E1" in letter
    assert "Garder le bac pro" in letter
