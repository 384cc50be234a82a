"""The sheets of the four partnerships, and the steps that each has come through. Amounts are invented."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from maillage.partnerships import actions as partnerships
from maillage.partnerships.models import Partnership

from ..queries import tree

if TYPE_CHECKING:
    from ..actions import Garden

WRITTEN = ("places", "legal_kind", "groundings", "groundings_note", "audiences", "audiences_note")


def plant_sheets(garden: Garden) -> None:
    for key, told in tree("sheets").items():
        partnership = garden.partnerships[key]
        partnership.refresh_from_db()
        fields = {name: told[name] for name in WRITTEN}
        partnerships.edit_partnership(partnership=partnership, **fields, by=garden.lea)
        _members(garden, partnership, told)
        _money(garden, partnership, told["fundings"])
        _history(garden, partnership, told["milestones"])
        _life(garden, partnership, told)


def _members(garden: Garden, partnership: Partnership, told: dict) -> None:
    """Second roles, and those who have left."""
    for key, role, days in told["roles"]:
        partnerships.add_member(
            partnership=partnership,
            organisation=garden.organisations[key],
            role=role,
            joined_on=garden.ago(days),
            by=garden.lea,
        )
    for key, role, joined, left in told["left"]:
        member = partnerships.add_member(
            partnership=partnership,
            organisation=garden.organisations[key],
            role=role,
            joined_on=garden.ago(joined),
            by=garden.lea,
        )
        partnerships.end_member(member=member, left_on=garden.ago(left), by=garden.lea)


def _money(garden: Garden, partnership: Partnership, lines: list[dict]) -> None:
    for line in lines:
        partnerships.add_funding(
            partnership=partnership,
            organisation=garden.organisations.get(line.get("organisation", "")),
            source=line["source"],
            year=garden.on.year + line["year"],
            state=line["state"],
            amount=Decimal(line["amount"]) if "amount" in line else None,
            note=line.get("note", ""),
            by=garden.lea,
        )


def _history(garden: Garden, partnership: Partnership, events: list[dict]) -> None:
    for event in events:
        day = garden.ago(event["days_ago"])
        partnerships.tell_milestone(
            partnership=partnership,
            words=event["words"],
            year=day.year,
            month=day.month if event["known"] != "year" else None,
            day=day.day if event["known"] == "day" else None,
            by=garden.lea,
        )


def _life(garden: Garden, partnership: Partnership, told: dict) -> None:
    for move in told["moves"]:
        partnerships.move_to_stage(
            partnership=partnership,
            stage=move["stage"],
            came_on=garden.ago(move["days_ago"]),
            why=move.get("why", ""),
            by=garden.lea,
        )
    for one in told["deliverables"]:
        partnerships.say_deliverable(
            partnership=partnership,
            code=one["code"],
            state=one["state"],
            done_on=garden.ago(one.get("days_ago")),
            whereabouts=one.get("whereabouts", ""),
            reason=one.get("reason", ""),
            by=garden.lea,
        )
