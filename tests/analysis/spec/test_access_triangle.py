"""Home, training centre, employer: one valley, two centres, two employers, computed by hand.

minutes  | cfa (10) | lycée (4) | garage (6) | hotel (3)
upstream |    5     |    25     |     10     |    20
middle   |   15     |    10     |     10     |    40

From the cfa the garage is 50 minutes away and the hotel 20; from the lycée the garage is 10 and the hotel 70.
"""

import numpy as np
import pytest

from maillage_analysis.access import binary, pairs_from_indices, pairs_from_matrix, steps, triangle, two_step_catchment
from maillage_analysis.errors import InputError

YOUNG = [100, 50]
PLACES, JOBS = [10, 4], [6, 3]
TO_TRAINING = pairs_from_matrix([[5.0, 25.0], [15.0, 10.0]])
TO_EMPLOYERS = pairs_from_matrix([[10.0, 20.0], [10.0, 40.0]])


def within(limit):
    minutes = np.array([[50.0, 20.0], [10.0, 70.0]])
    rows, columns = np.nonzero(minutes <= limit)
    return pairs_from_indices(rows, columns, minutes[rows, columns], demand_count=2, supply_count=2, limit=limit)


def found(between, **more):
    return triangle(TO_TRAINING, TO_EMPLOYERS, between, YOUNG, PLACES, JOBS, binary(30), **more)


def test_only_couples_near_each_other_count():
    cfa, lycee, garage, hotel = 10 / 150, 4 / 150, 6 / 150, 3 / 100

    result = found(within(20))

    assert result.training.tolist() == pytest.approx([cfa + lycee, cfa + lycee])
    assert result.employers.tolist() == pytest.approx([garage + hotel, garage])
    assert result.couples.tolist() == pytest.approx([cfa * hotel + lycee * garage, lycee * garage])
    assert result.share[1] == pytest.approx(lycee / (cfa + lycee))


def test_when_everything_is_near_it_is_the_product_of_both_sides():
    result = found(within(100))
    decay = binary(30)
    sides = [
        two_step_catchment(near, YOUNG, supply, decay).access
        for near, supply in ((TO_TRAINING, PLACES), (TO_EMPLOYERS, JOBS))
    ]
    assert result.couples.tolist() == pytest.approx((sides[0] * sides[1]).tolist())
    assert result.share.tolist() == pytest.approx([1, 1])


def test_the_supply_is_shared_with_everyone_but_answers_come_for_those_asked():
    assert found(within(20), homes=[1]).couples.tolist() == pytest.approx([found(within(20)).couples[1]])


def test_a_home_without_one_side_has_no_share():
    lonely = pairs_from_indices([0], [0], [10.0], demand_count=2, supply_count=2, limit=30)
    result = triangle(TO_TRAINING, lonely, within(20), YOUNG, PLACES, JOBS, steps((15, 1), (30, 0.5)))
    assert result.as_dict()["share"][1] is None


@pytest.mark.parametrize("homes", [(TO_TRAINING, pairs_from_matrix([[1.0, 2.0]])), (pairs_from_matrix([[1.0]]),) * 2])
def test_tables_that_do_not_go_together_are_refused(homes):
    with pytest.raises(InputError):
        triangle(*homes, within(20), YOUNG, PLACES, JOBS, binary(30))
