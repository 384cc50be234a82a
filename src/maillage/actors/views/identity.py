"""Who is who: doubles beside each other, sheets completed from public directories, directories brought in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from maillage.spaces.doors import in_space
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import number

from .. import actions, analyses, columns, company_search, permissions, places, public_directories
from ..actions.identity import NOT_EMPTY, attached
from ..models import Distinct, Merge, Organisation
from .imports import to_preview
from .sheets import find

PAGE = 50
LAST = 20
COMPARED = (*columns.BY_FIELD, "note")


@in_space
def doubles(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.MERGE)
    reading = analyses.read_doubles(request.space)
    merges = Merge.objects.in_space(request.space).select_related("kept", "absorbed", "by")
    apart = Distinct.objects.in_space(request.space).select_related("first", "second", "by")
    context = {
        "reading": reading,
        "namesakes": reading.namesakes[:PAGE],
        "page": Paginator(reading.pairs, PAGE).get_page(request.GET.get("page")),
        "merges": merges[:LAST],
        "apart": apart[:LAST],
    }
    return render(request, "actors/doubles.html", context)


@dataclass(frozen=True, slots=True)
class Compared:
    """A field of two sheets side by side; ``takes`` says which side a merge would keep."""

    name: str
    label: str
    kept: str
    absorbed: str
    takes: str

    @property
    def differs(self) -> bool:
        return bool(self.kept and self.absorbed and self.kept != self.absorbed)


@in_space
def compare(request: HttpRequest, organisation_id: int, other_id: int) -> HttpResponse:
    """Two sheets side by side; a POST joins the second to the first, field by field as chosen."""
    permissions.check(request.user, request.space, permissions.MERGE)
    kept, absorbed = find(request, organisation_id), find(request, other_id)
    if request.method == "POST":
        return _merge(request, kept, absorbed)
    pair = analyses.weigh_two(kept, absorbed)
    context = {
        "kept": kept,
        "absorbed": absorbed,
        "rows": list(_side_by_side(kept, absorbed)),
        "why": analyses.in_words(pair.reasons),
        "another_place": bool(absorbed.commune and kept.commune and absorbed.commune != kept.commune),
        "of_kept": attached(kept, seen_by=request.user),
        "of_absorbed": attached(absorbed, seen_by=request.user),
    }
    return render(request, "actors/compare.html", context)


def _merge(request: HttpRequest, kept: Organisation, absorbed: Organisation) -> HttpResponse:
    taken = [name for name in COMPARED if request.POST.get(name) == "absorbed"]
    version = request.POST.get("read_version", "")
    try:
        actions.merge_organisations(
            kept=kept,
            absorbed=absorbed,
            taken=taken,
            as_site="as_site" in request.POST,
            by=request.user,
            expected_version=int(version) if version.isdecimal() else None,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    messages.success(
        request,
        _("« %(other)s » est réunie à « %(kept)s ». Rien n'est perdu : la réunion se défait à la page des doublons.")
        % {"other": absorbed, "kept": kept},
    )
    return redirect(kept.get_absolute_url())


def _side_by_side(kept: Organisation, absorbed: Organisation) -> Iterable[Compared]:
    one, two = _said(kept), _said(absorbed)
    for name in ("name", *(field for field in COMPARED if field != "name")):
        if one[name] or two[name]:
            label = str(columns.BY_FIELD[name].label) if name in columns.BY_FIELD else _("Note")
            empty = not one[name] and name not in NOT_EMPTY
            yield Compared(name, label, one[name], two[name], "absorbed" if empty else "kept")


def _said(sheet: Organisation) -> dict[str, str]:
    """Each field as people read it; '' when unknown."""
    [row] = columns.written_rows([sheet])
    said = {column.field: str(value) for column, value in zip(columns.EXPORTED, row, strict=True)}
    return said | {"source_id": sheet.source_id, "note": sheet.note}


@in_space
@require_POST
def undo_merge(request: HttpRequest, merge_id: int) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.MERGE)
    merge = get_object_or_404(Merge.objects.in_space(request.space), pk=merge_id)
    told = actions.undo_merge(merge=merge, by=request.user)
    messages.success(request, _("Les deux fiches sont de nouveau séparées."))
    if told.fields:
        sentence = _("Ce qui a été récrit depuis reste sur « %(kept)s » : %(fields)s.")
        messages.warning(request, sentence % {"kept": merge.kept, "fields": ", ".join(told.fields)})
    if told.records:
        sentence = ngettext(
            "%(number)s élément qui a changé depuis reste où il est.",
            "%(number)s éléments qui ont changé depuis restent où ils sont.",
            told.records,
        )
        messages.warning(request, sentence % {"number": told.records})
    return redirect("actors:doubles", slug=request.space.slug)


@in_space
@require_POST
def set_apart(request: HttpRequest, organisation_id: int, other_id: int) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.MERGE)
    first, second = find(request, organisation_id), find(request, other_id)
    actions.set_apart(first=first, second=second, by=request.user)
    messages.success(request, _("C'est noté : ce sont deux organisations, cette paire ne sera plus proposée."))
    return redirect("actors:doubles", slug=request.space.slug)


@in_space
@require_POST
def forget_apart(request: HttpRequest, distinct_id: int) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.MERGE)
    actions.forget_apart(
        distinct=get_object_or_404(Distinct.objects.in_space(request.space), pk=distinct_id), by=request.user
    )
    return redirect("actors:doubles", slug=request.space.slug)


# --- Public directories


@in_space
def directories(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.IMPORT)
    communes = places.perimeter_codes(request.space)
    listed = public_directories.available(communes)
    context = {"listed": listed, "communes": len(communes), "total": sum(each.count or 0 for each in listed)}
    return render(request, "actors/directories.html", context)


@in_space
@require_POST
def bring_directory(request: HttpRequest, dataset: str) -> HttpResponse:
    """The bodies of a public directory in the perimeter, as lines to take or leave."""
    permissions.check(request.user, request.space, permissions.IMPORT)
    try:
        directory = public_directories.directory_called(dataset)
        table, mapping = public_directories.as_table(directory, places.perimeter_codes(request.space))
        brought = actions.keep_upload(
            space=request.space,
            file_name=str(directory.label),
            table=table,
            mapping=mapping,
            origin=dataset,
            by=request.user,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("actors:directories", slug=request.space.slug)
    return redirect(to_preview(brought))


# --- One sheet completed


@in_space
def complete(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """What public directories say of an organisation, to be taken field by field; with a POST, what was chosen."""
    organisation = find(request, organisation_id)
    if not permissions.may_edit(request.user, organisation):
        permissions.check(request.user, request.space, permissions.EDIT)
    if request.method == "POST" and "search" not in request.POST:
        return _take(request, organisation)
    proposals = analyses.propose_completions(organisation)
    refusal = ""
    if request.method == "POST":
        try:
            proposals = analyses.compare_with(organisation, _asked_online(organisation), company_search.SOURCE)
        except Refusal as error:
            refusal = str(error)
    context = {
        "organisation": organisation,
        "proposals": proposals,
        "refusal": refusal,
        "may_search": company_search.is_allowed(),
    }
    return render(request, "actors/complete.html", context)


def _asked_online(organisation: Organisation) -> list[dict[str, Any]]:
    return company_search.search(organisation.name, organisation.siret, organisation.commune)


def _take(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The values come back with the form: only those of known fields, cleaned as any other by the action."""
    taken = {
        name: request.POST.get(f"value-{name}", "")
        for name in request.POST.getlist("take")
        if name in analyses.COMPLETED
    }
    for axis in ("longitude", "latitude"):
        if axis in taken:
            taken[axis] = _number(taken[axis])
    version = request.POST.get("read_version", "")
    if not taken:
        messages.info(request, _("Rien n'a été coché : la fiche reste comme elle était."))
        return redirect(organisation.get_absolute_url())
    try:
        actions.edit_organisation(
            organisation=organisation,
            by=request.user,
            expected_version=int(version) if version.isdecimal() else None,
            **taken,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("actors:complete", slug=request.space.slug, organisation_id=organisation.pk)
    sentence = ngettext("%(n)s champ complété.", "%(n)s champs complétés.", len(taken))
    messages.success(request, sentence % {"n": number(len(taken))})
    return redirect(organisation.get_absolute_url())


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
