"""Who does what from the first contact to the job, the body of a partnership, and what is counted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from maillage.animation import actions as animation
from maillage.animation.enums import Part

from ..queries import tree

if TYPE_CHECKING:
    from ..actions import Garden

PARTS = {"p": Part.LEAD, "c": Part.CONTRIBUTE, "i": Part.INFORMED, "a": Part.ABSENT}


def plant_pathways(garden: Garden) -> None:
    """A hole and a duplicate in one, another that only begins."""
    told = tree("pathway")
    for key, rows in told["pathways"].items():
        parts = {
            (garden.organisations[who].pk, stage): PARTS[mark]
            for who, marks in rows.items()
            for stage, mark in enumerate(marks, start=1)
            if mark in PARTS
        }
        animation.fill_pathway(partnership=garden.partnerships[key], parts=parts, by=garden.lea)
    for body in told["bodies"]:
        _body(garden, body)
    for counts in told["counts"]:
        animation.write_counts(
            partnership=garden.partnerships[counts["partnership"]],
            starts_on=garden.ago(counts["first_days_ago"]).replace(day=1),
            ends_on=garden.ago(counts["last_days_ago"]).replace(day=1) - timedelta(days=1),
            source=counts["source"],
            values=counts["values"],
            by=garden.lea,
        )


def _body(garden: Garden, told: dict) -> None:
    body = animation.create_body(
        space=garden.space,
        name=told["name"],
        kind=told["kind"],
        partnership=garden.partnerships[told["partnership"]],
        by=garden.lea,
    )
    animation.create_meeting(
        space=garden.space,
        body=body,
        title=told["title"],
        held_on=garden.ahead(told["days"]),
        place=told["place"],
        agenda=told["agenda"],
        by=garden.lea,
    )
