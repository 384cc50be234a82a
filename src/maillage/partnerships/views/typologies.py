"""One version of the typology: read, compared, and its types written while it is a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.refusals import Refusal

from .. import actions, analyses, permissions, queries, typology
from ..drafts import typologies
from ..files import typologies as typology_files
from ..forms import NewTypeForm, TypologyForm
from ..models import TypologyVersion
from .versions import compared_with, draft_in, file_of, version_in


@in_space
def typology_version(request: HttpRequest, version_code: str) -> HttpResponse:
    version = version_in(request, TypologyVersion, version_code)
    before = compared_with(request, version)
    current = queries.current_typology(request.space) or queries.shipped_version(TypologyVersion)
    is_editor = request.role in permissions.PREPARE_VERSIONS.roles
    read = queries.typology_in(version)
    context = {
        "version": version,
        "is_current": version.slug == current.slug,
        "typology": read,
        "columns": typologies.column_names(),
        "rows": [
            (read.by_code[entry["id"]], [entry["profile"][column] for column in typology.columns()])
            for entry in version.content["types"]
        ],
        "weights": [version.content["weights"].get(column, 1) for column in typology.columns()],
        "before": before,
        "changes": typologies.compare(before.content, version.content) if before else None,
        "left_out": typology.types_in_language({"types": typologies.left_out(version.content)})
        if is_editor and version.is_draft
        else (),
        "moves": _moves(request, version) if is_editor and version.is_draft else None,
    }
    return render(request, "partnerships/typology_version.html", context)


def _moves(request: HttpRequest, version: TypologyVersion) -> list:
    fewest = permissions.fewest_answers_shown(request.role)
    return analyses.moves_under(request.space, queries.typology_in(version), fewest_answers=fewest)


@in_space
def edit_typology(request: HttpRequest, version_code: str) -> HttpResponse:
    """The table of values, the thresholds and the words of a draft."""
    spaces.check(request.user, request.space, permissions.PREPARE_VERSIONS)
    if request.method == "GET" and not (sealed := version_in(request, TypologyVersion, version_code)).is_draft:
        return redirect(sealed.get_url(request.space))
    draft = draft_in(request, TypologyVersion, version_code)
    form = TypologyForm(request.POST or None, draft=draft)
    if form.is_valid():
        with refusals_on(form):
            actions.write_typology(
                draft=draft,
                content=form.content(),
                expected_version=form.cleaned_data["read_version"],
                by=request.user,
            )
            messages.success(request, _("Le brouillon est enregistré. Relisez ce qu'il changerait."))
            return redirect(draft.get_url(request.space))
    context = {"draft": draft, "form": form, "columns": typologies.column_names(), "back": draft.get_url(request.space)}
    return render(request, "partnerships/typology_edit.html", context)


@in_space
def typology_file(request: HttpRequest, version_code: str, file_format: str) -> HttpResponse:
    version = version_in(request, TypologyVersion, version_code)
    writers = {"json": typology_files.to_json, "xlsx": typology_files.to_xlsx}
    return file_of(version, writers, file_format, _("typologie"))


@in_space
def new_type(request: HttpRequest, version_code: str) -> HttpResponse:
    """Add a type of the space's own to a draft."""
    spaces.check(request.user, request.space, permissions.PREPARE_VERSIONS)
    if request.method == "GET" and not (sealed := version_in(request, TypologyVersion, version_code)).is_draft:
        return redirect(sealed.get_url(request.space))
    draft = draft_in(request, TypologyVersion, version_code)
    form = NewTypeForm(request.POST or None, draft=draft)
    if form.is_valid():
        with refusals_on(form):
            actions.add_type(
                draft=draft,
                words=form.words(),
                profile=form.profile(),
                expected_version=form.cleaned_data["read_version"],
                by=request.user,
            )
            messages.success(request, _("Le type est ajouté au brouillon. Relisez ce qu'il changerait."))
            return redirect(draft.get_url(request.space))
    context = {"draft": draft, "form": form, "back": draft.get_url(request.space)}
    return render(request, "partnerships/type_new.html", context)


@in_space
@require_POST
def change_types(request: HttpRequest, version_code: str) -> HttpResponse:
    """Take a type away from a draft, or put one of Maillage's back (``deed`` and ``type``)."""
    spaces.check(request.user, request.space, permissions.PREPARE_VERSIONS)
    draft = draft_in(request, TypologyVersion, version_code)
    deeds = {"remove": actions.remove_type, "take_back": actions.take_back_type}
    change = deeds.get(request.POST.get("deed", ""))
    if change is None:
        raise Refusal(_("Ce geste n'est pas connu : rien n'a changé."))
    expected = request.POST.get("read_version", "")
    change(
        draft=draft,
        type_id=request.POST.get("type", ""),
        expected_version=int(expected) if expected.isdecimal() else None,
        by=request.user,
    )
    return redirect(f"{draft.get_url(request.space)}#types")
