"""The game of actors: objectives, two closed rounds and one open, the pilot's matrix, a catalogue that is adapted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.stakes import actions as stakes
from maillage.stakes.models import Objective, PositionSheet, Round

from ..queries import tree

if TYPE_CHECKING:
    from ..actions import Garden

FIRST_CLOSED_DAYS_AGO = 55
"""What was said before that day is what the first round keeps."""


def plant_first_round(garden: Garden) -> None:
    """Objectives, then the first round: it closes on the stakes said by then."""
    told = tree("strategy")
    for objective in told["objectives"]:
        words = {name: value for name, value in objective.items() if name != "key"}
        stakes.add_objective(space=garden.space, **words, by=garden.lea)
    _hold(garden, told["rounds"][0])


def plant_later_rounds(garden: Garden) -> None:
    """The second round with what the pilot weighed, then the one that is open; one stake reworded; a stake and
    a tension of their own.
    """
    told = tree("strategy")
    second = told["rounds"][1]
    _hold(garden, second, influences=told["influences"])
    _hold(garden, told["rounds"][2])
    stakes.adapt_stake(
        space=garden.space,
        code="S5",
        label="Lever les freins (navettes de nuit, logement, santé, garde, langue)",
        is_offered=True,
        by=garden.lea,
    )
    own = stakes.add_own_stake(
        space=garden.space, family="economic", label="Obtenir l'habilitation aéroportuaire à temps", by=garden.lea
    )
    stakes.add_pair(
        space=garden.space,
        one_code=own.code,
        other_code="S3",
        label="l'habilitation exigée ou l'accès des plus éloignés",
        fact="Entrer dans les zones de sûreté d'un aérodrome demande une habilitation, délivrée après enquête.",
        source="code des transports, article L. 6342-3",
        by=garden.lea,
    )


def _hold(garden: Garden, told: dict, *, influences: dict | None = None) -> Round:
    """Open it, write each actor's positions, weigh, close it when the story says so."""
    keys = [*told["positions"], *told.get("awaited", [])]
    round = stakes.open_round(
        space=garden.space,
        name=told["name"],
        organisations=[garden.organisations[key] for key in keys],
        opened_on=garden.ago(told["opened_days_ago"]),
        by=garden.lea,
    )
    objectives = list(Objective.objects.in_space(garden.space).order_by("number"))
    sheets = {
        sheet.organisation_id: sheet
        for sheet in PositionSheet.objects.filter(round=round).select_related("organisation__space", "round", "space")
    }
    closed_on = garden.ago(told.get("closed_days_ago"))
    for key, marks in told["positions"].items():
        stakes.say_positions(
            sheet=sheets[garden.organisations[key].pk],
            values={
                objective.pk: None if mark == "." else int(mark)
                for objective, mark in zip(objectives, marks.split(), strict=True)
            },
            said_on=closed_on or round.opened_on,
            by=garden.lea,
        )
    if influences:
        _weigh(garden, round, keys, influences)
    if closed_on:
        stakes.close_round(round=round, on=closed_on, by=garden.lea)
    return round


def _weigh(garden: Garden, round: Round, keys: list[str], influences: dict[str, dict[str, int]]) -> None:
    values = {
        (garden.organisations[one].pk, garden.organisations[other].pk): influences.get(one, {}).get(other, 0)
        for one in keys
        for other in keys
        if one != other
    }
    stakes.weigh_influences(round=round, values=values, by=garden.lea)
