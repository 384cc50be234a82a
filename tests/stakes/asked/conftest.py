"""Two people of the CFA, one of the mission locale and one of the company are asked about everything."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # the settings are not ready yet when this file is read
    from maillage.campaigns.models import Campaign

    from .story import Visitor


@pytest.fixture(scope="module")
def _ground(_gathered_once, django_db_blocker):
    from tests.garden import for_a_file

    yield from for_a_file(django_db_blocker, _two_objectives_and_an_open_round)


def _two_objectives_and_an_open_round():
    from maillage.stakes import actions
    from tests.garden import GARDEN

    cast = deepcopy(GARDEN.cast)
    for label, family in [("Ouvrir un guichet commun", "institutional"), ("Pourvoir en huit jours", "economic")]:
        actions.add_objective(space=cast.space, label=label, family=family, by=cast.lea)
    actions.open_round(space=cast.space, name="Printemps", by=cast.lea)
    return cast


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
def campaign(cast) -> Campaign:
    """Open, as if its letters had gone."""
    from django.utils import timezone

    from maillage.campaigns import actions as campaigns

    from .story import ASKED, POSITIONS, RESOURCES, STAKES

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
    from .story import Visitor

    return Visitor(campaign.invitations.get(name="Hélène Quéré"))


@pytest.fixture
def paul(campaign) -> Visitor:
    from .story import Visitor

    return Visitor(campaign.invitations.get(name="Paul Ruiz"))
