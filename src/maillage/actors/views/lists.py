"""Lists kept, columns chosen, many sheets changed at once."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from maillage.spaces.doors import in_space
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import number

from .. import actions, permissions, places
from ..bulk import DEEDS
from ..forms import BulkForm, ColumnsForm, FilterForm, SavedListForm, read_chosen
from ..models import BulkChange, Organisation, SavedList, Tag
from .directory import as_query, found, read_sort, sees_contacts, suggestions

PAGE = 50
NAMES_SHOWN = 12


def _list_address(request: HttpRequest) -> str:
    """The list as it was asked for: its address carries filters and sort."""
    filters = FilterForm(request.GET, space=request.space).filters()
    sort = read_sort(request)
    query = as_query(filters, sort="" if sort == "name" else sort)
    home = reverse("actors:home", args=[request.space.slug])
    return f"{home}?{urlencode(query)}" if query else home


@in_space
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    form = SavedListForm(request.POST)
    if not form.is_valid():
        raise Refusal(_("Donnez un nom à cette liste, en 60 caractères au plus."))
    filters = FilterForm(request.GET, space=request.space).filters()
    sort = read_sort(request)
    kept = actions.save_list(
        space=request.space,
        query=as_query(filters, sort="" if sort == "name" else sort, columns=request.GET.get("columns", "")),
        **form.cleaned_data,
        by=request.user,
    )
    messages.success(request, _("La liste « %(name)s » est gardée.") % {"name": kept})
    return redirect(_list_address(request))


@in_space
@require_POST
def forget(request: HttpRequest, list_id: int) -> HttpResponse:
    kept = get_object_or_404(SavedList.objects.visible_to(request.user).in_space(request.space), pk=list_id)
    actions.forget_list(kept=kept, by=request.user)
    messages.success(request, _("La liste « %(name)s » n'est plus gardée.") % {"name": kept})
    return redirect("actors:home", slug=request.space.slug)


@in_space
@require_POST
def columns(request: HttpRequest) -> HttpResponse:
    form = ColumnsForm(request.POST, private=sees_contacts(request))
    chosen = form.cleaned_data["columns"] if form.is_valid() else []
    actions.choose_columns(space=request.space, columns=chosen, by=request.user)
    return redirect(_list_address(request))


@in_space
@require_POST
def change_many(request: HttpRequest) -> HttpResponse:
    """The sheets that were ticked, or all those found: choose what to do, read on how many, do it."""
    permissions.check(request.user, request.space, permissions.CHANGE_MANY)
    chosen = _all_found(request) if "all" in request.POST else read_chosen(request.POST.getlist("chosen"))
    if not chosen:
        messages.error(request, _("Cochez au moins une fiche, puis choisissez ce que vous voulez en faire."))
        return redirect(_list_address(request))
    form = BulkForm(request.POST if "deed" in request.POST else None)
    if form.is_valid():
        with refusals_on(form):
            change = actions.change_many(space=request.space, chosen=chosen, **form.asked(), by=request.user)
            return _said(request, change)
    return render(request, "actors/change_many.html", _change_context(request, chosen, form))


def _all_found(request: HttpRequest) -> dict[int, int]:
    filters = FilterForm(request.GET, space=request.space).filters()
    return dict(found(request, filters).order_by().values_list("pk", "version"))


def _said(request: HttpRequest, change: BulkChange) -> HttpResponse:
    done = len(change.changed)
    sentence = ngettext("%(n)s fiche modifiée : %(deed)s.", "%(n)s fiches modifiées : %(deed)s.", done)
    messages.success(request, sentence % {"n": number(done), "deed": DEEDS[change.deed].label})
    return redirect("actors:changes", slug=request.space.slug)


def _change_context(request: HttpRequest, chosen: dict[int, int], form: BulkForm) -> dict:
    organisations = Organisation.objects.in_space(request.space).filter(pk__in=list(chosen)[:NAMES_SHOWN])
    near = places.perimeter_codes(request.space)
    return {
        "form": form,
        "count": len(chosen),
        "chosen": ",".join(f"{key}:{version}" for key, version in chosen.items()),
        "names": [organisation.name for organisation in organisations.only("name")],
        "more": max(len(chosen) - NAMES_SHOWN, 0),
        "tags": Tag.objects.in_space(request.space),
        "communes": suggestions(near),
        "back": _list_address(request),
    }


@in_space
def changes(request: HttpRequest) -> HttpResponse:
    """What was done on many sheets at once, each undone in one click."""
    permissions.check(request.user, request.space, permissions.CHANGE_MANY)
    page = Paginator(BulkChange.objects.in_space(request.space).select_related("by"), PAGE).get_page(
        request.GET.get("page")
    )
    lines = [{"change": change, "deed": DEEDS[change.deed], "number": len(change.changed)} for change in page]
    return render(request, "actors/changes.html", {"page": page, "lines": lines})


@in_space
@require_POST
def undo_change(request: HttpRequest, change_id: int) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.CHANGE_MANY)
    change = get_object_or_404(BulkChange.objects.in_space(request.space), pk=change_id)
    undone = actions.undo_change(change=change, by=request.user)
    sentence = ngettext(
        "%(n)s fiche a retrouvé ce qu'elle disait.", "%(n)s fiches ont retrouvé ce qu'elles disaient.", undone
    )
    messages.success(request, sentence % {"n": number(undone)})
    return redirect("actors:changes", slug=request.space.slug)
