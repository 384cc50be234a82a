"""A round of eight actors on three objectives, told once for the tests of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # the settings are not ready yet when this file is read
    from maillage.actors.models import Organisation
    from maillage.stakes.models import PositionSheet, Round

OBJECTIVES = [
    ("Ouvrir un guichet commun", "institutional"),
    ("Pourvoir en huit jours", "economic"),
    ("Réserver une place sur cinq", "social"),
]
MARKS = {  # one mark per objective; None: not said
    "CFA des Trois Rivières": (3, 2, -1),
    "Lycée professionnel Jeanne-Barret": (2, -1, 2),
    "Centre Cap Métiers": (2, 1, -2),
    "Mission locale de la Plaine": (3, -2, 4),
    "Agence pour l'emploi des Ormes": (1, 3, None),
    "Point jeunes des Ormes": (2, -1, 3),
    "Fret Horizon": (1, 4, -3),
    "Garage du Croult": (1, 3, -2),
    "Boulangerie Noé": (2, 3, -1),
}
MORE = {
    "Centre Cap Métiers": "training",
    "Point jeunes des Ormes": "employment",
    "Garage du Croult": "companies",
    "Boulangerie Noé": "companies",
}


@pytest.fixture
def objectives(cast):
    from maillage.stakes import actions

    return [
        actions.add_objective(space=cast.space, label=label, family=family, by=cast.lea) for label, family in OBJECTIVES
    ]


@pytest.fixture
def players(cast) -> dict[str, Organisation]:
    """The nine actors of the game by their names: three of training, three of employment, three companies."""
    from maillage.actors.models import Organisation

    Organisation.objects.bulk_create(
        Organisation(space=cast.space, name=name, kind="other", college=college, family="social")
        for name, college in MORE.items()
    )
    return {one.name: one for one in Organisation.objects.filter(space=cast.space, name__in=MARKS)}


@pytest.fixture
def round(cast, players, objectives) -> Round:
    """An open round in which nobody has said anything."""
    from maillage.stakes import actions

    return actions.open_round(space=cast.space, name="Printemps", organisations=players.values(), by=cast.lea)


@pytest.fixture
def sheet_of(round):
    """``sheet_of("Fret Horizon")`` → its sheet in the open round, as the page loads it."""
    from maillage.stakes.models import PositionSheet

    def find(name: str, among: Round = round) -> PositionSheet:
        return PositionSheet.objects.select_related("organisation__space", "round", "space").get(
            round=among, organisation__name=name
        )

    return find


@pytest.fixture
def said(cast, round, sheet_of, objectives) -> Round:
    """The same round once everybody answered."""
    from maillage.stakes import actions

    for name, marks in MARKS.items():
        values = {one.pk: mark for one, mark in zip(objectives, marks, strict=True)}
        actions.say_positions(sheet=sheet_of(name), values=values, by=cast.lea)
    return round


@pytest.fixture
def closed(cast, said) -> Round:
    from maillage.stakes import actions

    actions.close_round(round=said, by=cast.lea)
    return said


@pytest.fixture
def actor(cast):
    """``actor("training")`` → a new organisation of this college."""

    from maillage.actors.models import Organisation

    def make(college: str, name: str = "") -> Organisation:
        number = Organisation.objects.count()
        return Organisation.objects.create(
            space=cast.space, name=name or f"Acteur {number:03}", kind="other", college=college, family="social"
        )

    return make
