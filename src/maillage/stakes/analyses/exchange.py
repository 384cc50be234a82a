"""What is brought and sought: what the territory lacks, needs that meet offers, resources that rest on one actor."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.spaces.models import Space
from maillage.stakes.enums import Direction, Nature
from maillage.stakes.queries import Actor, SaidResource, said_in
from maillage.toolkit.words import enumeration, folded, listed
from maillage_analysis.strategy import TwoModeTable, resource_exclusivity, two_mode_density

from .readings import ResourceLine
from .shared import resource_lines

SMALLEST_WORD = 4
MOST_OFFERS = 4
EMPTY_WORDS = frozenset(
    (
        *("avec", "dans", "deux", "pour", "sans", "plus", "leur", "leurs", "notre", "votre", "chez", "entre"),
        *("trois", "quatre", "mois", "jour", "jours", "semaine", "heure", "heures", "annee", "annees", "aupres"),
        *("faire", "etre", "avoir", "jeune", "jeunes", "apprenti", "apprentis", "alternance", "alternant"),
        *("alternants", "entreprise", "entreprises", "territoire", "with", "from", "this", "that", "year", "young"),
        *("place", "places", "employeur", "employeurs", "personne", "personnes", "candidat", "candidats"),
    )
)


@dataclass(frozen=True, slots=True)
class Match:
    """An offer that may answer a need, and why. ``is_same``: the same thing, in the same two words."""

    offer: SaidResource
    is_same: bool
    common: tuple[str, ...]
    same_time: bool | None
    """Do their periods meet? None when one of them gives no date."""
    is_enough: bool | None
    """Is there as much as is sought? None when the quantities are unknown or in other units."""

    @property
    def reasons(self) -> str:
        """« la même chose ; les périodes se rencontrent ; la quantité suffit »."""
        parts = [
            _("la même chose")
            if self.is_same
            else _("des mots communs : %(words)s") % {"words": enumeration(self.common)}
        ]
        if self.same_time is not None:
            parts.append(_("les périodes se rencontrent") if self.same_time else _("pas à la même période"))
        if self.is_enough is not None:
            parts.append(_("la quantité suffit") if self.is_enough else _("il en faudrait davantage"))
        return listed(parts)


@dataclass(frozen=True, slots=True)
class Need:
    """What an actor seeks, the offers that may answer it, the nearest first."""

    need: SaidResource
    matches: tuple[Match, ...]
    same_nature: int
    """Offers of the same nature that share no word with it."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The members' page: counts by nature, and what actors chose to show with their name."""

    lines: tuple[ResourceLine, ...]
    offers: tuple[SaidResource, ...]
    needs: tuple[Need, ...]
    """Needs that were shown, with the offers that were shown."""

    @property
    def lacking(self) -> tuple[str, ...]:
        return tuple(str(line.nature.label) for line in self.lines if line.is_lacking)

    @property
    def sentence(self) -> str:
        if not self.lines:
            return _("Personne n'a encore dit ce qu'il apporte ni ce qu'il recherche.")
        shown = ngettext(
            "%(number)s ressource est montrée avec le nom de son acteur",
            "%(number)s ressources sont montrées avec le nom de leur acteur",
            len(self.offers) + len(self.needs),
        ) % {"number": len(self.offers) + len(self.needs)}
        if self.lacking:
            return _("%(shown)s ; recherché, et apporté par personne : %(natures)s.") % {
                "shown": shown,
                "natures": enumeration(self.lacking),
            }
        return _("%(shown)s ; chaque nature recherchée est apportée par au moins un acteur.") % {"shown": shown}


@dataclass(frozen=True, slots=True)
class Holder:
    """An actor, the things it brings, those it alone brings, and its exclusivity (1 for each thing held alone)."""

    actor: Actor
    things: tuple[str, ...]
    alone: tuple[str, ...]
    exclusivity: float


@dataclass(frozen=True, slots=True)
class NamedExchange:
    """The pilot's page: every need with the offers that may answer it, and what rests on one actor."""

    needs: tuple[Need, ...]
    holders: tuple[Holder, ...]
    density: float | None

    @property
    def answered(self) -> tuple[Need, ...]:
        return tuple(need for need in self.needs if need.matches)

    @property
    def unanswered(self) -> tuple[Need, ...]:
        return tuple(need for need in self.needs if not need.matches)

    @property
    def sentence(self) -> str:
        if not self.needs and not self.holders:
            return _("Personne n'a encore dit ce qu'il apporte ni ce qu'il recherche.")
        met = ngettext(
            "%(met)s besoin sur %(needs)s rencontre une offre",
            "%(met)s besoins sur %(needs)s rencontrent une offre",
            len(self.answered),
        ) % {"met": len(self.answered), "needs": len(self.needs)}
        alone = sum(len(holder.alone) for holder in self.holders)
        rests = ngettext(
            "%(alone)s chose ne tient qu'à un acteur", "%(alone)s choses ne tiennent qu'à un acteur", alone
        ) % {"alone": alone}
        return _("%(met)s ; %(rests)s.") % {"met": met, "rests": rests}


