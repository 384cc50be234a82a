"""The nine steps, in the order of the way. Each room says where its step stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .enums import State
from .models import Space


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    key: str  # the room, and the URL namespace
    label: str
    verb: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a step stands: a state in words and one count (« 102 organisations »)."""

    state: State
    count: str = ""


STEPS = [
    Step(1, "territory", _("Lire le territoire"), _("Lire")),
    Step(2, "actors", _("Cartographier les acteurs"), _("Cartographier")),
    Step(3, "stakes", _("Partager les enjeux"), _("Partager")),
    Step(4, "groups", _("Composer le groupe"), _("Composer")),
    Step(5, "ties", _("Voir les liens"), _("Relier")),
    Step(6, "partnerships", _("Lire les partenariats"), _("Évaluer")),
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


def way(space: Space, current: str = "") -> list[dict]:
    """The nine steps of this space, ready for a template."""
    return [
        {
            "step": step,
            "url": reverse(f"{step.key}:home", args=[space.slug]),
            "standing": _STANDINGS[step.key](space),
            "is_current": step.key == current,
        }
        for step in STEPS
    ]
