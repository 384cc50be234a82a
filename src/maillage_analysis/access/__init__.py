"""Who can reach what: travel times, decay, floating catchments, crowding, white areas, both sides of apprenticeship.

Start with a neighbourhood, from travel times (``pairs_from_matrix``, ``pairs_from_table``, ``pairs_on_roads``) or from
coordinates (``pairs_within`` up to about ten million pairs, ``grid`` beyond), then ask it a measure.

>>> near = pairs_from_matrix([[5.0, 25.0], [15.0, 10.0]])
>>> two_step_catchment(near, demand=[100, 50], supply=[10, 4], decay=binary(20)).access.round(4).tolist()
[0.0667, 0.1467]
"""

from .both_sides import DoubleSided, double_sided
from .catchments import (
    Access,
    Neighbourhood,
    cumulative,
    hansen,
    modified_two_step_catchment,
    shen,
    three_step_catchment,
    two_step_catchment,
)
from .decay import (
    APL_2012,
    APL_GENERAL_PRACTICE,
    APL_LIKE,
    LUO_QI_FAST,
    LUO_QI_SLOW,
    TRAINING_LEVELS_3_4,
    TRAINING_LEVELS_5_7,
    Decay,
    binary,
    dai,
    epanechnikov,
    gaussian,
    power,
    steps,
)
from .discs import Grid, grid, warm_up
from .pairs import Pairs, pairs_from_indices, pairs_from_matrix, pairs_from_table, pairs_within
from .potential import apl, standardised_demand
from .rational import RationalAccess, raam
from .rational_cycles import raam_cycles
from .roads import pairs_on_roads
from .sensitivity import ONE_THRESHOLD, Sensitivity, threshold_sensitivity
from .travel import MEAN_DETOUR, SPEED_BY_SETTING, STRAIGHT_KILOMETRES, Travel, great_circle_km, speeds
from .triangle import Triangle, triangle
from .white import Nearest, WhiteAreas, nearest, white_areas

__all__ = [
    "APL_2012",
    "APL_GENERAL_PRACTICE",
    "APL_LIKE",
    "LUO_QI_FAST",
    "LUO_QI_SLOW",
    "MEAN_DETOUR",
    "ONE_THRESHOLD",
    "SPEED_BY_SETTING",
    "STRAIGHT_KILOMETRES",
    "TRAINING_LEVELS_3_4",
    "TRAINING_LEVELS_5_7",
    "Access",
    "Decay",
    "DoubleSided",
    "Grid",
    "Nearest",
    "Neighbourhood",
    "Pairs",
    "RationalAccess",
    "Sensitivity",
    "Travel",
    "Triangle",
    "WhiteAreas",
    "apl",
    "binary",
    "cumulative",
    "dai",
    "double_sided",
    "epanechnikov",
    "gaussian",
    "great_circle_km",
    "grid",
    "hansen",
    "modified_two_step_catchment",
    "nearest",
    "pairs_from_indices",
    "pairs_from_matrix",
    "pairs_from_table",
    "pairs_on_roads",
    "pairs_within",
    "power",
    "raam",
    "raam_cycles",
    "shen",
    "speeds",
    "standardised_demand",
    "steps",
    "three_step_catchment",
    "threshold_sensitivity",
    "triangle",
    "two_step_catchment",
    "warm_up",
    "white_areas",
]
