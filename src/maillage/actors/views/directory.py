"""The directory as a list, a map, a file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillage.spaces.doors import in_space
from maillage.spaces.models import Space
from maillage.territory import gazetteer
from maillage.toolkit import spreadsheets

from .. import columns, permissions, places, queries
from ..analyses import read_directory
from ..catalogue import KIND_CHOICES, labels
from ..enums import College, Family
from ..forms import FilterForm
from ..models import Organisation

PAGE = 50
MOST_ON_THE_MAP = 5000
TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@in_space
def home(request: HttpRequest) -> HttpResponse:
    filters = FilterForm(request.GET).filters()
    sort = _sort(request)
    found = _found(request, filters)
    page = Paginator(queries.ordered(found, sort), PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    names = places.names_of(organisation.commune for organisation in page)
    return render(
        request,
        "actors/home.html",
        {
            "reading": read_directory(request.space),
            "filters": filters,
            "choices": {"colleges": College.choices, "families": Family.choices, "kinds": KIND_CHOICES},
            "page": page,
            "commune_names": names,
            "sort": sort,
            "headers": _headers(sort),
            "stale_before": queries.stale_before(timezone.localdate()),
            "archived": Organisation.objects.in_space(request.space).archived().count(),
            "on_map": request.GET.get("view") == "map",
            "has_perimeter": bool(places.perimeter_codes(request.space)),
        },
    )


def _found(request: HttpRequest, filters: queries.Filters):
    organisations = Organisation.objects.visible_to(request.user).in_space(request.space).current()
    return queries.matching(organisations, filters, on=timezone.localdate())


def _sort(request: HttpRequest) -> str:
    asked = request.GET.get("sort", "")
    return asked if asked.removeprefix("-") in queries.SORTS else "name"


def _headers(sort: str) -> list[list[dict]]:
    """Columns of the list, each with the words that sort it; a word turns the order round when it already sorts."""
    columns_shown = [
        {"name": _("Organisation"), "kind": _("nature")},
        {"college": _("Collège")},
        {"family": _("Famille")},
        {"commune": _("Commune")},
        {"confirmed": _("Confirmée le")},
    ]
    return [
        [
            {
                "label": label,
                "sort": f"-{key}" if sort == key else key,
                "order": {key: "ascending", f"-{key}": "descending"}.get(sort, ""),
            }
            for key, label in words.items()
        ]
        for words in columns_shown
    ]


@in_space
def points(request: HttpRequest) -> HttpResponse:
    """The same organisations as GeoJSON points: their own place, else their commune's; see frontend/src/map.js."""
    found = _found(request, FilterForm(request.GET).filters()).order_by("search_text", "pk")[:MOST_ON_THE_MAP]
    kinds, colleges = labels(KIND_CHOICES), labels(College.choices)
    features = [_feature(organisation, request.space, kinds, colleges) for organisation in found]
    shown = [feature for feature in features if feature]
    return JsonResponse({"type": "FeatureCollection", "features": shown}, content_type="application/geo+json")


def _feature(organisation: Organisation, space: Space, kinds: dict, colleges: dict) -> dict | None:
    own = (organisation.longitude, organisation.latitude)
    place = own if own[0] is not None else gazetteer.point(organisation.commune)
    if place is None:
        return None
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(place[0], 5), round(place[1], 5)]},
        "properties": {
            "name": organisation.name,
            "family": organisation.family,
            "where": places.name_of(organisation.commune),
            "detail": kinds[organisation.kind],
            "value": colleges[organisation.college],
            "url": reverse("actors:sheet", args=[space.slug, organisation.pk]),
        },
    }


@in_space
def export(request: HttpRequest, form: str) -> HttpResponse:
    """What the list shows, with the column names that the import knows."""
    if form not in TYPES:
        raise Http404
    organisations = queries.ordered(_found(request, FilterForm(request.GET).filters()), _sort(request))
    rows = columns.written_rows(organisations[:])
    title = _("Acteurs de %(space)s") % {"space": request.space}
    if form == "csv":
        separator = ";" if get_language() == "fr" else ","
        content = spreadsheets.to_csv(columns.headers(), rows, separator=separator)
    else:
        content = spreadsheets.to_xlsx(columns.headers(), rows, title=title)
    name = f"{slugify(_('acteurs'))}-{request.space.slug}-{timezone.localdate():%Y-%m-%d}.{form}"
    return HttpResponse(
        content,
        headers={"Content-Type": TYPES[form], "Content-Disposition": f'attachment; filename="{name}"'},
    )


@in_space
def archived(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.ARCHIVE)
    organisations = Organisation.objects.in_space(request.space).archived().order_by("-archived_at", "pk")
    page = Paginator(organisations, PAGE).get_page(request.GET.get("page"))
    return render(request, "actors/archived.html", {"page": page})