def read_exchange(space: Space) -> Exchange:
    """What every member may read: numbers by nature, and resources that their actor chose to show."""
    said = said_in(space)
    shown = [resource for resource in said.resources if resource.is_shown]
    offers = _going(shown, Direction.BRINGS)
    return Exchange(
        lines=resource_lines(said.resources),
        offers=offers,
        needs=_needs(_going(shown, Direction.SEEKS), offers),
    )


def read_named_exchange(space: Space) -> NamedExchange:
    """Every need and every offer with names: the caller checks ``permissions.READ_NAMED`` first."""
    said = said_in(space)
    offers = _going(said.resources, Direction.BRINGS)
    holders, density = _holders(offers)
    return NamedExchange(_needs(_going(said.resources, Direction.SEEKS), offers), holders, density)


def offers_for(space: Space, readable: Collection[int]) -> tuple[Need, ...]:
    """The needs among the resources that a person may read (ids), with the offers that others chose to show."""
    said = said_in(space)
    needs = [one for one in _going(said.resources, Direction.SEEKS) if one.pk in readable]
    return _needs(needs, _going([one for one in said.resources if one.is_shown], Direction.BRINGS))


def _going(resources: Sequence[SaidResource], direction: Direction) -> tuple[SaidResource, ...]:
    return tuple(resource for resource in resources if resource.direction == direction)


def _needs(needs: Sequence[SaidResource], offers: Sequence[SaidResource]) -> tuple[Need, ...]:
    return tuple(_need(need, offers) for need in needs)


def _need(need: SaidResource, offers: Sequence[SaidResource]) -> Need:
    found = [match for offer in offers if offer.actor != need.actor and (match := _match(need, offer))]
    found.sort(key=lambda one: (not one.is_same, one.same_time is False, -len(one.common), one.offer.actor.name))
    matched = {match.offer.pk for match in found}
    alike = [one for one in offers if one.nature == need.nature and one.actor != need.actor and one.pk not in matched]
    return Need(need, tuple(found[:MOST_OFFERS]), same_nature=len(alike))


def _match(need: SaidResource, offer: SaidResource) -> Match | None:
    """The same thing whatever its nature, or words in common within one nature."""
    is_same = bool(need.thing) and folded(need.thing) == folded(offer.thing)
    common = tuple(sorted(_words(need) & _words(offer)))
    enough = 2 if need.thing and offer.thing else 1  # two things with different names share more than one word
    if not is_same and not (len(common) >= enough and need.nature == offer.nature):
        return None
    return Match(offer, is_same, common, _same_time(need, offer), _is_enough(need, offer))


def _words(resource: SaidResource) -> set[str]:
    """Words that say something, without their plural."""
    text = folded(f"{resource.thing} {resource.description}")
    words = "".join(char if char.isalnum() else " " for char in text).split()
    return {word.rstrip("sx") for word in words if len(word) >= SMALLEST_WORD and word not in EMPTY_WORDS}


def _same_time(one: SaidResource, other: SaidResource) -> bool | None:
    if not any((one.starts_on, one.ends_on)) or not any((other.starts_on, other.ends_on)):
        return None
    starts = [day for day in (one.starts_on, other.starts_on) if day]
    ends = [day for day in (one.ends_on, other.ends_on) if day]
    return not starts or not ends or max(starts) <= min(ends)


def _is_enough(need: SaidResource, offer: SaidResource) -> bool | None:
    if need.quantity is None or offer.quantity is None or folded(need.unit) != folded(offer.unit):
        return None
    return offer.quantity >= need.quantity


def _holders(offers: Sequence[SaidResource]) -> tuple[tuple[Holder, ...], float | None]:
    """Who brings what, the most exclusive first, and the share of actors × things that is filled."""
    if not offers:
        return (), None
    actors = list(dict.fromkeys(offer.actor for offer in offers))
    things = list(dict.fromkeys(_thing(offer) for offer in offers))
    values = np.zeros((len(actors), len(things)))
    for offer in offers:
        values[actors.index(offer.actor), things.index(_thing(offer))] = 1
    table = TwoModeTable([str(actor.pk) for actor in actors], [" ".join(thing) for thing in things], values)
    result = resource_exclusivity(table)
    words = {_thing(offer): offer.thing or str(Nature(offer.nature).label) for offer in reversed(offers)}
    holders = [
        Holder(
            actor,
            things=tuple(words[thing] for j, thing in enumerate(things) if values[i, j]),
            alone=tuple(words[thing] for j, thing in enumerate(things) if values[i, j] and result.holders[j] == 1),
            exclusivity=float(result.index[i]),
        )
        for i, actor in enumerate(actors)
    ]
    return tuple(sorted(holders, key=lambda one: (-one.exclusivity, one.actor.name))), two_mode_density(table).density


def _thing(offer: SaidResource) -> tuple[str, str]:
    """What is compared: the thing in its two words, else its nature."""
    return offer.nature, folded(offer.thing)
