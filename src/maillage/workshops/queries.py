"""Questions asked of a workshop's records: which one a code opens, whose phone this is, what came."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Count

from maillage.accounts.models import User
from maillage.campaigns import links
from maillage.spaces.models import Space

from . import rules
from .models import Phone, PhoneAnswer, Workshop


class Given(NamedTuple):
    """What one phone answered to one item, and its college ("" when it did not say)."""

    college: str
    level: int | None
    non_answer: str


def plain_code(typed: str) -> str:
    """What was typed, as codes are stored; "" when it cannot be one.

    >>> plain_code(" km4p-7trq "), plain_code("KM4P 7TR0"), plain_code("k")
    ('KM4P7TRQ', '', '')
    """
    letters = "".join(typed.split()).replace("-", "").upper()
    is_code = len(letters) == rules.CODE_LENGTH and set(letters) <= set(rules.CODE_LETTERS)
    return letters if is_code else ""


def behind_code(code: str) -> Workshop | None:
    """The workshop of this code, open or closed; None for any other word (one query)."""
    plain = plain_code(code)
    return Workshop.objects.filter(code=plain).select_related("space", "asked_by").first() if plain else None


def phone_of(workshop: Workshop, token: str) -> Phone | None:
    """The phone that keeps this token; None for a token of another workshop, forged, or erased."""
    key = links.key_of(token)
    return Phone.objects.filter(workshop=workshop, key=key).first() if key else None


def phones_of(workshop: Workshop) -> int:
    return Phone.objects.filter(workshop=workshop).count()


def answers_of(workshop: Workshop, ids: Collection[str]) -> dict[str, list[Given]]:
    """Item → what the phones answered (one query). In the order of the answers' values, never of their coming."""
    rows = PhoneAnswer.objects.filter(phone__workshop=workshop, item__in=ids)
    found: dict[str, list[Given]] = {}
    for item, *given in rows.order_by("item", "level").values_list("item", "phone__college", "level", "non_answer"):
        found.setdefault(item, []).append(Given(*given))
    return found


def own_answers(phone: Phone) -> dict[str, PhoneAnswer]:
    """Item → what this phone answered (one query)."""
    return {answer.item: answer for answer in PhoneAnswer.objects.filter(phone=phone)}


def with_phones(workshops):
    """Workshops with how many phones joined, latest first (one query)."""
    return workshops.annotate(joined=Count("phones")).order_by("-held_on", "-created_at", "-pk")


def kept_about(space: Space, subject: str, about: int | None = None):
    """The kept sessions of a subject, latest first."""
    return Workshop.objects.filter(space=space, subject=subject, about=about).kept().order_by("-held_on", "-pk")


def kept_in(space: Space, user: User) -> list[Workshop]:
    """The kept sessions of a space that this person may know of, latest first (one query)."""
    found = Workshop.objects.visible_to(user).filter(space=space).kept().select_related("space")
    return list(found.order_by("-held_on", "-pk"))


def earlier_session(workshop: Workshop) -> Workshop | None:
    """The last session kept before this one about the same thing, to compare with."""
    found = kept_about(workshop.space, workshop.subject, workshop.about).exclude(pk=workshop.pk)
    if workshop.held_on:
        found = found.filter(held_on__lte=workshop.held_on).exclude(held_on=workshop.held_on, pk__gt=workshop.pk)
    return found.first()
