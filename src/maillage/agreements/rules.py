"""The life of a text as a table, and when two mandates collide."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import enumeration

from .enums import Framing, Status

NEXT: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.PROOFREADING}),
    Status.PROOFREADING: frozenset({Status.DRAFT, Status.SIGNED}),
    Status.SIGNED: frozenset({Status.IN_FORCE, Status.TERMINATED}),
    Status.IN_FORCE: frozenset({Status.TO_RENEW, Status.EXPIRED, Status.TERMINATED}),
    Status.TO_RENEW: frozenset({Status.IN_FORCE, Status.EXPIRED, Status.TERMINATED}),
    Status.EXPIRED: frozenset(),
    Status.TERMINATED: frozenset(),
}

ALIVE = frozenset({Status.SIGNED, Status.IN_FORCE, Status.TO_RENEW})
CLOSED = frozenset(status for status, following in NEXT.items() if not following)


def next_of(status: str) -> list[Status]:
    """The states that a text may take next, in the order of its life."""
    return [candidate for candidate in Status if candidate in NEXT[Status(status)]]


def check_move(current: str, wanted: str) -> None:
    """Raise Refusal unless the life cycle allows this move; the sentence says which moves are allowed."""
    if wanted in NEXT[Status(current)]:
        return
    words = {"current": Status(current).label, "wanted": Status(wanted).label}
    allowed = next_of(current)
    if not allowed:
        raise Refusal(_("Un texte « %(current)s » ne change plus d'état : écrivez un nouveau texte.") % words)
    words["allowed"] = enumeration(f"« {status.label} »" for status in allowed)
    raise Refusal(
        _("Un texte « %(current)s » ne peut pas devenir « %(wanted)s » : l'état suivant possible est %(allowed)s.")
        % words
    )


def overlap(start: date, end: date | None, other_start: date, other_end: date | None) -> bool:
    """Whether two periods share a day; None means without end."""
    return (other_end is None or start <= other_end) and (end is None or other_start <= end)


# Does the text speak of means or results? of co-construction? of revision?  →  how its frame reads
FRAMING: dict[tuple[bool, bool, bool], Framing] = {
    (True, True, True): Framing.FLEXIBLE,
    (False, True, True): Framing.FLEXIBLE,
    (True, False, True): Framing.REVISABLE,
    (False, False, True): Framing.REVISABLE,
    (True, True, False): Framing.CO_BUILT,
    (False, True, False): Framing.CO_BUILT,
    (True, False, False): Framing.RIGID,
    (False, False, False): Framing.SILENT,
}
