"""A partnership that four organisations have read, one of them in disagreement."""

from __future__ import annotations

import pytest


@pytest.fixture
def partnership(cast):
    """« Passerelle fret »: the CFA, the mission locale, the OPCO, the company."""
    from maillage.partnerships import actions

    partnership = actions.create_partnership(space=cast.space, name="Passerelle fret", by=cast.lea)
    for key in ("cfa", "mission", "opco", "fret"):
        actions.add_member(partnership=partnership, organisation=cast.organisations[key], role="operator", by=cast.lea)
    return partnership


@pytest.fixture
def fill(cast, partnership):
    """``fill("cfa", A1=2, B4=3)``: one sheet, handed in."""
    from maillage.partnerships import actions

    def one(who: str, **levels: int) -> None:
        sheet = actions.start_assessment(partnership=partnership, organisation=cast.organisations[who], by=cast.lea)
        for criterion, level in levels.items():
            actions.answer(assessment=sheet, criterion=criterion, level=level, by=cast.lea)
        actions.submit_assessment(assessment=sheet, by=cast.lea)

    return one


@pytest.fixture
def read(partnership, fill):
    """A1 splits the four of them, B4 is low, C1 is fine."""
    for who, split in (("cfa", 2), ("mission", 5), ("opco", 2), ("fret", 5)):
        fill(who, A1=split, B4=2, C1=4)
    return partnership
