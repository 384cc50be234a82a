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
    from django.utils import timezone

    from maillage.partnerships.actions.versions import grid_to_use
    from maillage.partnerships.models import Answer, Assessment

    version = grid_to_use(cast.space)

    def one(who: str, **levels: int) -> None:
        sheet = Assessment.objects.create(
            space=cast.space,
            partnership=partnership,
            grid=version,
            rater=cast.lea,
            organisation=cast.organisations[who],
            submitted_at=timezone.now(),
        )
        Answer.objects.bulk_create(
            Answer(assessment=sheet, criterion=one, level=level) for one, level in levels.items()
        )

    return one


@pytest.fixture
def read(partnership, fill):
    """A1 splits the four of them, B4 is low, C1 is fine."""
    for who, split in (("cfa", 2), ("mission", 5), ("opco", 2), ("fret", 5)):
        fill(who, A1=split, B4=2, C1=4)
    return partnership
