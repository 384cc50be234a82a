"""What the members of a space read about stakes: figures without names. A hidden figure is None (one or two actors)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.enums import SHAPES, College, Family
from maillage.stakes.catalogue import CatalogueStake, End, TensionPair
from maillage.stakes.enums import Nature
from maillage.toolkit.words import enumeration, long_date

from .hiding import Count

LEANS_FROM = 1 / 3
"""A balance of one third: twice as much weight on one side as on the other."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One stake in one college: how many of its actors said it, and the median of the weights they gave (1 to 5)."""

    college: College
    actors: Count
    median: float | None
    depth: int
    """From 0 (hidden) to 5 (the fullest cell of the table), to shade the cell."""


@dataclass(frozen=True, slots=True)
class StakeLine:
    """One stake of the catalogue over the whole space, then college by college (six cells, in their order)."""

    stake: CatalogueStake
    actors: Count
    median: float | None
    share: float | None
    """Actors over the largest count of the reading, 0 to 100, for the length of a bar; None when hidden."""
    cells: tuple[Cell, ...]


class Leaning:
    """What a college's ``balance`` says, from −1 (social) to 1 (economic); None under three answers."""

    __slots__ = ()
    balance: float | None

    @property
    def leaning(self) -> str:
        """« surtout l'économique », « les deux à la fois », « surtout le social », or why nothing is said."""
        if self.balance is None:
            return _("moins de 3 réponses")
        if self.balance >= LEANS_FROM:
            return _("surtout l'économique")
        return _("surtout le social") if self.balance <= -LEANS_FROM else _("les deux à la fois")

    @property
    def position(self) -> float | None:
        """Where the balance falls from left (social, 0) to right (economic, 100)."""
        return None if self.balance is None else round(50 + 50 * self.balance, 1)


