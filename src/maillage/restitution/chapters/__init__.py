"""The report's chapters: one file, one idea. Each reads what a room has already computed; none computes a figure."""

from .standpoint import Standpoint
from .territory import picture as territory_picture
from .whole import CHAPTERS, compose

__all__ = ["CHAPTERS", "Standpoint", "compose", "territory_picture"]
