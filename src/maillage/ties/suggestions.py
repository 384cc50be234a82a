"""Which organisations are offered first to somebody who says their ties: rooms bring their reasons (see ``register``).

Nothing that others said is used: an offer must not tell who named whom.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation

from . import rules
from .models import Mention, Statement
from .queries import Choice, choices_among

Neighbours = Callable[[Organisation], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some organisations are offered; ``place`` orders the reasons, the smallest first."""

    words: str
    neighbours: Neighbours
    place: int


_REASONS: list[Reason] = []


def register(words: str, neighbours: Neighbours, *, place: int) -> None:
    """A room brings a reason (called from its AppConfig.ready): keys of organisations, the closest first."""
    _REASONS.append(Reason(words, neighbours, place))
    _REASONS.sort(key=lambda reason: reason.place)


def suggested(organisation: Organisation, *, without: Collection[int]) -> list[Choice]:
    """At most twelve organisations to offer, each with its first reason (one query a reason, one for the names)."""
    found: dict[int, str] = {}
    for reason in _REASONS:
        if len(found) >= rules.MOST_SUGGESTED:
            break
        for key in reason.neighbours(organisation):
            if key not in without and key != organisation.pk:
                found.setdefault(key, str(reason.words))
    names = choices_among(organisation.space, found)
    offered = [Choice(key, names[key], reason) for key, reason in found.items() if key in names]
    return offered[: rules.MOST_SUGGESTED]


def said_last_time(organisation: Organisation) -> Iterable[int]:
    """Those it named in its last statement handed in."""
    last = Statement.objects.filter(organisation=organisation).handed_in().order_by("-submitted_at", "-pk").first()
    named = Mention.objects.filter(statement=last).exclude(organisation=None) if last else Mention.objects.none()
    return named.order_by("pk").values_list("organisation", flat=True)


def of_the_commune(organisation: Organisation) -> Iterable[int]:
    return _beside(organisation, commune=organisation.commune) if organisation.commune else ()


def of_the_college(organisation: Organisation) -> Iterable[int]:
    return _beside(organisation, college=organisation.college)


def _beside(organisation: Organisation, **alike: str) -> Iterable[int]:
    rows = Organisation.objects.filter(space=organisation.space_id, **alike).current().exclude(pk=organisation.pk)
    return rows.order_by("sort_name", "pk").values_list("pk", flat=True)[: rules.MOST_NAMED + rules.MOST_SUGGESTED]


register(_("cité la dernière fois"), said_last_time, place=10)
register(_("même commune"), of_the_commune, place=30)
register(_("même collège"), of_the_college, place=40)
