"""What the pilot reads of the game of actors, with names: a working paper, never in a report for members."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.stakes.enums import Box, Convention
from maillage.stakes.queries import Actor, Aim, Game
from maillage.toolkit.words import enumeration, listed, number, out_of_hundred

from .readings import LEANS_FROM

SHOWN_PAIRS = 6


@dataclass(frozen=True, slots=True)
class Player:
    """One actor of the round. Strength, influence and dependence are None while nothing was weighed."""

    actor: Actor
    in_favour: float
    against: float
    mobilisation: float
    convergence: float
    divergence: float
    ambivalence: float | None
    balance: float | None
    influence: float | None
    dependence: float | None
    strength: float | None


@dataclass(frozen=True, slots=True)
class Taker:
    """An actor and its position on one objective."""

    actor: Actor
    value: int


@dataclass(frozen=True, slots=True)
class PlayedAim:
    """One objective: who is for, who is against, how much it mobilises, and in which box it falls."""

    aim: Aim
    in_favour: float
    against: float
    mobilisation: float
    polarisation: float | None
    box: Box | None
    supporters: tuple[Taker, ...]
    opponents: tuple[Taker, ...]


@dataclass(frozen=True, slots=True)
class Couple:
    """Two actors: how much they want alike, how much they want the opposite, agreement from −1 to 1."""

    one: Actor
    other: Actor
    convergence: float
    divergence: float
    agreement: float | None


@dataclass(frozen=True, slots=True)
class AimCouple:
    """Two objectives that the same actors want together (convergence), or one against the other (divergence)."""

    one: Aim
    other: Aim
    convergence: float
    divergence: float


@dataclass(frozen=True, slots=True)
class NamedGame:
    game: Game
    order: int
    orders: tuple[int, ...]
    convention: Convention
    strong_from: float | None
    players: tuple[Player, ...]
    aims: tuple[PlayedAim, ...]
    couples: tuple[Couple, ...]
    """Every pair of actors, in the order of their names."""
    aim_couples: tuple[AimCouple, ...]
    degree: float | None
    stability: float | None

    @property
    def aims_apart(self) -> tuple[AimCouple, ...]:
        """Pairs of objectives that actors judge in opposite ways more than alike: choosing one costs the other."""
        return tuple(one for one in self.aim_couples if one.divergence > one.convergence)[:SHOWN_PAIRS]

    @property
    def closest(self) -> tuple[Couple, ...]:
        kept = [couple for couple in self.couples if couple.convergence > couple.divergence]
        return tuple(sorted(kept, key=lambda one: one.divergence - one.convergence)[:SHOWN_PAIRS])

    @property
    def furthest(self) -> tuple[Couple, ...]:
        kept = [couple for couple in self.couples if couple.divergence]
        return tuple(sorted(kept, key=lambda one: (-one.divergence, one.convergence))[:SHOWN_PAIRS])

    @property
    def across(self) -> tuple[Couple, ...]:
        """Pairs that disagree more than they agree, one leaning to the economic side and the other to the social."""
        lean = {player.actor: player.balance or 0.0 for player in self.players}
        return tuple(
            couple
            for couple in self.couples
            if couple.divergence > couple.convergence
            and min(lean[couple.one], lean[couple.other]) <= -LEANS_FROM
            and max(lean[couple.one], lean[couple.other]) >= LEANS_FROM
        )

    @property
    def matrix(self) -> tuple[tuple[Actor, tuple[Couple | None, ...]], ...]:
        """A row per actor with its couples in the same order; None on the diagonal."""
        found = {(couple.one, couple.other): couple for couple in self.couples}
        actors = [player.actor for player in self.players]
        return tuple(
            (one, tuple(found.get((one, other)) or found.get((other, one)) for other in actors)) for one in actors
        )

    def boxed(self, box: Box) -> tuple[PlayedAim, ...]:
        return tuple(sorted((one for one in self.aims if one.box == box), key=lambda one: -one.mobilisation))

    @property
    def boxes(self) -> tuple[tuple[Box, tuple[PlayedAim, ...]], ...]:
        return tuple((box, self.boxed(box)) for box in Box)

    @property
    def sentence(self) -> str:
        """How many answered, and how far they want the same things."""
        if not self.players:
            return _("Personne n'a encore dit ses positions dans ce tour.")
        said = ngettext(
            "%(number)s acteur s'est situé sur %(aims)s objectifs",
            "%(number)s acteurs se sont situés sur %(aims)s objectifs",
            len(self.players),
        ) % {"number": len(self.players), "aims": len(self.aims)}
        if self.degree is None:
            return _("%(said)s ; aucun objectif n'est encore jugé par deux d'entre eux.") % {"said": said}
        return _("%(said)s ; sur ce qu'ils jugent à deux, %(degree)s vont dans le même sens.") % {
            "said": said,
            "degree": out_of_hundred(self.degree),
        }

    @property
    def couples_sentence(self) -> str:
        if not self.closest and not self.furthest:
            return _("Aucun couple d'acteurs ne juge encore le même objectif.")
        parts = []
        if self.closest:
            pair = self.closest[0]
            parts.append(
                _("Les plus proches : %(one)s et %(other)s.") % {"one": pair.one.name, "other": pair.other.name}
            )
        if self.furthest:
            pair = self.furthest[0]
            parts.append(
                _("Ceux qui ont le plus à se dire : %(one)s et %(other)s.")
                % {"one": pair.one.name, "other": pair.other.name}
            )
        return " ".join(parts)

    @property
    def mobilisation_sentence(self) -> str:
        moved = [one for one in self.aims if one.mobilisation]
        if not moved:
            return _("Aucun objectif ne mobilise encore.")
        first = max(moved, key=lambda one: one.mobilisation)
        engaged = max(self.players, key=lambda one: one.mobilisation)
        return _("L'objectif qui mobilise le plus : %(aim)s. L'acteur le plus engagé : %(actor)s.") % {
            "aim": first.aim.title,
            "actor": engaged.actor.name,
        }

    @property
    def boxes_sentence(self) -> str:
        return boxes_sentence({box: len(found) for box, found in self.boxes})

    @property
    def ambivalence_sentence(self) -> str:
        torn = sorted(
            (player for player in self.players if (player.ambivalence or 0) >= 0.5),
            key=lambda player: -(player.ambivalence or 0),
        )
        if not torn:
            return _("Chacun est surtout d'accord, ou surtout en désaccord, avec chacun des autres.")
        return _("D'accord et en désaccord avec les mêmes : %(names)s. Ce sont des passeurs possibles.") % {
            "names": enumeration(player.actor.name for player in torn[:4])
        }

    @property
    def across_sentence(self) -> str:
        if not self.across:
            return _("Aucun couple ne s'oppose d'un bout à l'autre de l'axe.")
        return ngettext(
            "%(number)s couple s'oppose d'un bout à l'autre de l'axe.",
            "%(number)s couples s'opposent d'un bout à l'autre de l'axe.",
            len(self.across),
        ) % {"number": len(self.across)}

    @property
    def power_sentence(self) -> str:
        weighed = [player for player in self.players if player.strength is not None]
        if not weighed:
            return _("Aucune influence n'est pesée : chacun compte autant, et c'est souvent assez.")
        if not any(player.strength for player in weighed):
            return _("D'après la matrice, aucun acteur ne peut rien sur les autres.")
        first = max(weighed, key=lambda player: player.strength or 0)
        return _("Selon votre matrice, %(actor)s pèse le plus : %(strength)s fois l'acteur moyen.") % {
            "actor": first.actor.name,
            "strength": number(first.strength, 1),
        }

    @property
    def caution(self) -> str:
        """What the figures rest on: nothing is guessed without being said."""
        awaited = ngettext(
            "%(number)s acteur est encore attendu",
            "%(number)s acteurs sont encore attendus",
            len(self.game.awaited),
        ) % {"number": len(self.game.awaited)}
        unsaid = ngettext(
            "%(number)s position non dite compte comme neutre",
            "%(number)s positions non dites comptent comme neutres",
            self.game.unsaid,
        ) % {"number": self.game.unsaid}
        parts = [awaited] if self.game.awaited else [_("Tous les acteurs ont répondu")]
        if self.game.unsaid:
            parts.append(unsaid)
        if self.game.influences:
            empty = self.game.pairs - len(self.game.influences)
            parts.append(
                ngettext(
                    "%(number)s influence non pesée compte comme nulle",
                    "%(number)s influences non pesées comptent comme nulles",
                    empty,
                )
                % {"number": empty}
            )
        return _("%(facts)s.") % {"facts": listed(parts)}


def boxes_sentence(counts: dict[Box, int]) -> str:
    """« 3 objectifs en socle commun, 2 à mettre en débat. »"""
    words = {
        Box.COMMON_GROUND: _("%(count)s en socle commun"),
        Box.TO_DEBATE: _("%(count)s à mettre en débat"),
        Box.TO_AWAKEN: _("%(count)s à réveiller"),
        Box.TO_WATCH: _("%(count)s à surveiller"),
    }
    told = [words[box] % {"count": count} for box, count in counts.items() if count]
    if not told:
        return _("Pas encore assez de positions pour dire ce qui est partagé.")
    return _("Sur les objectifs jugés : %(told)s.") % {"told": enumeration(told)}
