"""Reading partnerships with the grid: one (``read_partnership``) or several, how far it may be trusted
(``read_reliability_of``), over the years (``read_series``), and many together (``read_many_together``).
"""

from .families import FamiliesReading, GroupLine, read_many_together
from .over_time import Series, Wave, read_series
from .reading import read_partnership, read_partnerships
from .reliability import ReliabilityReading, read_reliability_of
from .under import MovedPartnership, moves_under

__all__ = [
    "FamiliesReading",
    "GroupLine",
    "MovedPartnership",
    "ReliabilityReading",
    "Series",
    "Wave",
    "moves_under",
    "read_many_together",
    "read_partnership",
    "read_partnerships",
    "read_reliability_of",
    "read_series",
]
