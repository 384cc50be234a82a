"""Meetings with their agenda, who was there, minutes and decisions."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.models import Organisation
from maillage.animation import actions, permissions, queries
from maillage.animation.calendars import as_icalendar
from maillage.animation.enums import Presence
from maillage.animation.forms import AttendanceForm, BodyForm, DecisionForm, MeetingForm
from maillage.animation.models import Attendance, Body, Meeting
from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.spaces.enums import Role
from maillage.toolkit.forms import refusals_on

A_PAGE = 30


@in_space
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The meeting; its editors note a decision on the spot."""
    shown = _meeting(request, meeting_id)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.record_decision(
                space=request.space,
                meeting=shown,
                wording=form.cleaned_data["wording"],
                taken_on=shown.held_on,
                by=request.user,
            )
            messages.success(request, _("La décision est notée."))
            return redirect(shown)
    on = timezone.localdate()
    reads_notes = request.role != Role.OBSERVER
    context = {
        "meeting": shown,
        "form": form,
        "is_to_come": shown.held_on >= on,
        "reads_notes": reads_notes,
        "attendances": _by_presence(shown) if reads_notes else [],
        "decisions": queries.decisions_of(request.space).filter(meeting=shown).order_by("pk"),
        "late": queries.actions_of(request.space).late(on=on).count(),
        "still_open": queries.actions_of(request.space).open().count(),
    }
    return render(request, "animation/meeting.html", context)


def _by_presence(shown: Meeting) -> list[tuple[str, list[Organisation]]]:
    """« 13 présentes » and who they are; « 2 excusées »; « 1 absente »."""
    rows = list(Attendance.objects.filter(meeting=shown).select_related("organisation"))
    by_presence = {value: [row.organisation for row in rows if row.presence == value] for value in Presence.values}
    there, excused, absent = (by_presence[value] for value in Presence.values)
    told = [
        (ngettext("%(count)d présente", "%(count)d présentes", len(there)), there),
        (ngettext("%(count)d excusée", "%(count)d excusées", len(excused)), excused),
        (ngettext("%(count)d absente", "%(count)d absentes", len(absent)), absent),
    ]
    return [(words % {"count": len(found)}, found) for words, found in told if found]


@in_space
def decisions(request: HttpRequest) -> HttpResponse:
    """The log of decisions, with the actions that each gave birth to."""
    page = Paginator(queries.decisions_of(request.space), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "animation/decisions.html", {"page": page})


@in_space
def new_body(request: HttpRequest) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.EDIT)
    form = BodyForm(
        request.POST or None,
        instance=Body(space=request.space),
        initial={name: request.GET[name] for name in ("partnership",) if name in request.GET},
        space=request.space,
    )
    if form.is_valid():
        with refusals_on(form):
            body = actions.create_body(space=request.space, **form.changes(), by=request.user)
            messages.success(request, _("L'instance « %(name)s » est créée.") % {"name": body})
            return redirect("animation:new_meeting", slug=request.space.slug)
    return render(request, "animation/new_body.html", {"form": form})


@in_space
def edit_body(request: HttpRequest, body_id: int) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.EDIT)
    form = BodyForm(request.POST or None, instance=_body(request, body_id), space=request.space)
    if form.is_valid():
        with refusals_on(form):
            actions.edit_body(body=_body(request, body_id), **form.changes(), by=request.user)
            messages.success(request, _("L'instance est enregistrée."))
            return redirect("animation:home", slug=request.space.slug)
    return render(request, "animation/edit_body.html", {"form": form, "body": _body(request, body_id)})


def _body(request: HttpRequest, body_id: int) -> Body:
    found = Body.objects.visible_to(request.user).filter(space=request.space)
    return get_object_or_404(found.select_related("space", "partnership"), pk=body_id)


@in_space
def new_meeting(request: HttpRequest) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.EDIT)
    form = MeetingForm(request.POST or None, instance=Meeting(space=request.space), space=request.space)
    if form.is_valid():
        with refusals_on(form):
            planned = actions.create_meeting(space=request.space, **form.changes(), by=request.user)
            messages.success(request, _("La réunion est notée."))
            return redirect(planned)
    return render(request, "animation/new_meeting.html", {"form": form})


@in_space
def edit_meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.EDIT)
    form = MeetingForm(request.POST or None, instance=_meeting(request, meeting_id), space=request.space)
    if form.is_valid():
        with refusals_on(form):
            changed = actions.edit_meeting(meeting=_meeting(request, meeting_id), **form.changes(), by=request.user)
            messages.success(request, _("La réunion est enregistrée."))
            return redirect(changed)
    return render(request, "animation/edit_meeting.html", {"form": form, "meeting": _meeting(request, meeting_id)})


@in_space
def attendance(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Who was there: first those usually expected, then the rest of the directory."""
    spaces.check(request.user, request.space, permissions.EDIT)
    shown = _meeting(request, meeting_id)
    expected = queries.expected_at(shown)
    organisations = list(Organisation.objects.filter(space=request.space).current())
    presences = dict(Attendance.objects.filter(meeting=shown).values_list("organisation", "presence"))
    form = AttendanceForm(
        request.POST or None,
        organisations=organisations,
        presences=presences,
        initial={"read_version": shown.version},
    )
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data["read_version"]
        with refusals_on(form):
            actions.record_attendance(meeting=shown, presences=form.presences(), expected_version=read, by=request.user)
            messages.success(request, _("Les présences sont notées."))
            return redirect(shown)
    context = {
        "form": form,
        "meeting": shown,
        "expected": [form[str(one.pk)] for one in organisations if one.pk in expected],
        "others": [form[str(one.pk)] for one in organisations if one.pk not in expected],
    }
    return render(request, "animation/attendance.html", context)


@in_space
def calendar(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The meeting for anybody's calendar."""
    shown = _meeting(request, meeting_id)
    url = request.build_absolute_uri(shown.get_absolute_url())
    return HttpResponse(
        as_icalendar(shown, url=url, stamped_at=timezone.now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="reunion-{shown.held_on:%Y-%m-%d}.ics"'},
    )


def _meeting(request: HttpRequest, meeting_id: int) -> Meeting:
    found = Meeting.objects.visible_to(request.user).filter(space=request.space)
    return get_object_or_404(found.select_related("body", "space"), pk=meeting_id)
