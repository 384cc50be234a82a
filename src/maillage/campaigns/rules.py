"""The figures of a campaign, in one place."""

from __future__ import annotations

from collections.abc import Mapping

from .enums import Status

NEXT: Mapping[Status, tuple[Status, ...]] = {
    Status.DRAFT: (Status.OPEN,),
    Status.OPEN: (Status.CLOSED, Status.OVERDUE),
    Status.OVERDUE: (Status.OPEN, Status.CLOSED),
    Status.CLOSED: (Status.OPEN,),
}
"""From one state to the next: by a click, or because the day has passed (``OVERDUE``)."""

USUAL_REMINDERS = (7, 2)
"""Days before the deadline on which those who have not answered are reminded, unless the pilot writes others."""

DAYS_OF_LINK_AFTER = 60
"""A personal link still shows one's own answers for two months after the deadline; then it opens nothing."""

MINUTES = 10
"""What answering about one subject takes, as told to those who are asked."""

FEWEST_COUNTED = 3
"""When answers are read together only, a group of fewer people asked is not counted apart."""

MOST_FORWARDS = 3
"""How many times a question may be handed on from colleague to colleague."""

MOST_ADDED = 300
"""People added by one click."""

NUMBERS = range(101, 10_000)
"""Respondents' numbers are drawn among these."""

MISSES_ALLOWED = 20
"""Wrong links that one address of the network may try …"""

ANSWERS_ALLOWED = 200
"""… and answers that one link may send …"""

THANKS_ALLOWED = 5
"""… and letters of thanks that one person may receive …"""

WITHIN_SECONDS = 600
"""… within ten minutes."""


def next_of(status: Status) -> tuple[Status, ...]:
    return NEXT[status]
