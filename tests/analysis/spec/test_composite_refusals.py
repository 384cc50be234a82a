"""What is refused, in one sentence that names the value and says what to do."""

import math

import pytest

from maillage_analysis.composite import (
    composite,
    covered_share,
    dissimilarity,
    location_quotients,
    log_ratios,
    rank_uncertainty,
    tension_index,
    wilson_interval,
    z_scores,
)
from maillage_analysis.errors import InputError


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: z_scores([1, math.nan]), "values[1] is not a finite number: write None"),
        (lambda: z_scores(["a"]), "not a number"),
        (lambda: z_scores([1, 2], weights=[1]), "one weight per unit"),
        (lambda: z_scores([1, 2], weights=[1, -1]), "weights[1] is -1"),
        (lambda: log_ratios([1, 0]), "values[1] is 0: a log ratio needs values above zero"),
        (lambda: composite({}), "at least one indicator"),
        (lambda: composite({"a": [1, 2], "b": [1]}), "a has 2, b has 1"),
        (lambda: composite({"a": [1, 2]}, polarity={"z": 1}), "'z', which is not an indicator"),
        (lambda: composite({"a": [1, 2]}, polarity={"a": 0}), "write 1 when high is good"),
        (lambda: composite({"a": [1, 2]}, weights={}), "'a' has no weight"),
        (lambda: composite({"a": [1, 2]}, weights={"a": 0}), "Every weight is 0"),
        (lambda: composite({"a": [1, 2]}, normalisation="x"), "choose among z, min_max, rank"),
        (lambda: composite({"a": [1, 2]}, aggregation="x"), "choose among arithmetic"),
        (lambda: rank_uncertainty({"a": [1, 1]}), "nothing to rank"),
        (lambda: rank_uncertainty({"a": [1, 2]}, normalisations=["rank"]), "not among the scenarios"),
        (lambda: tension_index({}), "at least one"),
        (lambda: tension_index({"a": [1]}, standardisation="x"), "choose among z, weighted_z, log_ratio"),
        (lambda: tension_index({"a": [1]}, standardisation="weighted_z"), "needs employment"),
        (lambda: tension_index({"a": [1]}, polarity={"a": 2}), "neither 1 nor -1"),
        (lambda: dissimilarity([1, 2], [1]), "the same domains"),
        (lambda: dissimilarity([1, None], [1, 1]), "supply[1] is unknown"),
        (lambda: covered_share([1], [1], limit=0), "limit is 0"),
        (lambda: covered_share([1], [1, 2]), "one time per domain"),
        (lambda: location_quotients([1, 2]), "table of jobs"),
        (lambda: location_quotients([[1, 2]], [1]), "the same sectors"),
        (lambda: wilson_interval(3, 2), "successes cannot outnumber trials"),
        (lambda: wilson_interval(1, 2, level=95), "between 0 and 1"),
    ],
)
def test_refusals_teach(call, sentence):
    with pytest.raises(InputError) as refusal:
        call()
    assert sentence in str(refusal.value)
