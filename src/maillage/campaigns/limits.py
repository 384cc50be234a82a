"""How often one may try: wrong links from one address of the network, answers by one link.

Counted in each server process; the figures are in rules.py.
"""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from . import rules


def has_guessed_too_often(request: HttpRequest) -> bool:
    return counted(_misses(request)) >= rules.MISSES_ALLOWED


def note_wrong_link(request: HttpRequest) -> None:
    count(_misses(request))


def answers_too_often(key: str) -> bool:
    """Counts one more answer of this link, and says whether it is one too many."""
    return count(f"campaigns:answers:{key}") > rules.ANSWERS_ALLOWED


def thanked_too_often(key: str) -> bool:
    """Counts one more letter of thanks to this person, and says whether it is one too many."""
    return count(f"campaigns:thanks:{key}") > rules.THANKS_ALLOWED


def address_of(request: HttpRequest) -> str:
    """The address of the network, behind the proxies that the server trusts."""
    return get_adapter().get_client_ip(request)


def counted(name: str) -> int:
    return cache.get(name, 0)


def count(name: str) -> int:
    """One more under this name; returns how many within the time of rules.py."""
    cache.add(name, 0, timeout=rules.WITHIN_SECONDS)
    try:
        return cache.incr(name)
    except ValueError:  # it ended between the two lines
        cache.set(name, 1, timeout=rules.WITHIN_SECONDS)
        return 1


def _misses(request: HttpRequest) -> str:
    return f"campaigns:misses:{address_of(request)}"
