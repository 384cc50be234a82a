"""Find one tile in the packaged file."""

from __future__ import annotations

from functools import cache

from pmtiles.reader import MmapSource, Reader

from maillage.territory.gazetteer import sources

FILE = sources.PACKAGED / "tiles" / "communes.pmtiles"
SMALLEST_ZOOM, LARGEST_ZOOM = 4, 8


@cache
def _reader() -> Reader:
    with FILE.open("rb") as file:
        return Reader(MmapSource(file))


def tile(zoom: int, column: int, row: int) -> bytes | None:
    """The gzipped Mapbox Vector Tile at this address (Web Mercator, row 0 in the north); None where there is none.

    One layer, ``communes``, with ``code`` (Insee) and ``name``; zooms 4 to 8.
    """
    if not SMALLEST_ZOOM <= zoom <= LARGEST_ZOOM or not (0 <= column < 2**zoom and 0 <= row < 2**zoom):
        return None
    return _reader().get(zoom, column, row)
