"""From where the report is written: a space, on a day, for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.spaces import permissions
from maillage.spaces.enums import Reading
from maillage.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What is read depends on the reader: the members only get what the pilot has published to them."""

    space: Space
    user: Any
    on: date
    role: str | None

    @classmethod
    def of(cls, *, space: Space, user: Any, on: date) -> Standpoint:
        return cls(space, user, on, permissions.role_of(user, space))

    def may_read(self, reading: Reading) -> bool:
        return permissions.can_read(self.role, self.space, reading)
