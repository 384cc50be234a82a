"""Sheets, or lines of a file, that may speak of one organisation, with the reasons to check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Q, Sum
from django.utils.translation import gettext_lazy as _

from maillage.spaces.models import Space
from maillage.toolkit.words import enumeration
from maillage_analysis import identity
from maillage_analysis.identity import AGAINST, Body, Pair, Reason

from ..models import Distinct, Organisation
from .namesakes import Namesake, namesakes_of, tell

COMPARED = ("name", "acronym", "commune", "postcode", "address", "siret", "uai", "phone", "website", "email")
WORDS = {
    Reason.SAME_SIRET: _("même SIRET"),
    Reason.SAME_UAI: _("même UAI"),
    Reason.SAME_NAME: _("même nom (accents et formes juridiques mis à part)"),
    Reason.CLOSE_NAME: _("nom proche"),
    Reason.NAME_WITHIN: _("un nom contient l'autre"),
    Reason.ACRONYM: _("l'un est le sigle de l'autre"),
    Reason.SAME_COMMUNE: _("même commune"),
    Reason.SAME_ADDRESS: _("même adresse"),
    Reason.SAME_PHONE: _("même téléphone"),
    Reason.SAME_SITE: _("même site web"),
    Reason.SAME_SIREN: _("même SIREN"),
    Reason.OTHER_SIRET: _("mais SIRET différents"),
    Reason.OTHER_COMMUNE: _("mais communes différentes"),
    Reason.OTHER_ADDRESS: _("mais adresses différentes"),
}
FORGET_AFTER = 3600  # seconds


@dataclass(frozen=True, slots=True)
class Alike:
    """Two sheets that may be one; ``is_sure`` when an import would join them without asking."""

    first: Organisation
    second: Organisation
    points: float
    is_sure: bool
    reasons: tuple[Reason, ...]

    @property
    def why(self) -> str:
        return in_words(self.reasons)


@dataclass(frozen=True, slots=True)
class DoublesReading:
    """The pairs to look at, the likeliest first, among ``total`` sheets; ``set_apart`` were said distinct.

    ``namesakes``: the same name elsewhere, a question rather than a proposal.
    """

    pairs: list[Alike]
    namesakes: list[Namesake]
    total: int
    set_apart: int


def body(known: Organisation | Mapping[str, Any]) -> Body:
    """What identifies an organisation, from its sheet or from the fields of a line."""
    if isinstance(known, Organisation):
        return Body(*(getattr(known, field) for field in COMPARED))
    return Body(*(known.get(field) or "" for field in COMPARED))


def find_alike(bodies: Sequence[Body], *, known: int, progress: Callable[[float], None] | None = None) -> list[Pair]:
    """Pairs that may be one, the surest first; the ``known`` first are not compared with one another."""
    return identity.find_pairs(bodies, known=known, progress=progress)


def join_alike(bodies: Sequence[Body], pairs: Iterable[Pair]) -> list[list[int]]:
    """Groups of ranks that are surely one organisation."""
    return identity.put_together(bodies, pairs)


def why(pair: Pair) -> list[str]:
    """The reasons for, then against, in the language in use."""
    return [str(WORDS[reason]) for reason in pair.reasons]


def in_words(reasons: Iterable[Reason]) -> str:
    """« même nom et même téléphone, mais communes différentes »."""
    reasons = list(reasons)
    told = enumeration(str(WORDS[reason]) for reason in reasons if reason not in AGAINST)
    return ", ".join(part for part in (told, *(str(WORDS[each]) for each in reasons if each in AGAINST)) if part)


def weigh_two(one: Organisation, two: Organisation) -> Pair:
    """Two sheets compared alone."""
    return identity.weigh_pair(body(one), body(two))


def read_doubles(space: Space) -> DoublesReading:
    """The current sheets of a space that may be doubles. Worked out again only when a sheet changed."""
    sheets = Organisation.objects.in_space(space).current()
    key = f"actors-doubles-{space.pk}-{mark(space)}"
    found = cache.get(key)
    if found is None:
        known = list(sheets.values_list("pk", *COMPARED).order_by("pk"))
        pairs = identity.find_pairs([Body(*values) for _pk, *values in known])
        alike = [(known[p.first][0], known[p.second][0], p.points, p.is_sure, p.reasons) for p in pairs]
        found = alike, namesakes_of(space)
        cache.set(key, found, FORGET_AFTER)
    alike, namesakes = found
    apart = set(Distinct.objects.in_space(space).values_list("first", "second"))
    kept = [each for each in alike if (min(each[:2]), max(each[:2])) not in apart]
    named = sheets.in_bulk({pk for each in (*kept, *(couple for couple, _told in namesakes)) for pk in each[:2]})
    return DoublesReading(
        [
            Alike(named[one], named[two], points, sure, tuple(reasons))
            for one, two, points, sure, reasons in kept
            if one in named and two in named
        ],
        namesakes=tell(namesakes, named, apart | {(min(each[:2]), max(each[:2])) for each in kept}),
        total=sheets.count(),
        set_apart=len(apart),
    )


def mark(space: Space) -> str:
    """Changes whenever a sheet is added, changed, archived or restored."""
    counts = Organisation.objects.in_space(space).aggregate(
        count=Count("pk"), last=Max("pk"), versions=Sum("version"), archived=Count("pk", filter=~Q(archived_at=None))
    )
    return "-".join(str(value or 0) for value in counts.values())
