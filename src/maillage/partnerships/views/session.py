"""The common session: prepared, projected criterion by criterion, read again at its end."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.toolkit.models import EditedMeanwhile

from .. import actions, analyses, grid, permissions, queries, rules
from ..actions.session import outcome_of
from ..doors import visible_partnership
from ..forms.session import DiscussionForm
from ..meeting import SessionReading, read_session
from ..models import CommonSession, Discussion
from ..spreads import read_spreads

NOT_NUMBERS = (
    ("unknown", "n", gettext_lazy("Je ne sais pas")),
    ("not_applicable", "s", gettext_lazy("Sans objet")),
    ("no_agreement", "d", gettext_lazy("Pas d'accord trouvé")),
    ("", "0", gettext_lazy("Pas encore dit")),
)


@in_space
def prepare(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Before the session: what will be projected, what will not; open it, or take it up again."""
    partnership = visible_partnership(request, partnership_id)
    spaces.check(request.user, request.space, permissions.LEAD_CONSENSUS)
    if request.method == "POST":
        session = actions.open_session(partnership=partnership, by=request.user)
        session.partnership.space = session.space = request.space
        return redirect(session.get_criterion_url(session.at or session.order[0]))
    alone = analyses.read_partnership(partnership, fewest_answers=rules.FEWEST_RATERS_SHOWN)
    sessions = CommonSession.objects.visible_to(request.user).filter(partnership=partnership)
    sessions = list(sessions.select_related("assessment", "partnership", "space"))
    context = {
        "partnership": partnership,
        "alone": alone,
        "members": len(queries.one_line_each(partnership.members.current().select_related("organisation"))),
        "under_way": next((session for session in sessions if not session.is_closed), None),
        "closed": [session for session in sessions if session.is_closed],
    }
    return render(request, "partnerships/session_prepare.html", context)


@in_space
def page(request: HttpRequest, partnership_id: int, session_id: int) -> HttpResponse:
    """Where the session stands; once closed, what the group said beside what each had answered."""
    session = _session(request, partnership_id, session_id)
    return render(request, "partnerships/session.html", {"session": session, **_context(session)})


def _context(session: CommonSession) -> dict:
    reading = read_session(session)
    return {"partnership": session.partnership, "reading": reading, "next_one": _next_one(session, reading)}


def _next_one(session: CommonSession, reading: SessionReading) -> str:
    """Where the group stopped; else the first criterion that nothing came out of."""
    if session.at:
        return session.at
    return next((line.id for line in reading.lines if not line.is_concluded), session.order[0])


@in_space
def criterion(request: HttpRequest, partnership_id: int, session_id: int, criterion: str) -> HttpResponse:
    """One criterion on the projected screen. Asked as data, the answer says what was kept, in JSON."""
    session = _session(request, partnership_id, session_id)
    spaces.check(request.user, request.space, permissions.LEAD_CONSENSUS)
    if criterion not in session.order:
        raise Http404
    if session.is_closed:
        return redirect(session)
    if request.method != "POST":
        return _projected(request, session, criterion, DiscussionForm(initial=_kept(session, criterion)))
    form = DiscussionForm(request.POST)
    if not form.is_valid():
        return _projected(request, session, criterion, form)
    said = form.cleaned_data
    try:
        kept = actions.conclude(
            session=session,
            criterion=criterion,
            outcome=said["outcome"],
            notes=said["notes"],
            expected_version=said["read_version"],
            by=request.user,
        )
    except EditedMeanwhile:
        return _both_kept(request, session, criterion, said)
    if _wants_data(request):
        return JsonResponse({"version": kept.version})
    return redirect(_where_to(session, criterion, request.POST.get("go", "")))


