"""One version of the grid: read, compared, and its criteria written while it is a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.refusals import Refusal

from .. import actions, grid, paper, permissions, queries
from ..drafts import grids
from ..files import grids as grid_files
from ..forms import CriterionForm
from ..models import GridVersion
from .versions import compared_with, draft_in, file_of, version_in


@in_space
def grid_version(request: HttpRequest, version_code: str) -> HttpResponse:
    version = version_in(request, GridVersion, version_code)
    before = compared_with(request, version)
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
    if request.method == "GET" and not (sealed := version_in(request, GridVersion, version_code)).is_draft:
        return redirect(sealed.get_url(request.space))
    draft = draft_in(request, GridVersion, version_code)
    entry = next((e for e in (*draft.criteria, *draft.switched_off) if e["id"] == criterion), None)
    if criterion and entry is None:
        raise Http404
    form = CriterionForm(request.POST or None, entry=entry, draft=draft)
    if form.is_valid():
        given = {"words": form.words(), "expected_version": form.cleaned_data["read_version"], "by": request.user}
        with refusals_on(form):
            if entry:
                actions.reword_criterion(draft=draft, criterion=criterion, **given)
            else:
                actions.add_criterion(draft=draft, dimension=form.cleaned_data["dimension"], **given)
            messages.success(request, _("Le critère est enregistré dans le brouillon."))
            return redirect(draft.get_url(request.space))
    context = {"draft": draft, "form": form, "criterion": criterion, "back": draft.get_url(request.space)}
    return render(request, "partnerships/criterion_edit.html", context)


@in_space
@require_POST
def change_draft(request: HttpRequest, version_code: str) -> HttpResponse:
    """Switch a criterion on or off, move it, take it away (``deed`` and ``criterion``)."""
    spaces.check(request.user, request.space, permissions.PREPARE_VERSIONS)
    draft = draft_in(request, GridVersion, version_code)
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
def grid_file(request: HttpRequest, version_code: str, file_format: str) -> HttpResponse:
    version = version_in(request, GridVersion, version_code)
    writers = {"json": grid_files.to_json, "xlsx": grid_files.to_xlsx, "pdf": paper.grid_pdf}
    return file_of(version, writers, file_format, _("grille"))
