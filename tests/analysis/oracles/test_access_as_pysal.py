"""PySAL ``access`` 1.1.10 gave these numbers (bench/pysal_oracle.py): ours are the same, to 1e-11."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from maillage_analysis.access import (
    binary,
    gaussian,
    pairs_from_matrix,
    raam_cycles,
    steps,
    three_step_catchment,
    two_step_catchment,
)

GIVEN = json.loads(Path(__file__).with_name("pysal_access.json").read_text(encoding="utf-8"))
ASKED = GIVEN["parameters"]
LIMIT = ASKED["limit"]
STAIRS = steps(*(tuple(step) for step in ASKED["steps"]))
MEASURES = {
    "2sfca": (two_step_catchment, binary(LIMIT)),
    "e2sfca": (two_step_catchment, STAIRS),
    "gaussian": (two_step_catchment, gaussian(ASKED["sigma"], LIMIT)),
    "3sfca": (three_step_catchment, STAIRS),
}


@pytest.fixture(scope="module")
def near():
    minutes = np.array(GIVEN["minutes"])
    return pairs_from_matrix(minutes, reachable=minutes <= LIMIT)


@pytest.mark.parametrize("name", MEASURES)
def test_catchments_are_those_of_pysal(near, name):
    measure, decay = MEASURES[name]
    found = measure(near, GIVEN["people"], GIVEN["places"], decay)
    assert found.access == pytest.approx(np.array(GIVEN["answers"][name]), rel=1e-11, abs=1e-14)
    assert GIVEN["answers"][name][7] == 0, "the place that reaches nothing"
    assert not found.reached[7]


def test_raam_is_that_of_pysal_cycle_by_cycle():
    minutes = np.array(GIVEN["minutes"])[:, :-1]
    costs = raam_cycles(
        pairs_from_matrix(minutes), GIVEN["people"], GIVEN["places"][:-1], tau=ASKED["tau"], cycles=ASKED["cycles"]
    )
    assert costs == pytest.approx(np.array(GIVEN["answers"]["raam"]), rel=1e-11)
    assert all(math.isfinite(cost) for cost in costs)
