"""In the demonstration, the letters that would have left, with the links they hold."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.spaces.doors import in_space

from .. import mailbox, permissions


@in_space
def letters(request: HttpRequest) -> HttpResponse:
    """Only where people are fictional: a real personal link is seen by nobody but the person who received it."""
    if not (settings.DEMO and request.space.fictional):
        raise Http404
    permissions.check(request.user, request.space, permissions.RUN)
    page = Paginator(mailbox.letters_of(request.space.slug), 20).get_page(request.GET.get("page"))
    return render(request, "campaigns/letters.html", {"page": page})
