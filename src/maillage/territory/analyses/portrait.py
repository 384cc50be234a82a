"""What stands out in a territory, in one sentence: where its rank among territories of a kind is farthest from the
middle."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.territory.readings import IndicatorReading, TerritoryReading
from maillage.toolkit.words import enumeration, inside, number, percent

from .position import Position

MOST_TOLD = 3
STANDS_OUT = 0.35  # from the middle: lower, or higher, than 85 % of the others
Ranked = tuple[IndicatorReading, Position]


def portrait(reading: TerritoryReading, positions: Mapping[str, Position]) -> str:
    """« Ce qui distingue ce territoire des 306 autres (zone d'emploi) : … »; how much is known, when nothing does."""
    ranked = [(one, positions[one.indicator.code]) for one in reading.indicators if one.indicator.code in positions]
    told = most_singular([pair for pair in ranked if can_be_told(*pair)])
    if not told:
        known = sum(one.value is not None for one in reading.indicators)
        words = {"known": number(known), "all": number(len(reading.indicators))}
        return (
            ngettext(
                "%(known)s indicateur sur %(all)s se lit ici.",
                "%(known)s indicateurs sur %(all)s se lisent ici.",
                known,
            )
            % words
        )
    position = told[0][1]
    return _("Ce qui distingue ce territoire des %(n)s autres (%(kind)s) : %(pieces)s.") % {
        "n": number(position.compared),
        "kind": position.among.label,
        "pieces": enumeration([piece(*pair) for pair in told]),
    }


def can_be_told(one: IndicatorReading, position: Position) -> bool:
    """Not what is uncertain, nor what compares inside a region only: the sentence speaks of one group."""
    return one.interval is None and not position.region and abs(position.below - 0.5) >= STANDS_OUT


def most_singular(ranked: list[Ranked]) -> list[Ranked]:
    """The ranks farthest from the middle, one per indicator of the thirty: its halves tell the same thing."""
    by_rank = sorted(ranked, key=lambda pair: (-abs(pair[1].below - 0.5), pair[0].indicator.code))
    first = {pair[0].indicator.number or pair[0].indicator.code: pair for pair in reversed(by_rank)}
    return [pair for pair in by_rank if pair in first.values()][:MOST_TOLD]


def piece(one: IndicatorReading, position: Position) -> str:
    words = {"label": inside(str(one.indicator.label)), "value": one.in_full}
    if position.below < 0.5:
        return _("%(label)s (%(value)s, plus bas que %(share)s d'entre eux)") % {
            **words,
            "share": percent(1 - position.below),
        }
    return _("%(label)s (%(value)s, plus haut que %(share)s d'entre eux)") % {**words, "share": percent(position.below)}
