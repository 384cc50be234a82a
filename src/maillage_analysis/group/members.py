"""Who may sit in a working group: college, level, voices, parts of the territory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maillage_analysis.errors import InputError

COLLEGES = ("institutions", "employment", "insertion", "training", "chambers", "companies")
"""Institutions and funders; employment; social inclusion; training; chambers, branches and OPCO; companies."""

LEVELS = ("political", "managerial", "operational")


@dataclass(frozen=True, slots=True)
class Member:
    """One person, or one seat. ``college`` and ``level`` are None when nobody has said yet."""

    id: str
    college: str | None = None
    level: str | None = None
    youth_voice: bool = False
    employer: bool = False
    parts: frozenset[str] = frozenset()
    """Parts of the territory this person knows from within."""


def checked_members(members: Iterable[Member], *, colleges: Iterable[str], levels: Iterable[str]) -> tuple[Member, ...]:
    """The members sorted by id, so that the order in which they were added changes nothing."""
    known_colleges, known_levels = set(colleges), set(levels)
    by_id: dict[str, Member] = {}
    for member in members:
        if member.id in by_id:
            raise InputError(f"Member {member.id!r} is listed twice: keep one line per person.")
        if member.college is not None and member.college not in known_colleges:
            raise InputError(
                f"Member {member.id!r}: college {member.college!r} is not known; "
                f"write one of {', '.join(sorted(known_colleges))}, or nothing."
            )
        if member.level is not None and member.level not in known_levels:
            raise InputError(
                f"Member {member.id!r}: level {member.level!r} is not known; "
                f"write one of {', '.join(sorted(known_levels))}, or nothing."
            )
        by_id[member.id] = member
    return tuple(by_id[key] for key in sorted(by_id))
