"""What the pages that hang on a partnership have in common."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.animation import permissions
from maillage.partnerships.models import Partnership


def members_only(request: HttpRequest, partnership: Partnership) -> HttpResponse | None:
    """The calm page for those who see the partnership without belonging to it; None for the others."""
    if permissions.reads_with_members(request.user, request.role, partnership):
        return None
    return render(request, "animation/members_only.html", {"partnership": partnership})
