"""Who could sit, and what each would fill. The human chooses: nobody is ranked by a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.actors.enums import College, Level
from maillage.actors.models import Organisation
from maillage.groups import queries
from maillage.groups.models import WorkingGroup
from maillage.stakes.catalogue import CatalogueStake
from maillage.stakes.queries import catalogue_of
from maillage_analysis.group import Coverage

from .coverage import coverage_of, member_of

NEWCOMER = "newcomer"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation without a seat: what it would fill, what it would upset, the stakes it would bring."""

    organisation: Organisation
    departement: str
    levels: tuple[Level, ...]
    fills: tuple[str, ...]
    upsets: tuple[str, ...]
    new_stakes: tuple[CatalogueStake, ...]

    @property
    def helps(self) -> bool:
        return bool(self.fills or self.new_stakes)


def read_candidates(group: WorkingGroup, organisations: Sequence[Organisation], *, seen_by) -> list[Candidate]:
    """What each organisation would change in the group; those that fill something first, then by name.

    ``seen_by``: the person who reads; the stakes of an organisation appear to those who may read them with its name.
    """
    seats = tuple(queries.seats_of(group))
    parts = queries.parts_of(group.space)
    part_names = {part.code: part.name for part in parts}
    before = coverage_of(group, seats, parts)
    levels = queries.levels_of_contacts(group.space)
    new_stakes = _new_stakes(group, {seat.organisation_id for seat in seats}, seen_by)
    seen: dict[tuple, Coverage] = {}  # organisations alike change the group alike: the check runs once for them
    candidates = []
    for organisation in organisations:
        member = member_of(organisation, level=None, name=NEWCOMER)
        alike = (member.college, member.youth_voice, member.employer, member.parts)
        if alike not in seen:
            seen[alike] = coverage_of(group, seats, parts, extra=[member])
        held = tuple(level for level in Level if level in levels.get(organisation.pk, ()))
        candidates.append(
            Candidate(
                organisation=organisation,
                departement=queries.departement_name(next(iter(member.parts), "")),
                levels=held,
                fills=(*_filled(before, seen[alike], part_names), *_levels_filled(before, held)),
                upsets=_upset(before, seen[alike]),
                new_stakes=new_stakes.get(organisation.pk, ()),
            )
        )
    return sorted(candidates, key=lambda candidate: not candidate.fills)


def _filled(before: Coverage, after: Coverage, part_names: dict[str, str]) -> list[str]:
    still = {(finding.code, finding.subject) for finding in after.findings}
    gone = [finding for finding in before.findings if (finding.code, finding.subject) not in still]
    told = []
    for finding in gone:
        if finding.code == "college_missing":
            told.append(_("collège « %(college)s »") % {"college": College(finding.subject).label})
        elif finding.code == "youth_voice_missing":
            told.append(_("voix des jeunes"))
        elif finding.code == "employer_missing":
            told.append(_("employeur"))
        elif finding.code == "part_uncovered":
            told.append(part_names.get(finding.subject or "", finding.subject or ""))
    return told


def _levels_filled(before: Coverage, held: Sequence[Level]) -> list[str]:
    missing = {finding.subject for finding in before.findings if finding.code == "level_missing"}
    return [_("niveau %(level)s") % {"level": level.label} for level in held if level in missing]


def _upset(before: Coverage, after: Coverage) -> tuple[str, ...]:
    already = {(finding.code, finding.subject) for finding in before.findings}
    told = []
    for finding in after.findings:
        if (finding.code, finding.subject) in already:
            continue
        if finding.code == "college_too_large":
            told.append(_("son collège dépasserait un tiers"))
        elif finding.code == "group_too_large":
            told.append(_("le groupe serait trop grand"))
    return tuple(told)


def _new_stakes(group: WorkingGroup, seated: set[int], seen_by) -> dict[int, tuple[CatalogueStake, ...]]:
    """Organisation → the stakes it said that no seated organisation carries, as far as this person reads them."""
    carriers = queries.carriers_by_code(group.space)
    readable = queries.carriers_by_code(group.space, seen_by=seen_by)
    brought: dict[int, list[CatalogueStake]] = {}
    for stake in catalogue_of(group.space).stakes:
        actors = carriers.get(stake.code, set())
        if not actors & seated:
            for actor in readable.get(stake.code, ()):
                brought.setdefault(actor, []).append(stake)
    return {actor: tuple(stakes) for actor, stakes in brought.items()}
