"""« Which communes have no CAP in this domain within 45 minutes? »: level, domain, minutes, answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page

from maillage.spaces.doors import in_space
from maillage.territory import gazetteer, layers, pictures
from maillage.territory.analyses import perimeter_of
from maillage.territory.readings import listed
from maillage.territory.reference.store import NotDownloaded
from maillage.territory.sight import sight_of
from maillage.toolkit import spreadsheets
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import folded

from ..views.maps import PICTURES, as_picture
from . import maps, tables
from .analyses import read_access
from .question import ANY, DOMAINS, LEVELS, MINUTES, Question, ask
from .readings import AccessReading, CommuneAccess, Missing

ROWS = 100
AN_HOUR = 3600
MOST_NAMED = 6
GEOJSON = "application/geo+json"
FARTHEST_FIRST = "minutes"
ORDERS: dict[str, Callable[[CommuneAccess], tuple]] = {
    FARTHEST_FIRST: lambda row: (row.minutes is not None, -(row.minutes or 0), -(row.people or 0), row.code),
    "nom": lambda row: (folded(row.name), row.code),
    "jeunes": lambda row: (-(row.people or 0), row.code),
    "indice": lambda row: (row.index is None, row.index or 0, row.code),
}


@in_space
def access(request: HttpRequest) -> HttpResponse:
    """The question in three choices, its answer as a sentence, a map, a table."""
    if perimeter_of(request.space) is None:
        return render(request, "territory/empty.html")
    question, trouble = asked(request)
    context = {"question": question, "trouble": trouble, **choices(question)}
    try:
        reading = read_access(request.space, question)
    except NotDownloaded as missing:
        return render(request, "territory/access/not_here.html", context | {"missing": str(missing)})
    order = request.GET.get("tri") if request.GET.get("tri") in ORDERS else FARTHEST_FIRST
    query = urlencode(question.parameters)
    page = Paginator(sorted(reading.rows, key=ORDERS[order]), ROWS).get_page(request.GET.get("page"))
    context |= {
        "reading": reading,
        "perimeter": perimeter_of(request.space),
        "legend": maps.legend_of(reading),
        "map_url": map_url(request, "access_contours", question),
        "points_url": map_url(request, "access_sites", question),
        "file_url": f"{reverse('territory:access_file', args=[request.space.slug])}?{query}",
        "permalink": f"?{query}",
        "sight": sight_of(request.GET),
        "layers": [one for one in layers.at_hand() if one.code != "formation"],
        "order": order,
        "page": page,
        "sides": list(short_sides(reading)),
        "sources": tables.sources(reading),
        "unplaced": [place.name for place in gazetteer.communes(reading.unplaced)],
    }
    return render(request, "territory/access/access.html", context)


def short_sides(reading: AccessReading) -> Iterator[tuple[Missing, list[str], int]]:
    """Each side that is missing somewhere: the most peopled communes by name, and how many others."""
    for side in Missing:
        short = sorted((row for row in reading.rows if row.missing == side), key=ORDERS["jeunes"])
        if short:
            yield side, [row.name for row in short[:MOST_NAMED]], len(short[MOST_NAMED:])


def asked(request: HttpRequest) -> tuple[Question, str]:
    """The question of the address; the usual one, with what was wrong, when it cannot be read."""
    words = {"level": "niveau", "domain": "domaine", "minutes": "minutes"}
    try:
        return ask(**{name: request.GET[word] for name, word in words.items() if request.GET.get(word)}), ""
    except Refusal as refusal:
        return ask(), str(refusal)


def choices(question: Question) -> dict:
    """What each of the three fields offers; a number of minutes that came by the address is offered too."""
    minutes = sorted({*MINUTES, question.minutes})
    chosen = question.parameters
    return {
        "levels": [*((word, level.label) for word, level in LEVELS.items()), (ANY, _("tous niveaux"))],
        "domains": [*((word, domain.label) for word, domain in DOMAINS.items()), (ANY, _("Tous les domaines"))],
        "all_minutes": [(str(one), one) for one in minutes],
        "chosen": chosen,
    }


def map_url(request: HttpRequest, name: str, question: Question) -> str:
    """An address that changes when the perimeter, the question or the language does: a browser may keep the answer."""
    version = {"v": perimeter_of(request.space).version, "langue": get_language()}
    return f"{reverse(f'territory:{name}', args=[request.space.slug])}?{urlencode(question.parameters | version)}"


def reading_of(request: HttpRequest) -> AccessReading:
    """The reading of the address; 404 before a perimeter is drawn, NotDownloaded before its data are here."""
    question, trouble = asked(request)
    reading = None if trouble else read_access(request.space, question)
    if reading is None:
        raise Http404
    return reading


def drawn(request: HttpRequest, features: Callable[[AccessReading], dict]) -> HttpResponse:
    """What a map draws of the reading: nothing before its data are here."""
    try:
        collection = features(reading_of(request))
    except NotDownloaded:
        collection = {"type": "FeatureCollection", "features": []}
    return HttpResponse(json.dumps(collection, separators=(",", ":")), content_type=GEOJSON)


@in_space
@gzip_page
@cache_control(private=True, max_age=AN_HOUR)
def contours(request: HttpRequest) -> HttpResponse:
    """The communes with their minutes, as GeoJSON."""
    return drawn(request, maps.features)


@in_space
@gzip_page
@cache_control(private=True, max_age=AN_HOUR)
def sites(request: HttpRequest) -> HttpResponse:
    """The places of training, as GeoJSON."""
    return drawn(request, maps.site_features)


@in_space
def picture(request: HttpRequest, picture_form: str) -> HttpResponse:
    """The map with title, perimeter, legend and sources, as svg or png."""
    if picture_form not in PICTURES:
        raise Http404
    try:
        reading = reading_of(request)
    except NotDownloaded:
        return redirect("territory:access", slug=request.space.slug)
    content = pictures.map_file(
        maps.drawing(reading),
        form=picture_form,
        title=maps.title(reading),
        perimeter=f"{reading.name}. {reading.sentence}",
        source=listed([*tables.sources(reading), str(gazetteer.CONTOURS_SOURCE)]),
    )
    return as_picture(content, picture_form, file_name(request, reading))


def file_name(request: HttpRequest, reading: AccessReading) -> str:
    return "-".join(["acces", request.space.slug, *reading.question.parameters.values()])


@in_space
def file(request: HttpRequest) -> HttpResponse:
    """The table as CSV, whole, with its sources; the page says how to get the data when they are not here."""
    try:
        reading = reading_of(request)
    except NotDownloaded:
        return redirect("territory:access", slug=request.space.slug)
    content = spreadsheets.to_csv(tables.columns(reading), tables.rows(reading))
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name(request, reading)}.csv"'},
    )
