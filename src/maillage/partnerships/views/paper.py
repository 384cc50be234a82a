"""Answers on paper and in files: a sheet to print, a page to type it back, answers out and in."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.spreadsheets import to_csv, to_xlsx

from .. import actions, analyses, grid, permissions, queries
from .. import paper as printed
from ..doors import visible_partnership
from ..enums import Evidence
from ..files import answers as files
from ..files.answers import TypedAnswer, TypedSheet
from ..forms import FileForm
from ..models import GridVersion

TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@in_space
def page(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Type one sheet back: every criterion on one page; it is kept as handed in."""
    spaces.check(request.user, request.space, permissions.TYPE_PAPER)
    partnership = visible_partnership(request, partnership_id)
    version = _version(request)
    criteria = queries.criteria_of(version)
    error = ""
    if request.method == "POST":
        try:
            actions.type_sheets(
                partnership=partnership,
                sheets=[_typed(request, criteria)],
                grid=_recorded(request, version),
                by=request.user,
            )
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("La feuille est enregistrée. Vous pouvez saisir la suivante."))
            return redirect(f"{request.path}?version={version.slug}")
    context = {
        "partnership": partnership,
        "version": version,
        "versions": [each for each in queries.versions_of(request.space, GridVersion) if not each.is_draft],
        "organisations": queries.organisations_to_answer_for(request.user, request.role, partnership),
        "rows": [(name, _rows(request, criteria, id)) for id, name in grid.dimensions().items()],
        "levels": range(1, 6),
        "evidences": Evidence.choices,
        "chosen_organisation": request.POST.get("organisation", ""),
        "filled_on": request.POST.get("filled_on", ""),
        "today": timezone.localdate().isoformat(),
        "error": error,
        "typed": queries.typed_sheets(partnership),
    }
    return render(request, "partnerships/paper.html", context)


def _rows(request: HttpRequest, criteria, dimension: str) -> list[dict]:
    return [
        {
            "words": words,
            "chosen": request.POST.get(f"level_{words.id}", ""),
            "evidence": request.POST.get(f"evidence_{words.id}", ""),
            "note": request.POST.get(f"note_{words.id}", ""),
        }
        for words in criteria
        if words.dimension == dimension
    ]


def _typed(request: HttpRequest, criteria) -> TypedSheet:
    """The sheet as it was typed; the action checks it."""
    given = request.POST
    answers = {}
    for words in criteria:
        choice = given.get(f"level_{words.id}", "")
        if choice:
            answers[words.id] = TypedAnswer(
                int(choice) if choice.isdecimal() else None,
                "" if choice.isdecimal() else choice,
                given.get(f"evidence_{words.id}", ""),
                given.get(f"note_{words.id}", ""),
            )
    try:
        filled_on = forms.DateField(required=False).clean(given.get("filled_on", ""))
    except forms.ValidationError:
        raise Refusal(_("La date n'est pas lisible : écrivez-la comme 2026-11-23.")) from None
    return TypedSheet(_("La feuille"), given.get("organisation", ""), "", filled_on, answers)


