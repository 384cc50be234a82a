"""How often one may try: wrong links from one address of the network, answers by one link.

Counted in each server process; the figures are in rules.py.
"""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from . import rules


def has_guessed_too_often(request: HttpRequest) -> bool:
    return cache.get(_misses(request), 0) >= rules.MISSES_ALLOWED


def note_wrong_link(request: HttpRequest) -> None:
    _count(_misses(request))


def has_tried_too_many_codes(request: HttpRequest) -> bool:
    """A whole room may share one address of the network: more tries than for personal links."""
    return cache.get(_wrong_codes(request), 0) >= rules.WRONG_CODES_ALLOWED


def note_wrong_code(request: HttpRequest) -> None:
    _count(_wrong_codes(request))


def answers_too_often(key: str) -> bool:
    """Counts one more answer of this link, and says whether it is one too many."""
    return _count(f"campaigns:answers:{key}") > rules.ANSWERS_ALLOWED


def thanked_too_often(key: str) -> bool:
    """Counts one more letter of thanks to this person, and says whether it is one too many."""
    return _count(f"campaigns:thanks:{key}") > rules.THANKS_ALLOWED


def _misses(request: HttpRequest) -> str:
    return f"campaigns:misses:{get_adapter().get_client_ip(request)}"


def _wrong_codes(request: HttpRequest) -> str:
    return f"campaigns:codes:{get_adapter().get_client_ip(request)}"


def _count(name: str) -> int:
    cache.add(name, 0, timeout=rules.WITHIN_SECONDS)
    try:
        return cache.incr(name)
    except ValueError:  # it ended between the two lines
        cache.set(name, 1, timeout=rules.WITHIN_SECONDS)
        return 1
