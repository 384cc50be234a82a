"""What belongs to the map of a perimeter: points laid over it, and the map as a picture to keep."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page

from maillage.spaces.doors import in_space
from maillage.spaces.models import Space
from maillage.territory import gazetteer, layers, maps, pictures
from maillage.territory.analyses import country, perimeter_of
from maillage.territory.analyses.detail import levels_of
from maillage.territory.analyses.sources import short_source_of
from maillage.territory.indicators import indicator, is_indicator
from maillage.territory.models import Perimeter
from maillage.territory.readings import listed

from .perimeter import AN_HOUR, GEOJSON, level_of

PICTURES = {"svg": "image/svg+xml", "png": "image/png"}


def perimeter_or_404(space: Space) -> Perimeter:
    perimeter = perimeter_of(space)
    if perimeter is None:
        raise Http404
    return perimeter


@in_space
@gzip_page
@cache_control(private=True, max_age=AN_HOUR)
def layer(request: HttpRequest, layer_code: str) -> HttpResponse:
    """Points of the perimeter as GeoJSON; empty before their data are here."""
    perimeter = perimeter_or_404(request.space)
    if layer_code not in layers.LAYERS:
        raise Http404
    collection = layers.collection(layers.LAYERS[layer_code], perimeter.codes)
    return HttpResponse(json.dumps(collection, ensure_ascii=False, separators=(",", ":")), content_type=GEOJSON)


@in_space
def picture(request: HttpRequest, picture_form: str) -> HttpResponse:
    """The map of an indicator with title, perimeter, legend and source, as svg or png."""
    perimeter, code = perimeter_or_404(request.space), request.GET.get("indicateur", "population")
    if picture_form not in PICTURES or not is_indicator(code):
        raise Http404
    chosen = indicator(code)
    zoning = level_of(request, levels_of(chosen, country()))
    shown = maps.choropleth(chosen, perimeter.codes, zoning)
    content = pictures.map_file(
        pictures.choropleth_drawing(pictures.named_contours(perimeter.codes), shown),
        form=picture_form,
        title=maps.title(chosen, zoning),
        perimeter=perimeter.name,
        source=listed([short_source_of(chosen), str(gazetteer.CONTOURS_SOURCE)]),
    )
    return as_picture(content, picture_form, f"{code}-{zoning}-{request.space.slug}")


def as_picture(content: bytes, picture_form: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}.{picture_form}"'
    return HttpResponse(content, content_type=PICTURES[picture_form], headers={"Content-Disposition": disposition})
