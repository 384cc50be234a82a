"""Access as it is read: ``read_access``, and the ways of knowing travel times."""

from .measured import Measured, measure_access
from .reading import read_access
from .travel import StraightLine, Travelling, TravelTable, travel_table

__all__ = [
    "Measured",
    "StraightLine",
    "TravelTable",
    "Travelling",
    "measure_access",
    "read_access",
    "travel_table",
]
