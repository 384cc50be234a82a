"""The plan of a partnership, beside the reading it comes from: decided, undecided, better since, new since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.partnerships.analyses import read_partnership, read_series
from maillage.partnerships.grid import Criterion
from maillage.partnerships.models import Discussion, GridVersion, Partnership
from maillage.partnerships.queries import criteria_of
from maillage.partnerships.readings import CriterionLine, PartnershipReading

from ..enums import PlanChoice, PlanOrigin
from ..models import PlanLine
from ..queries import plan_lines_of

LOW = 3  # a common answer under it is to be treated, as a median is


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One criterion of the plan.

    ``origin`` says why the reading of today holds it (None when it no longer does). ``line`` is what was decided.
    ``since``: "better" or "still" when people have answered again since the decision, "new" when the year before did
    not hold it, else "". ``now`` is None when this reader may not see the criterion.
    """

    words: Criterion
    grid: GridVersion
    origin: PlanOrigin | None
    now: CriterionLine | None
    read_on: date | None
    line: PlanLine | None
    since: str

    @property
    def is_decided(self) -> bool:
        return self.line is not None

    @property
    def median(self) -> Decimal | None:
        """Today's median, as a line of the plan keeps it."""
        return None if self.now is None or self.now.median is None else Decimal(str(self.now.median))

    @property
    def then(self) -> float | None:
        """The median when it was decided, for those who may see the criterion."""
        return float(self.line.median) if self.line and self.line.median is not None and self.now else None


@dataclass(frozen=True)
class PlanReading:
    """``rows``: what the reading of today holds, undecided first; ``done``: what it no longer holds; ``earlier``: lines
    from other versions of the grid, which are not compared."""

    partnership: Partnership
    read_on: date | None
    rows: tuple[PlanRow, ...]
    done: tuple[PlanRow, ...]
    earlier: tuple[PlanRow, ...]

    def row(self, criterion: str) -> PlanRow | None:
        """The row of a criterion under the version of the grid that is read today."""
        return next((row for row in (*self.rows, *self.done) if row.words.id == criterion), None)

    @cached_property
    def undecided(self) -> tuple[PlanRow, ...]:
        return tuple(row for row in self.rows if not row.is_decided)

    @cached_property
    def decided(self) -> tuple[PlanRow, ...]:
        return tuple(row for row in self.rows if row.is_decided)

    @cached_property
    def better(self) -> tuple[PlanRow, ...]:
        return tuple(row for row in self.done if row.since == "better")

    @property
    def is_empty(self) -> bool:
        return not (self.rows or self.done or self.earlier)

    @property
    def sentence(self) -> str:
        if self.read_on is None:
            return _("Personne n'a encore lu ce partenariat : le plan naît de sa lecture.")
        if not self.rows and not self.done:
            return _("La lecture ne montre ni désaccord ni point à traiter : rien n'attend de suite.")
        undecided = len(self.undecided)
        if undecided:
            head = ngettext(
                "%(n)d point de la lecture attend une décision",
                "%(n)d points de la lecture attendent une décision",
                undecided,
            ) % {"n": undecided}
        else:
            head = _("Tout ce que la lecture a montré a sa suite")
        return f"{head}, {self._told()}." if self._told() else f"{head}."

    def _told(self) -> str:
        lines = [row.line for row in (*self.rows, *self.done) if row.line]
        counts = {choice: sum(line.choice == choice for line in lines) for choice in PlanChoice}
        parts = []
        if counts[PlanChoice.ACT]:
            n = counts[PlanChoice.ACT]
            parts.append(ngettext("%(n)d a son action", "%(n)d ont leur action", n) % {"n": n})
        if counts[PlanChoice.DEBATE]:
            n = counts[PlanChoice.DEBATE]
            parts.append(ngettext("%(n)d sera débattu", "%(n)d seront débattus", n) % {"n": n})
        if counts[PlanChoice.ACCEPT]:
            n = counts[PlanChoice.ACCEPT]
            parts.append(ngettext("%(n)d est accepté", "%(n)d sont acceptés", n) % {"n": n})
        return ", ".join(parts)


