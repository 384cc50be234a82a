"""Pages of the territory: the perimeter and its map, the drawing board, the indicators."""

from .drawing import edit
from .indicators import file, indicator_contours, indicator_page, indicators
from .maps import layer, picture
from .perimeter import ROWS, contours, contours_departement, home

__all__ = [
    "ROWS",
    "contours",
    "contours_departement",
    "edit",
    "file",
    "home",
    "indicator_contours",
    "indicator_page",
    "indicators",
    "layer",
    "picture",
]
