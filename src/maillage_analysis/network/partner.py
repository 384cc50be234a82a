"""Trust and value between partner organisations, as rated by each other (PARTNER scores)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, isfinite
from numbers import Real

from maillage_analysis.arguments import checked, checked_class
from maillage_analysis.checks import distinct_names, one_of
from maillage_analysis.errors import InputError
from maillage_analysis.parameters import whole_number
from maillage_analysis.results import Result, Undefined

LOWEST, HIGHEST = 1, 4

SCALES = {
    "trust": ("openness", "reliability", "shared_mission"),
    "value": ("power_influence", "involvement", "resources"),
}


@checked_class
@dataclass(frozen=True, slots=True, eq=False)
class DyadRating:
    """What one organisation thinks of another: item → note from 1 to 4, None or absent when not answered."""

    rater: str
    rated: str
    answers: Mapping[str, float | None]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class DyadScore(Result):
    """Mean of the answered items of one scale, for one organisation about another."""

    rater: str
    rated: str
    score: float
    answered: int


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PartnerScale(Result):
    """One scale (trust or value) over the whole network.

    mean: over rated dyads, on the 1–4 ladder. pct_of_max: 100·mean/4. pct_minmax: 100·(mean − 1)/3.
    received: per organisation, mean over its raters. raters: how many they are. dropped: dyads with too few answers.
    """

    scale: str
    items: tuple[str, ...]
    min_items: int
    organisations: tuple[str, ...]
    dyads: tuple[DyadScore, ...]
    dropped: tuple[tuple[str, str], ...]
    mean: float | None
    pct_of_max: float | None
    pct_minmax: float | None
    received: tuple[float | None, ...]
    raters: tuple[int, ...]
    undefined: tuple[Undefined, ...]


@checked
def partner_scale(
    organisations: Sequence[str], ratings: Iterable[DyadRating], *, scale: str = "trust", min_items: int = 2
) -> PartnerScale:
    """Score of one scale: items averaged within each dyad, then dyads averaged over the network and per organisation.

    A dyad counts when at least ``min_items`` of the three items of the scale are answered; otherwise it is dropped,
    and listed. The network score is undefined without any rated dyad; the received score of an organisation without
    any rater. Raises InputError for an unknown scale, organisation or item, a note outside 1–4, a rating of oneself,
    a dyad rated twice. Source: Varda et al., PARTNER.

    >>> told = DyadRating("CFA", "Opco", {"openness": 4, "reliability": 3})
    >>> trust = partner_scale(["CFA", "Opco"], [told, DyadRating("Opco", "CFA", {"openness": 1})])
    >>> trust.mean, trust.pct_of_max, trust.received, trust.dropped
    (3.5, 87.5, (None, 3.5), (('Opco', 'CFA'),))
    """
    names = distinct_names(organisations, what="organisation")
    items = _items(scale)
    whole_number(min_items, what=f"number of answers asked of {len(items)} items", low=1, high=len(items))
    kept, dropped = _dyads(names, items, ratings, min_items)
    mean = fsum(dyad.score for dyad in kept) / len(kept) if kept else None
    heard = {name: [dyad.score for dyad in kept if dyad.rated == name] for name in names}
    unheard = tuple(name for name in names if not heard[name])
    undefined = () if kept else (Undefined(measure="mean", reason="no dyad has enough answers"),)
    if unheard:
        undefined += (Undefined(measure="received", of=unheard, reason="no rater with enough answers"),)
    return PartnerScale(
        scale=scale,
        items=items,
        min_items=min_items,
        organisations=names,
        dyads=kept,
        dropped=dropped,
        mean=mean,
        pct_of_max=None if mean is None else 100.0 * mean / HIGHEST,
        pct_minmax=None if mean is None else 100.0 * (mean - LOWEST) / (HIGHEST - LOWEST),
        received=tuple(fsum(heard[name]) / len(heard[name]) if heard[name] else None for name in names),
        raters=tuple(len(heard[name]) for name in names),
        undefined=undefined,
    )


def _items(scale: str) -> tuple[str, ...]:
    return SCALES[one_of(scale, tuple(SCALES), what="scale")]


def _dyads(
    names: tuple[str, ...], items: tuple[str, ...], ratings: Iterable[DyadRating], min_items: int
) -> tuple[tuple[DyadScore, ...], tuple[tuple[str, str], ...]]:
    """Dyads with enough answers, and the others; both sorted by row of the rater, then of the rated."""
    row = {name: i for i, name in enumerate(names)}
    notes: dict[tuple[str, str], list[float]] = {}
    for rating in ratings:
        if not isinstance(rating, DyadRating):
            raise InputError(f"A rating is {rating!r}: give a DyadRating, with its rater, its rated and its answers.")
        dyad = (rating.rater, rating.rated)
        _refuse_dyad(dyad, row, notes)
        notes[dyad] = _notes(rating, items)
    in_order = sorted(notes, key=lambda dyad: (row[dyad[0]], row[dyad[1]]))
    kept = tuple(
        DyadScore(rater=rater, rated=rated, score=fsum(given) / len(given), answered=len(given))
        for rater, rated in in_order
        if len(given := notes[rater, rated]) >= min_items
    )
    return kept, tuple(dyad for dyad in in_order if len(notes[dyad]) < min_items)


def _refuse_dyad(dyad: tuple[str, str], row: Mapping[str, int], seen: Mapping) -> None:
    for name in dyad:
        if name not in row:
            raise InputError(f"A rating names {name!r}, which is not an organisation of the network: correct it.")
    if dyad[0] == dyad[1]:
        raise InputError(f"{dyad[0]!r} rates itself: remove that rating.")
    if dyad in seen:
        raise InputError(f"{dyad[0]!r} rates {dyad[1]!r} twice: keep one rating.")


def _is_note(note: object) -> bool:
    return isinstance(note, Real) and not isinstance(note, bool) and isfinite(note) and LOWEST <= note <= HIGHEST


def _notes(rating: DyadRating, items: tuple[str, ...]) -> list[float]:
    """The answered notes of one scale; items of the other scale are checked and left aside."""
    known = [item for each in SCALES.values() for item in each]
    for item, note in rating.answers.items():
        if item not in known:
            raise InputError(f"{rating.rater!r} rates an item {item!r} that is not known: use {', '.join(known)}.")
        if note is not None and not _is_note(note):
            raise InputError(
                f"{rating.rater!r} gives {note!r} to {rating.rated!r} on {item}: write a note from 1 to 4, or nothing."
            )
    return [float(note) for item in items if (note := rating.answers.get(item)) is not None]
