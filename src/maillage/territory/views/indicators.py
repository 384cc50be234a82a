"""The indicators by theme, each in full, and the file of them all."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page

from maillage.spaces.doors import in_space
from maillage.territory import curves, files, gazetteer, layers, maps
from maillage.territory.analyses import (
    Detail,
    Position,
    country,
    perimeter_of,
    portrait,
    read_detail,
    read_positions,
    read_territory,
)
from maillage.territory.analyses.detail import Line, levels_of
from maillage.territory.analyses.likeness import AMONG
from maillage.territory.indicators import Theme, indicator, is_indicator
from maillage.territory.readings import IndicatorReading, elsewhere
from maillage.territory.sight import sight_of
from maillage.territory.strips import strip
from maillage.toolkit.words import folded

from .perimeter import AN_HOUR, GEOJSON, every_source, france_query, level_of

ROWS = 100
MOST_COLUMNS = 4
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
    compared = elsewhere(reading.indicators, counts=True, most=MOST_COLUMNS)
    positions = read_positions(country(), reading.codes, reading.indicators)
    context = {
        "perimeter": perimeter_of(request.space),
        "reading": reading,
        "themes": by_theme(reading.indicators, dict(compared.rows) if compared else {}, positions),
        "headings": compared.headings if compared else (),
        "columns": 2 + len(compared.headings if compared else ()) + bool(positions),
        "position": next(iter(positions.values()), None),
        "sentence": portrait(reading, positions),
        "sources": every_source(reading),
        "forms": files.FORMS,
        "known": sum(one.value is not None for one in reading.indicators),
    }
    return render(request, "territory/indicators.html", context)


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator in the table of its theme. ``cells``: value and note in each territory of the headings."""

    one: IndicatorReading
    cells: tuple[tuple[str, str], ...]
    position: Position | None

    @property
    def picture(self) -> str:
        return strip(self.position) if self.position else ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A theme: what is read here, then what is not."""

    theme: Theme
    rows: list[Row]
    unknown: list[IndicatorReading]


def by_theme(
    readings: Sequence[IndicatorReading], cells: Mapping[IndicatorReading, tuple], positions: Mapping[str, Position]
) -> list[Shelf]:
    found = []
    for theme in Theme:
        inside = [one for one in readings if one.indicator.theme == theme]
        known = [one for one in inside if one.value is not None]
        rows = [Row(one, cells.get(one, ()), positions.get(one.indicator.code)) for one in known]
        found.append(Shelf(theme, rows, [one for one in inside if one.value is None]))
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
        "position": (position := position_of(detail.reading, perimeter.codes)),
        "rank": strip(position) if position else "",
        "permalink": f"?{permalink(detail, order)}",
        "method": shown.method,
        "layers": layers.at_hand(),
        "picture_query": f"?{urlencode({'indicateur': indicator_code, 'niveau': detail.level.value})}",
        "france_query": france_query(detail.reading.indicator, request.space),
        "sight": sight_of(request.GET),
    }
    return render(request, "territory/indicator_page.html", context)


def position_of(reading: IndicatorReading, codes: Sequence[str]) -> Position | None:
    return read_positions(country(), codes, [reading]).get(reading.indicator.code)


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
    perimeter = perimeter_of(request.space)
    if perimeter is None or not is_indicator(indicator_code):
        raise Http404
    chosen = indicator(indicator_code)
    shown = maps.choropleth(chosen, perimeter.codes, level_of(request, levels_of(chosen, country())))
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
