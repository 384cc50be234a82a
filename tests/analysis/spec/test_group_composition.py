"""Groups under quotas: best coverage, alternatives, and what to give up when nothing fits."""

from __future__ import annotations

import json

import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.group import (
    COLLEGES,
    Candidate,
    Member,
    Quota,
    QuotaBound,
    Relaxation,
    check_coverage,
    compose_group,
    group_dispersion,
    member_features,
    most_dispersed,
    standard_quotas,
)


def candidate(name, features="", items=""):
    return Candidate(name, frozenset(features.split()), frozenset(items.split()))


POOL = [
    candidate("cfa", "training", "hire train welcome"),
    candidate("mission", "insertion", "insert housing listen"),
    candidate("branch", "employers", "hire"),
    candidate("region", "institutions", "fund train insert"),
    candidate("school", "training", "train"),
]


class TestCoverage:
    def test_the_group_that_covers_the_most(self):
        composition = compose_group(POOL, size=2)
        assert composition.status == "optimal"
        assert composition.best.members == ("cfa", "mission")
        assert composition.best.covered == ("hire", "housing", "insert", "listen", "train", "welcome")
        assert composition.best.uncovered == ("fund",)

    def test_weights_say_what_matters(self):
        composition = compose_group(POOL, size=1, weights={"hire": 1, "fund": 5})
        assert composition.best.members == ("region",)
        assert composition.best.value == 5

    def test_an_item_that_nobody_has_is_named(self):
        assert compose_group(POOL, size=1, weights={"hire": 1, "fly": 2}).uncoverable == ("fly",)

    def test_quotas_come_first(self):
        composition = compose_group(POOL, size=2, quotas=[Quota("employers", 1), Quota("insertion", 0, 0)])
        assert composition.best.members == ("branch", "region")

    def test_some_people_can_be_kept(self):
        assert "school" in compose_group(POOL, size=2, keep=["school"]).best.members

    def test_alternatives_come_best_first_and_differ(self):
        composition = compose_group(POOL, size=4, alternatives=10)
        values = [panel.value for panel in composition.panels]
        assert len(values) == len({panel.members for panel in composition.panels}) == 5
        assert values == sorted(values, reverse=True)

    def test_the_order_of_candidates_changes_nothing(self):
        quotas = [Quota("training", 1), Quota("employers", 1)]
        assert compose_group(POOL, size=3, quotas=quotas, alternatives=3) == compose_group(
            POOL[::-1], size=3, quotas=quotas[::-1], alternatives=3
        )


class TestInfeasible:
    def test_conflicting_quotas_are_named_with_the_smallest_change(self):
        quotas = [Quota("training", 2), Quota("employers", 1), Quota("insertion", 0, 1)]
        composition = compose_group(POOL, size=2, quotas=quotas)
        assert (composition.status, composition.best) == ("infeasible", None)
        assert composition.conflicts == (
            QuotaBound("size", "exactly", 2),
            QuotaBound("employers", "at_least", 1),
            QuotaBound("training", "at_least", 2),
        )
        (move,) = composition.relaxation
        assert move.value - move.relaxed_to == 1

    def test_a_quota_that_the_pool_cannot_fill(self):
        composition = compose_group(POOL, size=3, quotas=[Quota("employers", 2)])
        assert composition.conflicts == (QuotaBound("employers", "at_least", 2),)
        assert composition.relaxation == (Relaxation("employers", "at_least", 2, 1),)

    def test_a_ceiling_that_is_too_low(self):
        composition = compose_group(POOL[:1] + POOL[4:], size=2, quotas=[Quota("training", 0, 1)])
        assert composition.relaxation == (Relaxation("training", "at_most", 1, 2),)

    def test_one_quota_moves_rather_than_two(self):
        quotas = [Quota("training", 2), Quota("employers", 1), Quota("insertion", 1)]
        composition = compose_group(POOL, size=2, quotas=quotas)
        assert composition.relaxation == (Relaxation("training", "at_least", 2, 0),)

    def test_the_size_moves_only_when_nothing_else_helps(self):
        composition = compose_group(POOL, size=7)
        assert composition.conflicts == (QuotaBound("size", "exactly", 7),)
        assert composition.relaxation == (Relaxation("size", "exactly", 7, 5),)

    def test_nobody_to_choose_from(self):
        composition = compose_group([], size=2, quotas=[Quota("training", 1)])
        assert composition.status == "infeasible"
        assert composition.conflicts
        assert json.dumps(composition.as_dict(), allow_nan=False)


