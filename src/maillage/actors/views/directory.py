"""The directory as a list and a map."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone

from maillage.spaces.doors import in_space
from maillage.spaces.models import Membership

from .. import listing, permissions, places, queries
from ..analyses import read_directory
from ..catalogue import KIND_CHOICES
from ..enums import College, Family, Level
from ..files import geojson
from ..forms import ColumnsForm, FilterForm, SavedListForm
from ..models import Organisation, OrganisationQuerySet, SavedList, ShownColumns, Tag

PAGE = 50
MOST_ON_THE_MAP = 5000


@in_space
def home(request: HttpRequest) -> HttpResponse:
    results = read_results(request)
    columns = [column.code for column in results["columns"]]
    return render(
        request,
        "actors/home.html",
        {
            **results,
            "reading": read_directory(request.space),
            "choices": {
                "colleges": College.choices,
                "families": Family.choices,
                "kinds": KIND_CHOICES,
                "levels": Level.choices,
                "tags": Tag.objects.in_space(request.space),
                "lacking": lacking_choices(request),
            },
            "communes": suggestions(results["near"]),
            "archived": Organisation.objects.in_space(request.space).archived().count(),
            "lists": SavedList.objects.visible_to(request.user).in_space(request.space).select_related("owner"),
            "list_form": SavedListForm(),
            "columns_form": ColumnsForm(private=sees_contacts(request), initial={"columns": columns}),
            "has_perimeter": bool(results["near"]),
        },
    )


@in_space
def results(request: HttpRequest) -> HttpResponse:
    """The list alone, for the page to put in its place while somebody types."""
    context = Context(
        {
            **read_results(request),
            "request": request,
            "space": request.space,
            "abilities": permissions.abilities_of(request.role),
            "csrf_token": get_token(request),
        }
    )
    context.request = request  # for the tag that writes addresses; nothing of the frame of a page is read
    return HttpResponse(get_template("actors/results.html").template.render(context))


def read_results(request: HttpRequest) -> dict[str, Any]:
    """What the list shows of what is asked in the address: filters, a page of rows, columns."""
    near = places.perimeter_codes(request.space)
    form = FilterForm(request.GET, space=request.space)
    filters, sort = form.filters(), read_sort(request)
    columns = chosen_columns(request)
    keys = queries.keys_in_order(found(request, filters), sort)
    shown = listing.with_what_they_need(Organisation.objects.all(), columns, searched=bool(filters.q))
    page = Paginator(queries.InThisOrder(shown, keys), PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    return {
        "filters": filters,
        "acts_in_name": places.name_of(filters.acts_in),
        "unknown_commune": form.unknown_commune,
        "page": page,
        "rows": listing.rows_of(page.object_list, columns, queries.search_words(filters.q)),
        "columns": columns,
        "headers": read_headers(sort, columns),
        "sort": sort,
        "near": near,
        "total": Organisation.objects.in_space(request.space).current().count() if filters else len(keys),
        "stale_before": queries.stale_before(timezone.localdate()),
        "today": timezone.localdate(),
        "confirms": confirmable(request),
        "on_map": request.GET.get("view") == "map",
        "more_filters": any((filters.level, filters.tag, filters.acts_in, filters.lacking, form.unknown_commune)),
    }


@dataclass(frozen=True, slots=True)
class Confirmable:
    """The sheets that this person may say to be still exact: all of them, or its own organisations'."""

    all: bool
    own: frozenset[int]

    @property
    def any(self) -> bool:
        return self.all or bool(self.own)


def confirmable(request: HttpRequest) -> Confirmable:
    if permissions.EDIT.code in permissions.abilities_of(request.role):
        return Confirmable(all=True, own=frozenset())
    own = Organisation.objects.in_space(request.space).represented_by(request.user)
    return Confirmable(all=False, own=frozenset(own.values_list("pk", flat=True)))


def found(request: HttpRequest, filters: queries.Filters) -> OrganisationQuerySet:
    """The organisations that the address asks for; the team also searches in notes and contacts."""
    organisations = Organisation.objects.visible_to(request.user).in_space(request.space).current()
    return queries.matching(organisations, filters, on=timezone.localdate(), private=sees_contacts(request))


def sees_contacts(request: HttpRequest) -> bool:
    return "actors.see_contacts" in permissions.abilities_of(request.role)


def lacking_choices(request: HttpRequest) -> list[tuple[str, str]]:
    return [(code, label) for code, label in queries.LACKING.items() if code != "contact" or sees_contacts(request)]


def chosen_columns(request: HttpRequest) -> list[listing.ListColumn]:
    """Those of the address (a kept list has its own), else those this member chose, else the usual ones."""
    codes = request.GET.get("columns", "").split(",")
    if codes == [""]:
        member = Membership.objects.filter(space=request.space, user=request.user)
        kept = ShownColumns.objects.filter(membership__in=member).first()
        codes = kept.columns if kept else []
    return listing.columns_of(codes, private=sees_contacts(request))


def read_sort(request: HttpRequest) -> str:
    asked = request.GET.get("sort", "")
    return asked if asked.removeprefix("-") in queries.SORTS else "name"


def read_headers(sort: str, columns: list[listing.ListColumn]) -> list[list[dict]]:
    """Columns of the list, each with the words that sort it; a word turns the order round when it already sorts."""
    words = [listing.NAME_COLUMNS, *([column] for column in columns)]
    return [
        [
            {
                "label": column.label,
                "sort": f"-{column.sort}" if sort == column.sort else column.sort,
                "order": {column.sort: "ascending", f"-{column.sort}": "descending"}.get(sort, ""),
            }
            for column in together
        ]
        for together in words
    ]


def as_query(filters: queries.Filters, **more: str) -> dict[str, str]:
    """The filters as names and values of an address; what is empty is left out."""
    said = {name: "on" if value is True else str(value) for name, value in asdict(filters).items() if value}
    return said | {name: value for name, value in more.items() if value}


def suggestions(codes: tuple[str, ...]) -> list[str]:
    return sorted(f"{name} ({code})" for code, name in places.names_of(codes).items())


@in_space
def points(request: HttpRequest) -> HttpResponse:
    """The same organisations and their sites as points: their own place, else their commune's; see map.js."""
    filters = FilterForm(request.GET, space=request.space).filters()
    organisations = found(request, filters).order_by("sort_name", "pk").prefetch_related("sites")
    shown = geojson.points(organisations[:MOST_ON_THE_MAP], request.space)
    return JsonResponse(shown, content_type="application/geo+json")


@in_space
def archived(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.ARCHIVE)
    organisations = Organisation.objects.in_space(request.space).archived().order_by("-archived_at", "pk")
    page = Paginator(organisations, PAGE).get_page(request.GET.get("page"))
    return render(request, "actors/archived.html", {"page": page})
