"""The nine steps, in the order of the way. Each room says where its step stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from . import permissions
from .enums import EDITORS, Reading, State
from .models import Space


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    key: str  # the room, and the URL namespace
    label: str
    verb: str
    reading: Reading | None = None  # what the count tells of: hidden from the members until it is published


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a step stands: a state in words and one count (« 102 organisations »)."""

    state: State
    count: str = ""
    is_whole: bool = True  # False when the count takes in records that some members do not see


STEPS = [
    Step(1, "territory", _("Lire le territoire"), _("Lire")),
    Step(2, "actors", _("Cartographier les acteurs"), _("Cartographier")),
    Step(3, "stakes", _("Partager les enjeux"), _("Partager"), Reading.STAKES),
    Step(4, "groups", _("Composer le groupe"), _("Composer"), Reading.GROUP),
    Step(5, "ties", _("Voir les liens"), _("Relier"), Reading.NETWORK),
    Step(6, "partnerships", _("Lire les partenariats"), _("Évaluer"), Reading.GRID),
    Step(7, "agreements", _("Co-construire le cadre"), _("Cadrer")),
    Step(8, "animation", _("Animer"), _("Animer")),
    Step(9, "restitution", _("Restituer"), _("Restituer")),
]

StandingOf = Callable[[Space], Standing]
_STANDINGS: dict[str, StandingOf] = {}


def register(key: str, standing_of: StandingOf) -> None:
    """A room says how to know where its step stands (called from its AppConfig.ready)."""
    if key not in {step.key for step in STEPS}:
        raise LookupError(f"No step is called {key!r}.")
    _STANDINGS[key] = standing_of


def way(space: Space, current: str = "", *, role: str | None) -> list[dict]:
    """The nine steps of this space as this role may know them, ready for a template."""
    hidden, sees_all = permissions.hidden_readings(role, space), role in EDITORS
    return [
        {
            "step": step,
            "url": reverse(f"{step.key}:home", args=[space.slug]),
            "standing": standing_of(step, space, hidden, sees_all=sees_all),
            "is_current": step.key == current,
        }
        for step in STEPS
    ]


def standing_of(step: Step, space: Space, hidden: frozenset[str], *, sees_all: bool) -> Standing:
    """Where a step stands; what stays with the pilot's team is not counted for the others."""
    standing = _STANDINGS[step.key](space)
    is_told = sees_all or (standing.is_whole and step.reading not in hidden)
    return standing if is_told else Standing(standing.state)