@dataclass(frozen=True, slots=True)
class CollegeLine(Leaning):
    """A college: its actors, how many answered, and the median of their balances (−1 social … 1 economic)."""

    college: College
    actors: int
    answered: Count
    balance: float | None
    balanced_actors: Count


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A family of stakes: how many stakes were said (in and out of the catalogue), by how many actors."""

    family: Family
    said: Count
    actors: Count
    share: float
    """Share of the stakes said, in %; 0 when hidden."""
    start: float
    """Where its piece of the bar begins, in %."""

    @property
    def shape(self) -> str:
        return SHAPES[self.family]


@dataclass(frozen=True, slots=True)
class Leanings:
    """Actors by what weighs most in what they said. Leaning: at least twice as much weight on one side."""

    economic: Count
    both: Count
    social: Count
    placed: int


@dataclass(frozen=True, slots=True)
class EndReading:
    """One end of a tension: how many actors stand there, and the colleges with three or more of them."""

    end: End
    stakes: tuple[CatalogueStake, ...]
    actors: Count
    colleges: tuple[College, ...]


@dataclass(frozen=True, slots=True)
class PairReading:
    """A tension as members see it. ``is_carried``: three actors or more at each end. ``both``: actors at both ends."""

    pair: TensionPair
    one_end: EndReading
    other_end: EndReading
    both: Count
    is_carried: bool


@dataclass(frozen=True, slots=True)
class ResourceLine:
    """A nature of resource: actors that bring it, actors that seek it. ``is_lacking``: sought, brought by nobody."""

    nature: Nature
    brings: Count
    seeks: Count
    is_lacking: bool


@dataclass(frozen=True, slots=True)
class StakesReading:
    """Stakes and resources of a space, as every member may read them once the pilot has published the reading."""

    actors: int
    answered: int
    colleges: tuple[CollegeLine, ...]
    lines: tuple[StakeLine, ...]
    """Stakes said at least once, most shared first, then the order of the catalogue."""
    unsaid: tuple[CatalogueStake, ...]
    families: tuple[FamilyLine, ...]
    free: Count
    """Stakes said outside the catalogue."""
    leanings: Leanings
    pairs: tuple[PairReading, ...]
    resources: tuple[ResourceLine, ...]
    resources_said: int
    first_said_on: date | None
    last_said_on: date | None

    @property
    def most_shared(self) -> StakeLine | None:
        """The stake that most actors said; None until three of them share one."""
        line = self.lines[0] if self.lines else None
        return line if line and line.actors else None

    @property
    def carried_pairs(self) -> tuple[PairReading, ...]:
        return tuple(pair for pair in self.pairs if pair.is_carried)

    @property
    def other_pairs(self) -> tuple[PairReading, ...]:
        return tuple(pair for pair in self.pairs if not pair.is_carried)

    @property
    def own_pairs(self) -> int:
        """How many of the tensions looked for are the space's own."""
        return sum(one.pair.is_own for one in self.pairs)

    @property
    def pairs_origin(self) -> str:
        """Who proposes the tensions: they are neither a norm nor a measure."""
        own, ours = self.own_pairs, len(self.pairs) - self.own_pairs
        parts = [
            ngettext("%(number)s tension proposée par Maillage", "%(number)s tensions proposées par Maillage", ours)
            % {"number": ours}
            if ours
            else "",
            ngettext("%(number)s propre à cet espace", "%(number)s propres à cet espace", own) % {"number": own}
            if own
            else "",
        ]
        origin = enumeration([part for part in parts if part]) or _("Aucune tension n'est suivie ici")
        return _("%(origin)s. Aucun indice ne les résume : elles se discutent.") % {"origin": origin}

    @property
    def college_of(self) -> Mapping[str, CollegeLine]:
        return {line.college: line for line in self.colleges}

    @property
    def sentence(self) -> str:
        """« 62 acteurs sur 100 ont dit leurs enjeux ; le plus partagé : E1 · … (31 acteurs). »"""
        if not self.answered:
            return _("Personne n'a encore dit ses enjeux : commencez par les trois ou quatre acteurs que vous voyez.")
        opening = ngettext(
            "%(answered)s acteur sur %(actors)s a dit ses enjeux",
            "%(answered)s acteurs sur %(actors)s ont dit leurs enjeux",
            self.answered,
        ) % {"answered": self.answered, "actors": self.actors}
        if not self.most_shared:
            return _("%(opening)s ; aucun n'est encore partagé par trois acteurs.") % {"opening": opening}
        return _("%(opening)s ; le plus partagé : %(stake)s (%(number)s acteurs).") % {
            "opening": opening,
            "stake": self.most_shared.stake.title,
            "number": self.most_shared.actors,
        }

    @property
    def families_sentence(self) -> str:
        known = [line for line in self.families if line.said]
        if not known:
            return _("Pas encore assez de réponses pour comparer les familles d'enjeux.")
        first = max(known, key=lambda line: line.said or 0)
        return _("La famille la plus citée est « %(family)s » : %(said)s enjeux, dits par %(actors)s acteurs.") % {
            "family": first.family.label,
            "said": first.said,
            "actors": first.actors,
        }

    @property
    def leanings_sentence(self) -> str:
        """Who leans where, among the actors that said at least one economic or social stake."""
        leanings = self.leanings
        parts = [
            (leanings.economic, _("%(number)s mettent surtout l'économique en avant")),
            (leanings.both, _("%(number)s tiennent les deux à la fois")),
            (leanings.social, _("%(number)s mettent surtout le social en avant")),
        ]
        told = [sentence % {"number": number} for number, sentence in parts if number]
        if not told:
            return _("Pas encore assez de réponses pour situer les acteurs entre l'économique et le social.")
        return _("Sur %(placed)s acteurs situés, %(told)s.") % {"placed": leanings.placed, "told": enumeration(told)}

    @property
    def pairs_sentence(self) -> str:
        carried = len(self.carried_pairs)
        if not carried:
            return _("Aucune tension n'est encore portée des deux côtés par au moins trois acteurs.")
        return ngettext(
            "%(carried)s tension sur %(pairs)s est portée des deux côtés par au moins trois acteurs : "
            "elle mérite d'être dite à voix haute.",
            "%(carried)s tensions sur %(pairs)s sont portées des deux côtés par au moins trois acteurs : "
            "elles méritent d'être dites à voix haute.",
            carried,
        ) % {"carried": carried, "pairs": len(self.pairs)}

    @property
    def resources_sentence(self) -> str:
        if not self.resources:
            return _("Personne n'a encore dit ce qu'il apporte ni ce qu'il recherche.")
        lacking = [str(line.nature.label) for line in self.resources if line.is_lacking]
        if lacking:
            return _("Recherché, et apporté par personne : %(natures)s.") % {"natures": enumeration(lacking)}
        return _("Chaque nature de ressource recherchée est apportée par au moins un acteur.")

    @property
    def source(self) -> str:
        """Where the figures come from, when, how complete, and what is hidden."""
        if not self.answered:
            return ""
        return _(
            "Source : ce que %(answered)s acteurs sur %(actors)s ont dit dans cet espace, du %(first)s au %(last)s. "
            "Catalogue d'enjeux et tensions : les nôtres."
        ) % {
            "answered": self.answered,
            "actors": self.actors,
            "first": _day(self.first_said_on),
            "last": _day(self.last_said_on),
        }


def _day(day: date | None) -> str:
    return long_date(day) if day else "–"
