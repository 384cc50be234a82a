"""What stays true of every game of actors."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from maillage_analysis.strategy import (
    InfluenceTable,
    PositionTable,
    TwoModeTable,
    actor_positions,
    actors_game,
    balance_of_power,
    convergences,
    economic_social_balance,
    read_objectives,
    resource_exclusivity,
    two_mode_centrality,
)

patient = settings(deadline=None)

conventions = st.sampled_from(["lipsor", "literal", "product"])
notes = st.integers(0, 8).map(lambda halves: halves / 2)
stands = st.integers(-8, 8).map(lambda halves: halves / 2)


@st.composite
def influence_tables(draw):
    n = draw(st.integers(1, 7))
    values = draw(arrays(float, (n, n), elements=notes))
    np.fill_diagonal(values, 0)
    return InfluenceTable([f"actor {i}" for i in range(n)], values)


@st.composite
def position_tables(draw, n=None):
    n = n or draw(st.integers(1, 7))
    m = draw(st.integers(1, 6))
    values = draw(arrays(float, (n, m), elements=stands))
    return PositionTable([f"actor {i}" for i in range(n)], [f"objective {k}" for k in range(m)], values)


@patient
@given(influence_tables(), conventions)
def test_relative_strengths_sum_to_the_number_of_actors_or_to_zero(table, convention):
    power = balance_of_power(table, convention=convention)
    total = len(table.actors) if power.strength.any() else 0
    assert power.relative_strength.sum() == pytest.approx(total)
    assert bool(power.warnings) == (total == 0)
    assert (power.strength >= 0).all()


@patient
@given(influence_tables(), conventions)
def test_the_net_scale_is_antisymmetric_and_stability_is_a_percentage(table, convention):
    power = balance_of_power(table, convention=convention)
    assert (power.net_scale == -power.net_scale.T).all()
    assert power.stability is None or 0 <= power.stability <= 100


@patient
@given(influence_tables(), conventions, st.randoms())
def test_renumbering_actors_renumbers_their_power(table, convention, random):
    order = random.sample(range(len(table.actors)), len(table.actors))
    shuffled = InfluenceTable([table.actors[i] for i in order], table.values[np.ix_(order, order)])
    before, after = (balance_of_power(each, convention=convention) for each in (table, shuffled))
    np.testing.assert_allclose(after.relative_strength, before.relative_strength[order], rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(after.midi, before.midi[np.ix_(order, order)])


@patient
@given(position_tables(), st.sampled_from(["actors", "objectives"]), st.sampled_from([1, 2]))
def test_convergences_are_symmetric_with_an_empty_diagonal(table, between, order):
    result = convergences(actor_positions(table, order=order), between=between)
    for matrix in (result.convergence, result.divergence):
        assert (matrix == matrix.T).all()
        assert (matrix >= 0).all()
        assert not np.diagonal(matrix).any()
    for value in result.ambivalence:
        assert value is None or -1e-12 <= value <= 1 + 1e-12


@patient
@given(position_tables())
def test_turning_every_stand_around_changes_no_convergence(table):
    opposite = PositionTable(table.actors, table.objectives, -table.values)
    before, after = (convergences(actor_positions(each)) for each in (table, opposite))
    np.testing.assert_array_equal(before.convergence, after.convergence)
    np.testing.assert_array_equal(before.divergence, after.divergence)


@patient
@given(position_tables(), st.randoms())
def test_renumbering_actors_renumbers_convergences(table, random):
    order = random.sample(range(len(table.actors)), len(table.actors))
    shuffled = PositionTable([table.actors[i] for i in order], table.objectives, table.values[order])
    before, after = (convergences(actor_positions(each)) for each in (table, shuffled))
    np.testing.assert_array_equal(after.convergence, before.convergence[np.ix_(order, order)])
    assert after.degree_of_convergence == pytest.approx(before.degree_of_convergence)


@patient
@given(position_tables())
def test_readings_stay_in_their_bounds(table):
    taken = actor_positions(table)
    reading = read_objectives(taken)
    balance = economic_social_balance(taken, dict(zip(table.objectives, "ESESES", strict=False)))
    assert all(value is None or 0 <= value <= 1 for value in reading.polarisation)
    assert all(value is None or -1 <= value <= 1 for value in balance.balance)
    assert [value is None for value in reading.polarisation] == (reading.intensity == 0).tolist()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_game_can_be_written_as_json(data):
    influence = data.draw(influence_tables())
    table = data.draw(position_tables(n=len(influence.actors)))
    json.dumps(actors_game(table, influence, convention=data.draw(conventions)).as_dict(), allow_nan=False)


@patient
@given(arrays(bool, st.tuples(st.integers(1, 6), st.integers(1, 6))))
def test_two_mode_measures_stay_in_their_bounds(held):
    n, m = held.shape
    table = TwoModeTable([f"actor {i}" for i in range(n)], [f"item {j}" for j in range(m)], held)
    rare = resource_exclusivity(table)
    assert (rare.index <= held.sum(axis=1)).all()
    assert len(rare.held_by_one) == (held.sum(axis=0) == 1).sum()
    for side in two_mode_centrality(table):
        for value in (*side.degree, *side.betweenness):
            assert value is None or -1e-12 <= value <= 1 + 1e-12
