"""Beside the demonstration, for the walks of every address: Paul, who pilots another space and must never see it."""

from __future__ import annotations

import pytest

STRANGER = "ailleurs@exemple.fr"


@pytest.fixture(scope="module")
def _beside(_planted_once, django_db_blocker):
    from tests.garden import for_a_file

    yield from for_a_file(django_db_blocker, _paul_and_his_space)


def _paul_and_his_space() -> None:
    from maillage.accounts.models import User
    from maillage.spaces import actions
    from tests.garden import everybody_comes_in

    paul = User.objects.create_user(STRANGER, "Paul Lefèvre")
    elsewhere = actions.create_space(slug="ailleurs", name="Ailleurs", by=paul)
    elsewhere.organisations.create(name="Là-bas", kind="cfa", college="training", family="training")
    elsewhere.partnerships.create(name="Ailleurs aussi")
    everybody_comes_in([STRANGER])


@pytest.fixture
def elsewhere(_beside, db):
    from maillage.spaces.models import Space

    return Space.objects.get(slug="ailleurs")
