"""A spreadsheet brought in: the file, what its columns hold, what would happen, corrections, then done and undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces.doors import in_space
from maillage.toolkit import spreadsheets
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import number

from .. import actions, columns, permissions, places, rules, tasks
from ..actions.imports import AT_ONCE, ask_to_compare
from ..actions.writing import read_undo
from ..analyses.doubles import mark
from ..catalogue import KIND_CHOICES
from ..enums import College, Family, Level, Verdict
from ..forms import MappingForm, UploadForm, numbers_in, read_corrections
from ..models import Import, ImportLine
from ..plans.lines import counted
from .files import TYPES

PAGE, LINES = 100, 50
ASKS = "asks"
SHOWN = ("created", "changed", "merged", ASKS, "refused", "ignored")
SAID_OF_UNDO = 12
CHOSEN = {
    "kind": dict(KIND_CHOICES),
    "college": dict(College.choices),
    "family": dict(Family.choices),
    "level": dict(Level.choices),
}


def find_import(request: HttpRequest, import_id: int) -> Import:
    permissions.check(request.user, request.space, permissions.IMPORT)
    imports = Import.objects.in_space(request.space).select_related("space", "by")
    return get_object_or_404(imports, pk=import_id)


@in_space
def past(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.IMPORT)
    imports = Import.objects.in_space(request.space).defer("content", "given", "choices").select_related("by")
    page = Paginator(imports, PAGE).get_page(request.GET.get("page"))
    return render(request, "actors/imports.html", {"page": page})


@in_space
def new(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.IMPORT)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["file"].name
        with refusals_on(form, field="file"):
            table = actions.read_file(form.content(), name)
            brought = actions.keep_upload(space=request.space, file_name=name, table=table, by=request.user)
            return redirect(to_preview(brought))
    return render(request, "actors/import_new.html", {"form": form, "columns": columns.COLUMNS})


def to_preview(brought: Import, **query: Any) -> str:
    address = reverse("actors:import_preview", args=[brought.space.slug, brought.pk])
    asked = {name: value for name, value in query.items() if value}
    return f"{address}?{urlencode(asked)}" if asked else address


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
    if brought.is_working:
        tasks.wake()
        return render(request, "actors/import_progress.html", {"brought": brought, "progress": progress_of(brought)})
    if brought.status == Import.Status.APPLIED:
        return render(request, "actors/import_done.html", done_context(brought))
    form = MappingForm(request.POST or None, brought=brought) if brought.content else None
    if form is not None and form.is_valid():
        with refusals_on(form):
            actions.map_columns(brought=brought, mapping=form.mapping(), filled=form.filled(), by=request.user)
            return redirect(to_preview(brought))
    _refresh(brought)
    return render(request, "actors/import_preview.html", preview_context(request, brought, form))


def _refresh(brought: Import) -> None:
    """A short import is compared again when the directory changed, or when it is read in another language."""
    stale = brought.mark != mark(brought.space) or brought.language != get_language()
    if brought.status == Import.Status.READY and brought.total <= AT_ONCE and stale:
        ask_to_compare(brought)


def preview_context(request: HttpRequest, brought: Import, form: MappingForm | None) -> dict[str, Any]:
    asked = request.GET.get("verdict", "")
    lines = brought.lines.all()
    if asked == ASKS:
        lines = lines.filter(asks=True)
    elif asked in Verdict.values:
        lines = lines.filter(verdict=asked)
    page = Paginator(lines.order_by("number"), LINES).get_page(request.GET.get("page"))
    page.object_list = [shown(line, brought) for line in page.object_list]
    counts = brought.counts
    return {
        "brought": brought,
        "form": form,
        "counts": counts,
        "counted": counted(counts),
        "verdicts": [(code, _label(code), counts.get(code, 0)) for code in SHOWN],
        "asked": asked,
        "page": page,
        "may_correct": bool(brought.content),
    }


def _label(code: str) -> str:
    return _("à trancher") if code == ASKS else str(Verdict(code).label)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as the preview draws it."""

    line: ImportLine
    verdict: Verdict
    changes: list[tuple[str, Any, Any]]  # label, before, after
    faults: list[tuple[str, str, str, str]]  # field, label, text, why
    cells: list[tuple[str, str, str]]  # field, label, text
    options: list[tuple[str, str]]
    choice: str


def shown(line: ImportLine, brought: Import) -> Shown:
    labels = {field: str(column.label) for field, column in columns.BY_FIELD.items()}
    fields = [field for field in columns.BY_FIELD if field in brought.mapping]
    choice = brought.choices.get(str(line.number), "")
    return Shown(
        line,
        Verdict(line.verdict),
        [
            (labels.get(field, field), _as_read(field, before), _as_read(field, after))
            for field, before, after in line.changes
        ],
        [(field, labels[field], line.cells.get(field, ""), why) for field, why in line.faults.items()],
        [(field, labels[field], line.cells.get(field, "")) for field in fields if field not in line.faults],
        _options(line, choice),
        choice,
    )


