"""Beside the demonstration, for the walks of every address: Paul, who pilots another space and must never see it."""

from __future__ import annotations

import pytest

STRANGER = "ailleurs@exemple.fr"


@pytest.fixture(scope="module")
def _beside(_planted_once, django_db_blocker):
    """Written once for a file; each test takes back what it changed."""
    from django.db import transaction

    from maillage.accounts.models import User
    from maillage.spaces import actions
    from tests.garden import everybody_comes_in

    held = transaction.atomic()
    with django_db_blocker.unblock():
        held.__enter__()
        paul = User.objects.create_user(STRANGER, "Paul Lefèvre")
        elsewhere = actions.create_space(slug="ailleurs", name="Ailleurs", by=paul)
        elsewhere.organisations.create(name="Là-bas", kind="cfa", college="training", family="training")
        elsewhere.partnerships.create(name="Ailleurs aussi")
        everybody_comes_in([STRANGER])
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        held.__exit__(None, None, None)


@pytest.fixture
def elsewhere(_beside, db):
    from maillage.spaces.models import Space

    return Space.objects.get(slug="ailleurs")
