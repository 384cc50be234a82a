"""The indicators by theme, each in full, and the file of them all."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page

from maillage.spaces.doors import in_space
from maillage.territory import curves, files, gazetteer, maps
from maillage.territory.analyses import Detail, perimeter_of, portrait, read_detail, read_territory
from maillage.territory.analyses.detail import Line
from maillage.territory.analyses.likeness import AMONG
from maillage.territory.enums import Zoning
from maillage.territory.indicators import Theme, indicator, is_indicator
from maillage.territory.readings import IndicatorReading, elsewhere
from maillage.toolkit.words import folded

from .perimeter import AN_HOUR, GEOJSON, every_source

ROWS = 100
Shelf = tuple[Theme, list[IndicatorReading], list[IndicatorReading]]
ORDERS: dict[str, Callable[[Line], tuple]] = {
    "nom": lambda line: (folded(line.name), line.code),
    "population": lambda line: (-(line.population or 0), line.code),
    "valeur": lambda line: (line.value is None, -(line.value or 0), line.code),
}


@in_space
def indicators(request: HttpRequest) -> HttpResponse:
    """Every indicator of the perimeter, by theme; those that cannot be read say why."""
    reading = read_territory(request.space)
    if reading is None:
        return render(request, "territory/empty.html")
    context = {
        "perimeter": perimeter_of(request.space),
        "reading": reading,
        "themes": by_theme(reading.indicators),
        "sentence": portrait(reading),
        "compared": elsewhere(reading.indicators),
        "sources": every_source(reading),
        "forms": files.FORMS,
        "known": sum(one.value is not None for one in reading.indicators),
    }
    return render(request, "territory/indicators.html", context)


def by_theme(
    readings: Sequence[IndicatorReading],
) -> list[tuple[Theme, list[IndicatorReading], list[IndicatorReading]]]:
    """Each theme with what is read here, then what is not."""
    found = []
    for theme in Theme:
        inside = [one for one in readings if one.indicator.theme == theme]
        known = [one for one in inside if one.value is not None]
        found.append((theme, known, [one for one in inside if one.value is None]))
    return found


@in_space
def indicator_page(request: HttpRequest, indicator_code: str) -> HttpResponse:
    """One indicator: its map, each zone of a kind, the years, other sources, territories alike, its definition."""
    perimeter = perimeter_of(request.space)
    if not is_indicator(indicator_code):
        raise Http404
    if perimeter is None:
        return render(request, "territory/empty.html")
    level, among = request.GET.get("niveau", ""), request.GET.get("parmi", "")
    detail = read_detail(indicator(indicator_code), perimeter.codes, level, among)
    shown = maps.choropleth(detail.reading.indicator, perimeter.codes, detail.level)
    order = request.GET.get("tri") if request.GET.get("tri") in ORDERS else "nom"
    context = {
        "perimeter": perimeter,
        "detail": detail,
        "one": detail.reading,
        "shown": shown,
        "map_url": map_url(request, detail),
        "order": order,
        "page": Paginator(sorted(detail.lines, key=ORDERS[order]), ROWS).get_page(request.GET.get("page")),
        "curve": curves.of_years(detail.series, detail.reading.indicator) if detail.series else "",
        "kinds": AMONG,
        "permalink": f"?{permalink(detail, order)}",
    }
    return render(request, "territory/indicator_page.html", context)


def permalink(detail: Detail, order: str) -> str:
    """What makes another person see the same: the kind of zones, the territories compared, the order."""
    among = {"parmi": detail.likeness.among.value} if detail.likeness else {}
    return urlencode({"niveau": detail.level.value, **among, "tri": order})


def map_url(request: HttpRequest, detail: Detail) -> str:
    code, version = detail.reading.indicator.code, perimeter_of(request.space).version
    url = reverse("territory:indicator_contours", args=[request.space.slug, code])
    return f"{url}?{urlencode({'niveau': detail.level.value, 'v': version, 'langue': get_language()})}"


@in_space
@gzip_page
@cache_control(private=True, max_age=AN_HOUR)
def indicator_contours(request: HttpRequest, indicator_code: str) -> HttpResponse:
    """The communes of the perimeter as GeoJSON, each with the value of its zone."""
    perimeter, level = perimeter_of(request.space), request.GET.get("niveau", "")
    if perimeter is None or not is_indicator(indicator_code):
        raise Http404
    zoning = Zoning(level) if level in Zoning.values else Zoning.COMMUNE
    shown = maps.choropleth(indicator(indicator_code), perimeter.codes, zoning)
    return HttpResponse(json.dumps(maps.perimeter_features(shown), separators=(",", ":")), content_type=GEOJSON)


@in_space
def file(request: HttpRequest, form: str) -> HttpResponse:
    """Every indicator of the perimeter and of its communes, with definitions and sources, as csv, xlsx or parquet."""
    perimeter = perimeter_of(request.space)
    if perimeter is None or form not in files.FORMS:
        raise Http404
    content, kind, ending = files.FORMS[form].write(perimeter.name, gazetteer.communes(perimeter.codes))
    name = f"indicateurs-{request.space.slug}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
