"""The reading of access: computed once for a question and a perimeter, then kept as long as the data do not change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl
from django.utils.translation import gettext as _

from maillage.spaces.models import Space
from maillage.territory import gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.queries import COMMUNE
from maillage.territory.reference import store
from maillage.toolkit.refusals import Refusal
from maillage_analysis import access

from .. import queries
from ..question import Question
from ..readings import SHORT_BELOW, AccessReading, CommuneAccess, Missing, NotRelative, Site, Threshold
from .around import Ground, ground, within
from .travel import StraightLine, Travelling

FACTORS = access.ONE_THRESHOLD
PER = 1000.0
BETWEEN_MINUTES = 60.0
ONE_PROJECT = 1.0


def read_access(
    territory: Space | Iterable[str],
    question: Question,
    *,
    name: str = "",
    travelling: Travelling | None = None,
) -> AccessReading | None:
    """Access on a space's perimeter (None before it is drawn) or on any list of Insee codes.

    Raises NotDownloaded when the trainings are not on this machine, Refusal when a code is not that of a commune.
    """
    if isinstance(territory, Space):
        perimeter = getattr(territory, "perimeter", None)
        if perimeter is None:
            return None
        return read_access(perimeter.codes, question, name=perimeter.name, travelling=travelling)
    codes = tuple(sorted(set(territory)))
    if not codes:
        raise Refusal(_("Donnez au moins une commune à lire."))
    for code in gazetteer.unknown(codes):
        raise Refusal(gazetteer.why_unknown(code))
    store.edition(queries.training_dataset(question))
    way = travelling or StraightLine()
    compute = _kept if isinstance(way, StraightLine) else _computed
    return compute(codes, name, question, way, queries.state(question))


@lru_cache(maxsize=64)
def _kept(
    codes: tuple[str, ...], name: str, question: Question, way: Travelling, state: queries.Editions
) -> AccessReading:
    return _computed(codes, name, question, way, state)


def _computed(
    codes: tuple[str, ...], name: str, question: Question, way: Travelling, state: queries.Editions
) -> AccessReading:
    longest = question.minutes * max(FACTORS)
    here = ground(queries.homes(), codes, longest)
    offered = training_side(here, question, way, longest)
    hired = employer_side(here, question, way)
    sides = compared(here, offered, hired)
    rows = sorted(rows_of(here, offered, hired, sides, question), key=lambda row: (row.name, row.code))
    placed = set(here.homes[here.inside][COMMUNE])
    regions = here.homes[here.inside]["region"].unique().sort().to_list()
    covered = queries.covered_regions(question)
    return AccessReading(
        name=name,
        codes=codes,
        question=question,
        rows=tuple(rows),
        counted=here.counted,
        everyone=float(people(here)[here.inside].sum()),
        thresholds=thresholds(here, offered, question),
        sites=tuple(sites_of(here, offered, codes)),
        unplaced=tuple(code for code in codes if code not in placed),
        regions=tuple(gazetteer.zone_name(Zoning.REGION, code) for code in regions),
        uncovered=(
            *(gazetteer.zone_name(Zoning.REGION, code) for code in regions if code not in covered),
            *(zone.name for zone in silent_departements(question, codes) if region_of(zone) in covered),
        ),
        compatible=compatible(here, offered, hired, question, way),
        capacities=queries.training_dataset(question) == queries.CAPACITIES,
        not_relative=not_relative(sides),
        travelling=way,
        datasets=tuple(dataset for dataset, _edition in state),
    )


def silent_departements(question: Question, codes: Sequence[str]) -> list[gazetteer.Zone]:
    """Those of the perimeter in which the catalogue has hardly a training, in a région that it covers."""
    silent = queries.silent_departements(question)
    return [zone for zone, _count in gazetteer.departements_of(codes) if zone.code in silent]


def region_of(zone: gazetteer.Zone) -> str:
    return gazetteer.commune(zone.codes[0]).region


@dataclass(frozen=True, slots=True)
class Side:
    """What can be reached: sites, who is near them, supply, and the shared access of each home (for 1,000 people)."""

    sites: pl.DataFrame
    near: access.Pairs
    supply: np.ndarray
    shared: np.ndarray


def people(here: Ground) -> np.ndarray:
    return here.homes["people"].fill_null(0).to_numpy()


def decay(question: Question) -> access.Decay:
    """Whole up to a third of the minutes asked, two thirds up to two thirds, one third up to all of them."""
    return access.steps(*zip(question.steps, (1.0, 2 / 3, 1 / 3), strict=True))


def training_side(here: Ground, question: Question, way: Travelling, longest: float) -> Side:
    sites = within(queries.sites(question), here.homes, longest)
    near = way.pairs(here.homes, sites, longest)
    supply = sites["places"].to_numpy()
    return Side(sites, near, supply, access.apl(near, people(here), supply, decay(question), per=PER).access)


def employer_side(here: Ground, question: Question, way: Travelling) -> Side | None:
    """None when the survey of hiring needs is not here, or says nothing of this domain around."""
    projects = queries.employers(question.domain)
    sites = here.homes.select(COMMUNE, "lon", "lat", "region").join(projects, on=COMMUNE, how="inner")
    if sites.is_empty():
        return None
    near = way.pairs(here.homes, sites, float(question.minutes))
    supply = sites["projects"].to_numpy()
    return Side(sites, near, supply, access.apl(near, people(here), supply, decay(question), per=PER).access)


def compared(here: Ground, offered: Side, hired: Side | None) -> access.DoubleSided | None:
    """Both sides relative to their means over the régions of the perimeter, weighted by people."""
    if hired is None:
        return None
    chosen = here.compared
    return access.double_sided(
        offered.shared[chosen], hired.shared[chosen], people(here)[chosen], short_below=SHORT_BELOW
    )


def not_relative(sides: access.DoubleSided | None) -> NotRelative | None:
    if sides is None:
        return NotRelative.NO_SURVEY
    if sides.reason is None:
        return None
    if sides.training_mean is None:
        return NotRelative.NOBODY
    return NotRelative.NO_TRAINING if sides.training_mean == 0 else NotRelative.NO_PROJECT


def rows_of(
    here: Ground, offered: Side, hired: Side | None, sides: access.DoubleSided | None, question: Question
) -> Iterable[CommuneAccess]:
    nearest = access.nearest(offered.near)
    counted = access.cumulative(offered.near, offered.sites["trainings"].to_numpy(), float(question.minutes)).access
    projects = access.cumulative(hired.near, hired.supply, float(question.minutes)).access if hired else None
    rank = {position: place for place, position in enumerate(here.compared.tolist())}
    names, communes = offered.sites["name"].to_list(), offered.sites[COMMUNE].to_list()
    known, covered = here.homes["people"].to_list(), queries.covered_regions(question)
    for position in here.inside.tolist():
        site = int(nearest.site[position])
        minutes = float(nearest.minutes[position]) if site >= 0 else None
        lacks = minutes is None or minutes > question.minutes
        yield CommuneAccess(
            code=here.homes[COMMUNE][position],
            name=here.homes["name"][position],
            people=known[position],
            minutes=minutes,
            nearest=names[site] or "" if site >= 0 else "",
            nearest_commune=communes[site] if site >= 0 else "",
            trainings=round(counted[position]),
            without_training=lacks if here.homes["region"][position] in covered else None,
            without_employer=None if projects is None else bool(projects[position] < ONE_PROJECT),
            offer=float(offered.shared[position]),
            hiring=float(hired.shared[position]) if hired else None,
            **relative(sides, rank[position]),
        )


def sites_of(here: Ground, offered: Side, codes: tuple[str, ...]) -> Iterable[Site]:
    """Those of the perimeter, and those that one of its communes reaches within the longest threshold."""
    counts = np.zeros(offered.sites.height, dtype=bool)
    counts[offered.near.supply[np.isin(offered.near.demand, here.inside)]] = True
    own = set(codes)
    for row, reached in zip(offered.sites.iter_rows(named=True), counts.tolist(), strict=True):
        inside = row[COMMUNE] in own
        if inside or reached:
            yield Site(row["name"] or "", row[COMMUNE], row["lon"], row["lat"], int(row["trainings"]), inside)


def relative(sides: access.DoubleSided | None, position: int) -> dict:
    if sides is None or sides.reason is not None:
        return {"training": None, "employers": None, "index": None, "missing": None}
    short = sides.shortage[position]
    return {
        "training": float(sides.training[position]),
        "employers": float(sides.employers[position]),
        "index": float(sides.index[position]),
        "missing": Missing(short) if short else None,
    }


def thresholds(here: Ground, offered: Side, question: Question) -> tuple[Threshold, ...]:
    """The answer with a third less and a third more, beside the one asked for."""
    times, weights = access.nearest(offered.near).minutes[here.inside], people(here)[here.inside]
    moved = access.threshold_sensitivity(offered.near, people(here), offered.supply, decay(question), factors=FACTORS)
    before = moved.baseline.access[here.inside]
    total, everyone = float(before.sum()), float(weights.sum())
    found = []
    for factor in sorted({1.0, *FACTORS}):
        minutes = question.minutes * factor
        beyond = times > minutes * (1 + 1e-12)
        after = before if factor == 1 else moved.variants[factor].access[here.inside]
        found.append(
            Threshold(
                minutes=round(minutes),
                communes=int(beyond.sum()),
                people=float(weights[beyond].sum()),
                share=float(weights[beyond].sum()) / everyone if everyone else None,
                change=float(np.abs(after - before).sum()) / total if total else None,
                asked=factor == 1,
            )
        )
    return tuple(found)


def compatible(here: Ground, offered: Side, hired: Side | None, question: Question, way: Travelling) -> float | None:
    """Share of the couples (training, employer) within reach that are less than an hour from each other."""
    if hired is None or not offered.sites.height:
        return None
    between = way.pairs(offered.sites, hired.sites, BETWEEN_MINUTES)
    asked = (people(here), offered.supply, hired.supply, decay(question))
    found = access.triangle(offered.near, hired.near, between, *asked, homes=here.inside)
    weights = people(here)[here.inside]
    whole = float(weights @ (found.training * found.employers))
    return float(weights @ found.couples) / whole if whole > 0 else None
