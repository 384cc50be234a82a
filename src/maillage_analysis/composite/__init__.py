"""Indicators put together honestly: scales, weights, sensitivity; tension; what is taught against what is sought.

>>> result = composite({"jobs": [1, 2, 3], "poverty": [9, 5, 1]}, polarity={"poverty": -1})
>>> result.ranks
(3, 2, 1)
"""

from .normalising import competition_ranks, log_ratios, mid_ranks, min_max, z_scores
from .scoring import AGGREGATIONS, NORMALISATIONS, Composite, composite
from .shares import covered_share, dissimilarity, equivalent_number, location_quotients, wilson_interval
from .similarity import Similar, most_similar
from .tension import NOT_OFFICIAL, Tension, quintile_classes, quintile_thresholds, tension_index
from .uncertainty import RankUncertainty, Scenario, rank_uncertainty

__all__ = [
    "AGGREGATIONS",
    "NORMALISATIONS",
    "NOT_OFFICIAL",
    "Composite",
    "RankUncertainty",
    "Scenario",
    "Similar",
    "Tension",
    "competition_ranks",
    "composite",
    "covered_share",
    "dissimilarity",
    "equivalent_number",
    "location_quotients",
    "log_ratios",
    "mid_ranks",
    "min_max",
    "most_similar",
    "quintile_classes",
    "quintile_thresholds",
    "rank_uncertainty",
    "tension_index",
    "wilson_interval",
    "z_scores",
]
