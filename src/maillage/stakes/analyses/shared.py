"""The reading that members share: counts, medians and colleges, never a name, nothing under three answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import ceil
from statistics import median

from maillage.actors.enums import College, Family
from maillage.spaces.models import Space
from maillage.stakes.catalogue import Catalogue, CatalogueStake, End
from maillage.stakes.enums import Direction, Nature
from maillage.stakes.queries import Actor, Said, SaidResource, SaidStake, said_in
from maillage_analysis.disclosure import SMALLEST_COLLEGE, college_median

from .balance import Sides, balances, sides
from .hiding import Count, shown, shown_parts
from .readings import (
    LEANS_FROM,
    Cell,
    CollegeLine,
    EndReading,
    FamilyLine,
    Leanings,
    PairReading,
    ResourceLine,
    StakeLine,
    StakesReading,
)


def read_stakes(space: Space) -> StakesReading:
    """Stakes, tensions and resources of a space without any name: the same figures for page, report and command."""
    said = said_in(space)
    balance_of = balances(said.stakes)
    days = sorted(stake.said_on for stake in said.stakes)
    lines = _stake_lines(said.stakes, said.catalogue)
    spoken = {line.stake.code for line in lines}
    return StakesReading(
        actors=len(said.actors),
        answered=len({stake.actor for stake in said.stakes}),
        colleges=_college_lines(said, balance_of),
        lines=lines,
        unsaid=tuple(stake for stake in said.catalogue.stakes if stake.code not in spoken and stake.is_offered),
        families=_family_lines(said.stakes),
        free=shown(sum(not stake.code for stake in said.stakes)),
        leanings=_leanings(balance_of.values()),
        pairs=tuple(_pair(standing, said.catalogue) for standing in sides(said.stakes, said.pairs)),
        resources=resource_lines(said.resources),
        resources_said=len(said.resources),
        first_said_on=days[0] if days else None,
        last_said_on=days[-1] if days else None,
    )


def _stake_lines(stakes: Sequence[SaidStake], catalogue: Catalogue) -> tuple[StakeLine, ...]:
    known = catalogue.by_code
    by_code: dict[str, list[SaidStake]] = defaultdict(list)
    for stake in stakes:
        if stake.code in known:
            by_code[stake.code].append(stake)
    most = max((len(said) for said in by_code.values()), default=0)
    fullest = max(Counter((stake.code, stake.actor.college) for stake in stakes if stake.code).values(), default=0)
    order = {stake.code: place for place, stake in enumerate(catalogue.stakes)}
    # Stakes said once or twice keep the order of the catalogue: their order would tell one from two.
    ranked = sorted(by_code, key=lambda code: (-(shown(len(by_code[code])) or 0), order[code]))
    return tuple(_stake_line(known[code], by_code[code], most, fullest) for code in ranked)


def _stake_line(stake: CatalogueStake, said: Sequence[SaidStake], most: int, fullest: int) -> StakeLine:
    actors = shown(len(said))
    weights: dict[str, list[int]] = {college: [] for college in College}
    for each in said:
        weights[each.actor.college].append(each.weight)
    counts = shown_parts({college: len(weights[college]) for college in College})
    return StakeLine(
        stake=stake,
        actors=actors,
        median=college_median([each.weight for each in said]),
        share=None if actors is None else 100 * actors / most,
        cells=tuple(_cell(college, counts[college], weights[college], fullest) for college in College),
    )


def _cell(college: College, actors: Count, weights: Sequence[int], fullest: int) -> Cell:
    if actors is None:
        return Cell(college, None, None, depth=0)
    return Cell(college, actors, median(weights), depth=ceil(5 * actors / fullest))


def _college_lines(said: Said, balance_of: dict[Actor, float]) -> tuple[CollegeLine, ...]:
    actors = Counter(actor.college for actor in said.actors)
    answered = Counter(actor.college for actor in {stake.actor for stake in said.stakes})
    placed: dict[str, list[float]] = defaultdict(list)
    for actor, balance in balance_of.items():
        placed[actor.college].append(balance)
    answers = shown_parts({college: answered[college] for college in College})
    placings = shown_parts({college: len(placed[college]) for college in College})
    return tuple(
        CollegeLine(
            college=college,
            actors=actors[college],
            answered=answers[college],
            balance=None if placings[college] is None else median(placed[college]),
            balanced_actors=placings[college],
        )
        for college in College
    )


def _family_lines(stakes: Sequence[SaidStake]) -> tuple[FamilyLine, ...]:
    said = Counter(stake.family for stake in stakes)
    actors = {family: {stake.actor for stake in stakes if stake.family == family} for family in Family}
    visible = {family: said[family] if shown(len(actors[family])) else 0 for family in Family}
    total, start, lines = sum(visible.values()), 0.0, []
    for family in Family:
        share = 100 * visible[family] / total if total else 0.0
        count = shown(len(actors[family]))
        lines.append(FamilyLine(family, None if count is None else said[family], count, share, start))
        start += share
    return tuple(lines)


def _leanings(balance: Iterable[float]) -> Leanings:
    values = list(balance)
    economic = sum(value >= LEANS_FROM for value in values)
    social = sum(value <= -LEANS_FROM for value in values)
    counts = shown_parts({"economic": economic, "both": len(values) - economic - social, "social": social})
    return Leanings(**counts, placed=len(values))


def _pair(standing: Sides, catalogue: Catalogue) -> PairReading:
    one = _end(standing.pair.one_end, standing.one_end, catalogue)
    other = _end(standing.pair.other_end, standing.other_end, catalogue)
    return PairReading(
        pair=standing.pair,
        one_end=one,
        other_end=other,
        both=shown(len(standing.both)),
        is_carried=bool(one.actors and other.actors),
    )


def _end(end: End, actors: Sequence[Actor], catalogue: Catalogue) -> EndReading:
    counts = Counter(actor.college for actor in actors)
    return EndReading(
        end=end,
        stakes=tuple(stake for stake in catalogue.stakes if stake.code in end.codes),
        actors=shown(len(actors)),
        colleges=tuple(college for college in College if counts[college] >= SMALLEST_COLLEGE),
    )


def resource_lines(resources: Sequence[SaidResource]) -> tuple[ResourceLine, ...]:
    """The natures that somebody brings or seeks, with counts that point at nobody."""
    holders: dict[tuple[str, str], set[Actor]] = defaultdict(set)
    for resource in resources:
        holders[resource.nature, resource.direction].add(resource.actor)
    lines = []
    for nature in Nature:
        brings, seeks = (len(holders[nature, direction]) for direction in (Direction.BRINGS, Direction.SEEKS))
        if brings or seeks:
            lines.append(ResourceLine(nature, shown(brings), shown(seeks), is_lacking=not brings))
    return tuple(lines)
