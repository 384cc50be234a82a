"""The territory an organisation serves, which is rarely only where it sits: areas written, read, looked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from maillage.territory import gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.gazetteer.search import normal
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import enumeration

from . import places

FRANCE = "pays:FR"
ZONINGS = (Zoning.DEPARTEMENT, Zoning.GROUPING, Zoning.REGION, Zoning.COMMUNE)
IN_BRACKETS = re.compile(r"\((?:(région|region)\s*)?([\dAB]{2,9})\)\s*$", re.IGNORECASE)
MOST_OFFERED = 4
MOST_AREAS = 60


def packed(areas: Iterable[str]) -> str:
    """« |departement:95|epci:200055655| », each area once; '' for none."""
    once = list(dict.fromkeys(areas))
    return f"|{'|'.join(once)}|" if once else ""


def read(text: str, near: Collection[str] = ()) -> str:
    """What somebody typed, one area a line or between semicolons → packed areas. Raises Refusal with what to write."""
    typed = [part.strip() for part in re.split(r"[\n;]", text) if part.strip()]
    if len(typed) > MOST_AREAS:
        raise Refusal(
            _("Au plus %(most)s zones desservies : prenez des EPCI, des départements ou des régions.")
            % {"most": MOST_AREAS}
        )
    return packed(_one(part, near) for part in typed)


def written(packed_areas: str) -> list[str]:
    """« Val-d'Oise (95) », « Île-de-France (région 11) », « France entière »: what ``read`` reads again."""
    return [_written(*area.split(":", 1)) for area in packed_areas.split("|") if area]


def named(packed_areas: str) -> list[str]:
    """The same without codes, to be read or searched."""
    return [_name(*area.split(":", 1)) for area in packed_areas.split("|") if area]


def tokens_over(commune: str) -> list[str]:
    """The areas that hold this commune, as they stand in a packed text: itself, its EPCI and EPT, its département…"""
    place = gazetteer.commune(commune)
    if place is None:
        return []
    areas = [
        (Zoning.COMMUNE, place.code),
        (Zoning.GROUPING, place.epci),
        (Zoning.GROUPING, place.ept),
        (Zoning.DEPARTEMENT, place.departement),
        (Zoning.REGION, place.region),
    ]
    return [*(f"|{zoning.value}:{code}|" for zoning, code in areas if code), f"|{FRANCE}|"]


def _written(zoning: str, code: str) -> str:
    if f"{zoning}:{code}" == FRANCE:
        return _("France entière")
    region = _("région") + " " if zoning == Zoning.REGION else ""
    return f"{_name(zoning, code)} ({region}{code})"


def _name(zoning: str, code: str) -> str:
    if f"{zoning}:{code}" == FRANCE:
        return _("France entière")
    if zoning == Zoning.COMMUNE:
        return places.name_of(code) or code
    return gazetteer.zone_name(Zoning(zoning), code)


def _one(text: str, near: Collection[str]) -> str:
    if normal(text) in {"france", "france entiere", "whole of france", "all of france"}:
        return FRANCE
    given = IN_BRACKETS.search(text)
    if given:
        return _from_code(given[2].upper(), bool(given[1]), text)
    return _from_name(text, near)


def _from_code(code: str, region: bool, text: str) -> str:
    zoning = Zoning.REGION if region else {5: Zoning.COMMUNE, 9: Zoning.GROUPING}.get(len(code), Zoning.DEPARTEMENT)
    known = gazetteer.commune(code) if zoning == Zoning.COMMUNE else gazetteer.zone(zoning, code)
    if known is None:
        raise Refusal(_("« %(text)s » : ce code n'est celui d'aucune zone. Écrivez son nom.") % {"text": text})
    return f"{zoning.value}:{code}"


def _from_name(text: str, near: Collection[str]) -> str:
    """The département before the commune of the same name, a commune of the perimeter before its namesakes."""
    wanted, found = normal(text), []
    for zoning in ZONINGS:
        found = [one for one in gazetteer.search(text, [zoning], limit=20) if wanted in {normal(one.name), one.code}]
        inside = [one for one in found if one.code in near]
        if len(found) == 1 or len(inside) == 1:
            chosen = (inside or found)[0]
            return f"{chosen.zoning.value}:{chosen.code}"
        if found:
            break
    close = found or gazetteer.search(text, ZONINGS, limit=MOST_OFFERED)
    if len(close) == 1:
        return f"{close[0].zoning.value}:{close[0].code}"
    offered = enumeration(_written(one.zoning, one.code) for one in close[:MOST_OFFERED])
    if not close:
        raise Refusal(
            _("Aucune commune, EPCI, département ou région ne s'appelle « %(text)s » : vérifiez le nom.")
            % {"text": text}
        )
    raise Refusal(
        _("« %(text)s » : précisez la zone desservie, par exemple %(offered)s.") % {"text": text, "offered": offered}
    )
