"""What must hold for every group: quotas are kept, chances add up to the seats, likes are treated alike."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from maillage_analysis.group import COLLEGES, LEVELS, Candidate, Member, Quota, check_coverage, draw_group, fair_lottery

members = st.builds(
    lambda n, college, level, youth, employer: Member(f"m{n}", college, level, youth, employer),
    st.integers(0, 30),
    st.sampled_from([*COLLEGES, None]),
    st.sampled_from([*LEVELS, None]),
    st.booleans(),
    st.booleans(),
)
groups = st.lists(members, max_size=20, unique_by=lambda member: member.id)
pools = st.lists(st.frozensets(st.sampled_from("xyz")), min_size=2, max_size=7).map(
    lambda rows: [Candidate(f"p{n}", features) for n, features in enumerate(rows)]
)
quotas = st.dictionaries(st.sampled_from("xyz"), st.tuples(st.integers(0, 1), st.integers(0, 2))).map(
    lambda bounds: [Quota(feature, low, low + more) for feature, (low, more) in bounds.items()]
)


@given(groups)
@settings(max_examples=50, deadline=None)
def test_a_group_is_complete_exactly_when_nothing_is_found(group):
    coverage = check_coverage(group)
    assert coverage.complete == (coverage.findings == ())
    assert sum(coverage.colleges.values()) + len(coverage.without_college) == len(group)
    assert check_coverage(group[::-1]) == coverage


@given(pools, st.integers(1, 4), quotas, st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_a_fair_lottery_keeps_its_promises(pool, size, asked, seed):
    lottery = fair_lottery(pool, size=size, quotas=asked)
    if lottery.status == "infeasible":
        assert lottery.conflicts
        return
    assert abs(sum(lottery.probabilities.values()) - size) < 1e-6
    assert all(-1e-9 <= p <= 1 + 1e-9 for p in lottery.probabilities.values())
    by_kind = [{round(lottery.probabilities[p], 9) for p in kind} for kind in lottery.kinds]
    assert all(len(chances) == 1 for chances in by_kind)
    drawn = set(draw_group(lottery, seed=seed).members)
    for quota in asked:
        assert quota.lowest <= sum(quota.feature in c.features for c in pool if c.id in drawn) <= quota.highest
