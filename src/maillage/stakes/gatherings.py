"""Groups of actors that a round may ask: upper rooms bring theirs when the application starts (see ``register``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from maillage.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Gathering:
    """A named set of organisations: the working group « Groupe apprentissage »."""

    key: str
    label: str
    organisations: frozenset[int]


Provider = Callable[[Space], Iterable[Gathering]]
_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> None:
    """A room brings its groups (called from its AppConfig.ready)."""
    _PROVIDERS.append(provider)


def gatherings_in(space: Space) -> list[Gathering]:
    """Every group of this space that has somebody in it."""
    return [one for provider in _PROVIDERS for one in provider(space) if one.organisations]
