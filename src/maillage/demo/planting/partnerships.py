"""The partnerships, read alone then together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.partnerships import actions as partnerships
from maillage.partnerships.models import Partnership

from ..queries import tree
from .campaigns import plant_campaign
from .last_year import plant_last_year
from .marks import answers_of
from .together import hold_session

if TYPE_CHECKING:
    from ..actions import Garden


def plant_partnerships(garden: Garden) -> None:
    for told in tree("partnerships")["partnership"]:
        partnership = partnerships.create_partnership(
            space=garden.space,
            name=told["name"],
            purpose=told["purpose"],
            territory=told["territory"],
            legal_form=told["legal_form"],
            stage=told["stage"],
            stage_since=garden.ago(told["started_days_ago"]),
            bond=told["bond"],
            started_on=garden.ago(told["started_days_ago"]),
            ends_on=garden.ahead(told.get("ends_in_days")),
            by=garden.lea,
        )
        garden.partnerships[told["key"]] = partnership
        for key, role in told["members"]:
            partnerships.add_member(
                partnership=partnership,
                organisation=garden.organisations[key],
                role=role,
                joined_on=garden.ago(told["started_days_ago"]),
                by=garden.lea,
            )
        plant_last_year(garden, partnership, told["key"])
        for key, sheet in told["answers"].items():
            _fill_sheet(garden, partnership, sheet, organisation=garden.organisations[key])
        if told["key"] == "alliance":  # its campaign closed before the group read together
            plant_campaign(garden, "alliance")
        hold_session(garden, partnership, told["key"], told["consensus"]["sheet"].split("|")[0])
        if "chosen_type" in told:
            partnerships.choose_type(partnership=partnership, type_code=told["chosen_type"], by=garden.lea)
        partnerships.set_partnership_published(partnership=partnership, published=told["published"], by=garden.lea)


def _fill_sheet(garden: Garden, partnership: Partnership, sheet: str, **about) -> None:
    assessment = partnerships.start_assessment(partnership=partnership, **about, by=garden.lea)
    partnerships.answer_all(assessment=assessment, answers=answers_of(assessment, sheet), by=garden.lea)
    partnerships.submit_assessment(assessment=assessment, by=garden.lea)