class TestStandardRules:
    def test_a_group_composed_with_the_standard_quotas_passes_the_check(self):
        levels = ("political", "managerial", "operational")
        members = [
            Member(
                f"m{n:02}", COLLEGES[n % 6], levels[n % 3], n == 7, n in {5, 11}, frozenset({"nord"} if n == 9 else ())
            )
            for n in range(30)
        ]
        pool = [Candidate(m.id, member_features(m), frozenset({f"stake{m.id}"})) for m in members]
        chosen = compose_group(pool, size=12, quotas=standard_quotas(12, parts=["nord"])).best.members
        assert check_coverage([m for m in members if m.id in chosen], parts=["nord"]).complete


class TestDispersion:
    TABLE = [[0, 1, 5, 4], [1, 0, 4, 2], [5, 4, 0, 3], [4, 2, 3, 0]]

    def test_the_spread_of_a_group(self):
        spread = group_dispersion(self.TABLE, "abcd", ["a", "b", "c"])
        assert (spread.smallest, spread.total, spread.mean) == (1, 10, 10 / 3)

    def test_furthest_apart(self):
        best = most_dispersed(self.TABLE, "abcd", size=3)
        assert (best.members, best.smallest, best.status) == (("a", "c", "d"), 3, "optimal")

    def test_largest_total(self):
        best = most_dispersed(self.TABLE, "abcd", size=3, objective="max_sum")
        assert (best.members, best.total) == (("a", "c", "d"), 12)

    def test_a_group_of_one_has_no_distance(self):
        best = most_dispersed(self.TABLE, "abcd", size=1)
        assert (best.smallest, best.reason) == (None, "fewer_than_two_members")

    @pytest.mark.parametrize(
        ("table", "names", "size", "sentence"),
        [
            ([[0, 1], [2, 0]], "ab", 1, "the same both ways"),
            ([[0, float("nan")], [1, 0]], "ab", 1, "must be a number"),
            ([[0, 1]], "ab", 1, "square"),
            ([[0, 1], [1, 0]], "aa", 1, "same name"),
            ([[0, 1], [1, 0]], "ab", 3, "1 to 2"),
        ],
    )
    def test_refusals(self, table, names, size, sentence):
        with pytest.raises(InputError, match=sentence):
            most_dispersed(table, names, size=size)

    def test_unknown_members_and_objectives(self):
        with pytest.raises(InputError, match="'z' has no row"):
            group_dispersion(self.TABLE, "abcd", ["z"])
        with pytest.raises(InputError, match="max_min or max_sum"):
            most_dispersed(self.TABLE, "abcd", size=2, objective="max")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"size": 0}, "1 or more"),
        ({"quotas": [Quota("training", 2, 1)]}, "goes from 2 to 1"),
        ({"quotas": [Quota("training", -1)]}, "'training' is -1"),
        ({"quotas": [Quota("training", 1), Quota("training", 2)]}, "given twice"),
        ({"weights": {"hire": float("nan")}}, "'hire' is nan"),
        ({"keep": ["stranger"]}, "'stranger' must be kept"),
    ],
)
def test_refusals(options, sentence):
    with pytest.raises(InputError, match=sentence):
        compose_group(POOL, **{"size": 2, **options})


def test_a_candidate_listed_twice_is_refused():
    with pytest.raises(InputError, match="'cfa' is listed twice"):
        compose_group([*POOL, POOL[0]], size=2)
