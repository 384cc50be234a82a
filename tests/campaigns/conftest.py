"""A campaign on « Passerelle fret »: three people of the CFA, one of the mission locale, one of the company."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta

import pytest


@pytest.fixture
def deadline():
    from django.utils import timezone

    return timezone.localdate() + timedelta(days=14)


@pytest.fixture(scope="module")
def _ground(_gathered_once, django_db_blocker):
    from tests.garden import for_a_file

    yield from for_a_file(django_db_blocker, _the_partnership_of_the_cast)


def _the_partnership_of_the_cast():
    from tests.garden import GARDEN

    cast = deepcopy(GARDEN.cast)
    return cast, _describe(cast)


@pytest.fixture
def _mine(_ground, db):
    return deepcopy(_ground)


@pytest.fixture
def cast(_mine):
    return _mine[0]


@pytest.fixture
def partnership(_mine):
    return _mine[1]


def _describe(cast):
    from maillage.partnerships import actions

    partnership = actions.create_partnership(space=cast.space, name="Passerelle fret", stage=8, bond=3, by=cast.lea)
    for key, role in [("cfa", "operator"), ("mission", "referrer"), ("fret", "operator")]:
        actions.add_member(partnership=partnership, organisation=cast.organisations[key], role=role, by=cast.lea)
    return partnership


@pytest.fixture
def ask(cast, partnership, deadline, django_capture_on_commit_callbacks):
    """``ask("aggregated", cfa=3, mission=1)`` → an open campaign, as if its letters had gone."""
    from .story import Asking

    return Asking(cast, partnership, deadline, django_capture_on_commit_callbacks)


@pytest.fixture(autouse=True)
def _fresh_limits():
    from django.core.cache import cache

    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _no_steps(monkeypatch):
    """These tests are not about the nine steps: they are not counted on each page."""
    monkeypatch.setattr("maillage.spaces.steps.way", lambda *args, **kwargs: [])
