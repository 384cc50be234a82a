"""The coverage check of a group: the library finds what is missing, this module says it and where to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.enums import College, Family, Level
from maillage.actors.models import Organisation
from maillage.groups import queries
from maillage.groups.models import Seat, WorkingGroup
from maillage.groups.queries import Part
from maillage.stakes.analyses.hiding import shown
from maillage.stakes.queries import catalogue_of
from maillage_analysis.group import Coverage, CoverageRules, Member, check_coverage

from . import findings
from .readings import (
    Check,
    CollegeSeats,
    FamilyBalance,
    GroupReading,
    LevelSeats,
    Missing,
    PartSeats,
    UncarriedStake,
)

# What lists the organisations that would answer a finding; a group too large needs nobody.
QUERY_OF = {
    "college_missing": lambda subject: {"college": subject},
    "level_missing": lambda subject: {"level": subject},
    "youth_voice_missing": lambda subject: {"voice": "youth"},
    "employer_missing": lambda subject: {"voice": "employer"},
    "part_uncovered": lambda subject: {"part": subject},
    "group_too_small": lambda subject: {"college": ""},
}


def read_group(group: WorkingGroup) -> GroupReading:
    """Seats, rules of composition, balance of families and stakes of one group."""
    seats = tuple(queries.seats_of(group))
    parts = queries.parts_of(group.space)
    coverage = coverage_of(group, seats, parts)
    carriers = queries.carriers_by_code(group.space)
    seated = {seat.organisation_id for seat in seats}
    return GroupReading(
        group=group,
        size=coverage.size,
        colleges=_by_college(seats),
        levels=tuple(LevelSeats(level, coverage.levels[level]) for level in Level),
        parts=tuple(PartSeats(part, coverage.parts[part.code]) for part in parts),
        checks=_checks(coverage, parts),
        families=_families(queries.families_in(group.space), seats),
        stakes_said=len(carriers),
        stakes_carried=sum(bool(actors & seated) for actors in carriers.values()),
        uncarried=tuple(
            UncarriedStake(stake, shown(len(carriers[stake.code])))
            for stake in catalogue_of(group.space).stakes
            if stake.code in carriers and not carriers[stake.code] & seated
        ),
    )


def coverage_of(
    group: WorkingGroup,
    seats: Sequence[Seat],
    parts: Sequence[Part],
    *,
    extra: Iterable[Member] = (),
) -> Coverage:
    """The library's check of these seats, as if ``extra`` members sat with them."""
    members = [*(member_of(seat.organisation, level=seat.level, name=f"seat {seat.pk}") for seat in seats), *extra]
    return check_coverage(members, parts=[part.code for part in parts], rules=rules_of(group))


def rules_of(group: WorkingGroup) -> CoverageRules:
    return CoverageRules(smallest_size=group.smallest, largest_size=group.largest)


def member_of(organisation: Organisation, *, level: str | None, name: str) -> Member:
    """What an organisation brings to a group from one seat; its part of the territory is where it sits."""
    departement = queries.departement_of(organisation.commune)
    return Member(
        id=name,
        college=organisation.college,
        level=level,
        youth_voice=organisation.youth_voice,
        employer=organisation.is_employer,
        parts=frozenset({departement} if departement else ()),
    )


def _by_college(seats: Sequence[Seat]) -> tuple[CollegeSeats, ...]:
    held = {college: tuple(seat for seat in seats if seat.organisation.college == college) for college in College}
    return tuple(CollegeSeats(college, chairs) for college, chairs in held.items() if chairs)


def _checks(coverage: Coverage, parts: Sequence[Part]) -> tuple[Check, ...]:
    names = {part.code: f"{part.name} ({part.code})" for part in parts}

    def check(label: str, detail: str, *codes: str) -> Check:
        found = tuple(
            Missing(
                finding.code,
                findings.in_words(finding, size=coverage.size, part_names=names),
                urlencode(QUERY_OF[finding.code](finding.subject)) if finding.code in QUERY_OF else "",
            )
            for finding in coverage.findings
            if finding.code in codes
        )
        return Check(label, not found, detail, found)

    def seats(number: int) -> str:
        return ngettext("%(number)s siège", "%(number)s sièges", number) % {"number": number}

    held = [count for count in coverage.colleges.values() if count]
    rules = coverage.rules
    territory = check(
        _("Les parties du territoire"),
        _("%(held)s sur %(all)s") % {"held": sum(map(bool, coverage.parts.values())), "all": len(parts)},
        "part_uncovered",
    )
    if not parts:
        territory = Check(territory.label, None, _("pas de périmètre dessiné : règle non vérifiée"))
    return (
        check(
            _("Les six collèges"),
            _("%(held)s sur %(all)s") % {"held": len(held), "all": len(College)},
            "college_missing",
        ),
        check(
            _("Les trois niveaux"),
            _("%(held)s sur %(all)s") % {"held": sum(map(bool, coverage.levels.values())), "all": len(Level)},
            "level_missing",
        ),
        check(
            _("Aucun collège au-dessus d'un tiers"),
            _("au plus %(most)s sur %(size)s") % {"most": max(held, default=0), "size": coverage.size},
            "college_too_large",
        ),
        check(_("La voix des jeunes"), seats(coverage.youth_voices), "youth_voice_missing"),
        check(_("Un employeur"), seats(coverage.employers), "employer_missing"),
        territory,
        check(
            _("La taille"),
            _("%(seats)s, de %(smallest)s à %(largest)s")
            % {"seats": seats(coverage.size), "smallest": rules.smallest_size, "largest": rules.largest_size},
            "group_too_small",
            "group_too_large",
        ),
    )


def _families(directory: Counter[str], seats: Sequence[Seat]) -> tuple[FamilyBalance, ...]:
    seated = Counter(seat.organisation.family for seat in seats)
    all_actors, all_seats = sum(directory.values()), len(seats)
    lines, directory_start, seated_start = [], 0.0, 0.0
    for family in Family:
        directory_share = 100 * directory[family] / all_actors if all_actors else 0.0
        seated_share = 100 * seated[family] / all_seats if all_seats else 0.0
        lines.append(
            FamilyBalance(
                family,
                directory[family],
                seated[family],
                directory_share,
                seated_share,
                directory_start,
                seated_start,
            )
        )
        directory_start, seated_start = directory_start + directory_share, seated_start + seated_share
    return tuple(lines)
