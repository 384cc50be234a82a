"""The directory taken away: columns one chooses, GeoJSON, data·inclusion, vCards."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces.doors import in_space
from maillage.toolkit import spreadsheets

from .. import actions, columns, listing, queries
from ..files import geojson, inclusion, vcard
from ..forms import ColumnsForm, FilterForm
from ..models import Contact
from .directory import as_query, found, read_sort, sees_contacts

TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def separator() -> str:
    return ";" if get_language() == "fr" else ","


def as_file(content: bytes | str, name: str, form: str, content_type: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}.{form}"'
    return HttpResponse(content, headers={"Content-Type": content_type, "Content-Disposition": disposition})


def dated(name: str, request: HttpRequest) -> str:
    return f"{slugify(name)}-{request.space.slug}-{timezone.localdate():%Y-%m-%d}"


@in_space
def take(request: HttpRequest) -> HttpResponse:
    """Choose what to take away of the list that was asked for."""
    filters = _filters(request)
    organisations = found(request, filters)
    contacts = Contact.objects.visible_to(request.user).in_office().filter(organisation__in=organisations)
    context = {
        "count": organisations.count(),
        "filters": filters,
        "query": as_query(filters, sort=request.GET.get("sort", "")),
        "form": ColumnsForm(
            private=sees_contacts(request), initial={"columns": [column.code for column in listing.CHOICE[:7]]}
        ),
        "contacts": contacts.count(),
    }
    return render(request, "actors/take.html", context)


@in_space
def export(request: HttpRequest, form: str) -> HttpResponse:
    """What the list shows, as a table: with the names that the import knows, or the columns asked for."""
    if form not in TYPES:
        raise Http404
    organisations = queries.ordered(found(request, _filters(request)), read_sort(request))
    asked = ",".join(request.GET.getlist("columns"))
    headers, rows = _chosen(request, asked, organisations) if asked else _whole(organisations)
    title = _("Acteurs de %(space)s") % {"space": request.space}
    if form == "csv":
        content = spreadsheets.to_csv(headers, rows, separator=separator())
    else:
        content = spreadsheets.to_xlsx(headers, rows, title=title)
    return as_file(content, dated(_("acteurs"), request), form, TYPES[form])


def _filters(request: HttpRequest) -> queries.Filters:
    return FilterForm(request.GET, space=request.space).filters()


def _whole(organisations: Sequence) -> tuple[list[str], list[list]]:
    return columns.headers(), columns.written_rows(organisations[:])


def _chosen(request: HttpRequest, asked: str, organisations: Sequence) -> tuple[list[str], list[list]]:
    chosen = listing.columns_of(asked.split(","), private=sees_contacts(request))
    read = listing.with_what_they_need(found(request, _filters(request)), chosen)
    rows = listing.rows_of(queries.ordered(read, read_sort(request))[:], chosen)
    headers = [_("Organisation"), _("Nature"), *(str(column.label) for column in chosen)]
    return headers, [[row.organisation.name, row.kind, *(cell.text for cell in row.cells)] for row in rows]


@in_space
def geojson_file(request: HttpRequest) -> HttpResponse:
    organisations = found(request, _filters(request)).order_by("sort_name", "pk").prefetch_related("sites", "tags")
    content = json.dumps(geojson.to_collection(organisations), ensure_ascii=False, separators=(",", ":"))
    return as_file(content, dated(_("acteurs"), request), "geojson", "application/geo+json")


@in_space
def inclusion_file(request: HttpRequest) -> HttpResponse:
    """The structures that the schema accepts; a header counts those that it does not."""
    organisations = found(request, _filters(request)).order_by("sort_name", "pk")
    accepted, refused = inclusion.to_structures(organisations)
    content = json.dumps(accepted, ensure_ascii=False, indent=1)
    answer = as_file(content, dated("data-inclusion-structures", request), "json", "application/json")
    answer["X-Refused"] = str(len(refused))
    return answer


@in_space
@require_POST
def vcards(request: HttpRequest) -> HttpResponse:
    """The contacts in office of the organisations asked for; noted in the journal."""
    organisations = found(request, _filters(request))
    contacts = Contact.objects.visible_to(request.user).in_office().filter(organisation__in=organisations)
    people = list(contacts.select_related("organisation"))
    actions.take_contacts(space=request.space, contacts=people, by=request.user)
    return as_file(vcard.to_vcards(people), dated(_("contacts"), request), "vcf", "text/vcard; charset=utf-8")