@in_space
def pdf(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """The grid to print for this partnership."""
    partnership = visible_partnership(request, partnership_id)
    version = _version(request)
    content = printed.grid_pdf(version, partnership=partnership.name)
    return _attached(content, "application/pdf", f"{_name(partnership)}-{version.code.lower()}.pdf")


@in_space
def template(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """A workbook to fill: one row per criterion, one column per respondent."""
    spaces.check(request.user, request.space, permissions.TYPE_PAPER)
    partnership = visible_partnership(request, partnership_id)
    version = _version(request)
    members = sorted(organisation.name for organisation in queries.members_by_name(partnership).values())
    content = files.template_xlsx(
        queries.criteria_of(version), members, title=_("Réponses à la grille"), code=version.code
    )
    return _attached(content, TYPES["xlsx"], f"{_name(partnership)}-{version.code.lower()}.xlsx")


@in_space
def import_answers(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Answers from a file: previewed, then all kept, or none."""
    spaces.check(request.user, request.space, permissions.TYPE_PAPER)
    partnership = visible_partnership(request, partnership_id)
    version = _version(request)
    form, sheets, problems = FileForm(request.POST or None, request.FILES or None), [], []
    with refusals_on(form):
        if request.POST.get("kept"):
            kept = actions.type_sheets(
                partnership=partnership,
                sheets=files.from_kept(request.POST["kept"]),
                grid=_recorded(request, version),
                by=request.user,
            )
            said = ngettext("%(n)d feuille est enregistrée.", "%(n)d feuilles sont enregistrées.", len(kept))
            messages.success(request, said % {"n": len(kept)})
            return redirect("partnerships:paper", request.space.slug, partnership.pk)
        if form.is_valid():
            uploaded = form.cleaned_data["file"]
            criteria = [words.id for words in queries.criteria_of(version)]
            found = files.read(uploaded.read(), uploaded.name, criteria=criteria)
            sheets, problems = found.sheets, found.problems + _strangers(partnership, found.sheets)
    context = {
        "partnership": partnership,
        "version": version,
        "form": form,
        "problems": problems,
        "sheets": [(sheet, len(sheet.answers)) for sheet in sheets],
        "kept": files.as_kept(sheets) if sheets and not problems else "",
    }
    return render(request, "partnerships/paper_import.html", context)


def _strangers(partnership, sheets) -> list[str]:
    members = queries.members_by_name(partnership)
    return [
        _("%(respondent)s : « %(organisation)s » n'est pas membre de ce partenariat.")
        % {"respondent": sheet.respondent, "organisation": sheet.organisation}
        for sheet in sheets
        if sheet.organisation and sheet.organisation.casefold() not in members
    ]


@in_space
@require_POST
def withdraw(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Take back a sheet typed by mistake, or all those typed at the same moment (``together=1``)."""
    spaces.check(request.user, request.space, permissions.TYPE_PAPER)
    partnership = visible_partnership(request, partnership_id)
    typed = queries.typed_sheets(partnership)
    chosen = [each for each in typed if str(each.pk) == request.POST.get("sheet", "")]
    if chosen and request.POST.get("together"):
        chosen = [each for each in typed if each.submitted_at == chosen[0].submitted_at]
    number = actions.withdraw_typed_sheets(partnership=partnership, assessments=chosen, by=request.user)
    said = ngettext("%(n)d feuille est retirée.", "%(n)d feuilles sont retirées.", number) % {"n": number}
    messages.success(request, said)
    return redirect("partnerships:paper", request.space.slug, partnership.pk)


@in_space
def answers(request: HttpRequest, partnership_id: int, answers_format: str) -> HttpResponse:
    """The answers as a file for the pilot; for the others who see the reading, its medians."""
    partnership = visible_partnership(request, partnership_id)
    if answers_format not in TYPES or not permissions.sees_reading(request.user, request.role, partnership):
        raise Http404
    name = f"{_name(partnership)}.{answers_format}"
    if permissions.sees_names(request.role):
        sheets = queries.sheets_of(partnership, request.user)
        is_csv = answers_format == "csv"
        content = files.answers_csv(sheets) if is_csv else files.answers_xlsx(sheets, title=_("Réponses à la grille"))
        return _attached(content, TYPES[answers_format], name)
    fewest = permissions.fewest_answers_shown(request.role)
    columns, rows = files.reading_table(analyses.read_partnership(partnership, fewest_answers=fewest))
    content = to_csv(columns, rows) if answers_format == "csv" else to_xlsx(columns, rows, title=_("Lecture"))
    return _attached(content, TYPES[answers_format], name)


def _version(request: HttpRequest) -> GridVersion:
    """The version named by ``?version=``, else the one in service."""
    asked = request.GET.get("version", "")
    if asked:
        found = queries.version_by_slug(request.space, GridVersion, asked)
        if found is None or found.is_draft:
            raise Http404
        return found
    return queries.current_grid(request.space) or queries.shipped_version(GridVersion)


def _recorded(request: HttpRequest, version: GridVersion) -> GridVersion:
    return version if version.pk else actions.grid_to_use(request.space)


def _name(partnership) -> str:
    return slugify(partnership.name) or "partenariat"


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, headers={"Content-Type": kind, "Content-Disposition": f'attachment; filename="{name}"'}
    )
