"""Every partnership that somebody sees, each read as far as this person's role allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from maillage.spaces.models import Space

from . import permissions, pictures, queries
from .analyses import read_partnerships
from .deadlines import deadlines_of
from .lifecycle import read_lifecycles
from .models import Partnership
from .readings import PartnershipReading, Portfolio, PortfolioRow
from .rules import Frame


def read_portfolio(space: Space, user, *, with_life: bool = False) -> Portfolio:
    """The current partnerships that ``user`` sees in this space, by name; ``with_life``, their twelve steps as well.

    The number of queries does not depend on the number of partnerships.
    """
    seen = Partnership.objects.visible_to(user).filter(space=space).current()
    partnerships = list(seen.select_related("space"))
    role, readable = permissions.readable_among(user, space, partnerships)
    read = [partnership for partnership in partnerships if partnership.pk in readable]
    readings = read_partnerships(read, fewest_answers=permissions.fewest_answers_shown(role))
    reading_of = {partnership.pk: reading for partnership, reading in zip(read, readings, strict=True)}
    deadlines = deadlines_of(space, partnerships, user)
    organisations = queries.count_organisations(partnerships)
    rows = tuple(
        PortfolioRow(
            partnership=partnership,
            organisations=organisations.get(partnership.pk, 0),
            reading=reading_of.get(partnership.pk),
            deadlines=deadlines.get(partnership.pk, ()),
        )
        for partnership in partnerships
    )
    return Portfolio(rows=with_lives(space, rows, role=role) if with_life else rows)


def with_lives(space: Space, rows: Sequence[PortfolioRow], *, role: str | None) -> tuple[PortfolioRow, ...]:
    """The same rows with the twelve steps of each, in a number of queries that does not depend on how many they are."""
    lives = read_lifecycles(space, [row.partnership for row in rows], role=role)
    return tuple(replace(row, life=lives[row.partnership.pk]) for row in rows)


def by_frame(readings: Sequence[PartnershipReading]) -> list[tuple[Frame, list[tuple[str, PartnershipReading]]]]:
    """The frames that are met, each with its partnerships and the letter of each on the picture."""
    found: dict[Frame, list[tuple[str, PartnershipReading]]] = {}
    for key, reading in pictures.quadrant_keys(readings):
        found.setdefault(reading.framing.frame, []).append((key, reading))
    return list(found.items())
