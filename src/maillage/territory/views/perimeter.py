"""Read the territory: its map, what it is made of, the figures that matter first."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page

from maillage.spaces.doors import in_space
from maillage.spaces.models import Space
from maillage.territory import gazetteer, layers, maps
from maillage.territory.analyses import country, perimeter_of, read_territory
from maillage.territory.analyses.detail import levels_of
from maillage.territory.enums import Zoning
from maillage.territory.france.question import offered
from maillage.territory.indicators import HEADLINES, ON_THE_MAP, Indicator, indicator
from maillage.territory.readings import TerritoryReading, elsewhere, quarrel_sentence
from maillage.territory.reference import store
from maillage.territory.sight import sight_of
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import folded

ROWS = 200
AN_HOUR, A_DAY = 3600, 86_400
Row = tuple[gazetteer.Commune, float | None]
ORDERS: dict[str, Callable[[Row], tuple]] = {
    "nom": lambda row: (folded(row[0].name), row[0].code),
    "code": lambda row: (row[0].code,),
    "population": lambda row: (-(row[0].population or 0), row[0].code),
    "valeur": lambda row: (row[1] is None, -(row[1] or 0), row[0].code),
}
GEOJSON = "application/geo+json"


@in_space
def home(request: HttpRequest) -> HttpResponse:
    """The perimeter as a map and as a table, what it is made of, its indicators."""
    reading = read_territory(request.space)
    if reading is None:
        return render(request, "territory/empty.html")
    chosen = chosen_indicator(request)
    levels = levels_of(chosen, country())
    shown = maps.choropleth(chosen, reading.codes, level_of(request, levels))
    headlines = [one for one in map(reading.indicator, HEADLINES) if one.sources]
    order = request.GET.get("tri") if request.GET.get("tri") in ORDERS else "nom"
    rows = Paginator(sorted(((place, shown.values[place.code]) for place in reading.communes), key=ORDERS[order]), ROWS)
    context = {
        "perimeter": perimeter_of(request.space),
        "reading": reading,
        "map_url": f"{reverse('territory:contours', args=[request.space.slug])}?{map_query(request, shown)}",
        "shown": shown,
        "levels": levels,
        "map_title": maps.title(chosen, shown.zoning),
        "method": shown.method,
        "layers": layers.at_hand(),
        "sight": sight_of(request.GET),
        "permalink": f"?{permalink(shown)}",
        "france_query": france_query(chosen, request.space),
        "mappable": mappable(),
        "quarrel": quarrel_sentence(reading),
        "order": order,
        "page": rows.get_page(request.GET.get("page")),
        "headlines": headlines,
        "compared": elsewhere(headlines),
        "sources": every_source(reading),
        "without_contour": gazetteer.communes(gazetteer.without_contour(reading.codes)),
    }
    return render(request, "territory/home.html", context)


def map_query(request: HttpRequest, shown: maps.Choropleth) -> str:
    """What makes the map's address change when the map does, so that a browser may keep it."""
    version = perimeter_of(request.space).version
    return f"{permalink(shown)}&{urlencode({'v': version, 'langue': get_language()})}"


def permalink(shown: maps.Choropleth) -> str:
    """What makes another person see the same map."""
    return urlencode({"indicateur": shown.indicator.code, "niveau": shown.zoning.value})


def france_query(shown: Indicator, space: Space) -> str:
    """The same indicator over France, with the limits of the perimeter; empty when it does not compare places."""
    if shown not in offered(country()):
        return ""
    return f"?{urlencode({'indicateur': shown.code, 'espace': space.slug})}"


def level_of(request: HttpRequest, levels: Sequence[Zoning]) -> Zoning:
    """The kind of zones that the address asks for; the finest when it asks for none of them."""
    return next((one for one in levels if one == request.GET.get("niveau")), levels[0])


def mappable() -> list[Indicator]:
    """The indicators that a map can show today."""
    return [one for one in map(indicator, ON_THE_MAP) if all(store.card(name) for name in one.datasets)]


def chosen_indicator(request: HttpRequest) -> Indicator:
    asked = request.GET.get("indicateur", "")
    return indicator(asked) if asked in {one.code for one in mappable()} else indicator("population")


def every_source(reading: TerritoryReading) -> list[str]:
    lines = [source for one in reading.indicators for source in one.sources]
    return list(dict.fromkeys([*lines, str(gazetteer.MEMBERSHIP_SOURCE), str(gazetteer.CONTOURS_SOURCE)]))


@in_space
@gzip_page
@cache_control(private=True, max_age=AN_HOUR)
def contours(request: HttpRequest) -> HttpResponse:
    """The communes of the perimeter as GeoJSON (see maps.perimeter_features); 404 before it is drawn."""
    perimeter = perimeter_of(request.space)
    if perimeter is None:
        raise Http404
    chosen = chosen_indicator(request)
    shown = maps.choropleth(chosen, perimeter.codes, level_of(request, levels_of(chosen, country())))
    return HttpResponse(json.dumps(maps.perimeter_features(shown), separators=(",", ":")), content_type=GEOJSON)


@in_space
@gzip_page
@cache_control(private=True, max_age=A_DAY)
def contours_departement(request: HttpRequest, departement: str) -> HttpResponse:
    """Every commune of a département as GeoJSON; 404 when it does not exist."""
    try:
        return HttpResponse(departement_geojson(departement, get_language()), content_type=GEOJSON)
    except Refusal as refusal:
        raise Http404 from refusal


@lru_cache(maxsize=16)
def departement_geojson(code: str, language: str) -> str:
    return json.dumps(maps.departement_features(code), separators=(",", ":"))
