"""The pilot's mandate and the texts, each brought to its state as partners live it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.agreements import actions as agreements

from ..queries import tree

if TYPE_CHECKING:
    from ..actions import Garden


def plant_agreements(garden: Garden) -> None:
    told = tree("agreements")
    mandate = told["mandate"]
    agreements.name_pilot(
        space=garden.space,
        holder=mandate["holder"],
        function=mandate["function"],
        organisation=garden.organisations[mandate["organisation"]],
        commissioner=mandate["commissioner"],
        mission=mandate["mission"].strip(),
        scope=mandate["scope"].strip(),
        means=mandate["means"].strip(),
        full_time_equivalent=mandate["full_time_equivalent"],
        reporting=mandate["reporting"],
        relay=mandate["relay"],
        starts_on=garden.ago(mandate["starts_days_ago"]),
        ends_on=garden.ahead(mandate["ends_in_days"]),
        signed_on=garden.ago(mandate["signed_days_ago"]),
        by=garden.lea,
    )
    for text in [told["charter"], *told["others"]]:
        _write_text(garden, text)


# The way from a first draft to each state, as partners live it.
WAY_TO = {
    "in_force": ["proofreading", "signed", "in_force"],
    "to_renew": ["proofreading", "signed", "in_force", "to_renew"],
}


def _write_text(garden: Garden, text: dict) -> None:
    first, *others = text["versions"]
    agreement = agreements.create_agreement(
        space=garden.space,
        kind=text["kind"],
        title=text["title"],
        partnership=garden.partnerships[text["partnership"]],
        clauses=first["clauses"],
        effective_on=garden.ago(text["effective_days_ago"]),
        ends_on=garden.ahead(text["ends_in_days"]),
        review_on=garden.ahead(text.get("review_in_days")),
        by=garden.lea,
    )
    for version in others:
        agreements.write_version(
            agreement=agreement, clauses=version["clauses"], change=version["change"], by=garden.lea
        )
    for status in WAY_TO[text["status"]]:
        agreements.change_status(
            agreement=agreement, status=status, on=garden.ago(text["signed_days_ago"]), by=garden.lea
        )
