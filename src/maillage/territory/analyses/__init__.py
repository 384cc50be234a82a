"""The reading of a territory: what it is made of, its indicators, a sentence. Page, PDF and command share it."""

from maillage.territory.readings import IndicatorReading, Part, TerritoryReading

from .reading import can_be_completed, how_to_complete, parts, perimeter_of, read_territory, values_by_commune

__all__ = [
    "IndicatorReading",
    "Part",
    "TerritoryReading",
    "can_be_completed",
    "how_to_complete",
    "parts",
    "perimeter_of",
    "read_territory",
    "values_by_commune",
]
