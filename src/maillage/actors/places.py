"""Communes as this room needs them: a name, a point for the map, a code from what people type."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache

from django.utils.translation import gettext as _

from maillage.territory import gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.gazetteer.search import normal
from maillage.territory.models import Perimeter
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import enumeration

CODE = re.compile(r"\b(\d[\dABab]\d{3})\b")
AFTER_NAME = re.compile(r"\b(cedex\b.*|\d+ ?(er|e|eme)?( arrondissement)?)$")
MOST_OFFERED = 4


def name_of(code: str) -> str:
    """The commune's name; '' for an empty or unknown code."""
    found = gazetteer.commune(code) if code else None
    return found.name if found else ""


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Code → name, for a whole page at once; unknown codes are left out."""
    return {place.code: place.name for place in gazetteer.communes(set(codes))}


def written(code: str) -> str:
    """« Gonesse (95277) »."""
    name = name_of(code)
    return f"{name} ({code})" if name else code


def check(code: str) -> str:
    """The code itself when the commune exists; '' stays ''. Raises Refusal with what to write instead."""
    code = gazetteer.parent_of(code.strip().upper())
    if code and gazetteer.unknown([code]):
        raise Refusal(gazetteer.why_unknown(code))
    return code


def perimeter_codes(space) -> tuple[str, ...]:
    """Communes of the space's perimeter, offered first and preferred among namesakes."""
    perimeter = Perimeter.objects.filter(space=space).first()
    return tuple(perimeter.codes) if perimeter else ()


def resolve(text: str, *, postcode: str = "", near: Collection[str] = ()) -> str:
    """The Insee code of what somebody typed: a code, a name, « Gonesse (95277) ». '' stays ''.

    Among namesakes the one that has the postal code wins, else the only one in ``near``; otherwise Refusal names them.
    """
    text = text.strip()
    if not text:
        return ""
    written_code = CODE.search(text)
    if written_code:
        return _from_code(written_code[1].upper(), alone=written_code[0] == text)
    wanted = normal(text)
    codes = _by_name().get(wanted) or _by_name().get(AFTER_NAME.sub("", wanted).strip(), ())
    if not codes:
        raise Refusal(_not_found(text))
    return _only_one(text, codes, postcode.strip(), near)


def _from_code(code: str, *, alone: bool) -> str:
    """An Insee code; when nothing has it, a postal code that leads to one commune only."""
    places = _by_postcode().get(code, ())
    if gazetteer.unknown([gazetteer.parent_of(code)]) and len(places) == 1 and alone:
        return places[0]
    return check(code)


def _only_one(text: str, codes: tuple[str, ...], postcode: str, near: Collection[str]) -> str:
    if len(codes) == 1:
        return codes[0]
    for chosen in (
        [code for code in codes if postcode and code in _by_postcode().get(postcode, ())],
        [code for code in codes if postcode and code[:2] == postcode[:2]],
        [code for code in codes if code in near],
    ):
        if len(chosen) == 1:
            return chosen[0]
    offered = [written(code) for code in codes[:MOST_OFFERED]]
    raise Refusal(
        _("Plusieurs communes s'appellent « %(text)s » (%(offered)s…) : écrivez le code Insee de la bonne.")
        % {"text": text, "offered": ", ".join(offered)}
        if len(codes) > MOST_OFFERED
        else _("Plusieurs communes s'appellent « %(text)s » (%(offered)s) : écrivez le code Insee de la bonne.")
        % {"text": text, "offered": enumeration(offered)}
    )


def _not_found(text: str) -> str:
    close = [f"{found.name} ({found.code})" for found in gazetteer.search(text, [Zoning.COMMUNE], limit=3)]
    if close:
        return _("Aucune commune ne s'appelle « %(text)s ». Peut-être : %(close)s ?") % {
            "text": text,
            "close": ", ".join(close),
        }
    return _("Aucune commune ne s'appelle « %(text)s » : vérifiez le nom, ou écrivez son code Insee.") % {"text": text}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for place in sorted(
        gazetteer.communes(gazetteer.every_code()), key=lambda place: (-(place.population or 0), place.code)
    ):
        found[normal(place.name)].append(place.code)
    return {name: tuple(codes) for name, codes in found.items()}


@lru_cache(maxsize=1)
def _by_postcode() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for place in gazetteer.communes(gazetteer.every_code()):
        for postcode in place.postal_codes:
            found[postcode].append(place.code)
    return {postcode: tuple(codes) for postcode, codes in found.items()}
