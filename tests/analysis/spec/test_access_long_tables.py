"""Long tables of pairs go through compiled loops: the same numbers, the same refusals."""

import numpy as np
import pytest

from maillage_analysis.access import (
    LUO_QI_SLOW,
    modified_two_step_catchment,
    pairs,
    pairs_from_indices,
    three_step_catchment,
    two_step_catchment,
)
from maillage_analysis.errors import InputError

HOMES, SITES = 40, 12
MEASURES = [two_step_catchment, three_step_catchment, modified_two_step_catchment]


@pytest.fixture
def columns():
    random = np.random.default_rng(5)
    reached = random.random((HOMES, SITES)) < 0.6
    reached[[0, 7, HOMES - 1]] = False  # places that reach nothing, at both ends too
    demand, supply = np.nonzero(reached)
    return demand, supply, random.choice([0.0, 10.0, 12.5, 20.0, 30.0], len(demand))


@pytest.fixture
def long(monkeypatch):
    """Every table is a long one."""
    monkeypatch.setattr(pairs, "MANY", 1)


def table(demand, supply, minutes):
    return pairs_from_indices(demand, supply, minutes, demand_count=HOMES, supply_count=SITES, limit=30)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_same_numbers(columns, monkeypatch, measure):
    people, places = np.arange(HOMES) % 7, np.arange(SITES) % 4
    short = measure(table(*columns), people, places, LUO_QI_SLOW)

    monkeypatch.setattr(pairs, "MANY", 1)
    result = measure(table(*columns), people, places, LUO_QI_SLOW)

    assert isinstance(table(*columns).weigh(LUO_QI_SLOW), pairs.SteppedPairs)
    np.testing.assert_allclose(result.access, short.access, rtol=1e-12)
    np.testing.assert_allclose(result.ratio, short.ratio, rtol=1e-12)
    assert result.unreached == short.unreached
    assert result.served == pytest.approx(short.served)


def test_a_table_out_of_order_is_sorted(columns, long):
    order = np.random.default_rng(1).permutation(len(columns[0]))
    shuffled, straight = table(*(column[order] for column in columns)), table(*columns)
    assert shuffled.minutes.tolist() == straight.minutes.tolist()
    assert shuffled.starts.tolist() == straight.starts.tolist()


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [(0, HOMES, "demand"), (0, -1, "demand"), (1, SITES, "supply"), (2, np.nan, "finite"), (2, -1.0, "negative")],
)
def test_what_is_wrong_is_named(columns, long, column, value, words):
    columns[column][5] = value
    with pytest.raises(InputError, match=words):
        table(*columns)


def test_a_pair_given_twice_is_refused(columns, long):
    with pytest.raises(InputError, match="twice"):
        table(*(np.repeat(column, 2) for column in columns))
