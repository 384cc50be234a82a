"""How many wrong codes one may try: a whole room may share one address of the network."""

from __future__ import annotations

from django.http import HttpRequest

from maillage.campaigns import limits

from . import rules


def has_tried_too_many_codes(request: HttpRequest) -> bool:
    return limits.counted(_wrong_codes(request)) >= rules.WRONG_CODES_ALLOWED


def note_wrong_code(request: HttpRequest) -> None:
    limits.count(_wrong_codes(request))


def answers_too_often(key: str) -> bool:
    """Counts one more answer of this phone, and says whether it is one too many."""
    return limits.answers_too_often(key)


def _wrong_codes(request: HttpRequest) -> str:
    return f"workshops:codes:{limits.address_of(request)}"
