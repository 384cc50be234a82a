"""What is missing in a working group: one example per rule."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.group import COLLEGES, FINDING_CODES, CoverageRules, Finding, Member, check_coverage

LEVELS_IN_TURN = ("political", "managerial", "operational")


def complete_group(size=12):
    """Two members per college, every level, one young people's voice, one employer, north and south."""
    return [
        Member(
            id=f"m{n:02}",
            college=COLLEGES[n % 6],
            level=LEVELS_IN_TURN[n % 3],
            youth_voice=n == 1,
            employer=n == 5,
            parts=frozenset({"north", "south"} if n == 0 else ()),
        )
        for n in range(size)
    ]


def without(group, **conditions):
    return [m for m in group if not all(getattr(m, name) == value for name, value in conditions.items())]


def test_a_complete_group_has_no_finding():
    coverage = check_coverage(complete_group(), parts=["north", "south"])
    assert coverage.complete
    assert coverage.findings == ()
    assert coverage.colleges == dict.fromkeys(COLLEGES, 2)
    assert coverage.levels == {"political": 4, "managerial": 4, "operational": 4}


def test_each_college_must_be_there():
    coverage = check_coverage(without(complete_group(18), college="training"))
    assert coverage.findings == (Finding("college_missing", "training", 0, 1),)


def test_each_level_must_be_there():
    group = [replace(m, level="managerial") if m.level == "political" else m for m in complete_group()]
    assert check_coverage(group).findings == (Finding("level_missing", "political", 0, 1),)


def test_a_third_is_allowed_and_one_more_is_not():
    group = complete_group()
    four_of_twelve = [replace(m, college="training") if m.id in {"m00", "m01"} else m for m in group]
    assert check_coverage(four_of_twelve).complete
    five_of_twelve = [replace(m, college="training") if m.id in {"m00", "m01", "m02"} else m for m in group]
    assert check_coverage(five_of_twelve).findings == (Finding("college_too_large", "training", 5, 4),)


def test_young_people_and_employers_must_be_heard():
    silent = [replace(m, youth_voice=False, employer=False) for m in complete_group()]
    assert check_coverage(silent).codes() == ("youth_voice_missing", "employer_missing")


def test_each_part_of_the_territory_must_be_covered():
    coverage = check_coverage(complete_group(), parts=["north", "east", "south"])
    assert coverage.findings == (Finding("part_uncovered", "east", 0, 1),)
    assert coverage.parts == {"north": 1, "east": 0, "south": 1}


@pytest.mark.parametrize(
    ("size", "finding"),
    [(11, "group_too_small"), (12, None), (18, None), (19, "group_too_large")],
)
def test_twelve_to_eighteen(size, finding):
    assert check_coverage(complete_group(size)).codes() == ((finding,) if finding else ())


def test_an_empty_group_lacks_everything_and_is_too_large_nowhere():
    codes = set(check_coverage([], parts=["north"]).codes())
    assert codes == set(FINDING_CODES) - {"college_too_large", "group_too_large"}


def test_who_is_not_placed_yet_is_named():
    coverage = check_coverage([*complete_group(), Member("zoe")])
    assert coverage.without_college == coverage.without_level == ("zoe",)
    assert coverage.size == 13


def test_other_rules_are_possible_and_printed():
    rules = CoverageRules(smallest_size=2, largest_size=30, least_youth_voices=2)
    coverage = check_coverage(complete_group(), rules=rules)
    assert coverage.findings == (Finding("youth_voice_missing", None, 1, 2),)
    assert json.loads(json.dumps(coverage.as_dict()))["rules"]["least_youth_voices"] == 2


def test_the_order_of_members_changes_nothing():
    group = complete_group(13)
    assert check_coverage(group) == check_coverage(group[::-1])


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        (Member("m00"), "listed twice"),
        (Member("x", college="friends"), "college 'friends'"),
        (Member("x", level="royal"), "level 'royal'"),
    ],
)
def test_a_member_that_cannot_be_read_is_named(extra, sentence):
    with pytest.raises(InputError, match=sentence):
        check_coverage([*complete_group(), extra])
