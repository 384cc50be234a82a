"""An actor's positions, said one actor at a time or taken from a spreadsheet; the pilot's matrix of influences."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.actors.models import Organisation
from maillage.spaces.doors import in_space
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.permissions import check
from maillage.stakes import actions, exports, permissions, queries
from maillage.stakes.enums import Source, Stand
from maillage.stakes.forms import InfluencesForm, PasteForm, PositionsForm
from maillage.stakes.models import Influence, Objective, Position, PositionSheet, Round
from maillage.stakes.pasted import Pasted, read_pasted
from maillage.toolkit import spreadsheets
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.refusals import Refusal

from .game import round_of

WRITERS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST_IN_ONE_MATRIX = 25


@in_space
def positions(request: HttpRequest, round_id: int, organisation_id: int) -> HttpResponse:
    """One actor's scale for each objective: its own people and the team, while nobody else has filled it."""
    round = round_of(request, round_id)
    sheet = _sheet(request, round, organisation_id)
    objectives = _judged(round)
    said = dict(Position.objects.filter(sheet=sheet).values_list("objective_id", "value"))
    is_team = request.role in EDITORS
    form = PositionsForm(request.POST or None, objectives=objectives, sheet=sheet, said=said, is_team=is_team)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("source", "said_on")} if is_team else {"source": Source.SAID}
        with refusals_on(form):
            actions.say_positions(
                sheet=_sheet(request, round, organisation_id),
                values=form.values(),
                expected_version=form.cleaned_data["read_version"],
                **told,
                by=request.user,
            )
            messages.success(request, _("Les positions sont notées."))
            return _back(request, round)
    context = {
        "form": form,
        "round": round,
        "actor": sheet.organisation,
        "said": len(said),
        "total": len(objectives),
        "ladder": [stand for stand in Stand if stand >= 0],
        "is_team": is_team,
    }
    return render(request, "stakes/positions.html", context)


def _back(request: HttpRequest, round: Round) -> HttpResponse:
    if request.role in EDITORS:
        return redirect("stakes:round", request.space.slug, round.pk)
    return redirect("stakes:game", request.space.slug)


def _judged(round: Round) -> list[Objective]:
    found = Objective.objects.in_space(round.space)
    if round.is_open:
        return list(found.current())
    return list(found.filter(positions__sheet__round=round).distinct())


def _sheet(request: HttpRequest, round: Round, organisation_id: int) -> PositionSheet:
    """A sheet that this person may fill or read again; 404 for any other."""
    sheets = round.sheets.select_related("organisation__space").filter(organisation__archived_at=None)
    sheet = get_object_or_404(sheets, organisation=organisation_id)
    if sheet.said_on:
        if not PositionSheet.objects.visible_to(request.user).filter(pk=sheet.pk).exists():
            raise Http404
    elif not permissions.can_speak_for(request.user, sheet.organisation):
        raise Http404
    sheet.round, sheet.space = round, request.space
    return sheet


@in_space
def paste(request: HttpRequest, round_id: int) -> HttpResponse:
    """See what a table of positions would write, line by line, then write it: the pilot only."""
    check(request.user, request.space, permissions.READ_NAMED)
    round = round_of(request, round_id)
    form = PasteForm(request.POST or None, request.FILES or None)
    pasted: Pasted | None = None
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            content, name = form.content()
            pasted = read_pasted(request.space, content, name)
            if "apply" in request.POST:
                taken = actions.take_positions(
                    round=round,
                    pasted=pasted,
                    source=form.cleaned_data["source"],
                    skip_refused=form.cleaned_data["skip_refused"],
                    by=request.user,
                )
                sentence = ngettext(
                    "Les positions de %(number)s acteur sont reprises.",
                    "Les positions de %(number)s acteurs sont reprises.",
                    taken,
                )
                messages.success(request, sentence % {"number": taken})
                return redirect("stakes:round", request.space.slug, round.pk)
    context = {
        "form": form,
        "round": round,
        "pasted": pasted,
        "text": _as_text(pasted) if pasted else "",
        "objectives": list(Objective.objects.in_space(request.space).current()),
    }
    return render(request, "stakes/paste.html", context)


