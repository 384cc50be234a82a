"""Bodies, meetings held, decisions, actions promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.animation import actions as animation

from ..queries import tree

if TYPE_CHECKING:
    from ..actions import Garden


def plant_animation(garden: Garden) -> None:
    told = tree("animation")
    bodies = {
        body["key"]: animation.create_body(space=garden.space, name=body["name"], kind=body["kind"], by=garden.lea)
        for body in told["bodies"]
    }
    decisions = []
    for meeting in told["meetings"]:
        held_on = garden.ahead(meeting["days"])
        held = animation.create_meeting(
            space=garden.space,
            body=bodies[meeting["body"]],
            title=meeting["title"],
            held_on=held_on,
            place=meeting["place"],
            agenda=meeting["agenda"],
            minutes=meeting["minutes"],
            by=garden.lea,
        )
        presences = {garden.organisations[key].pk: "present" for key in meeting["present"]}
        presences |= {garden.organisations[key].pk: "excused" for key in meeting["excused"]}
        if presences:
            animation.record_attendance(meeting=held, presences=presences, by=garden.lea)
        decisions += [
            animation.record_decision(
                space=garden.space, meeting=held, wording=wording, taken_on=held_on, by=garden.lea
            )
            for wording in meeting["decisions"]
        ]
    for told_action in told["actions"]:
        _promise(garden, told_action, decisions)


def _promise(garden: Garden, told: dict, decisions: list) -> None:
    born_from = told.get("decision")
    action = animation.create_action(
        space=garden.space,
        title=told["title"],
        owner=garden.organisations[told["owner"]],
        due_on=garden.ahead(told["days"]),
        decision=next((d for d in decisions if born_from and d.wording.startswith(born_from)), None),
        partnership=garden.partnerships.get(told.get("partnership", "")),
        by=garden.lea,
    )
    if told["status"] != "to_do":
        done_on = garden.ahead(told.get("done_days", 0))
        animation.move_action(action=action, status=told["status"], on=done_on, by=garden.lea)
