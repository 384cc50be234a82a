"""Pages that no room owns: not found, refused, broken, and the small picture of the tab."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "design/not_found.html", status=404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    sentence = str(exception) or _("Vous ne pouvez pas faire cela ici.")
    return render(request, "design/refusal.html", {"sentence": sentence}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("design/broken.html"), status=500)


@cache_control(max_age=86_400, public=True)
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("design/favicon.svg"), content_type="image/svg+xml")
