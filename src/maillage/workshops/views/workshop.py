"""The workshops of a space: prepared, run by the pilot's team, kept as dated sessions that members may read."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces.doors import in_space
from maillage.toolkit import spreadsheets
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.models import EditedMeanwhile

from .. import (
    actions,
    analyses,
    exports,
    permissions,
    queries,
    rules,
    subjects,
    wording,
)
from ..forms import WorkshopForm
from ..models import Workshop
from ..pages import session_page
from ..subjects import Topic, WorkshopSubject

OWN_NAMES = {"localhost", "127.0.0.1", "::1", "0.0.0.0", "::"}
"""Names that a machine gives itself: no phone finds it there."""


def visible_workshop(request: HttpRequest, workshop_id: int) -> Workshop:
    """One that this person may know of: the team's, or a kept session that was published."""
    found = Workshop.objects.visible_to(request.user).filter(space=request.space).select_related("asked_by")
    workshop = get_object_or_404(found, pk=workshop_id)
    workshop.space = request.space
    if not subjects.subject_of(workshop).lets_read(request.user, workshop):
        raise Http404
    return workshop


@in_space
def home(request: HttpRequest) -> HttpResponse:
    """For the team, every workshop; for the others, the kept sessions that were published."""
    found = queries.with_phones(Workshop.objects.visible_to(request.user).filter(space=request.space))
    workshops = [(one, subjects.subject_of(one)) for one in found]
    context = {
        "under_way": [(one, subject) for one, subject in workshops if not one.is_kept],
        "kept": [(one, subject) for one, subject in workshops if one.is_kept and subject.lets_read(request.user, one)],
    }
    return render(request, "workshops/home.html", context)


