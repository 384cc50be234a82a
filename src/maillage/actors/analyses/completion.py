"""What public directories say of an organisation that its sheet does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from maillage_analysis import identity

from .. import places, public_directories, rules
from ..columns import BY_FIELD
from ..models import Organisation
from .doubles import WORDS, body

COMPLETED = ("name", "acronym", "siret", "siren", "uai", "address", "postcode", "commune", "longitude", "latitude")
FEWEST_POINTS = 2.0
MOST = 3


@dataclass(frozen=True, slots=True)
class News:
    """A field that the directory knows otherwise: what the sheet says, what the directory says, as people read them."""

    field: str
    label: str
    before: str
    after: str
    value: str  # as the form sends it back
    fills: bool  # the sheet says nothing: it is ticked beforehand


@dataclass(frozen=True, slots=True)
class Proposal:
    """A body of a directory that may be this organisation, why, and what it would bring."""

    name: str
    source: str
    why: list[str]
    is_sure: bool
    news: list[News]


def propose_completions(organisation: Organisation) -> list[Proposal]:
    """The likeliest bodies of the directories on this machine; nothing leaves it."""
    met = public_directories.around(organisation.commune, organisation.siret)
    found = [proposal for place in met for proposal in compare_with(organisation, [place.fields], place.source)]
    return sorted(found, key=lambda each: (not each.is_sure, -len(each.why)))[:MOST]


def compare_with(organisation: Organisation, bodies: Iterable[dict[str, Any]], source: str) -> list[Proposal]:
    """Those of these bodies that may be this organisation."""
    found = []
    for fields in bodies:
        pair = identity.weigh_pair(body(organisation), body(fields))
        if pair.points >= FEWEST_POINTS:
            reasons = [str(WORDS[reason]) for reason in pair.reasons]
            found.append(Proposal(fields["name"], source, reasons, pair.is_sure, _news(organisation, fields)))
    return found


def _news(organisation: Organisation, fields: dict[str, Any]) -> list[News]:
    known = dict(fields)
    if known.get("siret") and not known.get("siren"):
        known["siren"] = known["siret"][:9]
    return [
        News(
            name,
            str(BY_FIELD[name].label),
            written(name, getattr(organisation, name)),
            written(name, known[name]),
            str(known[name]),
            getattr(organisation, name) in (None, ""),
        )
        for name in COMPLETED
        if known.get(name) not in (None, "") and known[name] != getattr(organisation, name)
    ]


def written(name: str, value: Any) -> str:
    """A field as people read it; « – » when it is unknown."""
    if value in (None, ""):
        return "–"
    if name == "siret":
        return rules.written_siret(value)
    if name == "siren":
        return rules.written_siren(value)
    return places.written(value) if name == "commune" else str(value)
