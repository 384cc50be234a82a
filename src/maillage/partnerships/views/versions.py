"""Versions of the grid and of the typology: their list, and what is done with both alike."""

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
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.refusals import Refusal

from .. import actions, permissions, queries
from ..drafts import grids, typologies
from ..files import grids as grid_files
from ..files import typologies as typology_files
from ..forms import FileForm
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
        source = version_in(request, model, request.POST.get("source", ""))
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
    }
    for version, _serves, _use in context["lines"]:
        version.url = version.get_url(request.space)
    if context["draft"]:
        context["draft"].url = context["draft"].get_url(request.space)
    return render(request, "partnerships/versions.html", context)


@in_space
def import_grid(request: HttpRequest) -> HttpResponse:
    """A grid from a file: previewed, then made a draft, or not at all."""
    return _import(request, GridVersion)


@in_space
def import_typology(request: HttpRequest) -> HttpResponse:
    return _import(request, TypologyVersion)


@in_space
@require_POST
def serve_grid(request: HttpRequest, version_code: str) -> HttpResponse:
    return _serve(request, GridVersion, version_code)


@in_space
@require_POST
def serve_typology(request: HttpRequest, version_code: str) -> HttpResponse:
    return _serve(request, TypologyVersion, version_code)


def _serve(request: HttpRequest, model: type, version_code: str) -> HttpResponse:
    version = version_in(request, model, version_code)
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
    actions.discard_draft(draft=draft_in(request, GridVersion, version_code), by=request.user)
    messages.success(request, DISCARDED)
    return redirect("partnerships:grid_versions", request.space.slug)


@in_space
@require_POST
def discard_typology(request: HttpRequest, version_code: str) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.PREPARE_VERSIONS)
    actions.discard_draft(draft=draft_in(request, TypologyVersion, version_code), by=request.user)
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
    draft = draft_in(request, model, version_code)
    actions.annotate_draft(draft=draft, note=request.POST.get("note", ""), by=request.user)
    return redirect(draft.get_url(request.space))


def _import(request: HttpRequest, model: type) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.PREPARE_VERSIONS)
    is_grid = model is GridVersion
    files = grid_files if is_grid else typology_files
    form, found, context = FileForm(request.POST or None, request.FILES or None), None, {"is_grid": is_grid}
    with refusals_on(form):
        if request.POST.get("kept"):
            found = files.read(request.POST["kept"].encode(), "fichier")
            if not found.problems:
                draft = _imported(request, found, is_grid)
                messages.success(request, MADE)
                return redirect(draft.get_url(request.space))
        elif form.is_valid():
            uploaded = form.cleaned_data["file"]
            found = files.read(uploaded.read(), uploaded.name)
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


def version_in(request: HttpRequest, model: type, code: str):
    """A version that this person may read: drafts are the team's."""
    version = queries.version_by_slug(request.space, model, code)
    if version is None or (version.is_draft and request.role not in permissions.PREPARE_VERSIONS.roles):
        raise Http404
    return version


def draft_in(request: HttpRequest, model: type, code: str):
    version = version_in(request, model, code)
    if not version.is_draft:
        spaces.check(request.user, request.space, permissions.PREPARE_VERSIONS)
        raise Refusal(_("Cette version est en service ou a servi : copiez-la dans un brouillon pour la changer."))
    return version


def compared_with(request: HttpRequest, version):
    """The version named by ``?avec=``, else the one this was copied from."""
    asked = request.GET.get("avec", "")
    if asked and asked != version.slug:
        return version_in(request, type(version), asked)
    return version.based_on


def file_of(version, writers: dict, file_format: str, name: str) -> HttpResponse:
    if file_format not in writers:
        raise Http404
    disposition = f'attachment; filename="{name}-{version.code.lower()}.{file_format}"'
    return HttpResponse(
        writers[file_format](version),
        headers={"Content-Type": FILES[file_format], "Content-Disposition": disposition},
    )
