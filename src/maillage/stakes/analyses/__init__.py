"""Stakes read together: ``read_stakes`` for the members, ``read_names`` for the pilot only."""

from .named import NamedReading, read_named_tensions, read_names
from .readings import StakesReading
from .shared import read_stakes

__all__ = ["NamedReading", "StakesReading", "read_named_tensions", "read_names", "read_stakes"]