def _as_read(field: str, value: Any) -> Any:
    """A value as people read it rather than as it is kept."""
    if field in CHOSEN:
        return str(CHOSEN[field].get(value, value))
    if field == "commune":
        return places.written(value)
    if field == "siret":
        return rules.written_siret(value)
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    return value


def _options(line: ImportLine, choice: str) -> list[tuple[str, str]]:
    """What one may choose for a line; the first is what the comparison proposes."""
    options = [("", _("comme proposé"))]
    options += [
        (code, _("réunir avec « %(name)s »") % {"name": each["name"]}) for each in line.alike if (code := _code(each))
    ]
    if line.alike or choice in {"create"}:
        options.append(("create", _("créer une fiche à part")))
    options.append(("leave", _("laisser de côté")))
    if choice and choice not in dict(options):
        options.append((choice, _("votre choix précédent")))
    return options


def _code(alike: dict[str, Any]) -> str:
    return str(alike["id"]) if alike["id"] else f"line-{alike['line']}"


@in_space
@require_POST
def correct(request: HttpRequest, import_id: int) -> HttpResponse:
    """The corrections and choices of one page of the preview."""
    brought = find_import(request, import_id)
    lines = {line.number: line for line in brought.lines.filter(number__in=numbers_in(request.POST))}
    given, choices = read_corrections(request.POST, lines)
    chosen = {line: value for line, value in choices.items() if value != brought.choices.get(str(line), "")}
    back = to_preview(brought, verdict=request.POST.get("verdict", ""), page=request.POST.get("page", ""))
    if not given and not chosen:
        messages.info(request, _("Rien n'a changé : corrigez une case ou choisissez ce que devient une ligne."))
        return redirect(back)
    try:
        actions.correct_lines(brought=brought, given=given, choices=chosen, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        count = len({*given, *chosen})
        sentence = ngettext(
            "%(n)s ligne revue, tout a été comparé de nouveau.",
            "%(n)s lignes revues, tout a été comparé de nouveau.",
            count,
        )
        messages.success(request, sentence % {"n": number(count)})
    return redirect(back)


@in_space
@require_POST
def apply(request: HttpRequest, import_id: int) -> HttpResponse:
    brought = find_import(request, import_id)
    try:
        brought = actions.apply_import(
            brought=brought, by=request.user, expected_fingerprint=request.POST.get("fingerprint", "")
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(to_preview(brought))
    if brought.is_working:
        return redirect(to_preview(brought))
    sentence = ngettext(
        "L'import est fait : %(n)s organisation écrite. Vous pouvez l'annuler d'un clic.",
        "L'import est fait : %(n)s organisations écrites. Vous pouvez l'annuler d'un clic.",
        brought.writes,
    )
    messages.success(request, sentence % {"n": number(brought.writes)})
    return redirect("actors:imports", slug=request.space.slug)


@in_space
def progress(request: HttpRequest, import_id: int) -> HttpResponse:
    """How far the work is, for the bar: {"done", "total", "sentence", "over"}."""
    brought = find_import(request, import_id)
    if brought.is_working:
        tasks.wake()
    return JsonResponse(progress_of(brought))


def progress_of(brought: Import) -> dict[str, Any]:
    done, total = min(brought.done, brought.total), brought.total
    if not brought.is_working:
        return {"done": total, "total": total, "sentence": _("C'est fini."), "over": True}
    if brought.taken_at is None:
        sentence = _("Le travail va commencer.")
    elif brought.status == Import.Status.COMPARING:
        sentence = _("%(done)s lignes comparées sur %(total)s.")
    elif done < total * 0.9:
        sentence = _("%(done)s lignes préparées sur %(total)s ; l'annuaire n'a pas encore changé.")
    else:
        sentence = _("Écriture de %(total)s lignes, en une seule fois.")
    return {
        "done": done,
        "total": total,
        "sentence": sentence % {"done": number(done), "total": number(total)},
        "over": False,
    }


def done_context(brought: Import) -> dict[str, Any]:
    told = read_undo(brought)
    return {
        "brought": brought,
        "undoing": told,
        "kept": told.kept[:SAID_OF_UNDO],
        "more": len(told.kept) - SAID_OF_UNDO,
    }


@in_space
@require_POST
def undo(request: HttpRequest, import_id: int) -> HttpResponse:
    told = actions.undo_import(
        brought=find_import(request, import_id), by=request.user, also_touched=request.POST.get("also_touched") == "1"
    )
    sentence = ngettext(
        "L'import est annulé : %(n)s fiche rendue à son état d'avant.",
        "L'import est annulé : %(n)s fiches rendues à leur état d'avant.",
        told.touched,
    )
    messages.success(request, sentence % {"n": number(told.touched)})
    if told.kept:
        sentence = ngettext(
            "%(n)s fiche retouchée depuis a gardé ce qui y a été écrit : %(names)s.",
            "%(n)s fiches retouchées depuis ont gardé ce qui y a été écrit : %(names)s.",
            len(told.kept),
        )
        names = ", ".join(kept.organisation.name for kept in told.kept[:SAID_OF_UNDO])
        messages.warning(request, sentence % {"n": number(len(told.kept)), "names": names})
    return redirect("actors:imports", slug=request.space.slug)
