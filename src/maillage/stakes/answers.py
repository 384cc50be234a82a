"""The shape of each answer that a campaign's pages take: checked, then kept as it is in a draft, handed in later.

Each function returns what is kept (words, numbers, ISO dates), or raises Refusal with what to do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from maillage.actors.enums import Family
from maillage.toolkit.refusals import Refusal

from . import rules
from .enums import Direction, Nature

Value = dict[str, Any]

LONGEST_WORDS = 1000
MOST_FREE = 5
"""Stakes outside the catalogue that one person adds in one sheet."""

BOTH, NEITHER = "both", "neither"
CHOICES = (*Direction.values, BOTH, NEITHER)
NOTHING_ELSE: Value = {"none": True}
DROPPED: Value = {"dropped": True}


def chosen(codes: Collection[str], offered: Collection[str]) -> Value:
    unknown = set(codes) - set(offered)
    if unknown:
        raise Refusal(_("« %(code)s » n'est pas au catalogue de cet espace.") % {"code": min(unknown)[:12]})
    return {"codes": [code for code in offered if code in set(codes)]}


def weighed(weight: Any, words: str) -> Value:
    return {"weight": rules.check_weight(weight), "words": _words(words)}


def free(words: str, family: str, weight: Any) -> Value:
    """A stake outside the catalogue: its words and its family are needed."""
    if not words.strip():
        raise Refusal(_("Dites cet enjeu avec vos mots, ou choisissez « Je n'en vois pas d'autre »."))
    if family not in Family.values:
        raise Refusal(_("Choisissez la famille de cet enjeu : économique, social, formation ou institutionnel."))
    return {"words": _words(words), "family": family, "weight": rules.check_weight(weight)}


def choice(said: str) -> Value:
    if said not in CHOICES:
        raise Refusal(_("Dites si vous en apportez, si vous en cherchez, les deux, ou ni l'un ni l'autre."))
    return {"choice": said}


def resource(nature: str, direction: str, told: Mapping[str, Any]) -> Value:
    """What is brought or sought; ``told``: thing, description, quantity, unit, starts_on, ends_on…"""
    words = {
        name: " ".join(str(told.get(name) or "").split()) for name in ("thing", "description", "unit", "conditions")
    }
    rules.check_resource(direction, nature, words["description"])
    rules.check_amount(told.get("quantity"), words["unit"])
    rules.check_period(told.get("starts_on"), told.get("ends_on"))
    return words | {
        "nature": nature,
        "direction": direction,
        "quantity": _figure(told.get("quantity")),
        "starts_on": _day(told.get("starts_on")),
        "ends_on": _day(told.get("ends_on")),
        "is_shown": bool(told.get("is_shown")),
    }


def told_of(value: Value) -> dict[str, Any]:
    """A resource as the actions of this room take it, from what a draft keeps."""
    return value | {
        "quantity": Decimal(value["quantity"]) if value["quantity"] else None,
        "starts_on": date.fromisoformat(value["starts_on"]) if value["starts_on"] else None,
        "ends_on": date.fromisoformat(value["ends_on"]) if value["ends_on"] else None,
    }


def stand(value: int | None) -> Value:
    return {"value": rules.check_stand(value)}


def keeps(value: Value | None) -> bool:
    """Whether an answer says something of its own: neither nothing, nor withdrawn, nor « nothing else »."""
    return bool(value) and not (value.get("none") or value.get("dropped"))


def _words(words: str) -> str:
    words = words.strip()
    if len(words) > LONGEST_WORDS:
        raise Refusal(
            _("Ce texte est trop long : dites l'essentiel en %(most)d caractères au plus.") % {"most": LONGEST_WORDS}
        )
    return words


def _figure(quantity: Decimal | None) -> str:
    return "" if quantity is None else format(quantity.normalize(), "f")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def is_nature(key: str) -> bool:
    return key in Nature.values
