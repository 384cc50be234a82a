"""Read the territory, and draw it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page

from maillage.spaces.doors import in_space
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import folded

from . import actions, gazetteer, maps, permissions
from .analyses import parts, perimeter_of, read_territory
from .enums import Zoning
from .forms import Drawing, PerimeterForm
from .gazetteer import EMPLOYMENT_ZONES
from .indicators import ON_THE_MAP, Indicator, indicator
from .readings import TerritoryReading, elsewhere, quarrel_sentence, reading_sentence
from .reference import catalogue, store

ROWS = 200
MOST_DEPARTEMENTS_DRAWN = 8
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
    shown = maps.choropleth(chosen_indicator(request), reading.codes)
    order = request.GET.get("tri") if request.GET.get("tri") in ORDERS else "nom"
    rows = Paginator(sorted(((place, shown.values[place.code]) for place in reading.communes), key=ORDERS[order]), ROWS)
    context = {
        "perimeter": perimeter_of(request.space),
        "reading": reading,
        "map_url": f"{reverse('territory:contours', args=[request.space.slug])}?{map_query(request, shown)}",
        "shown": shown,
        "mappable": mappable(),
        "quarrel": quarrel_sentence(reading),
        "order": order,
        "page": rows.get_page(request.GET.get("page")),
        "compared": elsewhere(reading.indicators),
        "sources": every_source(reading),
        "without_contour": gazetteer.communes(gazetteer.without_contour(reading.codes)),
    }
    return render(request, "territory/home.html", context)


def map_query(request: HttpRequest, shown: maps.Choropleth) -> str:
    """What makes the map's address change when the map does, so that a browser may keep it."""
    version = perimeter_of(request.space).version
    return urlencode({"indicateur": shown.indicator.code, "v": version, "langue": get_language()})


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
def edit(request: HttpRequest) -> HttpResponse:
    """Draw the perimeter: each button sends the choice so far and gets the page back, changed."""
    permissions.check(request.user, request.space, permissions.DRAW_PERIMETER)
    perimeter = perimeter_of(request.space)
    order = request.POST.get("do", "")
    form = PerimeterForm(request.POST if order == "save" else None, instance=perimeter, initial=request.POST.dict())
    if order == "save" and form.is_valid():
        try:
            saved = actions.set_perimeter(space=request.space, **form.changes(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Le périmètre « %(name)s » est enregistré.") % {"name": saved.name})
            return redirect("territory:home", slug=request.space.slug)
    return render(request, "territory/edit.html", drawing_board(request, form, order))


def drawing_board(request: HttpRequest, form: PerimeterForm, order: str) -> dict:
    """What the drawing page shows: the choice so far, in words and by intercommunality, and what was searched."""
    text = form["codes"].value() or ""
    drawing = Drawing(text.upper().split())
    drawing.follow(order, request.POST.get("pasted", ""))
    codes = sorted(drawing.codes)
    groupings, departements = parts(codes, Zoning.GROUPING), parts(codes, Zoning.DEPARTEMENT)
    asked = request.POST.get("q", "").strip()
    return {
        "form": form,
        "codes": " ".join(codes),
        "asked": asked,
        "choices": drawing.choices(asked),
        "troubles": drawing.troubles,
        "departements": departements,
        "around_urls": [
            reverse("territory:contours_departement", args=[request.space.slug, zone.code])
            for zone in gazetteer.departements_around(codes)[:MOST_DEPARTEMENTS_DRAWN]
        ],
        "parts": [(part, gazetteer.communes(c for c in part.zone.codes if c in drawing.codes)) for part in groupings],
        "alone": [place for place in gazetteer.communes(codes) if place.grouping is None],
        "sentence": reading_sentence(len(codes), gazetteer.population(codes), len(departements), len(groupings))
        if codes
        else "",
        "employment_zones": how_to_get_employment_zones(),
    }


def how_to_get_employment_zones() -> str:
    """One sentence when the zones are not on this machine; empty when they are."""
    missing = store.card(EMPLOYMENT_ZONES) is None
    return store.how_to_get(catalogue.dataset(EMPLOYMENT_ZONES)) if missing else ""


@in_space
@gzip_page
@cache_control(private=True, max_age=AN_HOUR)
def contours(request: HttpRequest) -> HttpResponse:
    """The communes of the perimeter as GeoJSON (see maps.perimeter_features); 404 before it is drawn."""
    perimeter = perimeter_of(request.space)
    if perimeter is None:
        raise Http404
    shown = maps.choropleth(chosen_indicator(request), perimeter.codes)
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
