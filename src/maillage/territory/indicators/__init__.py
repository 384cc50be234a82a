"""The indicators of the diagnosis, declared as data: thirty of them, some in several halves, and three besides.

A rate always comes with its numerator, its denominator and its year. The two readings of youth unemployment (among
those who are active, among all young people) stand side by side on purpose: they tell different stories.
"""

from . import training, work, youth
from .indicator import QUARREL, Indicator, Kind, Point, Rival, Theme
from .measures import BASINS, NEEDS, SITES, YOUTH, Measure

_DECLARED = (*youth.INDICATORS, *work.INDICATORS, *training.INDICATORS)
INDICATORS = [one for theme in Theme for one in _DECLARED if one.theme == theme]
_BY_CODE = {one.code: one for one in INDICATORS}
ON_THE_MAP = (
    "population",
    "young",
    "young_share",
    "young_unemployment_rate",
    "young_unemployed_share",
    "low_diploma",
    "private_jobs",
    "nearest_training",
)
HEADLINES = (  # what the first page and the report show
    "population",
    "young",
    "young_share",
    "young_employment_rate",
    "private_jobs",
    "difficult_hiring",
    "training_sites",
    "nearest_training",
    "insertion",
    *QUARREL,
)


def indicator(code: str) -> Indicator:
    """KeyError when no indicator has this code."""
    return _BY_CODE[code]


def is_indicator(code: str) -> bool:
    return code in _BY_CODE


__all__ = [
    "BASINS",
    "HEADLINES",
    "INDICATORS",
    "NEEDS",
    "ON_THE_MAP",
    "SITES",
    "YOUTH",
    "Indicator",
    "Kind",
    "Measure",
    "Point",
    "Rival",
    "Theme",
    "indicator",
    "is_indicator",
]
