"""What is missing in a working group: the human composes, the tool checks.

Rules: each college at least once; each level present; no college above one third; at least one voice of young people
and one employer; each part of the territory covered; 12 to 18 members.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maillage_analysis.arguments import checked
from maillage_analysis.checks import listed_names
from maillage_analysis.group.members import COLLEGES, LEVELS, Member, checked_members
from maillage_analysis.results import Result


@dataclass(frozen=True, slots=True)
class CoverageRules(Result):
    """What a complete group looks like; printed with the result."""

    colleges: tuple[str, ...] = COLLEGES
    levels: tuple[str, ...] = LEVELS
    largest_share: Fraction = Fraction(1, 3)
    """A college may hold this share of the seats, not more."""
    least_youth_voices: int = 1
    least_employers: int = 1
    smallest_size: int = 12
    largest_size: int = 18


STANDARD_RULES = CoverageRules()


@dataclass(frozen=True, slots=True)
class Finding(Result):
    """One thing that is missing or too heavy.

    ``code`` is one of ``FINDING_CODES``; ``subject`` names the college, level or part, None for the whole group;
    ``found`` is the count seen, ``expected`` the nearest count that would satisfy the rule.
    """

    code: str
    subject: str | None
    found: int
    expected: int


FINDING_CODES = (
    "college_missing",
    "level_missing",
    "college_too_large",
    "youth_voice_missing",
    "employer_missing",
    "part_uncovered",
    "group_too_small",
    "group_too_large",
)


@dataclass(frozen=True, slots=True)
class Coverage(Result):
    """The check of one group: ``complete`` when there is no finding.

    ``without_college`` and ``without_level`` name the members nobody has placed yet: they may explain a finding.
    """

    complete: bool
    findings: tuple[Finding, ...]
    size: int
    colleges: Mapping[str, int]
    levels: Mapping[str, int]
    college_levels: Mapping[str, Mapping[str, int]]
    parts: Mapping[str, int]
    youth_voices: int
    employers: int
    without_college: tuple[str, ...]
    without_level: tuple[str, ...]
    rules: CoverageRules

    def codes(self) -> tuple[str, ...]:
        """Codes of the findings, in the order of the rules."""
        return tuple(finding.code for finding in self.findings)


@checked
def check_coverage(
    members: Iterable[Member], *, parts: Iterable[str] = (), rules: CoverageRules = STANDARD_RULES
) -> Coverage:
    """Check a working group against the composition rules.

    Args:
        members: the people of the group, each once.
        parts: the parts of the territory that must be covered; none means that the rule does not apply.
        rules: colleges, levels, shares and sizes.

    Returns:
        A ``Coverage`` with structured findings, never sentences. The share of a college is counted over all members,
        those without a college included: with 12 members, 4 of one college pass and 5 do not.

    Raises:
        InputError: a member listed twice, an unknown college or level.
    """
    people = checked_members(members, colleges=rules.colleges, levels=rules.levels)
    wanted_parts = tuple(dict.fromkeys(listed_names(parts, "parts")))
    colleges = _counts(people, rules.colleges, lambda member: (member.college,))
    levels = _counts(people, rules.levels, lambda member: (member.level,))
    covered = _counts(people, wanted_parts, lambda member: member.parts)
    youth_voices = sum(member.youth_voice for member in people)
    employers = sum(member.employer for member in people)
    findings = (
        *_absent("college_missing", colleges),
        *_absent("level_missing", levels),
        *_too_large(colleges, len(people), rules),
        *_at_least("youth_voice_missing", youth_voices, rules.least_youth_voices),
        *_at_least("employer_missing", employers, rules.least_employers),
        *_absent("part_uncovered", covered),
        *_at_least("group_too_small", len(people), rules.smallest_size),
        *_at_most("group_too_large", len(people), rules.largest_size),
    )
    return Coverage(
        complete=not findings,
        findings=findings,
        size=len(people),
        colleges=colleges,
        levels=levels,
        college_levels={
            college: _counts([m for m in people if m.college == college], rules.levels, lambda member: (member.level,))
            for college in rules.colleges
        },
        parts=covered,
        youth_voices=youth_voices,
        employers=employers,
        without_college=tuple(member.id for member in people if member.college is None),
        without_level=tuple(member.id for member in people if member.level is None),
        rules=rules,
    )


def _counts(
    people: Sequence[Member], wanted: Sequence[str], values: Callable[[Member], Iterable[str | None]]
) -> dict[str, int]:
    counter = Counter(value for member in people for value in set(values(member)))
    return {name: counter[name] for name in wanted}


def _absent(code: str, counts: Mapping[str, int]) -> list[Finding]:
    return [Finding(code, name, 0, 1) for name, count in counts.items() if count == 0]


def _too_large(colleges: Mapping[str, int], size: int, rules: CoverageRules) -> list[Finding]:
    most = int(rules.largest_share * size)
    return [Finding("college_too_large", name, count, most) for name, count in colleges.items() if count > most]


def _at_least(code: str, found: int, least: int) -> list[Finding]:
    return [Finding(code, None, found, least)] if found < least else []


def _at_most(code: str, found: int, most: int) -> list[Finding]:
    return [Finding(code, None, found, most)] if found > most else []
