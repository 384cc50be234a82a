"""Both sides of the tension, family by family: level, minutes, picture, table, one family in detail, files."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.spaces.doors import in_space
from maillage.territory.access.question import ANY, DOMAINS, LEVELS, MINUTES, Question
from maillage.territory.analyses import perimeter_of
from maillage.territory.enums import Level
from maillage.territory.reference import domains
from maillage.territory.reference.store import NotDownloaded
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import enumeration

from . import files, pictures, sentences, tables
from .analyses import ask, rank_families, read_tension
from .readings import ORDERS, FamilyLine, TensionReading

USUAL_ORDER = "ecart"
YES = "oui"


@in_space
def tension(request: HttpRequest) -> HttpResponse:
    """What employers seek beside what young people can learn, in one picture, one sentence, one table."""
    perimeter = perimeter_of(request.space)
    if perimeter is None:
        return render(request, "territory/empty.html")
    question, trouble = asked(request)
    try:
        reading = read_tension(request.space, question)
    except NotDownloaded as missing:
        return render(request, "territory/tension/not_here.html", {"missing": str(missing)})
    order = request.GET.get("tri") if request.GET.get("tri") in ORDERS else USUAL_ORDER
    ranked = request.GET.get("classer") == YES
    context = {
        "question": question,
        "trouble": trouble,
        **choices(question),
        "reading": reading,
        "said": said(reading),
        "picture": pictures.back_to_back(reading),
        "picture_narrow": pictures.back_to_back(reading, layout=pictures.NARROW),
        "lines": sorted(reading.lines, key=ORDERS[order]),
        "order": order,
        **in_detail(request, reading),
        "ranked": ranked,
        "ranking": rank_families(reading) if ranked else None,
        "components": enumeration(sentences.COMPONENTS.values()),
        "sources": tables.sources(reading),
        "files": [(form, file_url(request, form, question)) for form in files.FORMS],
        "permalink": f"?{permalink(question, order)}",
    }
    return render(request, "territory/tension/tension.html", context)


def in_detail(request: HttpRequest, reading: TensionReading) -> dict:
    """The family asked for, its trainings by level, and where the same question is asked commune by commune."""
    line = reading.line(request.GET.get("famille", ""))
    if line is None:
        return {"detail": None}
    levels = [(level_name(level), count) for level, count in line.reach.levels] if line.reach else []
    return {"detail": line, "levels_of_detail": levels, "access_url": access_url(request, reading.question, line)}


def level_name(level: int) -> str:
    return str(Level(level).label) if level in Level else _("niveau non précisé")


def access_url(request: HttpRequest, question: Question, line: FamilyLine) -> str:
    """Empty where the family is not within one of the domains of access."""
    domain = domains.prefixes("families").get(line.family.value)
    word = next((word for word, one in DOMAINS.items() if one == domain), "")
    address = reverse("territory:access", args=[request.space.slug])
    return f"{address}?{urlencode(question.parameters | {'domaine': word})}" if word else ""


def said(reading: TensionReading) -> dict[str, str | list[str]]:
    """The sentences of the page, each from the reading."""
    return {
        "main": sentences.main(reading),
        "needs": sentences.needs(reading),
        "reach": sentences.reach(reading),
        "only_basins": sentences.only_basins(reading),
        "uncovered": sentences.uncovered(reading),
        "unplaced": sentences.unplaced(reading),
        "gap": sentences.gap(reading),
        "covered": f"{sentences.covered(reading)} {sentences.sensitivity(reading)}".strip(),
        "limits": sentences.limits(reading),
    }


def asked(request: HttpRequest) -> tuple[Question, str]:
    """The question of the address; the usual one, with what was wrong, when it cannot be read."""
    try:
        return ask(request.GET.get("niveau") or ANY, request.GET.get("minutes") or None), ""
    except Refusal as refusal:
        return ask(), str(refusal)


def choices(question: Question) -> dict:
    """What both fields offer; a number of minutes that came by the address is offered too."""
    return {
        "levels": [(ANY, _("tous niveaux")), *((word, level.label) for word, level in LEVELS.items())],
        "all_minutes": [(str(one), one) for one in sorted({*MINUTES, question.minutes})],
        "chosen": question.parameters,
    }


def permalink(question: Question, order: str = USUAL_ORDER) -> str:
    parameters = {word: value for word, value in question.parameters.items() if word != "domaine"}
    return urlencode(parameters | ({"tri": order} if order != USUAL_ORDER else {}))


def file_url(request: HttpRequest, form: str, question: Question) -> str:
    return f"{reverse('territory:tension_file', args=[request.space.slug, form])}?{permalink(question)}"


@in_space
def file(request: HttpRequest, form: str) -> HttpResponse:
    """The same figures as a file; the page says how to get the data when they are not here."""
    question, trouble = asked(request)
    if form not in files.FORMS or trouble:
        raise Http404
    try:
        reading = read_tension(request.space, question)
    except NotDownloaded:
        return redirect("territory:tension", slug=request.space.slug)
    if reading is None:
        raise Http404
    content, media, ending = files.FORMS[form](reading)
    name = "-".join(["tension", request.space.slug, *(question.parameters[word] for word in ("niveau", "minutes"))])
    return HttpResponse(
        content,
        content_type=media,
        headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'},
    )
