"""Where this step stands, and what needs the pilot here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from maillage.spaces.attention import Need
from maillage.spaces.enums import State
from maillage.spaces.models import Space
from maillage.spaces.steps import Standing


def standing(space: Space) -> Standing:
    return Standing(State.TO_START)


def needs(space: Space, on: date) -> Iterable[Need]:
    return []
