"""Serve the tiles. They hold public contours only, so that a public page may show them too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from . import reader

A_WEEK = 7 * 24 * 3600


@require_safe
@cache_control(public=True, max_age=A_WEEK)
def tile(request: HttpRequest, layer: str, zoom: int, column: int, row: int) -> HttpResponse:
    """One tile; an empty answer over the sea."""
    found = reader.tile(layer, zoom, column, row)
    if found is None:
        return HttpResponse(status=204)
    return HttpResponse(found, content_type="application/vnd.mapbox-vector-tile", headers={"Content-Encoding": "gzip"})
