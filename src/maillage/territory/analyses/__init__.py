"""The reading of a territory: what it is made of, its indicators, a sentence. Page, PDF and command share it."""

from maillage.territory.readings import IndicatorReading, Part, TerritoryReading

from .detail import Detail, read_detail
from .drawn import parts, perimeter_of
from .likeness import Likeness, read_likeness
from .national import Country, country
from .one import read_indicators, values_by_zone
from .portrait import portrait
from .position import Position, read_positions
from .reading import read_territory
from .sources import can_be_completed, how_to_complete

__all__ = [
    "Country",
    "Detail",
    "IndicatorReading",
    "Likeness",
    "Part",
    "Position",
    "TerritoryReading",
    "can_be_completed",
    "country",
    "how_to_complete",
    "parts",
    "perimeter_of",
    "portrait",
    "read_detail",
    "read_indicators",
    "read_likeness",
    "read_positions",
    "read_territory",
    "values_by_zone",
]
