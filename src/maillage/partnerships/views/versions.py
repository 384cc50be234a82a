"""Versions of the grid and of the typology: those that served, the one in service, the one in preparation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.toolkit.refusals import Refusal

from .. import actions, analyses, grid, paper, permissions, queries, typology
from ..drafts import grids, typologies
from ..files import grids as grid_files
from ..files import typologies as typology_files
from ..forms import CriterionForm, FileForm, TypologyForm
from ..models import GridVersion, TypologyVersion

FILES = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
MADE = gettext_lazy("Le brouillon est prêt : changez ce qu'il faut, puis mettez-le en service.")
DISCARDED = gettext_lazy("Le brouillon est abandonné.")


@in_space
def grids_page(request: HttpRequest) -> HttpResponse:
    """All the versions of the grid that this space knows; a POST copies one into a draft."""
    return _list(request, GridVersion)


@in_space
def typologies_page(request: HttpRequest) -> HttpResponse:
    return _list(request, TypologyVersion)


def _list(request: HttpRequest, model: type) -> HttpResponse:
    is_grid = model is GridVersion
    if request.method == "POST":
        source = _version(request, model, request.POST.get("source", ""))
        copy = actions.draft_grid if is_grid else actions.draft_typology
        draft = copy(space=request.space, source=source, by=request.user)
        messages.success(request, MADE)
        return redirect(draft.get_url(request.space))
    current = queries.current_grid(request.space) if is_grid else queries.current_typology(request.space)
    uses = queries.uses_of_grids(request.space) if is_grid else queries.uses_of_typologies(request.space)
    may_write = request.role in permissions.PREPARE_VERSIONS.roles
    versions = [version for version in queries.versions_of(request.space, model) if may_write or not version.is_draft]
    in_service = (current or queries.shipped_version(model)).slug
    context = {
        "is_grid": is_grid,
        "draft": next((version for version in versions if version.is_draft), None),
        "lines": [
            (version, version.slug == in_service, uses.get(version.pk)) for version in versions if not version.is_draft
        ],
        "in_service": in_service,
    }
    for version, _serves, _use in context["lines"]:
        version.url = version.get_url(request.space)
    if context["draft"]:
        context["draft"].url = context["draft"].get_url(request.space)
    return render(request, "partnerships/versions.html", context)


# --- One version of the grid


@in_space
def grid_version(request: HttpRequest, version_code: str) -> HttpResponse:
    version = _version(request, GridVersion, version_code)
    before = _compared_with(request, version)
    current = queries.current_grid(request.space) or queries.shipped_version(GridVersion)
    least = queries.typology_of(request.space).rule.least_answered
    context = {
        "version": version,
        "is_current": version.slug == current.slug,
        "dimensions": _by_dimension(version),
        "before": before,
        "others": [other for other in queries.versions_of(request.space, GridVersion) if not other.is_draft],
        "changes": grids.compare(before.criteria, version.criteria) if before else None,
        "effects": grids.effects(version.criteria, least_columns=least),
        "use": queries.uses_of_grids(request.space).get(version.pk),
        "count": len(version.criteria),
    }
    return render(request, "partnerships/grid_version.html", context)


def _by_dimension(version: GridVersion) -> list[tuple[str, str, list]]:
    reworded = {entry["id"] for entry in (*version.criteria, *version.switched_off) if grids.is_reworded(entry)}
    lines = [(words, True, words.id in reworded) for words in grid.in_language(version.criteria)]
    lines += [(words, False, words.id in reworded) for words in grid.in_language(version.switched_off)]
    return [(id, name, [line for line in lines if line[0].dimension == id]) for id, name in grid.dimensions().items()]


@in_space
def criterion(request: HttpRequest, version_code: str, criterion: str = "") -> HttpResponse:
    """Write a criterion of a draft, or a new one, in French and perhaps in English."""
    spaces.check(request.user, request.space, permissions.PREPARE_VERSIONS)
    if request.method == "GET" and not (sealed := _version(request, GridVersion, version_code)).is_draft:
        return redirect(sealed.get_url(request.space))
    draft = _draft(request, GridVersion, version_code)
    entry = next((e for e in (*draft.criteria, *draft.switched_off) if e["id"] == criterion), None)
    if criterion and entry is None:
        raise Http404
    form = CriterionForm(request.POST or None, entry=entry, draft=draft)
    if form.is_valid():
        given = {"words": form.words(), "expected_version": form.cleaned_data["read_version"], "by": request.user}
        try:
            if entry:
                actions.reword_criterion(draft=draft, criterion=criterion, **given)
            else:
                actions.add_criterion(draft=draft, dimension=form.cleaned_data["dimension"], **given)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Le critère est enregistré dans le brouillon."))
            return redirect(draft.get_url(request.space))
    context = {"draft": draft, "form": form, "criterion": criterion, "back": draft.get_url(request.space)}
    return render(request, "partnerships/criterion_edit.html", context)


@in_space
@require_POST
def change_draft(request: HttpRequest, version_code: str) -> HttpResponse:
    """Switch a criterion on or off, move it, take it away (``deed`` and ``criterion``)."""
    spaces.check(request.user, request.space, permissions.PREPARE_VERSIONS)
    draft = _draft(request, GridVersion, version_code)
    criterion, deed = request.POST.get("criterion", ""), request.POST.get("deed", "")
    given = {"draft": draft, "criterion": criterion, "by": request.user}
    deeds = {
        "on": lambda: actions.switch_criterion(**given, on=True),
        "off": lambda: actions.switch_criterion(**given, on=False),
        "up": lambda: actions.move_criterion(**given, up=True),
        "down": lambda: actions.move_criterion(**given, up=False),
        "remove": lambda: actions.remove_criterion(**given),
    }
    if deed not in deeds:
        raise Refusal(_("Ce geste n'est pas connu : rien n'a changé."))
    deeds[deed]()
    return redirect(f"{draft.get_url(request.space)}#{criterion}")


@in_space
def import_grid(request: HttpRequest) -> HttpResponse:
    """A grid from a file: previewed, then made a draft, or not at all."""
    return _import(request, GridVersion)


@in_space
def grid_file(request: HttpRequest, version_code: str, file_format: str) -> HttpResponse:
    version = _version(request, GridVersion, version_code)
    writers = {"json": grid_files.to_json, "xlsx": grid_files.to_xlsx, "pdf": paper.grid_pdf}
    return _file(version, writers, file_format, _("grille"))


# --- One version of the typology


@in_space
def typology_version(request: HttpRequest, version_code: str) -> HttpResponse:
    version = _version(request, TypologyVersion, version_code)
    before = _compared_with(request, version)
    current = queries.current_typology(request.space) or queries.shipped_version(TypologyVersion)
    is_editor = request.role in permissions.PREPARE_VERSIONS.roles
    context = {
        "version": version,
        "is_current": version.slug == current.slug,
        "typology": queries.typology_in(version),
        "columns": typologies.column_names(),
        "rows": [
            (entry, [entry["profile"][column] for column in typology.columns()]) for entry in version.content["types"]
        ],
        "weights": [version.content["weights"].get(column, 1) for column in typology.columns()],
        "before": before,
        "changes": typologies.compare(before.content, version.content) if before else None,
        "moves": _moves(request, version) if is_editor and version.is_draft else None,
        "use": queries.uses_of_typologies(request.space).get(version.pk),
    }
    return render(request, "partnerships/typology_version.html", context)


def _moves(request: HttpRequest, version: TypologyVersion) -> list:
    fewest = permissions.fewest_answers_shown(request.role)
    return analyses.moves_under(request.space, queries.typology_in(version), fewest_answers=fewest)


@in_space
def edit_typology(request: HttpRequest, version_code: str) -> HttpResponse:
    """The table of values, the thresholds and the words of a draft."""
    spaces.check(request.user, request.space, permissions.PREPARE_VERSIONS)
    if request.method == "GET" and not (sealed := _version(request, TypologyVersion, version_code)).is_draft:
        return redirect(sealed.get_url(request.space))
    draft = _draft(request, TypologyVersion, version_code)
    form = TypologyForm(request.POST or None, draft=draft)
    if form.is_valid():
        try:
            actions.write_typology(
                draft=draft,
                content=form.content(),
                expected_version=form.cleaned_data["read_version"],
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Le brouillon est enregistré. Relisez ce qu'il changerait."))
            return redirect(draft.get_url(request.space))
    context = {"draft": draft, "form": form, "columns": typologies.column_names(), "back": draft.get_url(request.space)}
    return render(request, "partnerships/typology_edit.html", context)


@in_space
def import_typology(request: HttpRequest) -> HttpResponse:
    return _import(request, TypologyVersion)


@in_space
def typology_file(request: HttpRequest, version_code: str, file_format: str) -> HttpResponse:
    version = _version(request, TypologyVersion, version_code)
    writers = {"json": typology_files.to_json, "xlsx": typology_files.to_xlsx}
    return _file(version, writers, file_format, _("typologie"))


# --- What both do


@in_space
@require_POST
def serve_grid(request: HttpRequest, version_code: str) -> HttpResponse:
    return _serve(request, GridVersion, version_code)


@in_space
@require_POST
def serve_typology(request: HttpRequest, version_code: str) -> HttpResponse:
    return _serve(request, TypologyVersion, version_code)


def _serve(request: HttpRequest, model: type, version_code: str) -> HttpResponse:
    version = _version(request, model, version_code)
    expected = request.POST.get("read_version", "")
    version = actions.put_in_service(
        space=request.space,
        version=version,
        expected_version=int(expected) if expected.isdigit() else None,
        by=request.user,
    )
    messages.success(request, _("Cette version est en service. Ce qui a été lu avant reste lu comme avant."))
    return redirect(version.get_url(request.space))


@in_space
@require_POST
def discard_grid(request: HttpRequest, version_code: str) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.PREPARE_VERSIONS)
    actions.discard_draft(draft=_draft(request, GridVersion, version_code), by=request.user)
    messages.success(request, DISCARDED)
    return redirect("partnerships:grid_versions", request.space.slug)


@in_space
@require_POST
def discard_typology(request: HttpRequest, version_code: str) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.PREPARE_VERSIONS)
    actions.discard_draft(draft=_draft(request, TypologyVersion, version_code), by=request.user)
    messages.success(request, DISCARDED)
    return redirect("partnerships:typologies", request.space.slug)


@in_space
@require_POST
def annotate_grid(request: HttpRequest, version_code: str) -> HttpResponse:
    return _annotate(request, GridVersion, version_code)


@in_space
@require_POST
def annotate_typology(request: HttpRequest, version_code: str) -> HttpResponse:
    return _annotate(request, TypologyVersion, version_code)


def _annotate(request: HttpRequest, model: type, version_code: str) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.PREPARE_VERSIONS)
    draft = _draft(request, model, version_code)
    actions.annotate_draft(draft=draft, note=request.POST.get("note", ""), by=request.user)
    return redirect(draft.get_url(request.space))


def _import(request: HttpRequest, model: type) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.PREPARE_VERSIONS)
    is_grid = model is GridVersion
    files = grid_files if is_grid else typology_files
    form, found, context = FileForm(request.POST or None, request.FILES or None), None, {"is_grid": is_grid}
    try:
        if request.POST.get("kept"):
            found = files.read(request.POST["kept"].encode(), "fichier")
            if not found.problems:
                draft = _imported(request, found, is_grid)
                messages.success(request, MADE)
                return redirect(draft.get_url(request.space))
        elif form.is_valid():
            uploaded = form.cleaned_data["file"]
            found = files.read(uploaded.read(), uploaded.name)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    if found and not found.problems:
        context |= _preview(request, found, is_grid) | {"kept": files.as_kept(found)}
    context |= {"form": form, "problems": found.problems if found else []}
    return render(request, "partnerships/version_import.html", context)


def _imported(request: HttpRequest, found: Any, is_grid: bool):
    given = {"space": request.space, "note": found.note, "by": request.user}
    if is_grid:
        return actions.import_grid(criteria=found.criteria, switched_off=found.switched_off, **given)
    return actions.import_typology(content=found.content, **given)


def _preview(request: HttpRequest, found: Any, is_grid: bool) -> dict:
    if is_grid:
        current = queries.current_grid(request.space) or queries.shipped_version(GridVersion)
        return {"changes": grids.compare(current.criteria, found.criteria), "count": len(found.criteria)}
    current = queries.current_typology(request.space) or queries.shipped_version(TypologyVersion)
    return {"changes": typologies.compare(current.content, found.content), "count": len(found.content["types"])}


def _version(request: HttpRequest, model: type, code: str):
    """A version that this person may read: drafts are the team's."""
    version = queries.version_by_slug(request.space, model, code)
    if version is None or (version.is_draft and request.role not in permissions.PREPARE_VERSIONS.roles):
        raise Http404
    return version


def _draft(request: HttpRequest, model: type, code: str):
    version = _version(request, model, code)
    if not version.is_draft:
        spaces.check(request.user, request.space, permissions.PREPARE_VERSIONS)
        raise Refusal(_("Cette version est en service ou a servi : copiez-la dans un brouillon pour la changer."))
    return version


def _compared_with(request: HttpRequest, version):
    """The version named by ``?avec=``, else the one this was copied from."""
    asked = request.GET.get("avec", "")
    if asked and asked != version.slug:
        return _version(request, type(version), asked)
    return version.based_on


def _file(version, writers: dict, file_format: str, name: str) -> HttpResponse:
    if file_format not in writers:
        raise Http404
    disposition = f'attachment; filename="{name}-{version.code.lower()}.{file_format}"'
    return HttpResponse(
        writers[file_format](version),
        headers={"Content-Type": FILES[file_format], "Content-Disposition": disposition},
    )
