"""Give back: what the report says, and the report itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.spaces.doors import in_space

from . import actions, chapters


@in_space
def home(request: HttpRequest) -> HttpResponse:
    standpoint = chapters.Standpoint.of(space=request.space, user=request.user, on=timezone.localdate())
    return render(request, "restitution/home.html", {"chapters": chapters.compose(standpoint)})


@in_space
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """The PDF. A POST, because making it is noted in the journal."""
    today = timezone.localdate()
    document = actions.give_report(space=request.space, on=today, by=request.user)
    name = f"{request.space.slug}-{today:%Y-%m-%d}.pdf"
    return HttpResponse(
        document,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