def _as_text(pasted: Pasted) -> str:
    """What was understood and what was not, as a table to send again: a file need not be chosen twice."""
    codes = [objective.code for objective in pasted.objectives]
    lines = ["\t".join([_("acteur"), *codes])]
    lines += ["\t".join([row.name, *row.cells]) for row in pasted.rows]
    return "\n".join(lines)


@in_space
def export(request: HttpRequest, round_id: int, table: str, form: str) -> HttpResponse:
    """The tables of a round with names: the pilot only."""
    check(request.user, request.space, permissions.READ_NAMED)
    if form not in WRITERS or table not in (*exports.TABLES, exports.GAME) or (table == exports.GAME and form == "csv"):
        raise Http404
    round = round_of(request, round_id)
    game = queries.game_of(round, with_influences=True)
    if table == exports.GAME:
        content = spreadsheets.to_workbook([exports.table_of(game, one) for one in exports.TABLES], title=round.name)
    else:
        sheet = exports.table_of(game, table)
        if form == "csv":
            separator = ";" if get_language() == "fr" else ","
            content = spreadsheets.to_csv(sheet.columns, sheet.rows, separator=separator)
        else:
            content = spreadsheets.to_xlsx(sheet.columns, sheet.rows, title=sheet.title)
    response = HttpResponse(content, content_type=WRITERS[form])
    response["Content-Disposition"] = f'attachment; filename="{table}-{slugify(round.name)}.{form}"'
    return response


@in_space
def influences(request: HttpRequest, round_id: int) -> HttpResponse:
    """Who can do what to whom, as the pilot sees it. Nobody else knows that this page holds anything."""
    if request.role != Role.PILOT:
        raise Http404
    round = round_of(request, round_id)
    actors = list(Organisation.objects.filter(position_sheets__round=round, archived_at=None).order_by("name", "pk"))
    rows = _rows(request, actors)
    weighed = {
        (one.source_id, one.target_id): one.value
        for one in Influence.objects.visible_to(request.user).filter(round=round)
    }
    form = InfluencesForm(request.POST or None, rows=rows, columns=actors, weighed=weighed, version=round.version)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.weigh_influences(
                round=round_of(request, round_id),
                values=form.cells,
                expected_version=form.cleaned_data["read_version"],
                by=request.user,
            )
            messages.success(request, _("La matrice est enregistrée ; vous seul la lisez."))
            return redirect(request.get_full_path())
    earlier = queries.rounds_in(request.space).filter(opened_on__lte=round.opened_on).exclude(pk=round.pk).first()
    context = {
        "form": form,
        "round": round,
        "actors": actors,
        "rows": rows,
        "weighed": len(weighed),
        "pairs": len(actors) * (len(actors) - 1),
        "earlier": earlier if round.is_open and not weighed else None,
    }
    return render(request, "stakes/influences.html", context)


def _rows(request: HttpRequest, actors: list[Organisation]) -> list[Organisation]:
    """All the actors when the matrix fits a page; beyond, the one that was asked for."""
    if len(actors) <= MOST_IN_ONE_MATRIX:
        return actors
    return [one for one in actors if str(one.pk) == request.GET.get("acteur")] or actors[:1]


@in_space
@require_POST
def copy_influences(request: HttpRequest, round_id: int) -> HttpResponse:
    """Start from the matrix of the round before."""
    if request.role != Role.PILOT:
        raise Http404
    round = round_of(request, round_id)
    earlier = queries.rounds_in(request.space).filter(opened_on__lte=round.opened_on).exclude(pk=round.pk).first()
    try:
        copied = actions.copy_influences(round=round, earlier=earlier, by=request.user) if earlier else 0
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = ngettext("%(number)s influence reprise.", "%(number)s influences reprises.", copied)
        messages.success(request, sentence % {"number": copied})
    return redirect("stakes:influences", request.space.slug, round.pk)
