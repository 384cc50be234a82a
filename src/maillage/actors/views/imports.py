"""A spreadsheet brought in: choose the file, say what its columns hold, read what would happen, apply, undo."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces.doors import in_space
from maillage.toolkit import spreadsheets
from maillage.toolkit.refusals import Refusal

from .. import actions, columns, permissions
from ..actions.imports import table_of
from ..enums import Verdict
from ..forms import MappingForm, UploadForm
from ..models import Import
from ..plans import Plan, plan_import
from .files import TYPES

PAGE = 100


def find_import(request: HttpRequest, import_id: int) -> Import:
    permissions.check(request.user, request.space, permissions.IMPORT)
    return get_object_or_404(Import.objects.in_space(request.space).select_related("space", "by"), pk=import_id)


@in_space
def past(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.IMPORT)
    imports = Import.objects.in_space(request.space).defer("content", "changed", "created_ids").select_related("by")
    page = Paginator(imports, PAGE).get_page(request.GET.get("page"))
    return render(request, "actors/imports.html", {"page": page})


@in_space
def new(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.IMPORT)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            table = actions.read_file(form.content(), form.cleaned_data["file"].name)
            brought = actions.keep_upload(
                space=request.space, file_name=form.cleaned_data["file"].name, table=table, by=request.user
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.info(request, " ".join([_("Lu : %(how)s.") % {"how": table.how}, *table.notes]))
            return redirect("actors:import_preview", slug=request.space.slug, import_id=brought.pk)
    return render(request, "actors/import_new.html", {"form": form, "columns": columns.COLUMNS})


@in_space
def template(request: HttpRequest, form: str) -> HttpResponse:
    """An empty table with the right column names and two examples."""
    if form not in TYPES:
        raise Http404
    rows = columns.example_rows()
    content = (
        spreadsheets.to_csv(columns.headers(), rows, separator=";" if get_language() == "fr" else ",")
        if form == "csv"
        else spreadsheets.to_xlsx(columns.headers(), rows, title=_("Acteurs"))
    )
    name = f"{_('modele-acteurs')}.{form}"
    return HttpResponse(
        content, headers={"Content-Type": TYPES[form], "Content-Disposition": f'attachment; filename="{name}"'}
    )


@in_space
def preview(request: HttpRequest, import_id: int) -> HttpResponse:
    brought = find_import(request, import_id)
    if brought.status == Import.Status.APPLIED:
        return render(request, "actors/import_done.html", {"brought": brought})
    table = table_of(brought)
    form = MappingForm(request.POST or None, table=table, mapping=brought.mapping)
    if form.is_valid():
        try:
            actions.map_columns(brought=brought, mapping=form.mapping(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("actors:import_preview", slug=request.space.slug, import_id=brought.pk)
    plan, refusal = _plan(request, brought)
    asked = request.GET.get("verdict", "")
    lines = plan.of(Verdict(asked)) if asked in Verdict.values else plan.lines
    context = {
        "brought": brought,
        "form": form,
        "plan": plan,
        "refusal": refusal,
        "verdicts": [(verdict, plan.counts[verdict.value]) for verdict in Verdict],
        "asked": asked,
        "page": Paginator(lines, PAGE).get_page(request.GET.get("page")),
        "fields": {column.field: column.label for column in columns.COLUMNS},
    }
    return render(request, "actors/import_preview.html", context)


def _plan(request: HttpRequest, brought: Import) -> tuple[Plan, str]:
    try:
        return plan_import(request.space, table_of(brought), brought.mapping), ""
    except Refusal as refusal:
        return Plan([]), str(refusal)


@in_space
@require_POST
def apply(request: HttpRequest, import_id: int) -> HttpResponse:
    brought = find_import(request, import_id)
    try:
        plan = actions.apply_import(
            brought=brought, by=request.user, expected_fingerprint=request.POST.get("fingerprint", "")
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("actors:import_preview", slug=request.space.slug, import_id=brought.pk)
    sentence = ngettext(
        "L'import est fait : %(n)s organisation écrite. Vous pouvez l'annuler d'un clic.",
        "L'import est fait : %(n)s organisations écrites. Vous pouvez l'annuler d'un clic.",
        plan.writes,
    )
    messages.success(request, sentence % {"n": plan.writes})
    return redirect("actors:imports", slug=request.space.slug)


@in_space
@require_POST
def undo(request: HttpRequest, import_id: int) -> HttpResponse:
    touched = actions.undo_import(brought=find_import(request, import_id), by=request.user)
    sentence = ngettext(
        "L'import est annulé : %(n)s fiche rendue à son état d'avant.",
        "L'import est annulé : %(n)s fiches rendues à leur état d'avant.",
        touched,
    )
    messages.success(request, sentence % {"n": touched})
    return redirect("actors:imports", slug=request.space.slug)