def _both_kept(request: HttpRequest, session: CommonSession, criterion: str, said: dict) -> HttpResponse:
    """Somebody else wrote meanwhile: both texts come back in the form, and nothing is written before they are read."""
    kept = _kept(session, criterion)
    if _wants_data(request):
        return JsonResponse({"message": _("Quelqu'un d'autre a écrit en même temps.")}, status=409)
    form = DiscussionForm(initial={**kept, "outcome": said["outcome"], "notes": together(kept["notes"], said["notes"])})
    return _projected(request, session, criterion, form, theirs=kept["outcome"])


def together(theirs: str, ours: str) -> str:
    """Two texts written at the same time: the longer when it holds the other, else one above the other."""
    if ours in theirs or theirs in ours:
        return max(theirs, ours, key=len)
    return f"{theirs}\n\n{ours}"


def _projected(
    request: HttpRequest, session: CommonSession, criterion: str, form: DiscussionForm, *, theirs: str | None = None
) -> HttpResponse:
    place = session.order.index(criterion)
    words = next(one for one in queries.criteria_of(session.assessment.grid) if one.id == criterion)
    spread = read_spreads(session)[criterion]
    reading = read_session(session)
    context = {
        "session": session,
        "partnership": session.partnership,
        "form": form,
        "outcome": form["outcome"].value() or "",
        "not_numbers": NOT_NUMBERS,
        "words": words,
        "spread": spread,
        "line": reading.alone.by_id.get(criterion) if spread.is_shown else None,
        "rungs": [
            (rung, anchor, [(line.label, line.counts[rung.level - 1]) for line in spread.lines])
            for rung, anchor in zip(grid.ladder(), words.anchors, strict=True)
        ],
        "number": place + 1,
        "reading": reading,
        "stops": reading.lines,
        "previous": session.order[place - 1] if place else "",
        "is_last": place + 1 == len(session.order),
        "met_another": theirs is not None,
        "theirs": theirs,
    }
    return render(request, "partnerships/session_criterion.html", context)


@in_space
@require_POST
def close(request: HttpRequest, partnership_id: int, session_id: int) -> HttpResponse:
    session = _session(request, partnership_id, session_id)
    actions.close_session(session=session, by=request.user)
    messages.success(request, _("La lecture en commun est remise. Elle se lit à côté des réponses de chacun."))
    return redirect(session)


@in_space
@require_POST
def reopen(request: HttpRequest, partnership_id: int, session_id: int) -> HttpResponse:
    session = _session(request, partnership_id, session_id)
    actions.reopen_session(session=session, by=request.user)
    messages.success(request, _("La séance est rouverte : corrigez, puis remettez-la."))
    return redirect(session)


def _session(request: HttpRequest, partnership_id: int, session_id: int) -> CommonSession:
    """The session of a partnership; a member who is not in the pilot's team is told who holds it."""
    partnership = visible_partnership(request, partnership_id)
    spaces.check(request.user, request.space, permissions.LEAD_CONSENSUS)
    found = CommonSession.objects.visible_to(request.user).filter(partnership=partnership)
    session = get_object_or_404(found.select_related("assessment__grid"), pk=session_id)
    session.partnership, session.space = partnership, request.space
    session.assessment.partnership, session.assessment.space = partnership, request.space
    return session


def _kept(session: CommonSession, criterion: str) -> dict:
    discussion = Discussion.objects.get(session=session, criterion=criterion)
    return {
        "notes": discussion.notes,
        "outcome": outcome_of(session, discussion),
        "read_version": discussion.version,
    }


def _wants_data(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _where_to(session: CommonSession, criterion: str, go: str) -> str:
    """After keeping a criterion: the one beside it, or the page of the session (a pause, or the end)."""
    place = session.order.index(criterion) + {"next": 1, "previous": -1}.get(go, 0)
    if go in {"next", "previous"} and 0 <= place < len(session.order):
        return session.get_criterion_url(session.order[place])
    if go == "stay":
        return session.get_criterion_url(criterion)
    return reverse("partnerships:session", args=[session.space.slug, session.partnership_id, session.pk])