def read_plan(partnership: Partnership, *, fewest_answers: int = 1) -> PlanReading:
    """Read the plan beside today's reading (ten queries). ``fewest_answers`` as in ``read_partnership``."""
    reading = read_partnership(partnership, fewest_answers=fewest_answers)
    lines = list(plan_lines_of(partnership))
    days = [day for day in (reading.last_on, reading.consensus_on) if day]
    read_on = max(days, default=None)
    version = reading.grid_version
    if version is None:
        return PlanReading(partnership, None, (), (), tuple(_of_another_grid(line) for line in lines))
    points = points_of(reading, without_agreement(partnership, version))
    planned = {line.criterion: line for line in lines if line.grid_id == version.pk}
    before = _points_before(partnership, reading) if set(points) - set(planned) else None

    def row(criterion: str) -> PlanRow:
        now, line = reading.by_id.get(criterion), planned.get(criterion)
        origin = points.get(criterion)
        return PlanRow(
            words=now.words,
            grid=version,
            origin=origin,
            now=None if now.masked else now,
            read_on=read_on,
            line=line,
            since=_since(line, origin, read_on, now.masked, before, criterion),
        )

    rows = [row(criterion) for criterion in points]
    return PlanReading(
        partnership=partnership,
        read_on=read_on,
        rows=tuple(sorted(rows, key=lambda one: one.is_decided)),
        done=tuple(row(criterion) for criterion in planned if criterion not in points and criterion in reading.by_id),
        earlier=tuple(_of_another_grid(line) for line in lines if line.grid_id != version.pk),
    )


def points_of(reading: PartnershipReading, unagreed: frozenset[str] = frozenset()) -> dict[str, PlanOrigin]:
    """What a reading asks the group to decide, in the order of the talk: disagreements, then low scores.

    A disagreement is one of the individual answers, or one that the common session ended with (``unagreed``); a low
    score, one of the median or of the common answer.
    """
    lines = [reading.by_id[criterion] for criterion in reading.order]
    split = [line.id for line in lines if line.disagreement or line.id in unagreed]
    low = [
        line.id
        for line in lines
        if line.id not in split
        and (line.band.code == "address" or (line.consensus is not None and line.consensus < LOW))
    ]
    return dict.fromkeys(split, PlanOrigin.DISAGREEMENT) | dict.fromkeys(low, PlanOrigin.LOW)


def without_agreement(partnership: Partnership, version: GridVersion) -> frozenset[str]:
    """The criteria on which the last common session that was handed in ended without agreement."""
    found = Discussion.objects.filter(
        session__partnership=partnership,
        session__assessment__grid=version,
        session__assessment__submitted_at__isnull=False,
    ).order_by("-session__assessment__submitted_at", "-session__pk")
    rows = list(found.values_list("session", "criterion", "no_agreement"))
    return frozenset(criterion for session, criterion, unagreed in rows if session == rows[0][0] and unagreed)


def _points_before(partnership: Partnership, reading: PartnershipReading) -> Mapping[str, PlanOrigin] | None:
    """What the year before asked under the same version of the grid; None when nobody had answered then."""
    series = read_series(partnership, fewest_answers=reading.fewest_answers)
    waves = next((one.waves for one in series if one.version.pk == reading.grid_version.pk), ())
    return points_of(waves[-2].reading) if len(waves) > 1 else None


def _since(
    line: PlanLine | None,
    origin: PlanOrigin | None,
    read_on: date,
    masked: bool,
    before: Mapping[str, PlanOrigin] | None,
    criterion: str,
) -> str:
    if line is None:
        return "new" if before is not None and criterion not in before else ""
    if masked or line.read_on >= read_on:
        return ""
    return "still" if origin else "better"


def _of_another_grid(line: PlanLine) -> PlanRow:
    words = {criterion.id: criterion for criterion in criteria_of(line.grid)}
    return PlanRow(words[line.criterion], line.grid, None, None, None, line, "")
