"""A partnership of the Pays d'Aulne and its members. Imports wait for Django to be ready."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture
def partnership(cast):
    """« Passerelle fret »: the CFA, the mission locale, the OPCO, the company; not the EPCI."""
    from maillage.partnerships import actions

    partnership = actions.create_partnership(space=cast.space, name="Passerelle fret", stage=8, bond=3, by=cast.lea)
    for key, role in [("cfa", "operator"), ("mission", "referrer"), ("opco", "funder"), ("fret", "operator")]:
        actions.add_member(partnership=partnership, organisation=cast.organisations[key], role=role, by=cast.lea)
    return partnership


@pytest.fixture
def sheets(partnership, cast):
    from .story import Sheets

    return Sheets(partnership, cast.organisations, cast.lea)


@pytest.fixture
def newcomers(cast, partnership) -> Callable[..., list[str]]:
    """``newcomers("training", 3)`` → keys of three more members of that college, ready for ``sheets``."""
    from maillage.actors.models import Organisation
    from maillage.partnerships import actions

    def join(college: str, number: int) -> list[str]:
        keys = [f"{college}{index}" for index in range(number)]
        for key in keys:
            cast.organisations[key] = Organisation.objects.create(
                space=cast.space, name=f"Organisation {key}", kind="other", college=college, family="training"
            )
            actions.add_member(
                partnership=partnership, organisation=cast.organisations[key], role="operator", by=cast.lea
            )
        return keys

    return join
