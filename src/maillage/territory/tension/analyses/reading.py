"""The reading of the tension: computed once for a perimeter, a level and a number of minutes, then kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils.translation import gettext as _

from maillage.spaces.models import Space
from maillage.territory import gazetteer
from maillage.territory.access.analyses import StraightLine
from maillage.territory.access.question import ANY, Question
from maillage.territory.access.question import ask as ask_access
from maillage.territory.analyses.grain import MOTIVES
from maillage.territory.analyses.one import read_indicators
from maillage.territory.enums import Zoning
from maillage.territory.indicators import indicator
from maillage.toolkit.refusals import Refusal
from maillage_analysis.composite import dissimilarity
from maillage_analysis.disclosure import SMALLEST_YOUTH_DENOMINATOR

from .. import queries
from ..families import Family
from ..readings import (
    LEAST_SOUGHT,
    ORDERS,
    Basin,
    FamilyLine,
    Need,
    Official,
    OfficialTrade,
    Outcome,
    Reach,
    TensionReading,
)
from . import needs, reach

LEAST_OF_PERIMETER = 0.1
"""A basin where less than this share of the perimeter works is not read for official classes."""
NO_NEED = Need(0.0, 0.0, 0.0, 0.0, 0.0, (), ())
WORTH_A_LINE = 0.5
Pairs = dict[Family, Reach]


def ask(level: str = ANY, minutes: str | int | None = None) -> Question:
    """The level and the minutes, as for access; every family is read. Refusal that says what exists."""
    return ask_access(level, ANY, minutes)


def read_tension(
    territory: Space | Iterable[str],
    question: Question | None = None,
    *,
    name: str = "",
) -> TensionReading | None:
    """The tension on a space's perimeter (None before it is drawn) or on any list of Insee codes.

    Raises NotDownloaded when the survey, the basins or the trainings are not on this machine, Refusal when a code is
    not that of a commune.
    """
    if isinstance(territory, Space):
        perimeter = getattr(territory, "perimeter", None)
        if perimeter is None:
            return None
        return read_tension(perimeter.codes, question, name=perimeter.name)
    codes = tuple(sorted(set(territory)))
    if not codes:
        raise Refusal(_("Donnez au moins une commune à lire."))
    for code in gazetteer.unknown(codes):
        raise Refusal(gazetteer.why_unknown(code))
    queries.require()
    sides = _sides(codes, question or ask(), queries.state())
    gap, covered = read_indicators(codes, [indicator("training_gap"), indicator("covered_difficult")])
    return TensionReading(name=name, codes=codes, gap=gap, covered=covered, **sides)


@lru_cache(maxsize=64)
def _sides(codes: tuple[str, ...], question: Question, state: queries.Editions) -> dict:
    """Everything that does not depend on the language of the reader."""
    way = StraightLine()
    here = reach.ground(codes, question, way)
    times = reach.nearest(here)
    sought, learnt = needs.by_family(codes), reach.by_family(here, codes, times)
    difficult = needs.difficult_by_commune(codes)
    by_family, of_all = reach.covered(here, difficult, times, here.minutes)
    wanted = [family for family, one in sought.items() if one.projects >= LEAST_SOUGHT]
    around = needs.basins(codes)
    read = official_basins(around)
    measured = official(read), outcomes(here.regions, question)
    return {
        "question": question,
        "lines": tuple(lines(sought, learnt, by_family, *measured)),
        "reached_gap": gap(sought, learnt),
        "reached_covered": of_all,
        "thresholds": reach.thresholds(here, difficult, times, wanted),
        "reached": sum(one.reached for one in learnt.values()) if learnt else None,
        "basins": around,
        "held": needs.held(around),
        "counted": here.counted,
        "everyone": here.everyone,
        "regions": tuple(gazetteer.zone_name(Zoning.REGION, code) for code in here.regions),
        "uncovered": here.uncovered,
        "unplaced": here.unplaced,
        "official_basins": tuple(one.name for one in read),
        "official_year": official_year(read),
        "outcomes_year": queries.last_outcomes().replace("_", "-"),
        "travelling": way,
        "datasets": tuple(dataset for dataset, _edition in state),
    }


def lines(
    sought: dict[Family, Need],
    learnt: Pairs,
    covered: dict[Family, float],
    official: dict[str, Official],
    outcomes: dict[str, Outcome],
) -> list[FamilyLine]:
    """The families of which there is something to say, the farthest apart first."""
    found = [
        FamilyLine(
            family=family,
            need=sought.get(family, NO_NEED),
            reach=learnt.get(family),
            official=official.get(family),
            outcome=outcomes.get(family),
            covered=covered.get(family),
        )
        for family in Family
    ]
    worth = [
        one
        for one in found
        if one.need.projects >= WORTH_A_LINE or one.need.is_secret or (one.reach and one.reach.around)
    ]
    return sorted(worth, key=ORDERS["ecart"])


def gap(sought: dict[Family, Need], learnt: Pairs) -> float | None:
    """The formula of indicator 26, on the trainings that young people reach; None when either side is empty."""
    if not learnt:
        return None
    return dissimilarity(
        [learnt[family].reached for family in Family],
        [sought[family].projects if family in sought else 0.0 for family in Family],
    )


def official_basins(around: Sequence[Basin]) -> list[Basin]:
    return [one for one in around if one.weight >= LEAST_OF_PERIMETER] or list(around[:1])


def official(read: Sequence[Basin]) -> dict[str, Official]:
    """By letter."""
    names = {one.code: one.name for one in read}
    found: dict[str, list[OfficialTrade]] = {}
    for row in queries.official_classes(list(names)).iter_rows(named=True):
        trade = OfficialTrade(
            row["trade"],
            row["trade_name"] or row["trade"],
            names[row["basin"]],
            row["tension"],
            row["offers"],
            tuple((name, row[name]) for name in MOTIVES),
        )
        found.setdefault(row["family"], []).append(trade)
    return {
        letter: Official(tuple(sorted(trades, key=lambda one: (-one.tension, -(one.offers or 0), one.code, one.basin))))
        for letter, trades in found.items()
    }


def official_year(read: Sequence[Basin]) -> str:
    table = queries.official_classes([one.code for one in read])
    return str(table["year"].max()) if table.height else ""


def outcomes(regions: Sequence[str], question: Question) -> dict[str, Outcome]:
    """By letter. Leavers are counted in halves when a training leads to two families."""
    return {
        row["family"]: Outcome(
            row["leavers"],
            row["employed"] / row["leavers"] if row["leavers"] >= SMALLEST_YOUTH_DENOMINATOR else None,
        )
        for row in queries.outcomes(regions, question.level).iter_rows(named=True)
    }
