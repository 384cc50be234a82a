"""Find one tile in the packaged files."""

from __future__ import annotations

from functools import cache

from pmtiles.reader import MmapSource, Reader

from maillage.territory.gazetteer import sources

FOLDER = sources.PACKAGED / "tiles"
SMALLEST_ZOOM, LARGEST_ZOOM = 4, 8


@cache
def _reader(layer: str) -> Reader:
    with (FOLDER / f"{layer}.pmtiles").open("rb") as file:
        return Reader(MmapSource(file))


def tile(layer: str, zoom: int, column: int, row: int) -> bytes | None:
    """The gzipped Mapbox Vector Tile at this address (Web Mercator, row 0 in the north); None where there is none.

    ``layer``: ``communes``, whose shapes have ``code`` (Insee) and ``name``, or ``departements``, the lines between
    them. Zooms 4 to 8.
    """
    if not SMALLEST_ZOOM <= zoom <= LARGEST_ZOOM or not (0 <= column < 2**zoom and 0 <= row < 2**zoom):
        return None
    return _reader(layer).get(zoom, column, row)