@in_space
def page(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """The pilot's page while it is prepared and run; what was read together, once kept."""
    workshop = visible_workshop(request, workshop_id)
    reading = analyses.read_workshop(workshop)
    context = {
        "workshop": workshop,
        "subject": subjects.subject_of(workshop),
        "reading": reading,
        "asked": wording.asked_items(workshop),
        "sentence": wording.workshop_sentence(workshop, reading),
    }
    if workshop.is_kept:
        context["subject_url"] = context["subject"].url(workshop)
        return render(request, "workshops/session.html", context | session_page(workshop, reading))
    join_address = join_url(request, workshop)
    context |= {
        "tag": tag_of(workshop),
        "join_address": join_address,
        "is_local": bool(join_address) and urlsplit(join_address).hostname in OWN_NAMES,
        "is_small": workshop.is_open and not workshop.is_hidden and reading.phones < rules.SMALL_ROOM,
        "promise": wording.promise(workshop),
        "by_id": reading.by_id,
    }
    return render(request, "workshops/workshop.html", context)


def tag_of(workshop: Workshop) -> str:
    """The mark of what the screen shows: another as soon as a phone joins, answers, or a button is pressed."""
    return f'"{workshop.version}-{workshop.changes}-{get_language()}"'


def join_url(request: HttpRequest, workshop: Workshop) -> str:
    """The whole address that phones open: the one at which the server is known, else the one in use here."""
    if not workshop.code:
        return ""
    path = reverse("by_code:door", args=[workshop.code])
    is_known = urlsplit(settings.PUBLIC_ADDRESS).hostname not in OWN_NAMES
    return settings.PUBLIC_ADDRESS + path if is_known else request.build_absolute_uri(path)


@in_space
def new(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.RUN)
    known = subjects.known()
    subject = known.get(request.GET.get("sujet", ""), next(iter(known.values())))
    topics = subject.topics(request.space)
    context = {"subject": subject, "subjects": list(known.values()), "topics": topics}
    if not topics:
        return render(request, "workshops/new.html", context)
    form = _form(request, subject, topics)
    if form.is_valid():
        with refusals_on(form):
            workshop = actions.create_workshop(
                space=request.space, subject=subject.code, **form.changes(), by=request.user
            )
            messages.success(request, _("L'atelier est prêt. Ouvrez-le quand la salle est là."))
            return redirect(workshop)
    return render(request, "workshops/new.html", context | {"form": form})


@in_space
def edit(request: HttpRequest, workshop_id: int) -> HttpResponse:
    workshop = visible_workshop(request, workshop_id)
    permissions.check(request.user, request.space, permissions.RUN)
    if not workshop.is_draft:
        return redirect(workshop)
    subject = subjects.subject_of(workshop)
    form = _form(request, subject, subject.topics(request.space), workshop)
    if form.is_valid():
        with refusals_on(form):
            actions.edit_workshop(workshop=workshop, **form.changes(), by=request.user)
            messages.success(request, _("L'atelier est enregistré."))
            return redirect(workshop)
    context = {"form": form, "workshop": visible_workshop(request, workshop_id)}
    return render(request, "workshops/edit.html", context)


def _form(
    request: HttpRequest, subject: WorkshopSubject, topics: list[Topic], workshop: Workshop | None = None
) -> WorkshopForm:
    named = request.GET.get("cible", "")
    about = (
        (workshop.about or 0) if workshop else int(named) if named.isdecimal() and len(named) < 19 else topics[0].key
    )
    topic = next((one for one in topics if one.key == about), topics[0])
    return WorkshopForm(
        request.POST or None,
        instance=workshop,
        topics=topics,
        choices=subject.choices(request.space, topic),
        about=topic.key,
        example=str(subject.title_example),
    )


def _do(request: HttpRequest, workshop_id: int, action: Callable[..., None], said: str = "", **asked) -> HttpResponse:
    """A button of the pilot's: done on the version that was read, then back to the page it was on."""
    workshop = visible_workshop(request, workshop_id)
    from_screen = request.POST.get("next") == "screen"
    back = redirect("workshops:screen" if from_screen else "workshops:workshop", request.space.slug, workshop.pk)
    try:
        action(workshop=workshop, expected_version=_typed_number(request, "read_version"), by=request.user, **asked)
    except EditedMeanwhile:
        messages.warning(request, _("Quelqu'un d'autre vient d'agir sur cet atelier : voici où il en est."))
        return back
    if said and not from_screen:
        messages.success(request, said)
    return back if action is not actions.discard_workshop else redirect("workshops:home", request.space.slug)


def _typed_number(request: HttpRequest, name: str) -> int | None:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


@in_space
@require_POST
def open_it(request: HttpRequest, workshop_id: int) -> HttpResponse:
    return _do(request, workshop_id, actions.open_workshop)


@in_space
@require_POST
def close(request: HttpRequest, workshop_id: int) -> HttpResponse:
    return _do(request, workshop_id, actions.close_workshop)


@in_space
@require_POST
def reopen(request: HttpRequest, workshop_id: int) -> HttpResponse:
    return _do(request, workshop_id, actions.reopen_workshop)


@in_space
@require_POST
def show(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Put a point on the screen; without a number, all of them."""
    return _do(request, workshop_id, actions.show_item, shown=_typed_number(request, "shown") or 0)


@in_space
@require_POST
def hide(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Cover or uncover the results on the screen."""
    return _do(request, workshop_id, actions.hide_results, hidden=request.POST.get("hidden") == "1")


@in_space
@require_POST
def keep(request: HttpRequest, workshop_id: int) -> HttpResponse:
    said = _("La séance est gardée ; les réponses des téléphones sont effacées.")
    return _do(request, workshop_id, actions.keep_workshop, said)


@in_space
@require_POST
def discard(request: HttpRequest, workshop_id: int) -> HttpResponse:
    said = _("L'atelier est jeté : ses questions et ses réponses n'existent plus.")
    return _do(request, workshop_id, actions.discard_workshop, said)


@in_space
def export(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """A kept session as a table for a spreadsheet: what the page shows, and nothing more."""
    workshop = visible_workshop(request, workshop_id)
    if not workshop.is_kept:
        return redirect(workshop)
    headers, rows = exports.table_of(workshop, analyses.read_workshop(workshop))
    name = f"{slugify(workshop.title)}-{workshop.held_on:%Y-%m-%d}.csv"
    separator = ";" if get_language() == "fr" else ","
    return HttpResponse(
        spreadsheets.to_csv(headers, rows, separator=separator),
        headers={"Content-Type": "text/csv", "Content-Disposition": f'attachment; filename="{name}"'},
    )
