"""The tension as it is read: ``read_tension``, and ``rank_families`` when a committee asks where to start."""

from .ranking import rank_families
from .reading import ask, read_tension

__all__ = ["ask", "rank_families", "read_tension"]
