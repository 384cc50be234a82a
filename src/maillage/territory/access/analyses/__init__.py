"""Access as it is read: ``read_access``, and the ways of knowing travel times."""

from .reading import read_access
from .travel import StraightLine, Travelling, TravelTable, travel_table

__all__ = ["StraightLine", "TravelTable", "Travelling", "read_access", "travel_table"]
