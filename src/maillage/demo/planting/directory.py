"""What makes the directory a daily tool: tags, areas served, sites, bodies, exchanges, a departure, the register."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from maillage.actors import actions as actors
from maillage.actors import served
from maillage.actors.models import Tag

from ..queries import tree

if TYPE_CHECKING:
    from ..actions import Garden


def plant_directory(garden: Garden) -> None:
    told = tree("directory")
    for key, fields in _sheets(told).items():
        actors.edit_organisation(organisation=garden.organisations[key], **fields, by=garden.lea)
    for site in told["site"]:
        fields = {name: value for name, value in site.items() if name != "organisation"}
        actors.add_site(organisation=garden.organisations[site["organisation"]], **fields, by=garden.lea)
    for relation in told["relation"]:
        ends = {end: garden.organisations[relation[end]] for end in ("source", "target")}
        actors.relate_bodies(**ends, bond=relation["bond"], note=relation.get("note", ""), by=garden.lea)
    _people(garden, told)
    _exchanges(garden, told["exchange"])
    actors.keep_register(space=garden.space, **told["register"], reviewed_on=garden.ago(80), by=garden.lea)
    for kept in told["list"]:
        query = kept.get("query") or {"tag": Tag.objects.get(space=garden.space, name=kept["tag"]).pk}
        actors.save_list(space=garden.space, name=kept["name"], query=query, shared=True, by=garden.people[kept["by"]])


def _sheets(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Organisation → the fields to complete, each sheet written once."""
    fields: dict[str, dict[str, Any]] = defaultdict(dict)
    for tag, keys in told["tags"].items():
        for key in keys:
            fields[key].setdefault("tags", []).append(tag)
    for level, keys in told["levels"].items():
        for key in keys:
            fields[key]["level"] = level
    for key, areas in told["areas"].items():
        fields[key]["served_areas"] = served.read("\n".join(areas))
    for key, words in told["descriptions"].items():
        fields[key]["description"] = words
    return fields


def _people(garden: Garden, told: dict[str, Any]) -> None:
    mandates, informed = told["contact"]["mandates"], told["contact"]["informed"]
    for key in {*mandates, *informed}:
        actors.edit_contact(
            contact=garden.contacts[key],
            mandate=mandates.get(key, ""),
            origin="meeting",
            informed_on=garden.ago(30) if key in informed else None,
            by=garden.lea,
        )
    gone = told["departure"]
    person = actors.add_contact(
        organisation=garden.organisations[gone["organisation"]],
        name=gone["name"],
        function=gone["function"],
        level=gone["level"],
        last_contact_on=garden.ago(gone["days_ago"] + 30),
        by=garden.lea,
    )
    actors.succeed_contact(
        contact=person,
        on=garden.ago(gone["days_ago"]),
        successor=garden.contacts[gone["organisation"]],
        by=garden.lea,
    )


def _exchanges(garden: Garden, told: list[dict[str, Any]]) -> None:
    for exchange in told:
        key = exchange["organisation"]
        actors.note_exchange(
            organisation=garden.organisations[key],
            contact=garden.contacts[key] if exchange.get("contact") else None,
            channel=exchange["channel"],
            on=garden.ago(exchange["days_ago"]),
            words=exchange["words"],
            by=garden.lea,
        )
