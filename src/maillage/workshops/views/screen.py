"""The projected screen of a workshop, and the piece of it that comes back each second when something changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from maillage.spaces.doors import in_space

from .. import analyses, permissions, pictures
from ..models import Workshop
from ..pages import screen_page
from .workshop import join_url, tag_of, visible_workshop


@in_space
def screen(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """The whole page: the way in (QR code, address, code), then what comes."""
    workshop = visible_workshop(request, workshop_id)
    permissions.check(request.user, request.space, permissions.RUN)
    if workshop.is_draft or workshop.is_kept:
        return redirect(workshop)
    response = render(request, "workshops/screen.html", _context(request, workshop))
    add_never_cache_headers(response)
    return response


@in_space
def live(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """What changes of it. 304, after a few queries, while nobody has joined, answered or pressed a button."""
    workshop = visible_workshop(request, workshop_id)
    permissions.check(request.user, request.space, permissions.RUN)
    tag = tag_of(workshop)
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    response = render(request, "workshops/live.html", _context(request, workshop))
    add_never_cache_headers(response)
    response["ETag"] = tag
    return response


def _context(request: HttpRequest, workshop: Workshop) -> dict:
    only = workshop.items[workshop.shown - 1]["id"] if workshop.shown else ""
    address = join_url(request, workshop)
    return {
        "workshop": workshop,
        "tag": tag_of(workshop),
        "qr": pictures.qr_code(address) if address else "",
        "short_address": address.split("://")[-1].split("/atelier/")[0] + "/atelier",
        **screen_page(workshop, analyses.read_workshop(workshop, only=only)),
    }
