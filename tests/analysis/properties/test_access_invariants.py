"""What must hold whatever the territory: conservation, order, monotony."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage_analysis.access import (
    binary,
    cumulative,
    dai,
    epanechnikov,
    gaussian,
    grid,
    modified_two_step_catchment,
    pairs_from_matrix,
    pairs_within,
    power,
    raam,
    steps,
    three_step_catchment,
    two_step_catchment,
)

DECAYS = st.sampled_from(
    [
        binary(20),
        steps((10, 1), (20, 0.68), (30, 0.22)),
        gaussian(12, 30),
        dai(25),
        epanechnikov(30),
        power(1.5),
        power(2, 30),
    ]
)
SHARING = st.sampled_from([two_step_catchment, three_step_catchment])
EVERY = st.sampled_from([two_step_catchment, three_step_catchment, modified_two_step_catchment])
quick = settings(max_examples=60, deadline=None)


@st.composite
def territories(draw):
    rows, columns = draw(st.integers(1, 8)), draw(st.integers(1, 5))
    minutes = st.floats(0, 60, allow_subnormal=False).map(lambda t: round(t, 3))
    times = draw(st.lists(st.lists(minutes, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    people = draw(st.lists(st.integers(0, 500), min_size=rows, max_size=rows))
    places = draw(st.lists(st.integers(0, 50), min_size=columns, max_size=columns))
    return np.array(times), np.array(people, float), np.array(places, float)


@quick
@given(territories(), DECAYS, SHARING)
def test_supply_is_conserved(territory, decay, method):
    times, people, places = territory
    result = method(pairs_from_matrix(times), people, places, decay)
    met = people @ decay.weight(times)

    assert people @ result.access == pytest.approx(places[met > 0].sum(), rel=1e-9, abs=1e-9)
    assert result.served == pytest.approx(result.reached_supply, rel=1e-9, abs=1e-9)


@quick
@given(territories(), DECAYS, EVERY, st.randoms(use_true_random=False))
def test_order_does_not_matter(territory, decay, method, random):
    times, people, places = territory
    rows, columns = list(range(len(people))), list(range(len(places)))
    random.shuffle(rows)
    random.shuffle(columns)

    plain = method(pairs_from_matrix(times), people, places, decay)
    mixed = method(pairs_from_matrix(times[np.ix_(rows, columns)]), people[rows], places[columns], decay)

    assert mixed.access.tolist() == pytest.approx(plain.access[rows].tolist(), rel=1e-12, abs=1e-15)
    assert mixed.reached.tolist() == plain.reached[rows].tolist()


@quick
@given(territories(), DECAYS, EVERY, st.integers(1, 50))
def test_more_places_never_lower_anyone(territory, decay, method, more):
    times, people, places = territory
    richer = places.copy()
    richer[0] += more

    before, after = (method(pairs_from_matrix(times), people, given, decay).access for given in (places, richer))

    assert (after >= before - 1e-12).all()


@quick
@given(territories(), st.floats(1, 30), st.floats(1, 30))
def test_a_longer_limit_never_lowers_what_is_within_reach(territory, limit, longer):
    times, _, places = territory
    near = pairs_from_matrix(times)

    assert (cumulative(near, places, limit + longer).access >= cumulative(near, places, limit).access).all()


@quick
@given(territories(), DECAYS, EVERY)
def test_flagged_exactly_where_zero(territory, decay, method):
    times, people, places = territory
    result = method(pairs_from_matrix(times), people, places, decay)

    assert (result.reached == (result.access > 0)).all()
    assert set(result.idle_sites) == {j for j in range(len(places)) if places[j] > 0 and not result.visited[j]}


points = st.tuples(st.floats(1.0, 1.5), st.floats(48.0, 48.5))


@quick
@given(st.lists(points, min_size=1, max_size=12), st.lists(points, min_size=1, max_size=6), DECAYS, EVERY)
def test_the_grid_agrees_with_the_table_anywhere(homes, sites, decay, method):
    if decay.limit is None:
        decay = power(decay.width, 30)
    people, places = np.arange(1.0, len(homes) + 1), np.arange(1.0, len(sites) + 1)

    table = method(pairs_within(homes, sites, limit=30), people, places, decay)
    cells = method(grid(homes, sites, limit=30), people, places, decay)

    assert cells.access.tolist() == pytest.approx(table.access.tolist(), rel=1e-9, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(territories())
def test_at_equilibrium_nobody_gains_by_moving(territory):
    times, people, places = territory
    people, places = people + 1, places + 1
    result = raam(pairs_from_matrix(times), people, places)

    assert result.load.sum() == pytest.approx(people.sum(), rel=1e-7)
    assert -1e-9 <= result.gap < 1e-7
    assert (result.cost[:, None] <= result.crowding + times / 60 + 1e-12).all()
