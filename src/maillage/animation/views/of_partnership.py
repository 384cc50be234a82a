"""The partnership that an address names, for the pages that hang on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from maillage.animation import permissions
from maillage.partnerships.models import Partnership


def partnership_of(request: HttpRequest, partnership_id: int) -> Partnership:
    found = Partnership.objects.visible_to(request.user).filter(space=request.space)
    partnership = get_object_or_404(found, pk=partnership_id)
    partnership.space = request.space
    return partnership


def members_only(request: HttpRequest, partnership: Partnership) -> HttpResponse | None:
    """The calm page for those who see the partnership without belonging to it; None for the others."""
    if permissions.reads_with_members(request.user, request.role, partnership):
        return None
    return render(request, "animation/members_only.html", {"partnership": partnership})
