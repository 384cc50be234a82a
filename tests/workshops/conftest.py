"""A workshop on three stakes, with the people and the partnership that campaigns are told with."""

from __future__ import annotations

import pytest

from tests.campaigns.conftest import _fresh_limits, _ground, _mine, _no_steps, cast, partnership

__all__ = ["_fresh_limits", "_ground", "_mine", "_no_steps", "cast", "partnership"]


@pytest.fixture
def prepared(cast):
    """A workshop on three stakes, not open yet."""
    from maillage.workshops import actions

    from .room import ITEMS

    return actions.create_workshop(
        space=cast.space, subject="stakes", items=ITEMS, title="Nos enjeux", message="Pour le comité.", by=cast.lea
    )


@pytest.fixture
def workshop(prepared, cast):
    from maillage.workshops import actions

    actions.open_workshop(workshop=prepared, by=cast.lea)
    return prepared
