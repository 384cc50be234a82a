"""Types read in the data: groups that are there are found, named by what sets them apart, and judged."""

from __future__ import annotations

import json

import numpy as np
import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.grid import adjusted_rand_index, read_families

COLUMNS = ["A1", "A2", "B1", "B2", "C1", "C2", "C3"]
KINDS = {"written": [4, 4, 3, 3, 4, 4, 1], "loose": [2, 1, 3, 4, 2, 2, 4], "young": [1, 2, 2, 2, 1, 1, 3]}


def planted(each: int, seed: int = 0) -> tuple[dict, dict]:
    """``each`` partnerships of each of three kinds, some scores moved by a half, within their band."""
    rng = np.random.default_rng(seed)
    profiles, kinds = {}, {}
    for kind, centre in KINDS.items():
        for n in range(each):
            name = f"{kind}-{n:02}"
            noisy = np.array(centre) + rng.integers(0, 2, len(COLUMNS)) / 2
            profiles[name], kinds[name] = dict(zip(COLUMNS, noisy.tolist(), strict=True)), kind
    return profiles, kinds


@pytest.fixture(scope="module")
def families():
    profiles, kinds = planted(6)
    return read_families(profiles, COLUMNS, seed=1, types=kinds)


def test_the_groups_that_were_planted_come_back_both_ways(families):
    assert families.agreement["medoids", "ward"] > 0.8
    assert families.agreement["medoids", "prototypes"] == 1
    for grouping in families.groupings:
        assert len(grouping.groups) == 3
        assert all(group.stability > 0.75 for group in grouping.groups)
        assert all(group.heart in group.members for group in grouping.groups)


def test_each_group_is_told_by_what_sets_it_apart(families):
    medoids = families.groupings[0]
    written = next(group for group in medoids.groups if group.members[0].startswith("written"))
    assert {"A1", "A2"} <= {trait.column for trait in written.high}
    assert [trait.column for trait in written.low] == ["C3"]
    assert all(abs(trait.test_value) >= 2 for group in medoids.groups for trait in (*group.high, *group.low))


def test_the_test_value_is_that_of_the_definition(families):
    """Mean of the group minus overall mean, over √(s²/n_g · (n − n_g)/(n − 1))."""
    profiles, _ = planted(6)
    everyone = np.array([profiles[name]["A1"] for name in families.names])
    group = next(g for g in families.groupings[0].groups if g.members[0].startswith("written"))
    own = np.array([profiles[name]["A1"] for name in group.members])
    by_hand = (own.mean() - everyone.mean()) / np.sqrt(everyone.var() / 6 * 12 / 17)
    trait = next(trait for trait in group.high if trait.column == "A1")
    assert trait.test_value == pytest.approx(by_hand)


def test_the_order_of_partnerships_changes_nothing(families):
    profiles, kinds = planted(6)
    again = read_families(dict(reversed(profiles.items())), COLUMNS, seed=1, types=kinds)
    assert json.dumps(again.as_dict()["groupings"]) == json.dumps(families.as_dict()["groupings"])


def test_under_a_hundred_there_are_no_latent_classes(families):
    assert (families.classes, families.classes_reason) == (None, "fewer_than_100_rows")


def test_latent_classes_find_the_same_from_a_hundred_on():
    profiles, _ = planted(34)
    families = read_families(profiles, COLUMNS, seed=1)
    assert len(families.classes.sizes) >= 3
    assert families.agreement["ward", "latent_classes"] > 0.6


def test_what_is_little_known_is_left_out_and_named():
    profiles, _ = planted(5)
    profiles["written-00"] = {"A1": 5, "A2": None}
    assert read_families(profiles, COLUMNS, seed=1).left_out == ("written-00",)


def test_eleven_are_too_few_and_twelve_enough():
    profiles, _ = planted(4)
    assert len(read_families(profiles, COLUMNS, seed=1).names) == 12
    profiles.popitem()
    with pytest.raises(InputError, match="11 partnerships are known well enough"):
        read_families(profiles, COLUMNS, seed=1)


def test_partnerships_all_alike_have_no_groups():
    alike = {f"p{n}": dict.fromkeys(COLUMNS, 3) for n in range(12)}
    with pytest.raises(InputError, match="nothing to group"):
        read_families(alike, COLUMNS, seed=1)


def test_the_adjusted_rand_index_of_a_worked_table():
    """Nine things, groups of 3, 3, 3 against 4 and 5: pairs kept together in both, 3 + 0 + 1 + 3."""
    one, other = "aaabbbccc", "111122222"
    together, left, right, every = 3 + 0 + 1 + 3, 9, 6 + 10, 36
    expected = left * right / every
    assert adjusted_rand_index(one, other) == pytest.approx((together - expected) / ((left + right) / 2 - expected))
    assert adjusted_rand_index("aabb", "bbaa") == 1
    assert adjusted_rand_index("aaaa", "bbbb") is None
