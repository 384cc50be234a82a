"""One pair of actors: everything noted and said of it, side by side, never averaged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from maillage.spaces.models import Space

from ..enums import Intensity, Nature, Voice
from ..queries import Said, current_ties, last_of_each, said_in

Pair = tuple[int, int]
ORDER = {str(nature): rank for rank, nature in enumerate(Nature)}


@dataclass(frozen=True, slots=True)
class Strand:
    """One thing that flows between two actors, and how far they go together, as noted or as said.

    ``key``: the tie that the pilot's team noted; None for what the actors say. ``said_by``: the ends that say exactly
    this, for whoever may know; empty for the others.
    """

    key: int | None
    nature: str
    intensity: int
    note: str
    observed_on: date
    said_by: tuple[int, ...] = ()

    @property
    def nature_label(self) -> str:
        return str(Nature(self.nature).label)

    @property
    def intensity_label(self) -> str:
        return str(Intensity(self.intensity).label)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one pair. ``differs``: both ends speak, and do not say the same things or the same degree."""

    strands: tuple[Strand, ...]
    voice: Voice
    differs: bool


def told_of_pairs(
    space: Space, *, touching: Collection[int] | None = None, around: int | None = None, named: bool = False
) -> dict[Pair, Told]:
    """Every pair of present actors with something noted or said, smaller key first (three queries).

    ``touching``: only what the team noted of these organisations and what they say themselves, whatever others say.
    ``around``: only the pairs of this organisation, with all that is said. ``named``: keep who said what.
    """
    noted = _noted(space, touching if around is None else {around})
    statements = last_of_each(space, saying=touching)
    said: dict[Pair, list[Said]] = defaultdict(list)
    for one in said_in(statements.values(), around=around):
        said[one.pair].append(one)
    heard = None if touching is not None else set(statements)
    pairs = [*noted, *(pair for pair in said if pair not in noted)]
    return {pair: _told(pair, noted.get(pair, ()), said.get(pair, ()), heard, named) for pair in pairs}


def voice_of(pair: Pair, sayers: Collection[int], heard: Collection[int] | None) -> Voice:
    """``heard``: the organisations that answered; None when the reader may only know of its own."""
    if not sayers:
        return Voice.TEAM
    if heard is None:
        return Voice.OWN
    if len(sayers) == 2:
        return Voice.BOTH
    return Voice.ONE if set(pair) <= set(heard) else Voice.UNHEARD


def _noted(space: Space, touching: Collection[int] | None) -> Mapping[Pair, list[Strand]]:
    found: dict[Pair, list[Strand]] = defaultdict(list)
    columns = ("source_id", "target_id", "pk", "nature", "intensity", "note", "observed_on")
    for source, target, *rest in current_ties(space, touching=touching).values_list(*columns):
        found[source, target].append(Strand(*rest))
    return dict(found)


def _told(
    pair: Pair, noted: Iterable[Strand], said: Iterable[Said], heard: Collection[int] | None, named: bool
) -> Told:
    by_words: dict[tuple[str, int], list[Said]] = defaultdict(list)
    by_end: dict[int, set[tuple[str, int]]] = defaultdict(set)
    for one in said:
        by_words[one.nature, one.intensity].append(one)
        by_end[one.by].add((one.nature, one.intensity))
    declared = [
        Strand(
            key=None,
            nature=nature,
            intensity=intensity,
            note="",
            observed_on=max(one.on for one in group),
            said_by=tuple(one.by for one in group) if named else (),
        )
        for (nature, intensity), group in by_words.items()
    ]
    strands = sorted(
        [*noted, *declared], key=lambda strand: (ORDER[strand.nature], strand.key is None, strand.intensity)
    )
    ends = list(by_end.values())
    return Told(tuple(strands), voice_of(pair, by_end, heard), len(ends) == 2 and ends[0] != ends[1])
